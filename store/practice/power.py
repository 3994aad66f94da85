"""What can be seen: how likely a change shows with so many answers, said at Pick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log

from store.practice.intervals import newcombe_difference
from store.practice.measures import Better, Measure, MeasureKind

LIKELY = 0.8
"""The chance at which a change is said to be seen."""
MOST = 2000
"""More answers a side than any plan asks for."""


def chance_to_show(measure: Measure, n: int, before: float, after: float) -> float | None:
    """Chance, 0 to 1, that a true change of a share shows as validated.

    ``n`` answers, 1 or more, on each side; ``before`` and ``after`` the true shares, 0 to 1. Exact:
    every outcome of both samples is weighed. None for NPS and counts, whose spread a
    single figure does not give.
    """
    if measure.kind not in (MeasureKind.RATE, MeasureKind.SCORE):
        return None
    if measure.better is Better.DOWN:
        before, after = 1 - before, 1 - after
    return _chance(n, before, after)


def answers_to_see(measure: Measure, before: float, after: float) -> int | None:
    """Answers each side needs for the change to be seen four times in five.

    None when more than 2,000 are needed, when it is no change for the better, and for NPS
    and counts.
    """
    shares = measure.kind in (MeasureKind.RATE, MeasureKind.SCORE)
    if not shares or measure.signed(after - before) <= 0:
        return None
    low, high = 0, measure.needed
    while (chance_to_show(measure, high, before, after) or 0) < LIKELY:
        low, high = high, high * 2
        if low >= MOST:
            return None
    while high - low > 1 and high > measure.needed:
        middle = (low + high) // 2
        if (chance_to_show(measure, middle, before, after) or 0) < LIKELY:
            low = middle
        else:
            high = middle
    return high if high <= MOST else None


def _chance(n: int, before: float, after: float) -> float:
    first, second = _binomial(n, before), _binomial(n, after)
    at_least = list(accumulate(reversed(second)))[::-1]
    thresholds = _thresholds(n)
    return sum(
        weight * at_least[yes]
        for weight, yes in zip(first, thresholds, strict=True)
        if yes is not None
    )


@lru_cache(maxsize=64)
def _thresholds(n: int) -> Sequence[int | None]:
    """For each count of yes before, the least count after that validates; None if none does.

    The least count never falls as the count before rises, so one walk finds them all.
    """
    found: list[int | None] = []
    yes = 0
    for before in range(n + 1):
        while yes <= n and newcombe_difference(yes, n, before, n).low <= 0:
            yes += 1
        found.append(yes if yes <= n else None)
    return found


def _binomial(n: int, share: float) -> list[float]:
    """Chance of each count of yes among ``n``."""
    if share <= 0 or share >= 1:
        certain = 0 if share <= 0 else n
        return [float(yes == certain) for yes in range(n + 1)]
    ways = lgamma(n + 1)
    return [
        exp(
            ways
            - lgamma(yes + 1)
            - lgamma(n - yes + 1)
            + yes * log(share)
            + (n - yes) * log(1 - share)
        )
        for yes in range(n + 1)
    ]
