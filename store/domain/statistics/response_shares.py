"""How many of the customers who were asked “Did we solve it?” gave an answer."""

from __future__ import annotations

from store.common.dataclass import dataclass

SOLVED_IT = "solved-it"
"""The measure whose figure is never shown without its response rate."""


@dataclass(frozen=True, slots=True)
class Responses:
    """Questions put to customers about their cases, and answers to them."""

    asked: int
    """Answered ones included."""
    answered: int

    @property
    def rate(self) -> float | None:
        """Answered ÷ asked, a fraction; None where nobody was asked."""
        return self.answered / self.asked if self.asked else None

    @property
    def words(self) -> str:
        """``12 of 20 asked answered (60%)``; ``nobody was asked`` where nobody was."""
        if self.rate is None:
            return "nobody was asked about a case"
        return f"{self.answered:,} of {self.asked:,} asked answered ({self.rate:.0%})"
