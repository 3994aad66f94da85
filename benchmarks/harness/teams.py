"""Invented teams whose customers' true opinion is known, for `benchmarks.honesty`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log
from random import Random

from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import find_measure

_FINE = 200
"""True shares are kept in steps of half a point, so that their tables can be."""
_LOG_FACTORIALS = tuple(lgamma(k + 1) for k in range(1000))
_CSAT, _NPS, _COUNT = (find_measure(key) for key in ("csat", "nps", "count"))


@lru_cache(maxsize=200_000)
def _binomial_table(n: int, steps: int) -> list[float]:
    """The chance of at most so many yes among ``n``, where the share is ``steps`` half points."""
    share = steps / _FINE
    if steps in (0, _FINE):
        return [float(yes >= n * share) for yes in range(n + 1)]
    ways, odds, none = _LOG_FACTORIALS[n], log(share / (1 - share)), n * log(1 - share)
    pairs = zip(_LOG_FACTORIALS[: n + 1], _LOG_FACTORIALS[n::-1], strict=True)
    return list(
        accumulate(
            exp(ways - yes_log - no_log + yes * odds + none)
            for yes, (yes_log, no_log) in enumerate(pairs)
        )
    )


@lru_cache(maxsize=10_000)
def _poisson_table(mean: float) -> list[float]:
    most = int(mean + 10 * mean**0.5 + 10)
    if mean <= 0:
        return [1.0]
    return list(accumulate(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(most)))


def drawn(table: Sequence[float], chance: Random) -> int:
    """A number drawn from a table of cumulated chances."""
    return min(bisect_left(table, chance.random()), len(table) - 1)


def _yes(n: int, share: float, chance: Random) -> int:
    steps = min(_FINE, max(0, round(share * _FINE)))
    return drawn(_binomial_table(n, steps), chance)


@dataclass(frozen=True, slots=True)
class Shares:
    """Customers of whom a share is content."""

    size: float
    """Answers a cycle, on average; how many come in one differs as chance has it."""
    level: float
    """The true share, 0 to 1."""
    swing: float = 0.0
    """Standard deviation of the true share from cycle to cycle, 0 to 1."""

    measure = _CSAT
    gain = 0.2

    def improved(self) -> Shares:
        """The same customers once it is 20 points better."""
        return replace(self, level=min(1.0, self.level + self.gain))

    def moved(self, change: float) -> Shares:
        """The same customers, a fraction better."""
        return replace(self, level=self.level + change)

    def cycle(self, chance: Random) -> Tally:
        """The answers of one cycle."""
        n = drawn(_poisson_table(self.size), chance)
        level = self.level + (chance.gauss(0, self.swing) if self.swing else 0.0)
        return Tally(n=n, yes=_yes(n, level, chance))

    @staticmethod
    def figure(tally: Tally) -> float:
        """A cycle's figure; that of one without answers is no low one."""
        return tally.yes / tally.n if tally.n else 1.0


@dataclass(frozen=True, slots=True)
class Recommending:
    """Customers who recommend or do not (NPS)."""

    size: float
    level: float
    """The true NPS, −1 to 1; a third of what is left of the customers is passive."""
    swing: float = 0.0

    measure = _NPS
    gain = 0.3

    def improved(self) -> Recommending:
        """The same customers once their NPS is 30 points better."""
        return replace(self, level=self.level + self.gain)

    def cycle(self, chance: Random) -> Tally:
        """The answers of one cycle."""
        n = drawn(_poisson_table(self.size), chance)
        level = self.level + (chance.gauss(0, self.swing) if self.swing else 0.0)
        level = min(0.99, max(-0.99, level))
        passive = (1 - abs(level)) / 3
        promoting = (1 - passive + level) / 2
        promoters = _yes(n, promoting, chance)
        left = 1 - promoting
        detractors = _yes(n - promoters, (left - passive) / left, chance)
        return Tally(n=n, promoters=promoters, detractors=detractors)

    @staticmethod
    def figure(tally: Tally) -> float:
        """A cycle's figure; that of one without answers is no low one."""
        return (tally.promoters - tally.detractors) / tally.n if tally.n else 1.0


@dataclass(frozen=True, slots=True)
class Events:
    """Things that happen, such as complaints: fewer is better."""

    size: float
    """A cycle's mean."""
    swing: float = 0.0
    """Standard deviation of the true mean from cycle to cycle, as a part of it."""

    measure = _COUNT
    gain = 0.5

    def improved(self) -> Events:
        """The same once half as many happen."""
        return replace(self, size=self.size * (1 - self.gain))

    def cycle(self, chance: Random) -> Tally:
        """The number of one cycle."""
        mean = self.size
        if self.swing:
            mean = round(max(0.0, mean * (1 + chance.gauss(0, self.swing))), 1)
        return Tally(n=1, total=drawn(_poisson_table(mean), chance))

    @staticmethod
    def figure(tally: Tally) -> float:
        """A cycle's figure, turned so that low is bad."""
        return -tally.total


Team = Shares | Recommending | Events
