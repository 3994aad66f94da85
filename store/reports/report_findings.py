"""The findings of an HTML report: each proof's figures, in words and as charts."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from store.common.dataclass import dataclass
from store.domain.cycles import day_words
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.charts.verdict_line import Axis, verdict_span
from store.domain.statistics.control_chart import limits
from store.domain.statistics.intervals import Interval, NpsCounts, nps_interval, wilson
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.verdicts import Reading, Sample, Verdict
from store.domain.statistics.windows import Window
from store.models.improvement import Improvement, Status
from store.reports.charts import Bar, bars, control_chart, verdict_chart
from store.reports.report import CycleReport

_KINDS = {Verdict.VALIDATED: "good", Verdict.GOT_WORSE: "bad"}
_SIGNS = {
    Verdict.VALIDATED: "▲",
    Verdict.NO_CLEAR_CHANGE: "◆",
    Verdict.GOT_WORSE: "▼",
    Verdict.NOT_ENOUGH_YET: "◇",
    Verdict.NO_BASELINE: "○",
    Verdict.STORY: "◇",
    Verdict.CHART_ONLY: "○",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the evidence says about one improvement that is done."""

    improvement: Improvement
    reading: Reading
    charts: tuple[Markup, ...]
    before: str
    after: str
    change: str
    """Empty while there is none to tell."""
    range: str

    @property
    def final(self) -> bool:
        """Whether this is a verdict; else it is only so far."""
        return self.reading.final

    @property
    def label(self) -> str:
        """The verdict as people read it, or that there is none yet."""
        return self.reading.verdict.label if self.final else "so far"

    @property
    def kind(self) -> str:
        """The class of its colour: good, bad or open."""
        return _kind(self.reading)

    @property
    def sign(self) -> str:
        """The verdict's shape, which says what the colour says."""
        return _SIGNS[self.reading.verdict] if self.final else "◔"


def _kind(reading: Reading) -> str:
    return _KINDS.get(reading.verdict, "open") if reading.final else "open"


def findings(report: CycleReport, axis: Axis, ids: Iterator[str]) -> list[Finding]:
    """The cycle's own improvements, then the last cycle's, then older ones whose verdict was
    reached; each once, and only what is done and has a proof. All ranges are drawn on ``axis``;
    ``ids`` name the charts."""
    own = {each.id: each for each in report.commitments}
    last = {each.id: each for each in report.looked_back}
    older = {each.id: each for each in reversed(report.reached)}
    by_id = {**own, **last, **older}
    return [
        _finding(each, each.reading, axis, ids)
        for each in sorted(by_id.values(), key=lambda each: (_newest(each), each.stage.position))
        if each.status is Status.DONE and each.reading is not None and each.reading.after
    ]


def _newest(improvement: Improvement) -> int:
    return -improvement.cycle.start.toordinal()


def expected(improvement: Improvement) -> str:
    """How we will know: the measure, where it stood, what is hoped for."""
    proof, reading = improvement.proof, improvement.reading
    if proof is None or reading is None:
        return ""
    where = f" at “{improvement.touchpoint_text}”" if proof.touchpoint_only else ""
    stood = f"{_value(reading.measure, reading.before)} before" if reading.before.n else ""
    hoped = (
        f"hoping for {format_value(reading.measure, proof.target)}"
        if proof.target is not None
        else ""
    )
    expectation = ", ".join(part for part in (stood or "not measured before", hoped) if part)
    return f"{proof.measure_title}{where} · {expectation}"


def _finding(improvement: Improvement, reading: Reading, axis: Axis, ids: Iterator[str]) -> Finding:
    return Finding(
        improvement,
        reading,
        tuple(_charts(reading, axis, ids)),
        before=_with_responses(reading.measure, reading.before),
        after=_with_responses(reading.measure, reading.after) if reading.after else "",
        change=_points(reading.measure, reading.difference),
        range=_range(reading),
    )


def _value(measure: Measure, sample: Sample) -> str:
    """A figure with its n: ``82% of 28``, ``54 (28 answers)``, ``8.8 (6 periods)``."""
    figure = format_value(measure, sample.value)
    if not sample.n:
        return "no answers"
    if measure.kind is MeasureKind.COUNT:
        return f"{figure} a {sample.unit}, over {sample.n}"
    return (
        f"{figure}, n {sample.n}" if measure.kind is MeasureKind.NPS else f"{figure} of {sample.n}"
    )


def _with_responses(measure: Measure, sample: Sample) -> str:
    """The figure with its n and, where customers were asked about their cases, how many of
    them answered."""
    value, responses = _value(measure, sample), sample.responses
    return f"{value}; {responses.words}" if responses and responses.asked else value


def _points(measure: Measure, change: float | None) -> str:
    """A change with its sign: in points, or for a count in its own unit."""
    if change is None:
        return ""
    if measure.kind is MeasureKind.COUNT:
        return f"{change:+,.1f}".replace("-", "−")
    points = round((1 if measure.kind is MeasureKind.NPS else 100) * change)
    unit = "point" if abs(points) == 1 else "points"
    return f"{points:+d} {unit}".replace("-", "−") if points else "0 points"


def _range(reading: Reading) -> str:
    if reading.low is None or reading.high is None:
        return ""
    low, high = (_points(reading.measure, end).split()[0] for end in (reading.low, reading.high))
    return f"{low} to {high}"


def window_words(window: Window) -> str:
    """``3 Aug – 21 Sep``."""
    return f"{day_words(window.first)} – {day_words(window.last)}"


def _charts(reading: Reading, axis: Axis, ids: Iterator[str]) -> Iterator[Markup]:
    measure, before, after = reading.measure, reading.before, reading.after
    if measure.kind is MeasureKind.COUNT:
        if len(before.periods) > 1:
            yield control_chart(
                next(ids),
                f"{measure.title}, a figure each period",
                before.periods,
                after.periods if after else (),
                limits(before.periods),
                measure.low,
            )
    elif rows := _bars(reading):
        scale = (-100.0, 100.0) if measure.kind is MeasureKind.NPS else (0.0, 1.0)
        target = None
        if reading.target is not None:
            target = (reading.target, f"target {format_value(measure, reading.target)}")
        yield bars(next(ids), f"{measure.title}, before and after", rows, scale, target)
    span = verdict_span(reading, axis)
    if span is not None:
        words = f"{_points(measure, reading.difference)} ({_range(reading)})"
        title = "The change, and the range the true change lies in, 95 times in 100"
        yield verdict_chart(next(ids), title, span, words, _kind(reading))


def _bars(reading: Reading) -> list[Bar]:
    """The figures before and after."""
    sides = (("before", reading.before, False), ("after", reading.after, True))
    return [
        _bar(label, reading.measure, side, strong)
        for label, side, strong in sides
        if side is not None and side.value is not None
    ]


def _bar(label: str, measure: Measure, side: Sample, strong: bool) -> Bar:
    assert side.value is not None
    interval = _interval(measure, side)
    return Bar(label, side.value, _value(measure, side), *interval, strong=strong)


def _interval(measure: Measure, side: Sample) -> Interval:
    tally = side.tally
    if measure.kind is MeasureKind.NPS:
        return nps_interval(NpsCounts(tally.promoters, tally.detractors, tally.n))
    return wilson(tally.yes, tally.n)
