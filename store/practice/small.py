"""Whether an improvement is small: one owner, ends within its cycle, has a proof."""

from __future__ import annotations

from datetime import date

from store.practice.cycles import Cycle, day_words


def unmet(owner: str | None, due: date, cycle: Cycle, has_proof: bool) -> tuple[str, ...]:
    """What keeps an improvement from being small, in words; empty when it is.

    It can be picked all the same. ``owner`` is anything that names one, None without.
    """
    checks = (
        (owner is not None, "has no owner"),
        (due <= cycle.end, f"is due after its cycle, which ends on {day_words(cycle.end)}"),
        (has_proof, "has no proof"),
    )
    return tuple(words for met, words in checks if not met)
