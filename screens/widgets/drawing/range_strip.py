"""Where a figure lies against its usual range: ``···├───●──┤··`` on the measure's own scale."""

from __future__ import annotations

from store.domain.statistics.charts.chart_scale import ChartScale

LEAST_WIDTH = 7


def range_strip(
    value: float | None,
    usual: tuple[float, float] | None,
    scale: ChartScale,
    width: int,
    *,
    ascii: bool = False,
) -> str:
    """Draw the usual range and the figure now in exactly ``width`` cells.

    A figure inside the range is drawn between its ends, one outside beyond them, whatever
    rounding would give. Spaces under `LEAST_WIDTH` and without a range.
    """
    if usual is None or width < LEAST_WIDTH:
        return " " * width
    outside, left, line, right, point = ".[-]o" if ascii else "·├─┤●"
    above = value is not None and value > usual[1]
    below = value is not None and value < usual[0]
    low, high = (round(scale.part(end) * (width - 1)) for end in usual)
    low, high = max(low, int(below)), min(high, width - 1 - int(above))
    if high - low < 2:
        low = min(max(int(below), high - 2), width - 3 - int(above))
        high = max(high, low + 2)
    cells = [outside] * width
    cells[low], cells[high] = left, right
    cells[low + 1 : high] = line * (high - low - 1)
    if value is not None:
        column = round(scale.part(value) * (width - 1))
        if above:
            column = max(column, high + 1)
        elif below:
            column = min(column, low - 1)
        else:
            column = min(max(column, low + 1), high - 1)
        cells[column] = point
    return "".join(cells)
