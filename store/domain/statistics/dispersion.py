"""Weeks that differ more than chance: how much wider an interval has to be for it.

A week's true share moves by itself. Pearson's χ² over the weeks before tells by how much more
than chance alone (McCullagh & Nelder, 1989, §4.5): φ, the dispersion. Every n of an interval is
divided by it, and since φ itself is guessed from few weeks, Student's t stands for 1.96.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.common.dataclass import dataclass
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.intervals import Z
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.student import t_quantile

LEAST_ANSWERS = 5
"""A cycle with fewer answers says nothing about how much cycles differ."""
LEAST_CYCLES = 4
"""With fewer such cycles it is not known how much they differ."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much the cycles before differ, against what chance alone makes."""

    phi: float
    """1 or more: the variance of the cycles' figures ÷ what chance alone would make of it."""
    cycles: int
    """The cycles with at least 5 answers it was taken from."""

    @property
    def known(self) -> bool:
        """Tell whether there were enough cycles; else ``phi`` is 1 because nothing is known."""
        return self.cycles >= LEAST_CYCLES

    @property
    def more_than_chance(self) -> bool:
        """Tell whether the range is wider for it ("your weeks differ more than chance")."""
        return self.phi > 1

    @property
    def z(self) -> float:
        """Standard errors to each side of a 95% interval: 1.96, or Student's t with one degree
        of freedom fewer than cycles where ``phi`` is above 1."""
        return t_quantile(0.975, self.cycles - 1) if self.more_than_chance else Z

    @property
    def words(self) -> str:
        """A sentence for people; empty where the cycles differ as chance has it."""
        if not self.known:
            return "How much your weeks differ is not known yet."
        if self.more_than_chance:
            return "Your weeks differ more than chance, so the range is wider."
        return ""


ONLY_CHANCE = Dispersion(1.0, LEAST_CYCLES)
"""Cycles that differ as chance has it."""


def dispersion(measure: Measure, cycles: Sequence[Tally]) -> Dispersion:
    """Estimate how much ``cycles``, a tally each of the before window, differ.

    Shares: Pearson's χ² ÷ (cycles − 1). NPS: Σ nᵢ(x̄ᵢ − x̄)² ÷ the variance of single answers
    (1, 0, −1), the same. Never under 1, and 1 where all answers are equal or fewer than 4
    cycles hold 5 answers. A count's interval goes by the figures' own variance: always 1.
    """
    if measure.kind is MeasureKind.COUNT:
        return ONLY_CHANCE
    used = [tally for tally in cycles if tally.n >= LEAST_ANSWERS]
    if len(used) < LEAST_CYCLES:
        return Dispersion(1.0, len(used))
    n = sum(tally.n for tally in used)
    if measure.kind is MeasureKind.NPS:
        promoters = sum(tally.promoters for tally in used)
        detractors = sum(tally.detractors for tally in used)
        mean = (promoters - detractors) / n
        single = (promoters + detractors) / n - mean * mean
        sums = [(tally.promoters - tally.detractors, tally.n) for tally in used]
    else:
        mean = sum(tally.yes for tally in used) / n
        single = mean * (1 - mean)
        sums = [(tally.yes, tally.n) for tally in used]
    if single <= 0:
        return Dispersion(1.0, len(used))
    chi = sum((total - n * mean) ** 2 / n for total, n in sums) / single
    return Dispersion(max(1.0, chi / (len(used) - 1)), len(used))
