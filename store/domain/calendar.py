"""A team's calendar: its cadence through the years, what it skips, and which cycle a day is in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from datetime import date, datetime, timedelta

from store.common.dataclass import dataclass
from store.domain.cycles import Cadence, Cycle, cycle_of, first_cycle_from

_DAY = timedelta(days=1)


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
        eras_before = self.eras[: self._era_index(_decided(today, until)) + 1]
        return replace(self, eras=eras_before if era in eras_before else (*eras_before, era))

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
