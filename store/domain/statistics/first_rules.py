"""The rules of version 1, by which verdicts of older versions were read; `decision` has today's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.domain.statistics import control_chart
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.intervals import (
    Interval,
    NpsCounts,
    newcombe_difference,
    nps_difference,
)
from store.domain.statistics.measures import Better, Measure, MeasureKind
from store.domain.statistics.verdicts import Reading, Sample, Verdict


def read_by_first_rules(
    measure: Measure,
    before: Sample,
    after: Sample | None,
    *,
    today: date,
    target: float | None = None,
    others: Sequence[str] = (),
    late: int = 0,
    reread: date | None = None,
) -> Reading:
    """Say what the evidence in two windows said about an improvement, by the rules of version 1.

    ``after`` is None while it is not done. ``others`` names what it cannot be told apart from.
    ``late`` of the answers came after the after window had closed, the last on the day ``reread``.
    """
    after_n = after.n if after is not None else 0
    missing_before = max(0, measure.needed - before.n)
    missing_after = max(0, measure.needed - after_n)
    interval: Interval | None = None
    difference: float | None = None
    if before.n == 0:
        verdict = Verdict.NO_BASELINE
    elif after is None or missing_before or missing_after:
        verdict = Verdict.NOT_ENOUGH_YET
    else:
        assert before.value is not None
        assert after.value is not None
        difference = measure.signed(after.value - before.value)
        if measure.kind is MeasureKind.COUNT:
            verdict = _from_signals(measure, before.periods, after.periods)
        else:
            interval = _interval(measure, before.tally, after.tally)
            verdict = _from_interval(interval)
    return Reading(
        rules=1,
        verdict=verdict,
        measure=measure,
        before=before,
        after=after,
        difference=difference,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        missing_before=missing_before,
        missing_after=missing_after,
        final=after is not None and today > after.window.last,
        target=target,
        target_met=_target_met(measure, after, target),
        cannot_be_told_apart_from=tuple(others),
        late=late,
        reread=reread,
    )


def _interval(measure: Measure, before: Tally, after: Tally) -> Interval:
    """The interval of after minus before, turned so that up is better."""
    if measure.kind is MeasureKind.NPS:
        interval = nps_difference(
            NpsCounts(after.promoters, after.detractors, after.n),
            NpsCounts(before.promoters, before.detractors, before.n),
        )
    else:
        interval = newcombe_difference(after.yes, after.n, before.yes, before.n)
    return interval if measure.better is Better.UP else Interval(-interval.high, -interval.low)


def _from_interval(interval: Interval) -> Verdict:
    if interval.low > 0:
        return Verdict.VALIDATED
    return Verdict.GOT_WORSE if interval.high < 0 else Verdict.NO_CLEAR_CHANGE


def _from_signals(measure: Measure, before: Sequence[float], after: Sequence[float]) -> Verdict:
    """By the side of the signals after the start; signals on both sides say nothing clear."""
    signals_after = control_chart.signals(after, control_chart.limits(before))
    sides = {signal.side for signal in signals_after}
    if len(sides) != 1:
        return Verdict.NO_CLEAR_CHANGE
    rose = control_chart.MeanSide.ABOVE in sides
    return Verdict.VALIDATED if rose == (measure.better is Better.UP) else Verdict.GOT_WORSE


def _target_met(measure: Measure, after: Sample | None, target: float | None) -> bool | None:
    if target is None or after is None or after.value is None:
        return None
    return measure.signed(after.value - target) >= 0
