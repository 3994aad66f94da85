"""The learned count that is remembered is the one read anew, whatever happens in between."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from store import cases, erasing, evidence, improvements, outcomes, touchpoints
from store.calendars import load_calendar
from store.clock import SetClock
from store.db.models import ImprovementRow, TeamRow
from store.errors import NotFound, Refused
from store.import_rows import NewEvidence, import_rows
from store.learned import learned_count
from store.load import load_snapshot
from store.own_measures import load_own_measures
from store.practice.measures import find_measure
from store.practice.stages import STAGES
from store.readings import readings
from store.seat import Seat
from store.undo import redo, undo

CSAT = find_measure("csat")


def _anew(seat: Seat) -> int:
    """How many there are by reading every verdict, and by looking for enough answers."""
    with seat.reading() as session:
        calendar = load_calendar(session, session.get_one(TeamRow, seat.team_id))
        own, today = load_own_measures(session, seat.team_id), calendar.today(seat.now)
        rows = session.scalars(
            select(ImprovementRow).where(
                ImprovementRow.team_id == seat.team_id, ImprovementRow.status == "done"
            )
        ).all()
        read = readings(session, rows, calendar, today, own).values()
        found = learned_count(session, seat.team_id, calendar, today, own)
        assert found == sum(reading.learned for reading in read)
        return found


class _Team:
    """A team that does things at random, in one place with few days, so that they meet."""

    def __init__(self, seat: Seat, clock: SetClock, seed: int) -> None:
        self.seat, self.clock, self.chance = seat, clock, random.Random(seed)
        self.cards = touchpoints.add_many(seat, STAGES[0], ["one", "two", "three"])
        self.picked: list[str] = []
        self.logged: list[str] = []
        self.files = 0

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
        self.files += 1
        day = self._day()
        rows = [
            NewEvidence(day, 5.0, f"{self.files}.{n}") for n in range(self.chance.choice((9, 30)))
        ]
        card = self.chance.choice([None, *self.cards])
        import_rows(
            self.seat, self.chance.choice(STAGES[:2]), CSAT, rows, file="a.csv", touchpoint=card
        )

    def erase(self) -> None:
        erasing.erase(self.seat, self.chance.choice(self.logged))

    def merge(self) -> None:
        into, other = self.chance.sample(self.cards, 2)
        touchpoints.merge(self.seat, into, [other])

    def wait(self) -> None:
        self.clock.move(days=self.chance.choice((1, 2, 4)))

    def follow_up(self) -> None:
        self.files += 1
        cases.add(self.seat, f"T-{self.files}")

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
    _Team.follow_up,
    lambda team: undo(team.seat),
    lambda team: redo(team.seat),
)


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_is_read_anew(dana: Seat, clock: SetClock, seed: int) -> None:
    team = _Team(dana, clock, seed)
    most = 0
    for _ in range(90):
        try:
            team.chance.choice(_DEEDS)(team)
        except (Refused, NotFound, IndexError):
            continue
        if team.chance.random() < 0.7:
            learned = load_snapshot(dana).momentum.learned
            assert learned == _anew(dana)
            most = max(most, learned)
    assert most > 0


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


def _answers(seat: Seat, day: date, count: int) -> None:
    rows = [NewEvidence(day, 5.0, f"{day}.{n}") for n in range(count)]
    import_rows(seat, STAGES[0], CSAT, rows, file="a.csv")


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
