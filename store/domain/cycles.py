"""Cycles: ISO weeks and calendar months, and one team's calendar of them.

Everything counts in whole days of the team's zone, so a week across a clock change is
still seven days. Weeks are those of ISO 8601: Monday first, week 1 holds 4 January.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from store.common.dataclass import dataclass
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
        """The last day on which "done" still counts as in time; the cycle closes after it."""
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


def days_words(first: date, last: date) -> str:
    """Days from the first to the last, as people read them: ``3 Nov to 28 Nov 2026``."""
    if first == last:
        return f"all of {full_day_words(first)}"
    start = day_words(first) if first.year == last.year else full_day_words(first)
    return f"{start} to {full_day_words(last)}"


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


@cache
def _zone_names() -> dict[str, str]:
    """Every zone's name by itself in small letters; they are looked for in hundreds of files."""
    from zoneinfo import available_timezones

    return {name.casefold(): name for name in available_timezones() - {"localtime", "Factory"}}


def parse_zone(text: str) -> str:
    """The time zone's name as the IANA database spells it; case does not matter.

    Raises Refused, with the nearest names, when no such zone exists.
    """
    sought = text.strip().casefold()
    names = _zone_names()
    if sought in names:
        return names[sought]
    spaced = sought.replace(" ", "_")
    cities = {name.rpartition("/")[2]: name for name in sorted(names)}
    import difflib

    near = difflib.get_close_matches(spaced, [*names, *cities], n=4, cutoff=0.6)
    suggestions = list(dict.fromkeys(names[cities.get(name, name)] for name in near))[:3]
    hint = (
        f"did you mean {' or '.join(suggestions)}?"
        if suggestions
        else "write it like Europe/Berlin."
    )
    raise WrongValue(f"There is no time zone “{text.strip()}”; {hint}", field="timezone")
