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
from store.trends import JUDGED_FROM, Point, Trend

_TITLE = 20
_LABEL = 12
_BAR = 24
_CHART = 30


def trend_heading(cycles: int) -> str:
    """Names the columns of the rows; ``cycles`` is how many a sparkline has."""
    return f"  {'measure':<{_TITLE}} {'first':>{_LABEL}} {'':{cycles}} {'latest':<{_LABEL}} usual"


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
        line.append(pen.span(f" {_range(trend, trend.limits)}", "muted"))
    return tuple(line)


def _shortest(cycle: Cycle) -> str:
    return cycle.label.partition("-")[2] if cycle.weekly else short_name(cycle)


def _label(trend: Trend, point: Point) -> str:
    return with_count(trend.measure, point.value, point.n)


def _range(trend: Trend, known: Limits) -> str:
    low, high = _usual_range(trend, known)
    return f"{format_value(trend.measure, low)} to {format_value(trend.measure, high)}"


def _usual_range(trend: Trend, known: Limits) -> tuple[float, float]:
    """The limits, as far as the measure's figure can go."""
    lowest, highest = scale(trend)
    return max(lowest, known.low), min(highest, known.high)


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
    """One measure whole: a line a cycle with its n, its usual range, and what leaves that."""
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
    """A bar a cycle; lines cross the bars where the usual range ends."""
    low, high = scale(trend)
    ends = _usual_range(trend, trend.limits) if trend.limits is not None else ()
    lines = {min(_BAR - 1, int(_BAR * (end - low) / (high - low))) for end in ends}
    for point in trend.points:
        name = f"{short_name(point.cycle):>4} "
        if point.value is None:
            yield f"{name} no answers"
            continue
        filled = round(_BAR * (point.value - low) / (high - low))
        cells = [marks.bar_full] * filled + [marks.bar_empty] * (_BAR - filled)
        for place in lines:
            cells[place] = marks.vertical
        yield f"{name} {''.join(cells)}  {_label(trend, point)}{_remark(trend, point)}"


def _remark(trend: Trend, point: Point) -> str:
    signal = trend.signals.get(point.cycle) if trend.signals else None
    if signal is not None:
        return f", a signal {signal.side.value}"
    return ", so far" if point.running else ""


def _chart(trend: Trend, marks: Marks) -> Iterator[str]:
    """A control chart lying on its side: the limits and the mean as lines, a mark a cycle."""
    assert trend.limits is not None
    _, high = scale(trend)
    low, top = _usual_range(trend, trend.limits)
    low_at, mean_at, high_at = (_column(value, high) for value in (low, trend.limits.mean, top))
    for point in trend.points:
        cells = [" "] * (_CHART + 1)
        cells[low_at] = cells[high_at] = marks.vertical
        cells[mean_at] = ":"
        signal = trend.signals.get(point.cycle) if trend.signals else None
        if point.value is not None:
            cells[_column(point.value, high)] = marks.marked if signal else marks.present
        figure = "no number" if point.value is None else format_value(trend.measure, point.value)
        yield f"{short_name(point.cycle):>4}  {''.join(cells)}  {figure}{_remark(trend, point)}"


def _column(value: float, high: float) -> int:
    return min(_CHART, max(0, round(_CHART * value / high)))


def _usual(trend: Trend, known: Limits) -> str:
    sentence = (
        f"The mean is {format_value(trend.measure, known.mean)}, the usual range "
        f"{_range(trend, known)}; a figure in it says nothing new."
    )
    if known.provisional:
        sentence += f" Only {plural(trend.judged, 'cycle')} so far, so the range is provisional."
    few = sum(not point.running for point in trend.answered) - trend.judged
    if few:
        sentence += f" {plural(few, 'cycle')} with under {JUDGED_FROM} answers left out."
    return sentence
