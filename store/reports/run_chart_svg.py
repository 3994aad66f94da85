"""A measure over time as inline SVG: the run chart that the screens draw in characters."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from store.domain.statistics.aggregates import format_value
from store.domain.statistics.charts.chart_scale import ChartScale
from store.domain.statistics.verdicts import Verdict
from store.queries.evidence.run_charts import (
    done_marks,
    limit_sentences,
    point_words,
    scale_of,
    signal_sentences,
    usual_range,
)
from store.queries.evidence.trends import Trend
from store.reports.charts import diamond
from store.reports.svg import line, rect, svg, tag, text

_WIDTH, _HEIGHT = 680, 214
_LEFT, _RIGHT, _TOP, _FOOT = 48.0, 560.0, 12.0, 150.0
_NAMED = 26
"""Cycles up to which each has its name and n under its point."""
_SIGNS = {Verdict.VALIDATED: "↑", Verdict.GOT_WORSE: "↓", Verdict.NO_CLEAR_CHANGE: "–"}


def run_chart_svg(id: str, title: str, trend: Trend) -> Markup:
    """Draw ``trend``: the usual range shaded, points joined, signals as diamonds, the cycles in
    which an improvement was done marked with the verdict it got."""
    plot = _Plot(trend)
    shapes = [
        *plot.ranges(),
        *plot.ticks(),
        *plot.done(),
        *plot.runs(),
        *plot.points(),
        *plot.labels(),
    ]
    marks = (f"{m.improvement.text}: {m.words.verdict}." for m in done_marks(trend))
    sentences = (
        f"{point_words(trend)}.",
        *signal_sentences(trend),
        *limit_sentences(trend),
        *marks,
    )
    return svg(id, title, " ".join(sentences), _WIDTH, _HEIGHT, shapes)


class _Plot:
    def __init__(self, trend: Trend) -> None:
        self.trend = trend
        self.scale: ChartScale = scale_of(trend)
        self.step = (_RIGHT - _LEFT) / len(trend.points)

    def x(self, place: float) -> float:
        return _LEFT + self.step * (place + 0.5)

    def y(self, value: float) -> float:
        return _FOOT - (_FOOT - _TOP) * self.scale.part(value)

    def ranges(self) -> Iterator[Markup]:
        """The usual range of each stretch, its ends and its mean; the newest one named."""
        measure = self.trend.measure
        for phase in self.trend.phases:
            low, high = usual_range(measure, phase.limits)
            left, right = self.x(phase.first - 0.5), self.x(phase.last + 0.5)
            top, foot = self.y(high), self.y(low)
            yield rect(left, top, right - left, max(foot - top, 1.0), "usual", rx=0)
            for value, kind in ((high, "limit"), (low, "limit"), (phase.limits.mean, "mean")):
                yield line(left, self.y(value), right, self.y(value), kind)
        if not self.trend.phases:
            return
        limits = self.trend.phases[-1].limits
        low, high = usual_range(measure, limits)
        heights: list[float] = []
        for word, value in (("usual to", high), ("usual from", low), ("mean", limits.mean)):
            y = self.y(value) + 4
            if all(abs(y - other) >= 12 for other in heights):
                heights.append(y)
                yield text(_RIGHT + 8, y, f"{word} {format_value(measure, value)}", "label")

    def ticks(self) -> Iterator[Markup]:
        for tick in self.scale.ticks:
            words = format_value(self.trend.measure, tick)
            yield text(_LEFT - 8, self.y(tick) + 4, words, "label", "end")
        yield line(_LEFT, _TOP, _LEFT, _FOOT, "axis")

    def done(self) -> Iterator[Markup]:
        """A dashed line through each cycle in which something was done, its verdict under it."""
        for mark in done_marks(self.trend):
            x = self.x(mark.index)
            sign = _SIGNS.get(mark.reading.verdict, "…") if mark.reading.final else "…"
            kind = {"↑": "good", "↓": "bad"}.get(sign, "")
            yield line(x, _TOP, x, _FOOT, "done")
            yield text(x, _FOOT + 52, f"✓{sign}", f"figure {kind}".strip(), "middle")

    def runs(self) -> Iterator[Markup]:
        """The points joined; nothing across a cycle without a figure."""
        run: list[str] = []
        for index, point in enumerate([*self.trend.points, None]):
            if point is not None and point.value is not None:
                run.append(f"{self.x(index):.1f},{self.y(point.value):.1f}")
                continue
            if len(run) > 1:
                yield tag("polyline", points=" ".join(run), class_="run")
            run = []

    def points(self) -> Iterator[Markup]:
        for index, point in enumerate(self.trend.points):
            if point.value is None:
                continue
            x, y = self.x(index), self.y(point.value)
            if point.cycle in self.trend.signals:
                yield diamond(x, y)
            else:
                kind = "point running" if point.running else "point"
                yield tag("circle", cx=x, cy=y, r=3.5, class_=kind)

    def labels(self) -> Iterator[Markup]:
        """Each cycle's name and n under its point; where there are many, every so many."""
        points = self.trend.points
        every = -(-len(points) // _NAMED)
        for name, y in (("", _FOOT + 18), ("n", _FOOT + 34)):
            yield text(_LEFT - 8, y, name, "label", "end")
        for index, point in enumerate(points):
            if (len(points) - 1 - index) % every:
                continue
            cycle = point.cycle
            name = cycle.label.partition("-W")[2] if cycle.weekly else cycle.name[:3]
            yield text(self.x(index), _FOOT + 18, name, "label", "middle")
            yield text(self.x(index), _FOOT + 34, str(point.n or "·"), "label", "middle")
