"""95% intervals for shares, NPS and counts, and for the change between two samples.

Wilson, E. B. (1927), JASA 22; Newcombe, R. G. (1998), Statistics in Medicine 17, method
10; adjusted Wald for NPS after Agresti & Caffo (2000) and Sauro & Lewis (2012); Welch, B. L.
(1947), Biometrika 34.

Every interval stays inside what can be (shares 0 to 1, NPS −100 to 100, their differences
−1 to 1 and −200 to 200) and holds the figure that was seen. Where the weeks differ more than
chance (see `statistics.dispersion`), ``phi`` divides every number of answers and ``z``, a
quantile of Student's t, stands for 1.96.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, fmean, variance
from typing import NamedTuple

from store.domain.statistics.student import t_quantile

Z = NormalDist().inv_cdf(0.975)
"""1.96: the standard deviations to each side that hold 95 of 100."""
LEAST_VARIANCE = 1 / 12
"""The variance of rounding to whole numbers: a count's figures vary by at least so much."""


class Interval(NamedTuple):
    """Where the true figure lies, in 95 of 100 such samples."""

    low: float
    high: float


def wilson(yes: int, n: int, *, phi: float = 1.0, z: float = Z) -> Interval:
    """Give Wilson's score interval of a share, as fractions; ``n`` must be above 0."""
    share, answers = yes / n, n / phi
    square = z * z
    middle = (share + square / (2 * answers)) / (1 + square / answers)
    inside = share * (1 - share) / answers + square / (4 * answers * answers)
    reach = z * sqrt(inside) / (1 + square / answers)
    low = 0.0 if yes == 0 else middle - reach
    high = 1.0 if yes == n else middle + reach
    return _within(low, high, 1.0, share, least=0.0)


def newcombe_difference(
    yes1: int, n1: int, yes2: int, n2: int, *, phi: float = 1.0, z: float = Z
) -> Interval:
    """Give the interval of the first share minus the second, by Newcombe's method 10."""
    share1, share2 = yes1 / n1, yes2 / n2
    interval1, interval2 = wilson(yes1, n1, phi=phi, z=z), wilson(yes2, n2, phi=phi, z=z)
    change = share1 - share2
    down = sqrt((share1 - interval1.low) ** 2 + (interval2.high - share2) ** 2)
    up = sqrt((interval1.high - share1) ** 2 + (share2 - interval2.low) ** 2)
    return _within(change - down, change + up, 1.0, change)


class NpsCounts(NamedTuple):
    """The answers to an NPS question."""

    promoters: int
    detractors: int
    n: int

    @property
    def score(self) -> float:
        """The NPS in points, −100 to 100; ``n`` must be above 0."""
        return 100 * (self.promoters - self.detractors) / self.n


def nps_interval(counts: NpsCounts, *, phi: float = 1.0, z: float = Z) -> Interval:
    """Give the interval of an NPS, in points."""
    middle, spread = _adjusted(counts, phi)
    return _around(middle, spread, z, 100.0, counts.score)


def nps_difference(
    first: NpsCounts, second: NpsCounts, *, phi: float = 1.0, z: float = Z
) -> Interval:
    """Give the interval of the first NPS minus the second, in points."""
    middle1, spread1 = _adjusted(first, phi)
    middle2, spread2 = _adjusted(second, phi)
    change = first.score - second.score
    return _around(middle1 - middle2, spread1 + spread2, z, 200.0, change)


def welch_difference(first: Sequence[float], second: Sequence[float]) -> Interval:
    """Give the interval of the first mean minus the second, in the figures' own unit.

    Welch's t, each side's variance at least 1/12; it needs two figures or more on each side.
    """
    spread1 = max(LEAST_VARIANCE, variance(first)) / len(first)
    spread2 = max(LEAST_VARIANCE, variance(second)) / len(second)
    change = fmean(first) - fmean(second)
    freedom = welch_freedom(spread1, len(first), spread2, len(second))
    reach = t_quantile(0.975, freedom) * sqrt(spread1 + spread2)
    return Interval(change - reach, change + reach)


def welch_freedom(spread1: float, n1: int, spread2: float, n2: int) -> float:
    """Give Welch and Satterthwaite's degrees of freedom, 1 or more, from each side's squared
    standard error and its number of figures."""
    both = (spread1 + spread2) ** 2
    return both / (spread1 * spread1 / (n1 - 1) + spread2 * spread2 / (n2 - 1))


def _adjusted(counts: NpsCounts, phi: float) -> tuple[float, float]:
    """NPS as a fraction and its variance, with three answers added: ¾, 1½ and ¾."""
    n = counts.n / phi + 3
    promoting = (counts.promoters / phi + 0.75) / n
    detracting = (counts.detractors / phi + 0.75) / n
    score = promoting - detracting
    return score, (promoting + detracting - score * score) / n


def _around(middle: float, spread: float, z: float, most: float, seen: float) -> Interval:
    reach = z * sqrt(spread)
    return _within(100 * (middle - reach), 100 * (middle + reach), most, seen)


def _within(
    low: float, high: float, most: float, seen: float, *, least: float | None = None
) -> Interval:
    """The interval cut to what can be, ``most`` to either side of 0, with ``seen`` inside."""
    bottom = -most if least is None else least
    return Interval(min(max(low, bottom), seen), max(min(high, most), seen))
