"""The verdicts that are remembered are those read anew, whatever a team does."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from store import cases, erasing, evidence, improvements, learned, outcomes, teams, touchpoints
from store.calendars import load_calendar
from store.clock import SetClock
from store.db.models import ImprovementRow, LearnedRow, TeamRow, TeamSeqRow
from store.enough import with_verdict
from store.errors import NotFound, Refused
from store.exchange.workspace_file import export_workspace
from store.exchange.workspace_import import import_workspace
from store.import_rows import NewEvidence, import_rows
from store.load import load_snapshot
from store.own_measures import load_own_measures
from store.practice.measures import Better, MeasureKind, find_measure
from store.practice.stages import STAGES, Stage
from store.practice.verdicts import Verdict
from store.readings import readings
from store.seat import Seat
from store.undo import redo, undo
from store.workspace import Workspace

CSAT = find_measure("csat")


def _anew(seat: Seat) -> Mapping[Verdict, int]:
    """How many there are of which, by reading every verdict; looking for enough answers finds
    as many, and what the workspace remembers of this very moment is the same, each by each."""
    with seat.reading() as session:
        calendar = load_calendar(session, session.get_one(TeamRow, seat.team_id))
        own, today = load_own_measures(session, seat.team_id), calendar.today(seat.now)
        rows = session.scalars(
            select(ImprovementRow).where(
                ImprovementRow.team_id == seat.team_id, ImprovementRow.status == "done"
            )
        ).all()
        read = readings(session, rows, calendar, today, own)
        found = {id: reading.verdict for id, reading in read.items() if reading.learned}
        assert with_verdict(session, seat.team_id, today, own) == set(found)
        seq = session.scalar(select(TeamSeqRow.seq).where(TeamSeqRow.team_id == seat.team_id))
        kept = session.get(LearnedRow, seat.team_id)
        if kept is not None and (kept.seq, kept.today) == (seq, today):
            assert kept.improvements == learned.written(found)
        return Counter(found.values())


def _told(seat: Seat) -> Mapping[Verdict, int] | None:
    """How many there are of which, as the program says that has the workspace open."""
    with seat.reading() as session:
        calendar = load_calendar(session, session.get_one(TeamRow, seat.team_id))
        own, today = load_own_measures(session, seat.team_id), calendar.today(seat.now)
        return learned.learned_verdicts(session, seat.team_id, calendar, today, own, seat.workspace)


def _first(seat: Seat) -> Seat:
    """The seat in a program that opens the workspace now."""
    place = seat.workspace
    return Seat(Workspace(place.engine, place.clock, place=place.place), seat.team_id)


class _Team:
    """A team that does things at random, in one place with few days, so that they meet."""

    def __init__(self, seat: Seat, clock: SetClock, seed: int) -> None:
        self.seat, self.clock, self.chance = seat, clock, random.Random(seed)
        self.cards = touchpoints.add_many(seat, STAGES[0], ["one", "two", "three"])
        self.picked: list[str] = []
        self.logged: list[str] = []
        self.files = 0
        self.exported = export_workspace(seat.workspace)
        for stage, days, value in ((STAGES[0], 2, 1), (STAGES[1], 5, 5)):
            self._answer(stage, 5, 10, value=value)
            self.picked.append(
                improvements.pick(seat, stage, "Something", measure="csat", after_days=days)
            )
            outcomes.done(seat, self.picked[-1])
        clock.move(days=4)
        for stage, value in zip(STAGES[:2], (5, 1), strict=True):
            self._answer(stage, 2, self.chance.choice((9, 10)), value=value)

    def pick(self) -> None:
        only = self.chance.random() < 0.4
        self.picked.append(
            improvements.pick(
                self.seat,
                self.chance.choice(STAGES[:2]),
                "Something",
                measure="csat",
                after_days=self.chance.choice((2, 5)),
                touchpoint=self.chance.choice(self.cards) if only else None,
                touchpoint_only=only,
            )
        )

    def done(self) -> None:
        outcomes.done(self.seat, self.chance.choice(self.picked))

    def reconsider(self) -> None:
        outcomes.reconsider(self.seat, self.chance.choice(self.picked))

    def log(self) -> None:
        self.logged.append(
            evidence.log(
                self.seat,
                self.chance.choice(STAGES[:2]),
                measure="csat",
                value=self.chance.choice((1, 5)),
                day=self._day(),
                touchpoint=self.chance.choice([None, *self.cards]),
            )
        )

    def bring(self) -> None:
        stage, card = self.chance.choice(STAGES[:2]), self.chance.choice([None, *self.cards])
        value, count = self.chance.choice((1, 5)), self.chance.choice((9, 30))
        self._answer(stage, self.chance.randrange(8), count, card, value=value)

    def erase(self) -> None:
        erasing.erase(self.seat, self.chance.choice(self.logged))

    def merge(self) -> None:
        into, other = self.chance.sample(self.cards, 2)
        touchpoints.merge(self.seat, into, [other])

    def wait(self) -> None:
        self.clock.move(days=self.chance.choice((1, 2, 4)))

    def set_clock_back(self) -> None:
        self.clock.move(days=-1)

    def drop(self) -> None:
        outcomes.drop(self.seat, self.chance.choice(self.picked), "No time")

    def carry(self) -> None:
        self.picked.append(outcomes.carry(self.seat, self.chance.choice(self.picked)))

    def export(self) -> None:
        self.exported = export_workspace(self.seat.workspace)

    def bring_back(self) -> None:
        import_workspace(self.seat.workspace, copy.deepcopy(self.exported))

    def lose_and_bring_back(self) -> None:
        self.log()
        exported = export_workspace(self.seat.workspace)
        undo(self.seat)
        load_snapshot(self.seat)
        import_workspace(self.seat.workspace, exported)

    def move_house(self) -> None:
        teams.set_team(self.seat, zone=self.chance.choice(("Asia/Tokyo", "America/Lima", "UTC")))

    def settle_down(self) -> None:
        self.files += 1
        teams.set_team(self.seat, name=f"Team {self.files}", reply_target_hours=self.files)

    def add_measure(self) -> None:
        self.files += 1
        teams.add_measure(self.seat, f"own-{self.files}", kind=MeasureKind.RATE, better=Better.UP)

    def follow_up(self) -> None:
        self.files += 1
        cases.add(self.seat, f"T-{self.files}")

    def _answer(
        self, stage: Stage, days_ago: int, count: int, card: str | None = None, *, value: int
    ) -> None:
        self.files += 1
        day = self.clock.now().date() - timedelta(days=days_ago)
        rows = [NewEvidence(day, float(value), f"{self.files}.{n}") for n in range(count)]
        import_rows(self.seat, stage, CSAT, rows, file="a.csv", touchpoint=card)

    def _day(self) -> date:
        return self.clock.now().date() - timedelta(days=self.chance.randrange(8))


_DEEDS: tuple[Callable[[_Team], object], ...] = (
    _Team.pick,
    _Team.pick,
    _Team.done,
    _Team.done,
    _Team.reconsider,
    _Team.log,
    _Team.log,
    *[_Team.bring] * 6,
    _Team.erase,
    _Team.merge,
    _Team.wait,
    _Team.wait,
    _Team.set_clock_back,
    _Team.drop,
    _Team.carry,
    _Team.export,
    _Team.bring_back,
    *[_Team.lose_and_bring_back] * 2,
    _Team.move_house,
    _Team.settle_down,
    _Team.add_measure,
    _Team.follow_up,
    lambda team: undo(team.seat),
    lambda team: redo(team.seat),
)


def _do(team: _Team, deeds: Sequence[Callable[[_Team], object]], often: float = 1) -> set[Verdict]:
    """Do the ``deeds`` that can be done, and compare after as many as ``often`` says; which
    verdicts there were."""
    met: set[Verdict] = set()
    for deed in deeds:
        try:
            deed(team)
        except (Refused, NotFound, IndexError):
            continue
        if team.chance.random() < often:
            found = _anew(team.seat)
            for seat in (team.seat, _first(team.seat)):
                assert load_snapshot(seat).momentum.learned == sum(found.values())
                assert _told(seat) == found
            assert _told(_first(team.seat)) == found
            met.update(found)
    return met


@pytest.mark.parametrize(("seed", "every"), [(0, 25), (4, 4), (2, 1)])
def test_it_is_what_is_read_anew(dana: Seat, clock: SetClock, seed: int, every: int) -> None:
    team = _Team(dana, clock, seed)
    with patch.object(learned, "EVERY", every):
        met = _do(team, [team.chance.choice(_DEEDS) for _ in range(90)], 0.5)
    assert len(met) > 1


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    every=st.sampled_from((1, 2, 5, 25)),
    deeds=st.lists(st.sampled_from(_DEEDS), min_size=10, max_size=50),
)
def test_whatever_is_done_it_is_what_is_read_anew(
    fresh_seat: Callable[[], Seat],
    seed: int,
    every: int,
    deeds: list[Callable[[_Team], object]],
) -> None:
    seat = fresh_seat()
    clock = seat.workspace.clock
    assert isinstance(clock, SetClock)
    with patch.object(learned, "EVERY", every):
        _do(_Team(seat, clock, seed), deeds, 0.7)
    seat.workspace.close()
