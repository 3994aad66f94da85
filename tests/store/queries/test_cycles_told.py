"""What is told of cycles and reviews, held day by day against the calendar on the wall."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.agenda import AgendaKind
from store.domain.cycle_words import cycles_ahead
from store.domain.cycles import Cadence
from store.domain.stages import Stage
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.models.snapshot import Snapshot
from store.queries.cadence_words import cadence_change_words
from store.queries.load_snapshot import load_snapshot
from store.reports.report import cycle_report
from store.reviews import reviews
from store.reviews.closing import close_review
from store.reviews.review_options import openings
from store.teams import cycle_skips, teams

DAY = timedelta(days=1)
MORNING, MEETING, AFTER = time(10), time(15), time(15, 10)
DATE = r"(\d+ [A-Z][a-z]{2} \d{4})"
RUNS = (
    (re.compile(r"The cycles are (weekly|monthly)\."), None),
    (re.compile(rf"The (weekly|monthly) cycles go on until {DATE}\."), "until"),
    (re.compile(rf"The (weekly|monthly) cycles run from {DATE} to {DATE}\."), "span"),
    (re.compile(rf"The (weekly|monthly) cycles begin on {DATE}\."), "from"),
    (re.compile(rf"(No) cycle runs until {DATE}\."), "until"),
    (re.compile(rf"(No) cycle runs from {DATE} to {DATE}\."), "span"),
    (re.compile(rf"(No) cycle runs on {DATE}\."), "day"),
)
REVIEW = re.compile(
    rf"The next review is due on ([A-Z][a-z]{{2}}) {DATE}, 15:00\. It plans [^(]*\(([^)]+)\)\."
)
STAYS = re.compile(
    rf"The review on ([A-Z][a-z]{{2}}) {DATE}, 15:00 stays\. It plans [^(]*\((.+?)\)"
)


def label_on(day: date, cadence: str) -> str:
    """The week or month of a day, as the calendar on the wall has it."""
    if cadence == "weekly":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{day:%Y-%m}"


def days_of(label: str) -> tuple[date, date]:
    """The first and the last day of a week or month."""
    year, rest = int(label[:4]), label[5:]
    if rest.startswith("W"):
        first = date.fromisocalendar(year, int(rest[1:]), 1)
        return first, first + 6 * DAY
    first = date(year, int(rest), 1)
    return first, date(year + first.month // 12, first.month % 12 + 1, 1) - DAY


def read_day(text: str) -> date:
    return datetime.strptime(text, "%d %b %Y").replace(tzinfo=UTC).date()


def read_runs(told: str, today: date) -> list[tuple[date, date, str]]:
    """The stretches of days that sentences tell, and the cadence of each, or ``No``."""
    found = []
    for pattern, kind in RUNS:
        for match in pattern.finditer(told):
            days = [read_day(text) for text in match.groups()[1:]]
            first = today if kind in (None, "until") else days[0]
            last = date.max if kind in (None, "from") else days[-1]
            found.append((first, last, match[1]))
    found.sort()
    assert found[0][0] == today
    assert found[-1][1] == date.max
    assert all(end + DAY == start for (_, end, _), (start, _, _) in pairwise(found))
    return found


@dataclass
class Walk:
    """One team, day after day."""

    seat: Seat
    clock: SetClock
    always: bool
    """Whether every review that is due is held."""
    runs: list[tuple[date, date, str]] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    planned: dict[str, date] = field(default_factory=dict)
    promised: tuple[date, str] | None = None
    """The next review that was told: its day, and the cycle it plans."""
    first_held: date | None = None

    def day(self) -> date:
        return self.clock.at.date()

    def at(self, day: date, hour: time) -> Snapshot:
        self.clock.at = datetime.combine(day, hour, UTC)
        return load_snapshot(self.seat)

    def cadence(self, day: date) -> str:
        return next(kind for first, last, kind in self.runs if first <= day <= last)

    def change(self, **wanted: object) -> None:
        """Change settings, and take what is then told for true."""
        teams.set_team(self.seat, **wanted)  # type: ignore[arg-type]
        told = cadence_change_words(self.seat, wanted)
        if "cadence" in wanted:
            today = self.day()
            before = [(first, min(last, today - DAY), kind) for first, last, kind in self.runs]
            before = [each for each in before if each[0] <= each[1]]
            self.runs = [*before, *read_runs(told, today)]
        self.promised = None
        if match := REVIEW.search(told):
            self.promise(match[1], read_day(match[2]), match[3])
        else:
            assert "A review was due on" in told

    def promise(self, weekday: str, day: date, plans: str) -> None:
        assert f"{day:%a}" == weekday
        assert day >= self.day()
        self.promised = (day, plans)

    def skip(self, label: str | None) -> None:
        try:
            cycle, _, told = cycle_skips.skip_cycle(self.seat, label, "Holiday")
        except Refused:
            return
        self.skipped.add(cycle.label)
        self.promised = None
        for weekday, day, plans in STAYS.findall(told):
            assert f"{read_day(day):%a}" == weekday
            assert plans not in self.skipped
        snapshot = load_snapshot(self.seat)
        stays = [read_day(day) for _, day, _ in STAYS.findall(told)]
        assert all(snapshot.review_due.at.date() <= day for day in stays) or not stays

    def look(self, day: date) -> None:
        """Hold what the morning tells against the calendar."""
        snapshot = self.at(day, MORNING)
        cadence = self.cadence(day)
        running = None if cadence == "No" else label_on(day, cadence)
        assert (snapshot.cycle and snapshot.cycle.label) == running
        if snapshot.cycle is not None and running is not None:
            assert (snapshot.cycle.start, snapshot.cycle.end) == days_of(running)
        told = cycles_ahead(snapshot.team.ahead)
        for first, last, kind in read_runs(told, day):
            for each in (first, min(last, first + 400 * DAY)):
                assert self.cadence(each) == kind
        self.look_at_review(snapshot)
        self.look_at_offers(day, running)
        if day.weekday() == 0 or day.day == 1:
            assert cycle_report(self.seat).next_review >= self.clock.at
        assert len({record.cycle.cadence for record in snapshot.strip}) <= 1
        for improvement in snapshot.undecided:
            first, last = days_of(improvement.cycle.label)
            assert (
                improvement.cycle.grace_end
                == last + (2 if "W" in improvement.cycle.label else 3) * DAY
            )
        self.look_back(day - DAY)

    def look_at_review(self, snapshot: Snapshot) -> None:
        due = snapshot.review_due
        assert due.at.time() == MEETING
        assert due.overdue == (due.at < self.clock.at)
        assert due.plans.label not in self.skipped
        if self.promised is not None and self.promised[0] >= self.day():
            assert (due.at.date(), due.plans.label) == self.promised
        elif self.promised is not None:
            assert due.overdue
        if not due.overdue:
            first, last = days_of(due.plans.label)
            assert self.cadence(first) == self.cadence(last) == due.plans.cadence.value
            assert due.at.date() <= last
            self.promised = (due.at.date(), due.plans.label)

    def look_at_offers(self, day: date, running: str | None) -> None:
        offers = openings(self.seat)
        assert [each.cycle.label for each in offers if each.running] == (
            [running] if running and running not in self.skipped else []
        )
        assert sum(each.offered for each in offers) == 1
        for each in offers:
            first, last = days_of(each.cycle.label)
            assert last >= day
            assert self.cadence(first) == self.cadence(last) == each.cycle.cadence.value
            assert each.cycle.label not in self.skipped
            assert (each.review_id is not None) == (each.cycle.label in self.planned)
            assert not (each.offered and each.review_id)

    def look_back(self, day: date) -> None:
        """A cycle that ended on ``day`` was planned in time, if every review was held."""
        if not self.always or self.first_held is None or day < self.first_held:
            return
        cadence = self.cadence(day)
        if cadence == "No":
            return
        label = label_on(day, cadence)
        first, last = days_of(label)
        if last == day and label not in self.skipped and first > self.first_held:
            assert self.planned.get(label, date.max) <= last, label

    def meet(self, day: date) -> None:
        """Hold the review that is due; it plans what was told."""
        snapshot = self.at(day, AFTER)
        if not snapshot.review_due.overdue:
            return
        told = self.promised
        id = reviews.open_review(self.seat, AgendaKind.SHORT)
        review = load_snapshot(self.seat).review
        assert review is not None
        label = review.planned.label
        if told is not None and told[0] == day:
            assert told[1] == label
        reviews.go_to_step(self.seat, 2)
        closed = close_review(self.seat)
        assert closed.review_id == id
        assert closed.next_review > self.clock.at
        self.planned[label] = day
        self.first_held = self.first_held or day
        due = load_snapshot(self.seat).review_due
        assert (due.at, due.overdue) == (closed.next_review, False)
        self.promised = (due.at.date(), due.plans.label)


def pick_and_drop(walk: Walk) -> None:
    """A pick of a mistyped far cycle, taken back."""
    cycle = load_snapshot(walk.seat).review_due.planned
    for _ in range(6):
        cycle = cycle.next()
    try:
        id = improvements.pick(walk.seat, Stage.CONNECT, "Mistyped", cycle=cycle.label)
    except Refused:
        return
    improvement_status.drop(walk.seat, id, "Mistyped")


DEEDS = st.sampled_from(
    [
        "weekly",
        "monthly",
        "monthly",
        "skip running",
        "skip next",
        "pick far",
        *(f"day {number}" for number in range(7)),
    ]
)


@example(Cadence.WEEKLY, 4, "last", True, 40, {2: "monthly", 30: "skip running", 75: "weekly"})
@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(
    cadence=st.sampled_from(Cadence),
    weekday=st.integers(0, 6),
    week=st.sampled_from(["first", "last"]),
    always=st.booleans(),
    begins=st.integers(0, 60),
    deeds=st.dictionaries(st.integers(1, 75), DEEDS, max_size=6),
)
def test_every_date_told_is_true_on_each_day(
    fresh_seat: Callable[[], Seat],
    cadence: Cadence,
    weekday: int,
    week: str,
    always: bool,
    begins: int,
    deeds: dict[int, str],
) -> None:
    room = fresh_seat()
    assert isinstance(room.workspace.clock, SetClock)
    clock = room.workspace.clock
    clock.at = datetime(2026, 10, 1, 9, tzinfo=UTC) + begins * DAY
    monthly = cadence is Cadence.MONTHLY
    new = teams.NewTeam(
        "Walkers", cadence, review_weekday=weekday, review_week=week if monthly else None
    )
    seat = Seat(room.workspace, teams.create_team(room.workspace, new).id)
    walk = Walk(seat, clock, always, runs=[(date.min, date.max, cadence.value)])
    start = clock.at.date()
    for number in range(110):
        day = start + number * DAY
        walk.look(day)
        do(walk, deeds.get(number, ""))
        if always or number % 3 == 0:
            walk.meet(day)


def do(walk: Walk, deed: str) -> None:
    if deed in ("weekly", "monthly"):
        walk.change(cadence=Cadence(deed))
    elif deed == "skip running":
        walk.skip(None)
    elif deed == "skip next":
        walk.skip(load_snapshot(walk.seat).review_due.plans.next().label)
    elif deed == "pick far":
        pick_and_drop(walk)
    elif deed:
        walk.change(review_weekday=int(deed.removeprefix("day ")))
