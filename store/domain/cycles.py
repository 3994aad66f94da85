"""Cycles: ISO weeks and calendar months, and one team's calendar of them.

Everything counts in whole days of the team's zone, so a week across a clock change is
still seven days. Weeks are those of ISO 8601: Monday first, week 1 holds 4 January.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from store.common.errors import WrongValue

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_LABEL = re.compile(r"([0-9]{4})-(W?)([0-9]{2})", re.IGNORECASE)
_YEARS = (1900, 2999)
_DAY = timedelta(days=1)


class Cadence(StrEnum):
    """How long a team's cycles are."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"

    @property
    def unit(self) -> str:
        """What one of its cycles is: ``week`` or ``month``."""
        return "week" if self is Cadence.WEEKLY else "month"


_GRACE = {Cadence.WEEKLY: timedelta(days=2), Cadence.MONTHLY: timedelta(days=3)}


@dataclass(frozen=True, slots=True)
class Cycle:
    """One ISO week or one calendar month. Sorts by its first day.

    Raises ValueError when ``start`` is not the first day of such a period.
    """

    cadence: Cadence
    start: date
    """The first day."""

    def __post_init__(self) -> None:
        first = self.start.weekday() == 0 if self.weekly else self.start.day == 1
        if not first:
            raise ValueError(f"{self.start} does not begin a {self.cadence} cycle")

    def __lt__(self, other: Cycle) -> bool:
        return self.start < other.start

    @property
    def weekly(self) -> bool:
        """Whether this is a week; else it is a month."""
        return self.cadence is Cadence.WEEKLY

    @property
    def end(self) -> date:
        """The last day, inclusive."""
        return self.next().start - _DAY

    @property
    def days(self) -> int:
        """How many days it has: 7, or 28 to 31."""
        return (self.next().start - self.start).days

    @property
    def grace_end(self) -> date:
        """The last day on which "done" still counts as kept; the cycle closes after it."""
        return self.end + _GRACE[self.cadence]

    @property
    def label(self) -> str:
        """The short form people type and files hold: ``2026-W47`` or ``2026-11``."""
        if self.weekly:
            iso = self.start.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}"
        return f"{self.start.year:04d}-{self.start.month:02d}"

    @property
    def name(self) -> str:
        """The name people read: ``Week 47`` or ``November 2026``."""
        if self.weekly:
            return f"Week {self.start.isocalendar().week}"
        return f"{_MONTHS[self.start.month - 1]} {self.start.year}"

    @property
    def span(self) -> str:
        """Its days: ``16–22 Nov``, and ``30 Nov – 6 Dec`` across two months."""
        first, last = self.start, self.end
        if first.month == last.month:
            return f"{first.day}–{day_words(last)}"
        return f"{day_words(first)} – {day_words(last)}"

    def next(self) -> Cycle:
        """The cycle of the same cadence that follows."""
        if self.weekly:
            return Cycle(self.cadence, self.start + timedelta(days=7))
        return Cycle(self.cadence, (self.start + timedelta(days=31)).replace(day=1))

    def previous(self) -> Cycle:
        """The cycle of the same cadence before this one."""
        return cycle_of(self.start - _DAY, self.cadence)

    def contains(self, day: date) -> bool:
        """Whether ``day`` is one of its days."""
        return self.start <= day <= self.end

    def day_number(self, day: date) -> int:
        """Which day of the cycle ``day`` is, 1 for the first; outside it the count runs on."""
        return (day - self.start).days + 1


