"""Measures over time: a sparkline a row, and one measure whole, as bars or a control chart."""

from __future__ import annotations

from collections.abc import Iterator

from screens.evidence.said import stage_span
from screens.theme import Marks
from screens.widgets.sheet import Line, Pen, padded_line
from screens.widgets.strip import short_name
from screens.widgets.words import plural
from store.practice.cycles import Cycle
from store.practice.measures import Better, MeasureKind
from store.practice.process_behaviour import Limits
from store.practice.tallies import format_value, with_count
from store.trends import Point, Trend

_TITLE = 20
_LABEL = 12
_BAR = 24
_CHART = 30


def trend_heading(cycles: int) -> str:
    """Names the columns of the rows; ``cycles`` is how many a sparkline has."""
    return f"  {'measure':<{_TITLE}} {'first':>{_LABEL}} {'':{cycles}} latest"


def trend_row(pen: Pen, trend: Trend) -> Line:
    """A row: the measure, its first figure, the sparkline, its latest figure, signals."""
    answered = trend.answered
    line = [
        stage_span(pen, trend.stage),
        pen.span(" "),
        *padded_line((pen.span(trend.measure.title),), _TITLE, "", pen.marks.ellipsis),
        pen.span(f" {_label(trend, answered[0]):>{_LABEL}} ", "muted"),
        pen.span(sparkline(trend, pen.marks), trend.stage.value),
        pen.span(f" {_label(trend, answered[-1]):<{_LABEL}}"),
    ]
    if trend.signals:
        names = ", ".join(_shortest(cycle) for cycle in trend.signals)
        line.append(pen.span(f" signal in {names}", "warn"))
    elif trend.limits is not None:
        line.append(pen.span(f" usual {_range(trend, trend.limits)}", "muted"))
    return tuple(line)


def _shortest(cycle: Cycle) -> str:
    return cycle.label.partition("-")[2] if cycle.weekly else short_name(cycle)


def _label(trend: Trend, point: Point) -> str:
    return with_count(trend.measure, point.value, point.n)


def _range(trend: Trend, known: Limits) -> str:
    low = format_value(trend.measure, max(0.0, known.low))
    return f"{low} to {format_value(trend.measure, known.high)}"


def sparkline(trend: Trend, marks: Marks) -> str:
    """A character a cycle, as high as its figure on the measure's whole scale."""
    low, high = scale(trend)
    steps = len(marks.spark)
    drawn = []
    for point in trend.points:
        if point.value is None:
            drawn.append(" ")
            continue
        share = (point.value - low) / (high - low) if high > low else 0.0
        drawn.append(marks.spark[min(steps - 1, max(0, int(share * steps)))])
    return "".join(drawn)


def scale(trend: Trend) -> tuple[float, float]:
    """The lowest and highest figure that the measure's picture has room for."""
    if trend.measure.kind is MeasureKind.NPS:
        return -100.0, 100.0
    if trend.measure.kind is not MeasureKind.COUNT:
        return 0.0, 1.0
    figures = [point.value for point in trend.answered if point.value is not None]
    most = max([*figures, trend.limits.high if trend.limits else 0.0])
    return 0.0, most or 1.0


def trend_text(trend: Trend, marks: Marks) -> str:
    """One measure whole: a line a cycle, and for a count its usual range."""
    measure = trend.measure
    way = "more is better" if measure.better is Better.UP else "fewer is better"
    parts = [f"{trend.stage.letter} {trend.stage.label}: {measure.title}, {way}."]
    if measure.description:
        parts.append(measure.description)
    count = measure.kind is MeasureKind.COUNT and trend.limits is not None
    parts.append("\n".join(_chart(trend, marks) if count else _bars(trend, marks)))
    if trend.limits is not None:
        parts.append(_usual(trend, trend.limits))
    if trend.responses is not None:
        parts.append(f"Response rate: {trend.responses.words}.")
    parts.append("Enter shows the answers.")
    return "\n\n".join(parts)


def _bars(trend: Trend, marks: Marks) -> Iterator[str]:
    low, high = scale(trend)
    for point in trend.points:
        name = f"{short_name(point.cycle):>4} "
        if point.value is None:
            yield f"{name} no answers"
            continue
        filled = round(_BAR * (point.value - low) / (high - low))
        bar = marks.bar_full * filled + marks.bar_empty * (_BAR - filled)
        yield f"{name} {bar}  {_label(trend, point)}{_so_far(point)}"


def _so_far(point: Point) -> str:
    return ", so far" if point.running else ""


def _chart(trend: Trend, marks: Marks) -> Iterator[str]:
    """A control chart lying on its side: the limits and the mean as lines, a mark a cycle."""
    assert trend.limits is not None
    _, high = scale(trend)
    low_at, mean_at, high_at = (
        _column(value, high)
        for value in (max(0.0, trend.limits.low), trend.limits.mean, trend.limits.high)
    )
    for point in trend.points:
        cells = [" "] * (_CHART + 1)
        cells[low_at] = cells[high_at] = marks.vertical
        cells[mean_at] = ":"
        signal = trend.signals.get(point.cycle) if trend.signals else None
        if point.value is not None:
            cells[_column(point.value, high)] = marks.marked if signal else marks.present
        figure = "no number" if point.value is None else format_value(trend.measure, point.value)
        said = f", a signal {signal.side.value}" if signal else _so_far(point)
        yield f"{short_name(point.cycle):>4}  {''.join(cells)}  {figure}{said}"


def _column(value: float, high: float) -> int:
    return min(_CHART, max(0, round(_CHART * value / high)))


def _usual(trend: Trend, known: Limits) -> str:
    over = sum(not point.running for point in trend.answered)
    sentence = (
        f"The mean is {format_value(trend.measure, known.mean)}, the usual range "
        f"{_range(trend, known)}; a figure in it says nothing new."
    )
    if known.provisional:
        sentence += f" Only {plural(over, 'cycle')} so far, so the range is provisional."
    return sentence
