"""The scale of a chart: from a round figure to a round figure, with ticks between."""

from __future__ import annotations

from math import ceil, floor, log10

from store.common.dataclass import dataclass

_ROUND = (1.0, 2.0, 5.0, 10.0)
_HAIR = 1e-9
"""What a figure may be off a round one by the way numbers are kept."""
_PARTS = 5
"""About so many steps between ticks."""


@dataclass(frozen=True, slots=True)
class ChartScale:
    """What a chart's height stands for."""

    low: float
    high: float
    ticks: tuple[float, ...]
    """Round figures, the lowest first."""

    def part(self, value: float) -> float:
        """How far up ``value`` lies: 0 at the foot, 1 at the top, never beyond."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def chart_scale(
    lowest: float, highest: float, floor_at: float | None = None, ceiling_at: float | None = None
) -> ChartScale:
    """Give a scale that holds ``lowest`` and ``highest``; it ends at ``floor_at`` and
    ``ceiling_at`` where a round step would go beyond them."""
    span = highest - lowest or abs(highest) or 1.0
    power = 10.0 ** floor(log10(span / _PARTS))
    step = power * next(each for each in _ROUND if span / _PARTS <= each * power)
    first, last = floor(lowest / step + _HAIR), ceil(highest / step - _HAIR)
    if first == last:
        last += 1
    low, high = min(round(first * step, 10), lowest), max(round(last * step, 10), highest)
    if floor_at is not None:
        low = max(low, floor_at)
    if ceiling_at is not None:
        high = min(high, ceiling_at)
    if high <= low:
        low, high = (high - step, high) if high == ceiling_at else (low, low + step)
    inside = (round(multiple * step, 10) for multiple in range(first, last + 1))
    return ChartScale(low, high, tuple(tick for tick in inside if low <= tick <= high))
