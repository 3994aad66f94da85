"""The learned count that is remembered is the one read anew, whatever happens in between."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event, select, update

from store import cases, erasing, evidence, improvements, learned, outcomes, teams, touchpoints
from store.calendars import load_calendar
from store.clock import SetClock
from store.copying import copy_workspace
from store.db.models import ImprovementRow, LearnedRow, TeamRow, TeamSeqRow
from store.enough import with_verdict
from store.errors import NotFound, Refused
from store.exchange.workspace_file import export_workspace, to_json
from store.exchange.workspace_import import import_workspace
from store.import_rows import NewEvidence, import_rows
from store.load import load_snapshot
from store.own_measures import load_own_measures
from store.practice.measures import Better, MeasureKind, find_measure
from store.practice.stages import STAGES, Stage
from store.readings import readings
from store.seat import Seat
from store.undo import redo, undo
from store.workspace import Workspace, open_workspace

CSAT = find_measure("csat")


def _anew(seat: Seat) -> int:
    """How many there are by reading every verdict, and by looking for enough answers; what the
    workspace remembers of this very moment is the same."""
    with seat.reading() as session:
        calendar = load_calendar(session, session.get_one(TeamRow, seat.team_id))
        own, today = load_own_measures(session, seat.team_id), calendar.today(seat.now)
        rows = session.scalars(
            select(ImprovementRow).where(
                ImprovementRow.team_id == seat.team_id, ImprovementRow.status == "done"
            )
        ).all()
        read = readings(session, rows, calendar, today, own)
        found = with_verdict(session, seat.team_id, today, own)
        assert found == {id for id, reading in read.items() if reading.learned}
        seq = session.scalar(select(TeamSeqRow.seq).where(TeamSeqRow.team_id == seat.team_id))
        kept = session.get(LearnedRow, seat.team_id)
        if kept is not None and (kept.seq, kept.today) == (seq, today):
            assert set(kept.improvements.split()) == found
        return len(found)


def _first(seat: Seat) -> int:
    """How many a program says that opens the workspace now."""
    place = seat.workspace
    again = Workspace(place.engine, place.clock, place=place.place)
    return load_snapshot(Seat(again, seat.team_id)).momentum.learned


class _Team:
    """A team that does things at random, in one place with few days, so that they meet."""

    def __init__(self, seat: Seat, clock: SetClock, seed: int) -> None:
        self.seat, self.clock, self.chance = seat, clock, random.Random(seed)
        self.cards = touchpoints.add_many(seat, STAGES[0], ["one", "two", "three"])
        self.picked: list[str] = []
        self.logged: list[str] = []
        self.files = 0
        self.exported = export_workspace(seat.workspace)
        for stage, days in ((STAGES[0], 2), (STAGES[1], 5)):
            self._answer(stage, 5, 10)
            self.picked.append(
                improvements.pick(seat, stage, "Something", measure="csat", after_days=days)
            )
            outcomes.done(seat, self.picked[-1])
        clock.move(days=4)
        for stage in STAGES[:2]:
            self._answer(stage, 2, self.chance.choice((9, 10)))

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
        self._answer(stage, self.chance.randrange(8), self.chance.choice((9, 30)), card)

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

    def move_house(self) -> None:
        teams.set_team(self.seat, zone=self.chance.choice(("Asia/Tokyo", "America/Lima", "UTC")))

    def add_measure(self) -> None:
        self.files += 1
        teams.add_measure(self.seat, f"own-{self.files}", kind=MeasureKind.RATE, better=Better.UP)

    def follow_up(self) -> None:
        self.files += 1
        cases.add(self.seat, f"T-{self.files}")

    def _answer(self, stage: Stage, days_ago: int, count: int, card: str | None = None) -> None:
        self.files += 1
        day = self.clock.now().date() - timedelta(days=days_ago)
        rows = [NewEvidence(day, 5.0, f"{self.files}.{n}") for n in range(count)]
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
    _Team.move_house,
    _Team.add_measure,
    _Team.follow_up,
    lambda team: undo(team.seat),
    lambda team: redo(team.seat),
)


def _do(team: _Team, deeds: Sequence[Callable[[_Team], object]], often: float = 1) -> int:
    """Do the ``deeds`` that can be done, and compare after as many as ``often`` says; the most
    verdicts there were at once."""
    most = 0
    for deed in deeds:
        try:
            deed(team)
        except (Refused, NotFound, IndexError):
            continue
        if team.chance.random() < often:
            found = _anew(team.seat)
            assert load_snapshot(team.seat).momentum.learned == found
            assert _first(team.seat) == found
            most = max(most, found)
    return most


@pytest.mark.parametrize(("seed", "every"), [(0, 25), (1, 4), (2, 1)])
def test_it_is_what_is_read_anew(dana: Seat, clock: SetClock, seed: int, every: int) -> None:
    team = _Team(dana, clock, seed)
    with patch.object(learned, "EVERY", every):
        assert _do(team, [team.chance.choice(_DEEDS) for _ in range(90)], 0.5) > 0


@settings(max_examples=15, deadline=None)
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


def _one_verdict(seat: Seat, clock: SetClock) -> str:
    """An improvement with a final verdict; its id."""
    _answers(seat, date(2026, 11, 10), 10)
    id = improvements.pick(seat, STAGES[0], "Something", measure="csat", after_days=2)
    outcomes.done(seat, id)
    clock.move(days=1)
    _answers(seat, date(2026, 11, 18), 10)
    clock.move(days=5)
    return id


def _kept(seat: Seat) -> LearnedRow | None:
    with seat.reading() as session:
        return session.get(LearnedRow, seat.team_id)


def test_with_every_so_many_changes_it_is_kept_in_the_workspace(
    dana: Seat, clock: SetClock
) -> None:
    id = _one_verdict(dana, clock)
    assert _kept(dana) is None
    for number in range(learned.EVERY):
        touchpoints.add(dana, STAGES[0], f"Card {number}")
    kept = _kept(dana)
    assert kept is not None
    assert kept.seq % learned.EVERY == 0
    assert kept.improvements == id
    last = evidence.log(dana, STAGES[0], measure="csat", value=5, day=date(2026, 11, 18))
    erasing.erase(dana, last)
    again = _kept(dana)
    assert again is not None
    assert again.seq == load_snapshot(dana).seq > kept.seq


def test_what_is_kept_by_other_rules_is_not_believed(dana: Seat, clock: SetClock) -> None:
    with patch.object(learned, "EVERY", 1):
        _one_verdict(dana, clock)
        touchpoints.add(dana, STAGES[0], "Card")
    with dana.workspace.writing() as session:
        session.execute(update(LearnedRow).values(improvements=""))
    assert _first(dana) == 0
    with dana.workspace.writing() as session:
        session.execute(update(LearnedRow).values(rules="others"))
    assert _first(dana) == 1
    with dana.workspace.writing() as session:
        session.execute(delete(LearnedRow))
    assert _first(dana) == 1


def test_the_first_reading_looks_at_no_evidence_of_old_verdicts(
    dana: Seat, clock: SetClock
) -> None:
    with patch.object(learned, "EVERY", 1):
        _one_verdict(dana, clock)
        touchpoints.add(dana, STAGES[0], "Card")
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engine: Engine = dana.workspace.engine
    event.listen(engine, "before_cursor_execute", listen)
    assert _first(dana) == 1
    event.remove(engine, "before_cursor_execute", listen)
    assert said
    assert not [each for each in said if "evidence" in each]


def test_a_copy_takes_it_along_and_an_export_does_not(
    dana: Seat, clock: SetClock, tmp_path: Path
) -> None:
    with patch.object(learned, "EVERY", 1):
        id = _one_verdict(dana, clock)
        touchpoints.add(dana, STAGES[0], "Card")
    assert "learned" not in to_json(export_workspace(dana.workspace))
    copy_workspace(dana.workspace, tmp_path / "copy.db")
    copied = open_workspace(tmp_path / "copy.db", clock)
    seat = Seat(copied, dana.team_id)
    kept = _kept(seat)
    assert kept is not None
    assert kept.improvements == id
    assert load_snapshot(seat).momentum.learned == _anew(seat) == 1
    copied.close()


def test_it_follows_another_days_end_and_a_clock_set_back(dana: Seat, clock: SetClock) -> None:
    for day in (date(2026, 11, 10), date(2026, 11, 18)):
        rows = [NewEvidence(min(day, clock.now().date()), 5.0, f"{day}.{n}") for n in range(12)]
        import_rows(dana, STAGES[0], CSAT, rows, file="a.csv")
    id = improvements.pick(dana, STAGES[0], "Something", measure="csat", after_days=2)
    outcomes.done(dana, id)
    clock.move(days=2)
    import_rows(
        dana,
        STAGES[0],
        CSAT,
        [NewEvidence(date(2026, 11, 18), 5.0, f"{n}") for n in range(12)],
        file="b.csv",
    )
    assert load_snapshot(dana).momentum.learned == 0
    clock.move(days=1)
    assert load_snapshot(dana).momentum.learned == 1
    clock.move(days=-1)
    assert load_snapshot(dana).momentum.learned == 0


def _answers(seat: Seat, day: date, count: int, card: str | None = None) -> None:
    rows = [NewEvidence(day, 5.0, f"{day}.{n}") for n in range(count)]
    import_rows(seat, STAGES[0], CSAT, rows, file="a.csv", touchpoint=card)


def test_one_late_answer_that_makes_a_verdict_is_read(dana: Seat, clock: SetClock) -> None:
    _answers(dana, date(2026, 11, 10), 10)
    id = improvements.pick(dana, STAGES[0], "Something", measure="csat", after_days=2)
    outcomes.done(dana, id)
    clock.move(days=1)
    _answers(dana, date(2026, 11, 18), 9)
    clock.move(days=5)
    assert load_snapshot(dana).momentum.learned == 0
    last = evidence.log(dana, STAGES[0], measure="csat", value=5, day=date(2026, 11, 19))
    assert load_snapshot(dana).momentum.learned == 1
    undo(dana)
    assert load_snapshot(dana).momentum.learned == 0
    redo(dana)
    assert load_snapshot(dana).momentum.learned == 1
    erasing.erase(dana, last)
    assert load_snapshot(dana).momentum.learned == 0


def test_what_is_marked_done_long_after_is_read(dana: Seat, clock: SetClock) -> None:
    _answers(dana, date(2026, 11, 10), 10)
    id = improvements.pick(dana, STAGES[0], "Something", measure="csat", after_days=2)
    clock.move(days=1)
    _answers(dana, date(2026, 11, 18), 10)
    clock.move(days=5)
    assert load_snapshot(dana).momentum.learned == 0
    outcomes.done(dana, id, on=date(2026, 11, 17))
    assert load_snapshot(dana).momentum.learned == 1
    undo(dana)
    assert load_snapshot(dana).momentum.learned == 0


def test_cards_that_are_merged_bring_their_answers(dana: Seat, clock: SetClock) -> None:
    one, other = touchpoints.add_many(dana, STAGES[0], ["one", "other"])
    _answers(dana, date(2026, 11, 10), 10, card=one)
    id = improvements.pick(
        dana,
        STAGES[0],
        "Something",
        measure="csat",
        after_days=2,
        touchpoint=one,
        touchpoint_only=True,
    )
    outcomes.done(dana, id)
    clock.move(days=1)
    _answers(dana, date(2026, 11, 18), 10, card=other)
    clock.move(days=5)
    with patch.object(learned, "EVERY", 1):
        touchpoints.add(dana, STAGES[0], "Card")
    assert load_snapshot(dana).momentum.learned == _first(dana) == 0
    touchpoints.merge(dana, one, [other])
    assert load_snapshot(dana).momentum.learned == _first(dana) == 1
    undo(dana)
    assert load_snapshot(dana).momentum.learned == _first(dana) == 0


def test_a_count_needs_numbers_in_six_periods_on_each_side(dana: Seat, clock: SetClock) -> None:
    start = clock.now().date()

    def log(week: int) -> None:
        evidence.log(
            dana, STAGES[0], measure="count", value=7, day=start + timedelta(weeks=week, days=-1)
        )

    for week in range(-6, 0):
        log(week)
    id = improvements.pick(dana, STAGES[0], "Something", measure="count")
    outcomes.done(dana, id)
    for week in range(1, 6):
        clock.move(weeks=1)
        log(week)
        log(week)
    clock.move(weeks=5)
    assert load_snapshot(dana).momentum.learned == _anew(dana) == 0
    log(6)
    assert load_snapshot(dana).momentum.learned == _anew(dana) == 1
