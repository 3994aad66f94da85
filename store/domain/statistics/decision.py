"""The decision: what the evidence before and after says, by the rules since version 2.

Version 1 is `store.domain.statistics.first_rules.read_by_first_rules`, by which closed proofs from before were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean

from store.common.dataclass import dataclass
from store.domain.cycles import Cadence, cycle_of
from store.domain.statistics.aggregates import Tally, total_of, value_of
from store.domain.statistics.counts import known_figures
from store.domain.statistics.dispersion import ONLY_CHANCE, Dispersion, dispersion
from store.domain.statistics.intervals import (
    Interval,
    NpsCounts,
    newcombe_difference,
    nps_difference,
    welch_difference,
)
from store.domain.statistics.measures import Better, CountKind, Measure, MeasureKind
from store.domain.statistics.verdicts import Verdict
from store.domain.statistics.windows import Window

_ONE = timedelta(days=1)
RULES = 2
"""The version of these rules, stored with each verdict."""


@dataclass(frozen=True, slots=True)
class WindowComparison:
    """What two windows say, before anything else is known of the proof."""

    verdict: Verdict | None
    """None for a state, such as a backlog: it has a difference and a chart, never a verdict."""
    before_n: int
    """Answers; for a count, cycles with a figure."""
    after_n: int
    before: float | None
    """The figure; for a count, the mean a cycle. None without answers."""
    after: float | None
    difference: float | None
    """The change, turned so that up is better: a fraction for shares, points for NPS, a number
    a cycle for counts. None while answers are missing."""
    low: float | None
    """The 95% interval of ``difference``, which lies inside it; None for a state and while
    answers are missing."""
    high: float | None
    missing_before: int
    """Answers (cycles) still needed before."""
    missing_after: int
    dispersion: Dispersion
    """How much the cycles before differ, and so by how much the range is wider."""

    def verdict_or_story(self, *, story: bool) -> Verdict:
        """Give the verdict as it is told: a state has a chart only, and what was chosen once
        answers were on file (``story``) is never validated nor learned."""
        if self.verdict is None:
            return Verdict.CHART_ONLY
        return Verdict.STORY if story and self.verdict.learned else self.verdict


def decide(
    measure: Measure,
    before: Sequence[Tally],
    after: Sequence[Tally] | None,
    *,
    count: CountKind = CountKind.EVENTS,
) -> WindowComparison:
    """Decide by the first rule that holds, from a tally for each cycle of both windows.

    ``before``: in any order; days that make no whole cycle may be a tally of their own.
    ``after``: the same, or all of it in one tally; None while the improvement is not done. A
    count's tallies come from `count_tallies`, and ``count`` says what its numbers are. Nothing
    before: no baseline. Fewer than the measure needs on either side: not enough yet. The
    interval of after − before above 0: validated; below: got worse; else no clear change.
    """
    spread = dispersion(measure, before)
    before_n, was = _figure(measure, before)
    after_n, became = _figure(measure, after or ())
    missing_before = max(0, measure.needed - before_n)
    missing_after = max(0, measure.needed - after_n)
    difference: float | None = None
    interval: Interval | None = None
    state = measure.kind is MeasureKind.COUNT and count is CountKind.STATE
    if was is None:
        verdict: Verdict | None = Verdict.NO_BASELINE
    elif became is None or missing_before or missing_after:
        verdict = Verdict.NOT_ENOUGH_YET
    else:
        difference = measure.signed(became - was)
        if state:
            verdict = None
        else:
            interval = change_interval(measure, before, after or (), spread)
            verdict = verdict_of(interval)
    return WindowComparison(
        verdict,
        before_n,
        after_n,
        was,
        became,
        difference,
        interval.low if interval else None,
        interval.high if interval else None,
        missing_before,
        missing_after,
        spread,
    )


def change_interval(
    measure: Measure,
    before: Sequence[Tally],
    after: Sequence[Tally],
    spread: Dispersion = ONLY_CHANCE,
) -> Interval:
    """Give the 95% interval of after − before, turned so that up is better.

    Both sides hold at least one answer, for a count at least two cycles with a figure.
    """
    if measure.kind is MeasureKind.COUNT:
        interval = welch_difference(known_figures(after), known_figures(before))
    else:
        after_total, before_total = total_of(after), total_of(before)
        phi, z = spread.phi, spread.z
        if measure.kind is MeasureKind.NPS:
            interval = nps_difference(
                NpsCounts(after_total.promoters, after_total.detractors, after_total.n),
                NpsCounts(before_total.promoters, before_total.detractors, before_total.n),
                phi=phi,
                z=z,
            )
        else:
            interval = newcombe_difference(
                after_total.yes, after_total.n, before_total.yes, before_total.n, phi=phi, z=z
            )
    return interval if measure.better is Better.UP else Interval(-interval.high, -interval.low)


def verdict_of(interval: Interval) -> Verdict:
    """Give the verdict that an interval, turned so that up is better, stands for."""
    if interval.low > 0:
        return Verdict.VALIDATED
    return Verdict.GOT_WORSE if interval.high < 0 else Verdict.NO_CLEAR_CHANGE


def _figure(measure: Measure, cycles: Sequence[Tally]) -> tuple[int, float | None]:
    if measure.kind is MeasureKind.COUNT:
        figures = known_figures(cycles)
        return len(figures), fmean(figures) if figures else None
    total = total_of(cycles)
    return total.n, value_of(measure, total)


class ReadingStage(StrEnum):
    """How far the reading of an after window has come."""

    RUNNING = "running"
    WAITING = "waiting"
    """Closed, waiting for answers up to its last day."""
    READ = "read"


@dataclass(frozen=True, slots=True)
class VerdictDay:
    """When a verdict is read."""

    stage: ReadingStage
    earliest: date
    """The day after the window's last: the day of the verdict as it is told beforehand."""
    latest: date
    """A cycle later: it is read by then, whatever has come."""


def verdict_day(after: Window, cadence: Cadence, newest: date | None, today: date) -> VerdictDay:
    """Tell when the verdict of a done improvement is read, and how far that is.

    ``newest``: the latest day of any evidence of the same measure and stage on file; feedback
    comes in bundles, so a window is read once something dated after its end has come in, at the
    latest a cycle's length after it closed.
    """
    cycle = cycle_of(after.last, cadence).next()
    earliest = after.last + _ONE
    latest = earliest + cycle.days * _ONE
    if today <= after.last:
        stage = ReadingStage.RUNNING
    elif today >= latest or (newest is not None and newest > after.last):
        stage = ReadingStage.READ
    else:
        stage = ReadingStage.WAITING
    return VerdictDay(stage, earliest, latest)
