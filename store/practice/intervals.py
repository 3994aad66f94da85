"""95% intervals for shares and NPS, and for the change between two samples.

Wilson, E. B. (1927), JASA 22; Newcombe, R. G. (1998), Statistics in Medicine 17, method
10; adjusted Wald for NPS after Agresti & Caffo (2000) and Sauro & Lewis (2012).
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

_Z = NormalDist().inv_cdf(0.975)


class Interval(NamedTuple):
    """Where the true figure lies, in 95 of 100 such samples."""

    low: float
    high: float


def wilson(yes: int, n: int) -> Interval:
    """Wilson's score interval of a share, as fractions; ``n`` must be above 0."""
    share = yes / n
    square = _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = _Z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    low = 0.0 if yes == 0 else middle - reach
    high = 1.0 if yes == n else middle + reach
    return Interval(low, high)


def newcombe_difference(yes1: int, n1: int, yes2: int, n2: int) -> Interval:
    """Interval of the first share minus the second, by Newcombe's method 10."""
    share1, share2 = yes1 / n1, yes2 / n2
    one, two = wilson(yes1, n1), wilson(yes2, n2)
    change = share1 - share2
    down = sqrt((share1 - one.low) ** 2 + (two.high - share2) ** 2)
    up = sqrt((one.high - share1) ** 2 + (share2 - two.low) ** 2)
    return Interval(change - down, change + up)


class NpsCounts(NamedTuple):
    """The answers to an NPS question."""

    promoters: int
    detractors: int
    n: int


def nps_interval(counts: NpsCounts) -> Interval:
    """Interval of an NPS, in points."""
    middle, variance = _adjusted(counts)
    return _around(middle, variance)


def nps_difference(first: NpsCounts, second: NpsCounts) -> Interval:
    """Interval of the first NPS minus the second, in points."""
    middle1, variance1 = _adjusted(first)
    middle2, variance2 = _adjusted(second)
    return _around(middle1 - middle2, variance1 + variance2)


def _adjusted(counts: NpsCounts) -> tuple[float, float]:
    """NPS as a fraction and its variance, with three answers added: ¾, 1½ and ¾."""
    n = counts.n + 3
    promoting = (counts.promoters + 0.75) / n
    detracting = (counts.detractors + 0.75) / n
    score = promoting - detracting
    return score, (promoting + detracting - score * score) / n


def _around(middle: float, variance: float) -> Interval:
    reach = _Z * sqrt(variance)
    return Interval(100 * (middle - reach), 100 * (middle + reach))
