"""A measure over time as a run chart: its scale, and what it says in words.

Screens draw it in characters and reports as shapes; the scale and the words are the same.
"""

from __future__ import annotations

from store.common.dataclass import dataclass
from store.domain.cycles import Cycle
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.charts.chart_scale import ChartScale, chart_scale
from store.domain.statistics.charts.sparkline import sparkline
from store.domain.statistics.control_chart import RUN, Limits, MeanSide, Phase, Signal, SignalRule
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.verdict_words import VerdictWords, verdict_in_words
from store.domain.statistics.verdicts import Reading
from store.models.improvement import Improvement
from store.queries.evidence.trends import JUDGED_FROM, Trend, done_index, judged_from

RECENT = 4
"""Cycles within which a signal asks to be looked at."""


def bounds(measure: Measure) -> tuple[float | None, float | None]:
    """Give the lowest and highest figure there can be; None where there is no such."""
    if measure.kind is MeasureKind.NPS:
        return -100.0, 100.0
    if measure.kind is MeasureKind.COUNT:
        return measure.low, measure.high
    return 0.0, 1.0


def usual_range(measure: Measure, limits: Limits) -> tuple[float, float]:
    """Give the limits, as far as the measure's figure can go."""
    lowest, highest = bounds(measure)
    low = limits.low if lowest is None else max(lowest, limits.low)
    return low, limits.high if highest is None else min(highest, limits.high)


def scale_of(trend: Trend) -> ChartScale:
    """Give a scale that holds every figure and every usual range of ``trend``."""
    figures = [point.value for point in trend.points if point.value is not None]
    for phase in trend.phases:
        figures += usual_range(trend.measure, phase.limits)
    return chart_scale(min(figures), max(figures), *bounds(trend.measure))


def trend_sparkline(trend: Trend, *, ascii: bool = False) -> str:
    """Draw the figures between the ends of the usual range now."""
    limits = trend.limits
    usual = usual_range(trend.measure, limits) if limits is not None else None
    return sparkline([point.value for point in trend.points], usual, ascii=ascii)


def short_cycle(cycle: Cycle) -> str:
    """Name a cycle in three letters: ``W48``, ``Nov``."""
    return cycle.label.partition("-")[2] if cycle.weekly else cycle.name[:3]


def range_words(measure: Measure, limits: Limits) -> str:
    """``37–100%``, of an NPS ``−39 to 85``."""
    low, high = (format_value(measure, end) for end in usual_range(measure, limits))
    if measure.kind in (MeasureKind.RATE, MeasureKind.SCORE):
        return f"{low.removesuffix('%')}–{high}"
    return f"{low} to {high}"


def newest_signal(trend: Trend) -> tuple[Cycle, Signal] | None:
    """Give the newest cycle that signals a change; None where none does."""
    return max(trend.signals.items(), key=lambda item: item[0].start, default=None)


def asks_now(trend: Trend) -> bool:
    """Whether one of the newest cycles signals, so that it should be asked what changed."""
    newest = newest_signal(trend)
    return newest is not None and newest[0] in {p.cycle for p in trend.points[-RECENT:]}


def against_usual(trend: Trend) -> str:
    """Say in a few words how the measure does against its usual range."""
    return against_usual_ways(trend)[0]


def against_usual_ways(trend: Trend) -> tuple[str, ...]:
    """Give `against_usual` and shorter ways to say it, the longest first."""
    limits, newest = trend.limits, newest_signal(trend)
    if limits is None:
        return ("",) if trend.enough else ("too few answers to judge", "too few answers", "too few")
    if newest is None:
        return (f"usual {range_words(trend.measure, limits)}", "usual")
    ways = _signal_short(*newest)
    if asks_now(trend):
        return ways
    return (*(f"usual; {words.removeprefix('usual ')}" for words in ways), "usual")


def _signal_short(cycle: Cycle, signal: Signal) -> tuple[str, ...]:
    name, side = short_cycle(cycle), signal.side.value
    if signal.rule is SignalRule.OUTSIDE:
        return (f"{side} usual in {name}", f"{side} in {name}", side)
    if signal.rule is SignalRule.RUN:
        return (f"{RUN} {side} mean, {name}", f"{RUN} {side}, {name}", f"{RUN} {side}")
    end = "high" if signal.side is MeanSide.ABOVE else "low"
    return (f"near {end} end {name}", f"{end} in {name}", end)


@dataclass(frozen=True, slots=True)
class DoneMark:
    """An improvement that was done in one of a chart's cycles."""

    index: int
    improvement: Improvement
    reading: Reading
    words: VerdictWords


