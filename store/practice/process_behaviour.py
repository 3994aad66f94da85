"""Process-behaviour (XmR) charts: whether a number a period does more than its usual.

Wheeler, D. J. (1993), Understanding Variation: limits from the mean moving range, and
three signals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

RUN = 8
"""So many points in a row on one side of the mean are a signal."""
SETTLED = 10
"""With fewer baseline points the limits are provisional."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The usual range of a number a period."""

    mean: float
    moving_range: float
    """Mean difference, without sign, between one period and the next."""
    low: float
    high: float
    moving_range_limit: float
    provisional: bool


class Side(StrEnum):
    """Which side of the mean."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Signal:
    """A point that says something changed."""

    index: int
    """Place of the point that completes the signal, 0 for the first."""
    side: Side


def limits(baseline: Sequence[float]) -> Limits:
    """The limits that the baseline's periods give, in order; it needs two or more."""
    mean = fmean(baseline)
    moving_range = fmean(abs(later - earlier) for earlier, later in pairwise(baseline))
    return Limits(
        mean=mean,
        moving_range=moving_range,
        low=mean - 2.66 * moving_range,
        high=mean + 2.66 * moving_range,
        moving_range_limit=3.268 * moving_range,
        provisional=len(baseline) < SETTLED,
    )


def signals(values: Sequence[float], known: Limits) -> tuple[Signal, ...]:
    """The points among ``values``, in order, that signal a change against ``known`` limits.

    A point signals when it lies outside the limits, when it is the eighth or later in a
    row on one side of the mean, or when it and two of the three before it are nearer to
    one limit than to the mean.
    """
    found = []
    for side in Side:
        sign = 1 if side is Side.ABOVE else -1
        reach = sign * ((known.high if side is Side.ABOVE else known.low) - known.mean)
        distances = [sign * (value - known.mean) for value in values]
        found += [
            Signal(index, side)
            for index in range(len(distances))
            if _signals(distances[: index + 1], reach)
        ]
    return tuple(sorted(found, key=lambda signal: signal.index))


def _signals(distances: Sequence[float], reach: float) -> bool:
    """Whether the last point does, given distances from the mean towards one limit."""
    if distances[-1] > reach:
        return True
    run = distances[-RUN:]
    if len(run) == RUN and min(run) > 0:
        return True
    near = [distance > reach / 2 for distance in distances[-4:]]
    return near[-1] and sum(near) >= 3
