"""The last cycles of three years of history say what the whole of it says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from store.common.clock import SetClock
from store.db.calendars import load_calendar
from store.db.tables.models import CycleSkipRow, EraRow, ImprovementRow, StageSkipRow, TeamRow
from store.db.tables.review_models import ReviewRow
from store.domain.cycles import Cadence, Cycle, cycle_of
from store.domain.stages import STAGES
from store.domain.statistics.momentum import momentum
from store.journal.seat import Seat
from store.queries.history import STRIP, recent, records
from store.queries.load_snapshot import load_snapshot
from store.queries.momentum_details import load_working, open_working

YEARS = 3


class _Past:
    """Rows of years in which cycles are kept, missed and skipped by chance."""

    def __init__(self, seat: Seat, seed: int, kept: float) -> None:
        self.seat, self.kept, self.chance = seat, kept, random.Random(seed)
        self.rows: list[Any] = []

    def _row(self, table: type[Any], **values: Any) -> None:
        id = self.seat.workspace.new_id()
        self.rows.append(table(id=id, team_id=self.seat.team_id, **values))

    def cycle(self, cycle: Cycle) -> None:
        if self.chance.random() < 0.06:
            self._row(CycleSkipRow, cycle=cycle.label, reason="Holiday")
            return
        going_well = self.chance.random() < self.kept
        if going_well or self.chance.random() < 0.5:
            self._review(cycle)
        for stage in STAGES:
            if self.chance.random() < 0.1:
                values = {"stage": stage.value, "cycle": cycle.label}
                self._row(StageSkipRow, reason="No time", **values)
            elif self.chance.random() < (1.0 if going_well else 0.5):
                self._improvement(cycle, stage.value, going_well)

    def _review(self, cycle: Cycle) -> None:
        late = self.chance.random() < 0.05
        at = datetime.combine(cycle.end + timedelta(days=int(late)), time(12), UTC)
        self._row(
            ReviewRow,
            planned=cycle.label,
            kind="solo",
            steps=[["look-back", 2]],
            opened_at=at,
            closed_at=at,
            first_closed_at=at,
        )

    def _improvement(self, cycle: Cycle, stage: str, going_well: bool) -> None:
        marks = ("done",) if going_well else ("done", "dropped", "carried", "planned")
        status = self.chance.choice(marks)
        self._row(
            ImprovementRow,
            stage=stage,
            cycle=cycle.label,
            text="Something",
            due=cycle.end,
            status=status,
            late=status == "done" and self.chance.random() < 0.02,
            picked_at=datetime.combine(cycle.start, time(9), UTC),
        )


def _weeks(seat: Seat) -> Iterator[Cycle]:
    running = cycle_of(seat.now.date(), Cadence.WEEKLY)
    for number in range(52 * YEARS, 0, -1):
        yield Cycle(Cadence.WEEKLY, running.start - timedelta(weeks=number))


def _fill(seat: Seat, past: _Past, first: Cycle) -> None:
    with seat.workspace.writing() as session:
        session.execute(update(EraRow).values(first_day=first.start))
        session.add_all(past.rows)


def _agree(seat: Seat) -> None:
    with seat.reading() as session:
        calendar = load_calendar(session, session.get_one(TeamRow, seat.team_id))
        today = calendar.today(seat.now)
        every = records(session, seat.team_id, calendar, today)
        past = recent(session, seat.team_id, calendar, today)
    started = tuple(record for record in every if record.cycle.start <= today)
    assert past.momentum(5) == momentum(started, 5)
    assert past.started == started[len(started) - len(past.started) :]
    assert len(past.started) >= min(STRIP, len(started))
    strip = load_snapshot(seat).strip
    assert strip == started[-len(strip) :]
    cadence = started[-1].cycle.cadence
    assert {record.cycle.cadence for record in strip} == {cadence}
    before = started[: -len(strip)][-1:]
    assert len(strip) == STRIP or all(each.cycle.cadence is not cadence for each in before)


@pytest.mark.parametrize("kept", [0.3, 0.97, 1.0])
def test_the_last_cycles_give_the_momentum_of_all(room: Seat, clock: SetClock, kept: float) -> None:
    for seed in range(2):
        past = _Past(room, seed, kept)
        weeks = list(_weeks(room))
        for cycle in weeks[seed * 130 :]:
            past.cycle(cycle)
        _fill(room, past, weeks[0])
        _agree(room)
        clock.move(days=400)
        _agree(room)


@pytest.mark.parametrize("ago", [3, 30, 100])
def test_they_do_after_a_change_of_cadence(room: Seat, ago: int) -> None:
    """From weeks to months and back, ``ago`` weeks ago at last."""
    past = _Past(room, 7, 0.9)
    weeks = list(_weeks(room))
    back = weeks[-ago]
    months_from = cycle_of(back.start - timedelta(days=120), Cadence.MONTHLY)
    before = [week for week in weeks if week.end < months_from.start]
    with room.workspace.writing() as session:
        for cadence, first, old_end in (
            ("monthly", months_from.start, before[-1].end),
            ("weekly", back.start, months_from.next().end),
        ):
            id = room.workspace.new_id()
            values = {"cadence": cadence, "first_day": first, "old_end": old_end}
            session.add(EraRow(id=id, team_id=room.team_id, **values))
    for cycle in (*before, months_from, months_from.next(), *weeks[-ago:]):
        past.cycle(cycle)
    with room.workspace.writing() as session:
        session.execute(
            update(EraRow).where(EraRow.old_end.is_(None)).values(first_day=weeks[0].start)
        )
        session.add_all(past.rows)
    _agree(room)


def test_the_working_opens_with_the_strips_part_of_the_whole(room: Seat) -> None:
    past = _Past(room, 3, 0.9)
    weeks = list(_weeks(room))
    for cycle in weeks:
        past.cycle(cycle)
    _fill(room, past, weeks[0])
    whole, opened = load_working(room), open_working(room)
    first = load_snapshot(room).strip[0].cycle
    assert whole.whole
    assert not opened.whole
    assert (opened.kept, opened.streak) == (whole.kept, whole.streak)
    assert opened.verdicts == whole.verdicts
    assert opened.improvements == tuple(
        each for each in whole.improvements if not each.cycle < first
    )
    assert 0 < len(opened.improvements) < len(whole.improvements)
    assert {each.id for each in opened.skipped_stages} == {
        each.id for each in whole.skipped_stages if not each.cycle < first
    }
