"""Counts a cycle: events such as complaints, and states such as a backlog.

Events are read over whole cycles, the first of them after the improvement was done, by Welch's
t. A state wanders, each figure close to the last, so that any such test would find a change in
a quarter of all cases where there is none: it has a chart and a difference, never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from store.domain.cycles import Cadence, Cycle, cycle_of
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import CountKind, Measure, MeasureKind, Missing
from store.domain.statistics.windows import Window, after_window

CYCLES = 6
"""Cycles on each side, weekly and monthly."""
_LONGEST_MONTH = 31
_DAY = timedelta(days=1)


def period_days(cadence: Cadence) -> int:
    """Give the days that a count's cycle stands for in a length: 7, or 31 for a month."""
    return 7 if cadence is Cadence.WEEKLY else _LONGEST_MONTH


def count_cycles(days: int, cadence: Cadence) -> int:
    """Give how many whole cycles, 1 or more, a length in days asks for."""
    return max(1, round(days / period_days(cadence)))


def count_after_window(done_on: date, cadence: Cadence, cycles: int = CYCLES) -> Window:
    """Give the whole cycles, 1 or more, the first of them after ``done_on``."""
    first = last = cycle_of(done_on, cadence).next()
    for _ in range(cycles - 1):
        last = last.next()
    return Window(first.start, last.end)


def count_tallies(
    cycles: Sequence[Cycle],
    figures: Mapping[Cycle, float],
    *,
    kind: CountKind = CountKind.EVENTS,
    missing: Missing = Missing.ZERO,
    began: Cycle | None = None,
    today: date,
) -> tuple[Tally, ...]:
    """Give a tally for each of ``cycles``: ``n`` 1 and ``total`` its figure, or ``n`` 0.

    ``figures``: the cycles that have an entry; ``began``: the first cycle the team ever entered
    for this measure and stage, None for never. An ended cycle without an entry holds 0 where
    events are counted, ``missing`` is zero and the counting has begun; else it is not known.
    A cycle that has not ended by ``today`` is not known either: its figure still grows.
    """
    return period_tallies(
        [Window(cycle.start, cycle.end) for cycle in cycles],
        [figures.get(cycle) for cycle in cycles],
        zero=kind is CountKind.EVENTS and missing is Missing.ZERO,
        began=began.start if began is not None else None,
        today=today,
    )


def period_tallies(
    periods: Sequence[Window],
    figures: Sequence[float | None],
    *,
    zero: bool,
    began: date | None,
    today: date,
) -> tuple[Tally, ...]:
    """Give a tally for each of ``periods``, as `count_tallies` does for cycles.

    ``figures``: what was entered in each, None for nothing; ``zero``: whether nothing entered
    means 0 from the day ``began`` on.
    """
    tallies = []
    for period, figure in zip(periods, figures, strict=True):
        nought = zero and began is not None and began <= period.last
        if (figure is None and not nought) or period.last >= today:
            tallies.append(Tally())
        else:
            tallies.append(Tally(n=1, total=figure or 0.0))
    return tuple(tallies)


def known_figures(tallies: Sequence[Tally]) -> tuple[float, ...]:
    """Give the figures of the cycles that are known, in order."""
    return tuple(tally.total for tally in tallies if tally.n)


def after_of(measure: Measure, cycle: Cycle, done_on: date, days: int) -> Window:
    """Give the after window of an improvement of ``cycle``, ``days`` long; what was done ahead of its cycle is
    looked at from the cycle's first day on, a count in whole cycles."""
    start = max(done_on, cycle.start - _DAY)
    if measure.kind is MeasureKind.COUNT:
        return count_after_window(start, cycle.cadence, count_cycles(days, cycle.cadence))
    return after_window(start, days)
