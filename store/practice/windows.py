"""The days a proof looks at: before the improvement's cycle, and after it was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from store.practice.cycles import Cadence, Cycle
from store.practice.measures import Measure, MeasureKind

LONGEST = 12
"""A baseline is at most this many cycles."""
FALLBACK_AFTER = 4
"""Cycles to look at afterwards where even the longest baseline holds too few answers."""
_LONGEST_MONTH = 31
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, the first and the last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def contains(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class ProofWindows:
    """What Pick fixes."""

    before: Window
    after_days: int
    enough: bool
    """Whether the baseline holds as many answers as a verdict needs."""


def baseline_cycles(cycle: Cycle) -> tuple[Cycle, ...]:
    """The whole cycles a baseline for ``cycle`` may use, the latest first."""
    cycles = [cycle.previous()]
    while len(cycles) < LONGEST:
        cycles.append(cycles[-1].previous())
    return tuple(cycles)


def choose_windows(cycle: Cycle, measure: Measure, answers: Sequence[int]) -> ProofWindows:
    """The windows for an improvement planned in ``cycle``.

    ``answers``: how many each of ``baseline_cycles(cycle)`` holds; missing ones hold none.
    The baseline is as many cycles as it takes to reach what the measure needs, and the
    after window as long; when twelve do not reach it, twelve before and four after. A
    count needs periods, not answers, so a cycle with any answer counts once.
    """
    cycles = baseline_cycles(cycle)
    counted = measure.kind is MeasureKind.COUNT
    reached = list(accumulate(min(n, 1) if counted else n for n in answers[:LONGEST]))
    length = next((i + 1 for i, n in enumerate(reached) if n >= measure.needed), None)
    before = Window(cycles[(length or LONGEST) - 1].start, cycle.start - _DAY)
    enough = length is not None
    if length is None:
        length = FALLBACK_AFTER
    if counted and not cycle.weekly:
        after_days = length * _LONGEST_MONTH
    elif enough:
        after_days = before.days
    else:
        after_days = sum(following.days for following in _following(cycle, length))
    return ProofWindows(before, after_days, enough)


def _following(cycle: Cycle, count: int) -> list[Cycle]:
    cycles = [cycle]
    while len(cycles) < count:
        cycles.append(cycles[-1].next())
    return cycles


def after_window(done_on: date, days: int) -> Window:
    """The window from the day after the improvement was done."""
    return Window(done_on + _DAY, done_on + timedelta(days=days))


def periods(window: Window, cadence: Cadence) -> tuple[Window, ...]:
    """The whole weeks or months, counted from its first day, that fit in the window."""
    found = []
    step = 1
    first = window.first
    while (following := _steps_on(window.first, cadence, step)) - _DAY <= window.last:
        found.append(Window(first, following - _DAY))
        first = following
        step += 1
    return tuple(found)


def _steps_on(day: date, cadence: Cadence, steps: int) -> date:
    if cadence is Cadence.WEEKLY:
        return day + timedelta(days=7 * steps)
    years, month = divmod(day.month - 1 + steps, 12)
    first = date(day.year + years, month + 1, 1)
    last_day = ((first + timedelta(days=_LONGEST_MONTH)).replace(day=1) - _DAY).day
    return first.replace(day=min(day.day, last_day))


def cannot_be_told_apart(
    before: Window, after: Window | None, others: Iterable[tuple[str, date]]
) -> tuple[str, ...]:
    """Which ``others`` were done inside either window and so may be the cause as well.

    ``others``: text and day done of each other improvement of the same measure and stage.
    """
    windows = [before] if after is None else [before, after]
    return tuple(
        text for text, done_on in others if any(window.contains(done_on) for window in windows)
    )
