"""A measure's last cycles in a row of cells, between the floor and the ceiling of its usual range.

A cycle outside that range has the accent, the one that still runs is muted, one without answers
is a dot. The highest cell is never full, so that rows below one another do not touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.widgets.styled_lines import Line, Span

if TYPE_CHECKING:
    from screens.theme.glyphs import Glyphs
    from store.queries.evidence.trends import Point, Trend

CYCLES = 12
"""Cycles of a sparkline."""
TALL = 5
"""Rows of a sparkline where there is room for more than one."""
_HEIGHTS, _ASCII_HEIGHTS = "▁▂▃▄▅▆▇█", ".:#"


def sparkline(trend: Trend, marks: Glyphs) -> Line:
    """``▆▇▅▆▄▇▅▃▃▃▁▃``, a cell a cycle, each in its role."""
    from store.queries.evidence.run_charts import trend_sparkline

    drawn = trend_sparkline(trend, ascii=marks.ascii)
    return joined(
        [
            Span(cell, "muted" if point.value is None else _role(trend, point))
            for cell, point in zip(drawn, trend.points, strict=True)
        ]
    )


def tall_sparkline(trend: Trend, marks: Glyphs, rows: int, step: int = 2) -> list[Line]:
    """The same in ``rows`` rows, ``step`` cells a cycle, the topmost row first."""
    floor, ceiling = _bounds(trend)
    heights = _ASCII_HEIGHTS if marks.ascii else _HEIGHTS
    steps = len(heights)
    lines = []
    for row in range(rows - 1, -1, -1):
        spans = []
        for point in trend.points:
            role = _role(trend, point)
            if point.value is None:
                cell, role = (marks.dot if not row else " "), "muted"
            else:
                share = _share(point.value, floor, ceiling)
                filled = min(steps, max(0, 1 + round(share * (rows * steps - 2)) - row * steps))
                cell = heights[filled - 1] if filled else " "
            spans.append(Span(cell * (step - 1) + " ", role if cell.strip() else ""))
        lines.append(joined(spans))
    return lines


def _bounds(trend: Trend) -> tuple[float, float]:
    """The usual range, as far as the figure can go, else what its figures lie between."""
    from store.queries.evidence.run_charts import usual_range

    if trend.limits is not None:
        return usual_range(trend.measure, trend.limits)
    figures = [point.value for point in trend.points if point.value is not None]
    return min(figures, default=0.0), max(figures, default=1.0)


def joined(spans: list[Span]) -> Line:
    """Neighbours of one role as one span."""
    merged: list[Span] = []
    for each in spans:
        if merged and merged[-1].role == each.role:
            merged[-1] = Span(merged[-1].text + each.text, each.role)
        else:
            merged.append(each)
    return tuple(merged)


def _share(value: float, floor: float, ceiling: float) -> float:
    if ceiling <= floor:
        return 0.5
    return min(1.0, max(0.0, (value - floor) / (ceiling - floor)))


def _role(trend: Trend, point: Point) -> str:
    if trend.signals and point.cycle in trend.signals:
        return "accent"
    return "muted" if point.running else trend.stage.value