def day_words(day: date) -> str:
    """A day as people read it, without its year: ``22 Nov``."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def full_day_words(day: date) -> str:
    """A day as people read it, with its year: ``22 Nov 2026``."""
    return f"{day_words(day)} {day.year}"


def cycle_of(day: date, cadence: Cadence) -> Cycle:
    """The week or month that holds ``day``."""
    if cadence is Cadence.WEEKLY:
        return Cycle(cadence, day - timedelta(days=day.weekday()))
    return Cycle(cadence, day.replace(day=1))


def first_cycle_from(day: date, cadence: Cadence) -> Cycle:
    """The first cycle that starts on ``day`` or after it."""
    cycle = cycle_of(day, cadence)
    return cycle if cycle.start == day else cycle.next()


@lru_cache(maxsize=4096)
def parse_cycle(label: str) -> Cycle:
    """The cycle that a label such as ``2026-W47``, ``2026-w47`` or ``2026-11`` names.

    Raises Refused when it is no label, or no such week or month exists.
    """
    text = label.strip()
    match = _LABEL.fullmatch(text)
    if match is None:
        raise WrongValue(f"“{text}” is not a cycle. Write 2026-W47 or 2026-11.", field="cycle")
    year, weekly, number = int(match[1]), bool(match[2]), int(match[3])
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise WrongValue(
            f"The year {year} is out of range. It must be {_YEARS[0]} to {_YEARS[1]}.",
            field="cycle",
        )
    if not weekly:
        if not 1 <= number <= 12:
            raise WrongValue(f"There is no month {number}. Months are 01 to 12.", field="cycle")
        return Cycle(Cadence.MONTHLY, date(year, number, 1))
    weeks = date(year, 12, 28).isocalendar().week
    if not 1 <= number <= weeks:
        raise WrongValue(
            f"{year} has no week {number:02d}. Its weeks are W01 to W{weeks}.", field="cycle"
        )
    return Cycle(Cadence.WEEKLY, date.fromisocalendar(year, number, 1))


def parse_zone(text: str) -> str:
    """The time zone's name as the IANA database spells it; case does not matter.

    Raises Refused, with the nearest names, when no such zone exists.
    """
    from zoneinfo import available_timezones

    sought = text.strip().casefold()
    names = {name.casefold(): name for name in available_timezones() - {"localtime", "Factory"}}
    if sought in names:
        return names[sought]
    spaced = sought.replace(" ", "_")
    cities = {name.rpartition("/")[2]: name for name in sorted(names)}
    near = difflib.get_close_matches(spaced, [*names, *cities], n=4, cutoff=0.6)
    suggestions = list(dict.fromkeys(names[cities.get(name, name)] for name in near))[:3]
    hint = (
        f"did you mean {' or '.join(suggestions)}?"
        if suggestions
        else "write it like Europe/Berlin."
    )
    raise WrongValue(f"There is no time zone “{text.strip()}”; {hint}", field="timezone")


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch of a team's calendar with one cadence."""

    cadence: Cadence
    first_day: date
    """The first day of its first cycle."""
    old_end: date | None = None
    """The last day of the cycle the change to this era waited for; the days from there to
    ``first_day`` belong to no cycle. None: old cycles run on while whole ones fit."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row with cycles of one cadence, or days that belong to no cycle."""

    cadence: Cadence | None
    """None: no cycle runs."""
    first_day: date
    last_day: date | None
    """None: without an end."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """One team's cycles: its zone, its cadence over time, the cycles it skips.

    The first era also reaches back without end, so that feedback and history from before
    the team was made fall into cycles too. Raises ValueError when the eras are not in
    order, or a later one does not begin with a cycle.
    """

    zone: str
    eras: tuple[Era, ...]
    skips: Mapping[str, str] = field(default_factory=dict)
    """Reasons by cycle label."""

    def __post_init__(self) -> None:
        if not self.eras:
            raise ValueError("a calendar needs an era")
        for before, era in zip(self.eras, self.eras[1:], strict=False):
            aligned = cycle_of(era.first_day, era.cadence).start == era.first_day
            if before.first_day >= era.first_day or not aligned:
                raise ValueError(f"an era cannot begin on {era.first_day}")

    def today(self, now: datetime) -> date:
        """The team's date at the instant ``now``, which must know its zone."""
        from zoneinfo import ZoneInfo

        return now.astimezone(ZoneInfo(self.zone)).date()

    def running(self, day: date) -> Cycle | None:
        """The cycle ``day`` is in; None between an old cadence's end and the new one's start."""
        index = self._era_index(day)
        cycle = cycle_of(day, self.eras[index].cadence)
        last_day = self._last_day(index)
        return cycle if last_day is None or cycle.end <= last_day else None

    def cycle_at(self, day: date) -> Cycle:
        """The cycle ``day`` is in; for a day that belongs to none, the one that comes next."""
        cycle = self.running(day)
        if cycle is not None:
            return cycle
        following = self.eras[self._era_index(day) + 1]
        return Cycle(following.cadence, following.first_day)

    def next_after(self, cycle: Cycle) -> Cycle:
        """The team's next cycle once ``cycle`` has ended, across a cadence change too."""
        return self.cycle_at(cycle.end + _DAY)

    def previous_before(self, cycle: Cycle) -> Cycle:
        """The team's last cycle that ended before ``cycle`` began."""
        day = cycle.start - _DAY
        running = self.running(day)
        if running is not None:
            return running
        index = self._era_index(day)
        last_day = self._last_day(index)
        assert last_day is not None
        return cycle_of(last_day, self.eras[index].cadence)

    def between(self, first: Cycle, last: Cycle) -> tuple[Cycle, ...]:
        """The team's cycles from ``first`` to ``last``, both included; empty when reversed."""
        cycles = []
        cycle = first
        while not last < cycle:
            cycles.append(cycle)
            cycle = self.next_after(cycle)
        return tuple(cycles)

    def last(self, count: int, until: Cycle) -> tuple[Cycle, ...]:
        """The ``count`` cycles that end with ``until``, oldest first."""
        cycles = [until]
        while len(cycles) < count:
            cycles.append(self.previous_before(cycles[-1]))
        return tuple(reversed(cycles[:count]))

    def is_skipped(self, cycle: Cycle) -> bool:
        """Whether the whole cycle was skipped."""
        return cycle.label in self.skips

    def first_unskipped_after(self, cycle: Cycle) -> Cycle:
        """The next cycle after ``cycle`` that is not skipped."""
        following = self.next_after(cycle)
        while self.is_skipped(following):
            following = self.next_after(following)
        return following

    def era_on(self, day: date) -> Era:
        """The era that ``day`` lies in, also where it belongs to no cycle."""
        return self.eras[self._era_index(day)]

    def era_of(self, cycle: Cycle) -> Era:
        """The era in which ``cycle`` begins."""
        return self.eras[self._era_index(cycle.start)]

    def is_ours(self, cycle: Cycle) -> bool:
        """Whether ``cycle`` is one of the team's, not a week in a month's time or a gap."""
        return self.running(cycle.start) == cycle

    def is_closed(self, cycle: Cycle, today: date) -> bool:
        """Whether the cycle's grace is over."""
        return today > cycle.grace_end

    def stretches(self, today: date) -> tuple[Stretch, ...]:
        """The days from ``today`` on by the cadence of their cycles; the last has no end."""
        stretches: list[Stretch] = []
        for index in range(self._era_index(today), len(self.eras)):
            cadence, last_day = self.eras[index].cadence, self._last_day(index)
            first = self.eras[index].first_day if stretches else today
            if last_day is None:
                stretches.append(Stretch(cadence, first, None))
                break
            if first <= last_day:
                stretches.append(Stretch(cadence, first, last_day))
            begins = self.eras[index + 1].first_day
            if last_day + _DAY < begins:
                stretches.append(Stretch(None, max(first, last_day + _DAY), begins - _DAY))
        return tuple(stretches)

    def with_cadence(self, new: Cadence, today: date, until: Cycle | None = None) -> Calendar:
        """The calendar after ``change_cadence``; what waits behind it is replaced."""
        era = era_after_change(self, new, today, until)
        kept = self.eras[: self._era_index(_decided(today, until)) + 1]
        return replace(self, eras=kept if era in kept else (*kept, era))

    def _era_index(self, day: date) -> int:
        started = sum(era.first_day <= day for era in self.eras)
        return max(0, started - 1)

    def _last_day(self, index: int) -> date | None:
        if index + 1 == len(self.eras):
            return None
        following = self.eras[index + 1]
        if following.old_end is not None:
            return following.old_end
        return _last_whole(self.eras[index].cadence, following.first_day).end


