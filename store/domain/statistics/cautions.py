"""Cautions beside a verdict: a bad start, a proof chosen after the fact, what luck gives.

None of them changes the range. They say how much the range can be trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, stdev

from store.common.dataclass import dataclass
from store.domain.statistics.aggregates import Tally, value_of
from store.domain.statistics.dispersion import LEAST_ANSWERS
from store.domain.statistics.measures import Measure, MeasureKind

SHORT = 3
"""A before of at most so many cycles can be a bad start; a longer one evens it out."""
UNUSUAL = 1.28
"""Standard deviations under the others from which a cycle is unusually low: 1 in 10 are."""
LOOKED_AT = 12
"""The last cycles a start is compared with."""
LEAST_OTHERS = 3
"""With fewer other cycles nothing can be said of what is usual."""
MARKED_LATE = timedelta(days=7)
"""A done day may be given so far back without making a story of the proof."""
BY_LUCK = 0.025
"""The share of final verdicts that say validated where nothing has changed."""


@dataclass(frozen=True, slots=True)
class BadStart:
    """A cycle just before the improvement that was unusually low (for customers)."""

    newest: float
    """Its figure, as `value_of` gives it."""
    usual: float
    """The mean figure of the other cycles."""
    deviations: float | None
    """Standard deviations it lies on the bad side of them; None where they are all equal."""

    def words(self, *, weekly: bool) -> str:
        """Say it in a sentence."""
        cycle = "week" if weekly else "month"
        return f"The {cycle} before was unusually low: some of this would have come by itself."


def bad_start(measure: Measure, before_cycles: int, history: Sequence[Tally]) -> BadStart | None:
    """Tell whether a short before begins from an unusually bad cycle.

    ``before_cycles``: cycles of the before window that hold answers; ``history``: a tally for
    each of the last 12 cycles, the latest first. None for a before of more than 3 cycles, where
    fewer than 3 others can be compared, and where the newest is an ordinary one. A cycle with
    fewer than 5 answers is not looked at (a count's: without a figure).
    """
    least = 1 if measure.kind is MeasureKind.COUNT else LEAST_ANSWERS
    figures = [
        value_of(measure, tally) if tally.n >= least else None for tally in history[:LOOKED_AT]
    ]
    others = [figure for figure in figures[1:] if figure is not None]
    if not 1 <= before_cycles <= SHORT or len(others) < LEAST_OTHERS or figures[0] is None:
        return None
    usual, deviation = fmean(others), stdev(others)
    under = measure.signed(usual - figures[0])
    if under <= UNUSUAL * deviation or under <= 0:
        return None
    return BadStart(figures[0], usual, under / deviation if deviation else None)


class ProofPart(StrEnum):
    """What of a proof can be chosen or changed."""

    MEASURE = "measure"
    TOUCHPOINT = "touchpoint"
    TARGET = "target"
    LENGTH = "length"
    DONE_DAY = "done day"


@dataclass(frozen=True, slots=True)
class ProofChoice:
    """One choice or change of a part of a proof."""

    part: ProofPart
    chosen_on: date
    """The team's day on which it was chosen."""
    on_file: int
    """Answers of the after window, as it was with this choice, that were on file then; 0 while
    the improvement was not done."""
    done_on: date | None = None
    """The done day given, for `ProofPart.DONE_DAY`."""

    @property
    def marked_late(self) -> bool:
        """Tell whether a done day was given after the day itself ("marked on Fri")."""
        return self.done_on is not None and self.chosen_on > self.done_on

    @property
    def a_story(self) -> bool:
        """Tell whether answers could have been seen before it was chosen.

        A done day given up to 7 days back is none.
        """
        if self.on_file < 1:
            return False
        in_time = self.done_on is not None and self.chosen_on - self.done_on <= MARKED_LATE
        return not (self.part is ProofPart.DONE_DAY and in_time)


def after_the_fact(choices: Iterable[ProofChoice]) -> ProofChoice | None:
    """Give the first choice that makes a story of a proof, or None where it is a test.

    Leave out the choices of proofs from before these rules; those are exempt.
    """
    return next((choice for choice in choices if choice.a_story), None)


def by_luck(final_verdicts: int) -> float:
    """Give how many of so many final verdicts say validated by luck alone, on average."""
    return BY_LUCK * final_verdicts


def luck_words(final_verdicts: int) -> str:
    """Say `by_luck` in a sentence; empty where there is no final verdict."""
    if final_verdicts < 1:
        return ""
    expected = by_luck(final_verdicts)
    about = "under one" if expected < 1 else f"about {round(expected)}"
    return f"Of these, {about} would say validated by luck alone."