def done_marks(trend: Trend) -> tuple[DoneMark, ...]:
    """Give the improvements marked under a chart's axis, the oldest first."""
    return tuple(
        DoneMark(index, each, each.reading, verdict_in_words(each.reading))
        for each in trend.done
        if each.reading is not None and (index := done_index(each, trend.points)) is not None
    )


def signal_sentences(trend: Trend) -> tuple[str, ...]:
    """Name each signal in a sentence, the newest first; one run or one crowd is one signal."""
    sentences: list[str] = []
    before: tuple[int, Signal] | None = None
    places = {point.cycle: index for index, point in enumerate(trend.points)}
    for cycle, signal in sorted(trend.signals.items(), key=lambda item: item[0].start):
        index = places[cycle]
        goes_on = (
            before is not None
            and before[0] == index - 1
            and (before[1].rule, before[1].side) == (signal.rule, signal.side)
        )
        before = index, signal
        if goes_on and signal.rule is not SignalRule.OUTSIDE:
            sentences[-1] = _signal_sentence(cycle, signal)
        else:
            sentences.append(_signal_sentence(cycle, signal))
    return tuple(reversed(sentences))


def _signal_sentence(cycle: Cycle, signal: Signal) -> str:
    name, side = short_cycle(cycle), signal.side.value
    unit = "weeks" if cycle.weekly else "months"
    if signal.rule is SignalRule.OUTSIDE:
        return f"{name} is {side} the usual range. Hardly chance: ask what changed."
    if signal.rule is SignalRule.RUN:
        return f"{name}: {RUN} {unit} or more in a row {side} the mean. Ask what changed."
    end = "upper" if signal.side is MeanSide.ABOVE else "lower"
    return f"{name}: 3 of 4 {unit} nearer to the {end} limit than to the mean. Ask what changed."


def limit_sentences(trend: Trend) -> tuple[str, ...]:
    """Say where the usual range comes from, a sentence each; nothing without one."""
    if not trend.phases:
        return ()
    phase = trend.phases[-1]
    unit = "week" if trend.points[0].cycle.weekly else "month"
    usual = range_words(trend.measure, phase.limits)
    mean = format_value(trend.measure, phase.limits.mean)
    sentences = [f"Usual range {usual}, mean {mean}: mean ± 2.66 moving ranges."]
    sentences.append(_source(phase, unit))
    anew = _begun_by(trend, phase)
    if anew is not None:
        since = short_cycle(trend.points[phase.first].cycle)
        sentences.append(f"Reckoned anew from {since} on, after “{anew.text}” was validated.")
    few = _left_out(trend)
    if few:
        weeks = f"{few} {unit}{'' if few == 1 else 's'}"
        sentences.append(f"{weeks} with under {JUDGED_FROM} answers left out.")
    return tuple(sentences)


def mean_sentence(trend: Trend) -> str:
    """Say the mean answer of the cycles shown; empty for a measure that shows none."""
    if trend.mean is None:
        return ""
    return f"Mean answer {trend.mean:.1f} of {trend.measure.high:g}."


def _source(phase: Phase, unit: str) -> str:
    weeks = f"{phase.judged} {unit}s that are over"
    if phase.trial:
        return f"Trial limits: they come from only {weeks}."
    return f"They come from the {weeks}."


def _begun_by(trend: Trend, phase: Phase) -> Improvement | None:
    """The improvement after which the stretch begins anew."""
    before = [mark for mark in done_marks(trend) if mark.index == phase.first - 1]
    return before[-1].improvement if before and len(trend.phases) > 1 else None


def _left_out(trend: Trend) -> int:
    least = judged_from(trend.measure)
    return sum(not point.running and point.n < least for point in trend.answered)


def point_words(trend: Trend) -> str:
    """Say every figure with its n, the oldest first, for somebody who cannot see the chart."""
    parts = []
    for point in trend.points:
        name = short_cycle(point.cycle)
        if point.value is None:
            parts.append(f"{name} no answers")
            continue
        figure = format_value(trend.measure, point.value)
        n = "" if trend.measure.kind is MeasureKind.COUNT else f" of {point.n}"
        signal = trend.signals.get(point.cycle)
        remark = (
            " so far"
            if point.running
            else f", {_signal_short(point.cycle, signal)}"
            if signal
            else ""
        )
        parts.append(f"{name} {figure}{n}{remark}")
    return "; ".join(parts)
