"""The days a proof looks at: before the improvement's cycle, and after it was done."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from store.common.dataclass import dataclass
from store.domain.cycles import Cadence, Cycle

LONGEST = 12
"""A baseline is at most this many cycles."""
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


@lru_cache(maxsize=1024)
def baseline_cycles(cycle: Cycle) -> tuple[Cycle, ...]:
    """The whole cycles a baseline for ``cycle`` may use, the latest first."""
    cycles = [cycle.previous()]
    while len(cycles) < LONGEST:
        cycles.append(cycles[-1].previous())
    return tuple(cycles)


def after_window(done_on: date, days: int) -> Window:
    """The window from the day after the improvement was done."""
    return Window(done_on + _DAY, done_on + timedelta(days=days))


def periods(window: Window, cadence: Cadence) -> tuple[Window, ...]:
    """The whole weeks or months, counted from its first day, that fit in the window."""
    windows = []
    step = 1
    first = window.first
    while (following := _steps_on(window.first, cadence, step)) - _DAY <= window.last:
        windows.append(Window(first, following - _DAY))
        first = following
        step += 1
    return tuple(windows)


def _steps_on(day: date, cadence: Cadence, steps: int) -> date:
    if cadence is Cadence.WEEKLY:
        return day + timedelta(days=7 * steps)
    years, month = divmod(day.month - 1 + steps, 12)
    first = date(day.year + years, month + 1, 1)
    last_day = ((first + timedelta(days=_LONGEST_MONTH)).replace(day=1) - _DAY).day
    return first.replace(day=min(day.day, last_day))
