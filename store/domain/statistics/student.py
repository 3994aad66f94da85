"""Student's t: its distribution and quantiles, for any degrees of freedom.

The distribution is the regularised incomplete beta function (Abramowitz & Stegun, 26.7.1),
by its continued fraction (DiDonato & Morris, 1992; Lentz's evaluation). A quantile starts from
the expansion of Abramowitz & Stegun 26.7.5 and is made exact by Newton's method.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, lgamma, log, pi, sqrt
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-300
_CLOSE = 1e-13
_STEPS = 400


def t_below(t: float, freedom: float) -> float:
    """Give the chance, 0 to 1, that Student's t with ``freedom`` (above 0) is at most ``t``."""
    square = t * t
    # The smaller of x and 1 − x is computed directly, so that neither end loses digits.
    if square < freedom:
        middle = incomplete_beta(0.5, freedom / 2, square / (freedom + square))
        half = (1 - middle) / 2
    else:
        half = incomplete_beta(freedom / 2, 0.5, freedom / (freedom + square)) / 2
    return half if t < 0 else 1 - half


@lru_cache(maxsize=4096)
def t_quantile(chance: float, freedom: float) -> float:
    """Give the value that Student's t with ``freedom`` stays under with ``chance``.

    ``chance`` lies between 0 and 1, neither included; ``freedom`` is 1 or more, whole or not:
    2.365 for 0.975 and 7.
    """
    if chance < 0.5:
        return -t_quantile(1 - chance, freedom)
    t = _expanded(chance, freedom)
    low, high = 0.0, inf
    for _ in range(100):
        error = t_below(t, freedom) - chance
        if error > 0:
            high = t
        else:
            low = t
        following = t - error / _density(t, freedom)
        if not low <= following <= high:
            following = (low + high) / 2 if high < inf else 2 * t + 1
        if abs(following - t) <= 1e-12 * (1 + abs(t)):
            return following
        t = following
    return t


def _expanded(chance: float, freedom: float) -> float:
    """The first terms of a quantile's expansion around the normal distribution's."""
    z = _NORMAL.inv_cdf(chance)
    first = (z**3 + z) / (4 * freedom)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom * freedom)
    return z + first + second


def _density(t: float, freedom: float) -> float:
    ways = lgamma((freedom + 1) / 2) - lgamma(freedom / 2)
    return exp(ways - (freedom + 1) / 2 * log(1 + t * t / freedom)) / sqrt(freedom * pi)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Give the regularised incomplete beta function I(x; a, b); ``a`` and ``b`` above 0, ``x``
    0 to 1."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    ways = lgamma(a + b) - lgamma(a) - lgamma(b)
    front = exp(ways + a * log(x) + b * log(1 - x)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    upper, lower = 1.0, _kept_from_nought(1 - (a + b) * x / (a + 1))
    lower = 1 / lower
    value = lower
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1 / _kept_from_nought(1 + term * lower)
            upper = _kept_from_nought(1 + term / upper)
            value *= lower * upper
        if abs(lower * upper - 1) < _CLOSE:
            break
    return value


def _kept_from_nought(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
