"""Whether an improvement is small: one change, one owner, ends within its cycle, has a proof."""

from __future__ import annotations

import re
from datetime import date

from store.common.dataclass import dataclass
from store.domain.cycles import Cycle, day_words

MOST_WORDS = 15
"""Words of a text from which it is asked whether it could be half."""
_JOINS = re.compile(r"\b(?:and|then|plus)\b|[;&+]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SmallCheck:
    """One thing that makes an improvement small."""

    name: str
    """``one owner``."""
    met: bool
    lacking: str
    """What is missing where it is not met: ``an owner``."""


def small_checks(
    text: str, owner: str | None, due: date | None, cycle: Cycle, *, provable: bool
) -> tuple[SmallCheck, ...]:
    """Check an improvement at Pick, and again where it is carried over into ``cycle``.

    ``owner``: anything that names one, None without; ``due``: None where it is no day;
    ``provable``: whether there is a proof that can end in a verdict. It can be picked all
    the same where a check fails.
    """
    unit = cycle.cadence.unit
    return (
        SmallCheck("one change", size_question(text) is None, "one change instead of two"),
        SmallCheck("one owner", owner is not None, "an owner"),
        SmallCheck(
            f"ends in the {unit}",
            due is not None and due <= cycle.end,
            f"an end by {day_words(cycle.end)}",
        ),
        SmallCheck("a proof", provable, "a proof that can end in a verdict"),
    )


def size_question(text: str) -> str | None:
    """Ask whether a text of over 15 words, or one that joins two things, could be half; None
    where it is one small thing."""
    words = len(text.split())
    if words > MOST_WORDS:
        return f"{words} words: could it be half of this?"
    joined = _JOINS.search(text.strip())
    if joined is not None:
        return f"“{joined[0]}” may join two changes: could it be half of this?"
    return None


def unmet(owner: str | None, due: date, cycle: Cycle, has_proof: bool) -> tuple[str, ...]:
    """What keeps an improvement from being small, in words; empty when it is.

    It can be picked all the same. ``owner`` is anything that names one, None without.
    """
    checks = (
        (owner is not None, "an owner"),
        (due <= cycle.end, f"an end by {day_words(cycle.end)}"),
        (has_proof, "a proof"),
    )
    return tuple(words for met, words in checks if not met)
