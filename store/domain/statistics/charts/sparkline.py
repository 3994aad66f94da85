"""Figures of the last cycles as one character each, between a floor and a ceiling.

The lowest and the highest character are kept for what lies outside them, so that a figure out of
the usual range differs by its shape, not by its colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.common.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SparkCharacters:
    """What a sparkline is drawn with, each one cell wide."""

    inside: str
    """From the floor to the ceiling."""
    below: str
    above: str
    missing: str


UNICODE_SPARK = SparkCharacters("▂▃▄▅▆", "▁", "▇", "·")
"""Never a full block: rows below one another would touch."""
ASCII_SPARK = SparkCharacters("_.-=+", "!", "!", " ")


def sparkline(
    values: Sequence[float | None],
    usual: tuple[float, float] | None = None,
    *,
    ascii: bool = False,
) -> str:
    """Draw each value between the ends of its ``usual`` range; without one between the lowest
    and the highest value, so that none lies outside."""
    drawn = ASCII_SPARK if ascii else UNICODE_SPARK
    known = [value for value in values if value is not None]
    if not known:
        return drawn.missing * len(values)
    low, high = usual or (min(known), max(known))
    return "".join(_character(value, low, high, drawn) for value in values)


def _character(value: float | None, low: float, high: float, drawn: SparkCharacters) -> str:
    if value is None:
        return drawn.missing
    if value < low:
        return drawn.below
    if value > high:
        return drawn.above
    steps = len(drawn.inside)
    if high <= low:
        return drawn.inside[steps // 2]
    return drawn.inside[min(steps - 1, int((value - low) / (high - low) * steps))]