def _last_whole(cadence: Cadence, before: date) -> Cycle:
    """The last cycle that ends before the day ``before``."""
    return cycle_of(before, cadence).previous()


def _decided(today: date, until: Cycle | None) -> date:
    """The day a cadence change counts from."""
    return today if until is None else max(today, until.start)


def era_after_change(
    calendar: Calendar, new: Cadence, today: date, until: Cycle | None = None
) -> Era:
    """The era that a change to ``new``, decided on ``today``, begins.

    It waits for the running cycle to end, and for ``until``, the last of the calendar's
    cycles with plans in it; then for the first Monday or first of a month. When ``new`` is
    what runs by then, that era comes back: a change still waiting is withdrawn. Changed in
    the days that belong to no cycle, it begins at the next start.
    """
    day = _decided(today, until)
    running = calendar.running(day)
    index = calendar._era_index(day)
    if running is None:
        first = first_cycle_from(day, new)
        return Era(new, first.start, calendar._last_day(index))
    if running.cadence is new:
        return calendar.eras[index]
    first = first_cycle_from(running.end + _DAY, new)
    return Era(new, first.start, running.end)


def half_is_over(cycle: Cycle, day: date) -> bool:
    """Whether at least half of the cycle's days have passed before ``day``."""
    return (cycle.day_number(day) - 1) * 2 >= cycle.days


def planned_by_default(calendar: Calendar, today: date, planned: Collection[str]) -> Cycle:
    """The cycle a review opened ``today`` offers to plan.

    The running cycle if it is free and less than half of its days have passed, else the
    next free one. Free: not skipped, and not among the labels that a review ``planned``.
    """
    cycle = calendar.cycle_at(today)
    if half_is_over(cycle, today):
        cycle = calendar.next_after(cycle)
    while calendar.is_skipped(cycle) or cycle.label in planned:
        cycle = calendar.next_after(cycle)
    return cycle
