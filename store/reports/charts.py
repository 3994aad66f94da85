"""Charts of evidence as inline SVG: bars with their numbers, a change with its range, a
process-behaviour chart.

Every chart has a title and a description that say what it shows, and nothing is told by
colour alone: a word, a number or a shape says it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from store.common.dataclass import dataclass
from store.domain.statistics.charts.verdict_line import VerdictSpan
from store.domain.statistics.control_chart import Limits, signals
from store.reports.svg import line, rect, svg, tag, text


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its words and, where known, its 95% interval."""

    label: str
    value: float
    words: str
    low: float | None = None
    high: float | None = None
    strong: bool = False
    """Drawn in the stage's colour."""


_LEFT, _RIGHT, _ROW = 52, 292, 27


def bars(
    id: str,
    title: str,
    rows: Sequence[Bar],
    scale: tuple[float, float],
    target: tuple[float, str] | None = None,
) -> Markup:
    """A bar a row from zero (or the scale's low end) to its figure, with the interval as a
    whisker; ``target``: a dashed line and its words."""
    low, high = scale

    def x(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (min(max(value, low), high) - low) / (high - low)

    foot = 3 + _ROW * len(rows)
    shapes = []
    for index, row in enumerate(rows):
        top = 3.0 + _ROW * index
        start, end = sorted((x(0.0), x(row.value)))
        shapes += [
            text(_LEFT - 8, top + 15, row.label, "label", "end"),
            rect(_LEFT, top + 3, _RIGHT - _LEFT, 16.0, "track"),
            rect(
                start, top + 3, max(end - start, 1.5), 16.0, "bar strong" if row.strong else "bar"
            ),
            text(_RIGHT + 10, top + 15.5, row.words, "figure"),
        ]
        if row.low is not None and row.high is not None:
            shapes += _whisker(x(row.low), x(row.high), top + 11)
    shapes.append(line(x(0.0), 2, x(0.0), foot, "axis"))
    if target is not None:
        at, words = target
        near_end = x(at) > (_LEFT + _RIGHT) / 2
        shapes += [
            line(x(at), 1, x(at), foot + 6, "target"),
            text(x(at), foot + 18, words, "label", "end" if near_end else "start"),
        ]
    figures = "; ".join(f"{row.label} {row.words}{_range_words(row)}" for row in rows)
    desc = f"{figures}; {target[1]}." if target else f"{figures}."
    return svg(id, title, desc, 390, foot + (24 if target else 3), shapes)


def _range_words(bar: Bar) -> str:
    if bar.low is None or bar.high is None:
        return ""
    return ", with the line over its end showing where the true figure lies, 95 times in 100"


def _whisker(start: float, end: float, y: float) -> list[Markup]:
    return [
        line(start, y, end, y, "whisker"),
        line(start, y - 4, start, y + 4, "whisker"),
        line(end, y - 4, end, y + 4, "whisker"),
    ]


def verdict_chart(id: str, title: str, span: VerdictSpan, words: str, kind: str) -> Markup:
    """A change with its 95% interval about no change; to the right is better. The line is dashed
    while it is so far, and ``◇`` is the target.

    ``kind`` is the class that colours it.
    """
    width, middle, half = 260, 130.0, 112.0

    def x(part: float) -> float:
        return middle + half * part

    dashed = "" if span.final else " dashed"
    shapes = [
        rect(middle - half, 9.0, 2 * half, 16.0, "track"),
        line(middle, 4, middle, 30, "axis"),
        text(middle - half, 42, "← worse", "label"),
        text(middle, 42, "0", "label", "middle"),
        text(middle + half, 42, "better →", "label", "end"),
        line(x(span.low), 17, x(span.high), 17, f"interval {kind}{dashed}"),
        line(x(span.low), 11, x(span.low), 23, f"cap {kind}"),
        line(x(span.high), 11, x(span.high), 23, f"cap {kind}"),
        tag("circle", cx=x(span.value), cy=17, r=4.5, class_=f"dot {kind}"),
        text(middle, 60, words, "figure", "middle"),
    ]
    if span.target is not None:
        shapes.append(diamond(x(span.target), 17, "target"))
    where = {1: "All of it is better.", -1: "All of it is worse.", 0: "It crosses no change."}
    return svg(id, title, f"{words}. {where[span.side]}", width, 66, shapes)


def control_chart(
    id: str,
    title: str,
    before: Sequence[float],
    after: Sequence[float],
    known: Limits,
    floor: float | None,
) -> Markup:
    """A number a period with the mean and limits its baseline gives, and what signals.

    ``floor``: the lowest figure there can be; a limit below it is not drawn.
    """
    width, height, left, right, top, foot = 680, 176, 4, 568, 18, 140
    values = [*before, *after]
    lowest = min(*values, known.low) if floor is None else max(floor, min(*values, known.low))
    highest = max(*values, known.high)
    spread = (highest - lowest) or 1.0

    def x(index: float) -> float:
        return left + (right - left) * (index + 0.5) / len(values)

    def y(value: float) -> float:
        return foot - (foot - top) * (value - lowest) / spread

    limits = [("mean", known.mean), ("upper limit", known.high)]
    limits += [("lower limit", known.low)] if floor is None or known.low > floor else []
    shapes = []
    for word, value in limits:
        shapes += [
            line(left, y(value), right, y(value), "mean" if word == "mean" else "limit"),
            text(right + 8, y(value) + 4, f"{word} {_number(value)}", "label"),
        ]
    signal_indexes = {signal.index + len(before) for signal in signals(after, known)}
    if after:
        between = x(len(before) - 0.5)
        shapes += [
            line(between, top - 10, between, foot + 22, "target"),
            text(between - 8, foot + 28, "before", "label", "end"),
            text(between + 8, foot + 28, "after", "label"),
        ]
    if signal_indexes:
        shapes += [
            diamond(right - 176, foot + 24),
            text(right - 164, foot + 28, "beyond its usual ups and downs", "label"),
        ]
    points = " ".join(f"{x(index):.1f},{y(value):.1f}" for index, value in enumerate(values))
    shapes.append(tag("polyline", points=points, class_="run"))
    each = len(values) <= 30
    for index, value in enumerate(values):
        shapes += _point(
            x(index), y(value), _number(value) if each else "", index in signal_indexes
        )
    desc = (
        f"Before: {_listed(before)}. After: {_listed(after) if after else 'nothing yet'}. "
        f"{'; '.join(f'{word} {_number(value)}' for word, value in limits)}. "
        f"{len(signal_indexes) or 'No'} signal{'' if len(signal_indexes) == 1 else 's'} after the start."
    )
    return svg(id, title, desc, width, height, shapes)


def _point(x: float, y: float, words: str, signal: bool) -> list[Markup]:
    shape = diamond(x, y) if signal else tag("circle", cx=x, cy=y, r=3.5, class_="point")
    return [shape, text(x, y - 10, words, "label halo", "middle")] if words else [shape]


def diamond(x: float, y: float, class_: str = "signal") -> Markup:
    """A diamond about a point, the shape of a signal and of a target."""
    size = 6.5
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    points = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
    return tag("polygon", points=points, class_=class_)


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0").replace("-", "−")


def _listed(values: Iterable[float]) -> str:
    return ", ".join(map(_number, values))
