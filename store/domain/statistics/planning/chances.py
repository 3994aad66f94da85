"""What a test can see: how likely a true change shows as validated, said before it begins.

Both sides may hold different numbers of answers. Shares are exact: every likely count before
is weighed with every count after that validates. NPS and counts go by the normal and Student's
distribution of the difference, within 3 points of the exact chance for 20 answers (NPS).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log, sqrt
from statistics import NormalDist, fmean, variance

from store.domain.statistics.aggregates import Tally, value_of
from store.domain.statistics.dispersion import ONLY_CHANCE, Dispersion
from store.domain.statistics.intervals import LEAST_VARIANCE, welch_freedom, wilson
from store.domain.statistics.measures import Better, Measure, MeasureKind
from store.domain.statistics.student import t_below, t_quantile

LIKELY = 0.8
"""The chance at which a change is said to be seen: 4 times in 5."""
HOPED_SHARE = 0.2
HOPED_NPS = 30.0
_NORMAL = NormalDist()
_REACH = 4.5
"""Standard deviations to each side of a binomial outside of which nothing is weighed."""
_BLOCK = 32
"""Counts before whose least counts after are looked up together."""
_ODDS = (
    (0.95, "almost always"), (0.775, "about 4 times in 5"), (0.71, "about 3 times in 4"),
    (0.58, "about 2 times in 3"), (0.42, "about every second time"), (0.29, "about 1 time in 3"),
    (0.225, "about 1 time in 4"), (0.15, "about 1 time in 5"), (0.075, "about 1 time in 10"),
)  # fmt: skip


def hoped_for(measure: Measure, before: float, target: float | None = None) -> float | None:
    """Give the figure a plan hopes for: the target, else a usual change for the better.

    Shares: 20 points, but at most half the way to the best there is; NPS: 30 points, the same.
    ``before``, ``target`` and the answer are figures as `value_of` gives them. None for a count
    without a target, and where there is no room to get better.
    """
    if target is not None:
        return target if measure.signed(target - before) > 0 else None
    if measure.kind is MeasureKind.COUNT:
        return None
    nps = measure.kind is MeasureKind.NPS
    best, usual = (100.0, HOPED_NPS) if nps else (1.0, HOPED_SHARE)
    room = best - before if measure.better is Better.UP else before
    change = min(usual, room / 2)
    return before + measure.signed(change) if change > 0 else None


def chance_to_see(
    measure: Measure,
    before: Tally,
    after_n: int,
    hoped: float,
    spread: Dispersion = ONLY_CHANCE,
) -> float:
    """Give the chance, 0 to 1, that a true change to ``hoped`` shows as validated.

    ``before``: the answers before, one or more, taken for the truth; ``after_n``: answers
    after; ``hoped``: the true figure then. For shares and NPS; a count's chance is
    `chance_to_see_count`'s. 0 where ``hoped`` is no better, or nothing is answered.
    """
    figure = value_of(measure, before)
    if figure is None or after_n < 1 or measure.signed(hoped - figure) <= 0:
        return 0.0
    first, second = max(1, round(before.n / spread.phi)), max(1, round(after_n / spread.phi))
    if measure.kind is MeasureKind.NPS:
        return _nps_chance(before, hoped / 100, first, second, spread.z)
    if measure.better is Better.DOWN:
        figure, hoped = 1 - figure, 1 - hoped
    return share_chance(_plain(first), _plain(second), round(figure, 2), round(hoped, 3), spread.z)


def least_to_see(
    measure: Measure, before: Tally, after_n: int, spread: Dispersion = ONLY_CHANCE
) -> float | None:
    """Give the smallest change for the better that shows 4 times in 5, in whole points.

    Shares and NPS, 1 to 100 and 1 to 200 points; None where no change shows so often.
    """
    figure = value_of(measure, before)
    if figure is None:
        return None
    points = 1.0 if measure.kind is MeasureKind.NPS else 0.01
    best = 100.0 if measure.kind is MeasureKind.NPS else 1.0
    room = best - figure if measure.better is Better.UP else figure

    def shows(change: int) -> bool:
        hoped = figure + measure.signed(change * points)
        return chance_to_see(measure, before, after_n, hoped, spread) >= LIKELY

    low, high = 0, int(room / points + 1e-9)
    if high < 1 or not shows(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return float(high)


def chance_to_see_count(before: Sequence[float], after_cycles: int, hoped: float) -> float:
    """Give the chance, 0 to 1, that events which truly become ``hoped`` a cycle show.

    ``before``: the figures of the cycles before, two or more; ``after_cycles`` two or more. By
    Student's t around the change; the variance after is taken to shrink or grow with the mean.
    """
    mean = fmean(before)
    spread = max(LEAST_VARIANCE, variance(before))
    then = max(LEAST_VARIANCE, spread * hoped / mean) if mean > 0 else LEAST_VARIANCE
    first, second = spread / len(before), then / after_cycles
    freedom = welch_freedom(first, len(before), second, after_cycles)
    errors = abs(hoped - mean) / sqrt(first + second)
    return t_below(errors - t_quantile(0.975, freedom), freedom)


def odds_words(chance: float) -> str:
    """Say a chance, 0 to 1, as people do: ``about 4 times in 5``."""
    return next((words for least, words in _ODDS if chance >= least), "hardly ever")


def _plain(n: int) -> int:
    """``n`` in steps of 5 from 40 and of 10 from 100, in two digits from 1,000: no plan needs
    it finer, and many then share one figure."""
    if n <= 40:
        return n
    return 5 * round(n / 5) if n <= 100 else round(n, -1) if n <= 1000 else round(n, -2)


@lru_cache(maxsize=65536)
def share_chance(n1: int, n2: int, before: float, after: float, z: float) -> float:
    """Give the chance that Newcombe's interval of after − before lies above 0.

    ``n1``, ``n2``: answers before and after, 1 or more; ``before``, ``after``: the true shares;
    ``z``: standard errors to each side.
    """
    first, weights = _binomial(n1, before)
    start, then = _binomial(n2, after)
    at_least = list(accumulate(reversed(then)))[::-1]
    chance = 0.0
    for yes1, weight in enumerate(weights, first):
        block, offset = divmod(yes1, _BLOCK)
        yes = max(start, _least_block(block, n1, n2, z)[offset])
        if yes >= start + len(at_least):
            break
        chance += weight * at_least[yes - start]
    return min(1.0, chance)


@lru_cache(maxsize=8192)
def _least_block(block: int, n1: int, n2: int, z: float) -> tuple[int, ...]:
    """`_least_yes` for `_BLOCK` counts before in a row.

    It does not depend on the true shares, so plans that look for a length or a pace share it.
    """
    least, yes = [], 0
    for yes1 in range(block * _BLOCK, min(n1 + 1, (block + 1) * _BLOCK)):
        yes = _least_yes(yes1, n1, n2, z, yes)
        least.append(yes)
    return tuple(least)


def _least_yes(yes1: int, n1: int, n2: int, z: float, start: int) -> int:
    """The least count after, from ``start`` up, whose interval lies above 0; else n2 + 1.

    It never falls as the count before rises, so a walk over those goes on where it stood.
    """
    share = yes1 / n1
    up = (wilson(yes1, n1, z=z).high - share) ** 2
    yes = max(start, int(n2 * share) + 1)
    # Wilson's lower limit of the share after, written out: this is where a plan's time goes.
    square = z * z / n2
    half, quarter, whole = square / 2, square / (4 * n2), 1 + square
    while yes <= n2:
        later = yes / n2
        reach = z * sqrt(later * (1 - later) / n2 + quarter)
        down = later - (later + half - reach) / whole
        change = later - share
        if change * change > down * down + up:
            return yes
        yes += 1
    return yes


@lru_cache(maxsize=4096)
def _binomial(n: int, share: float) -> tuple[int, tuple[float, ...]]:
    """The first count that is weighed, and the chance of each from there on."""
    if share <= 0 or share >= 1:
        return (0 if share <= 0 else n), (1.0,)
    reach = _REACH * sqrt(n * share * (1 - share)) + 6
    first, last = max(0, int(n * share - reach)), min(n, int(n * share + reach) + 1)
    ways = lgamma(n + 1)
    yes_log, no_log = log(share), log(1 - share)
    return first, tuple(
        exp(ways - lgamma(yes + 1) - lgamma(n - yes + 1) + yes * yes_log + (n - yes) * no_log)
        for yes in range(first, last + 1)
    )


def _nps_chance(before: Tally, hoped: float, n1: int, n2: int, z: float) -> float:
    """The chance for NPS: customers of both other kinds turn promoters in equal proportion."""
    promoting, detracting = before.promoters / before.n, before.detractors / before.n
    score = promoting - detracting
    turned = min(1.0, (hoped - score) / (1 - score))
    later = promoting + turned * (1 - promoting), detracting * (1 - turned)
    errors = variance_seen = change = 0.0
    for sign, n, (up, down) in ((-1, n1, (promoting, detracting)), (1, n2, later)):
        raised_up, raised_down = (up * n + 0.75) / (n + 3), (down * n + 0.75) / (n + 3)
        middle = raised_up - raised_down
        errors += (raised_up + raised_down - middle * middle) / (n + 3)
        variance_seen += (up + down - (up - down) ** 2) * n / (n + 3) ** 2
        change += sign * middle
    if variance_seen <= 0:
        return float(change > z * sqrt(errors))
    return _NORMAL.cdf((change - z * sqrt(errors)) / sqrt(variance_seen))
