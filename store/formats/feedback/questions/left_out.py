"""A column that sounds like a measure and is none: why, and how to go on with it."""

from __future__ import annotations

from store.common.dataclass import dataclass
from store.formats.feedback.questions.ways_on import Way, WayOn

NO_ANSWERS = "it holds no answers"
"""Why a column of blanks is none."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that sounds like a measure and is none, and why."""

    column: str
    reason: str
    """Why, to go on "“name” is left out: "."""
    way_on: WayOn | None = None
    """How to go on with it; None where the reason says it itself."""

    @property
    def in_full(self) -> str:
        """Why, and how to go on with it, to go on "“name” is left out: "."""
        on = "" if self.way_on is None else self.way_on.sentence(self.column)
        return f"{self.reason}. {on}".removesuffix(".") if on else self.reason

    @property
    def way(self) -> Way | None:
        return None if self.way_on is None else self.way_on.way

    @property
    def is_empty(self) -> bool:
        """Whether nothing but its name is there to judge it by."""
        return self.reason == NO_ANSWERS
