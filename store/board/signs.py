"""Where customers may need help and say nothing: friction, and no sign that would show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.domain.stages import Stage

if TYPE_CHECKING:
    from store.models.touchpoint import Board, Touchpoint

NAMED = 3
"""The most touchpoints that are named."""


def without_sign(board: Board, stage: Stage | None = None) -> list[Touchpoint]:
    """The touchpoints with friction of which no sign is said, the most friction first."""
    cards = [
        card
        for column in board
        for card in column.touchpoints
        if card.friction and not card.sign and stage in (None, card.stage)
    ]
    return sorted(cards, key=lambda card: -card.friction)


def unseen_needs(board: Board) -> str:
    """Name the touchpoints in Assist where a need shows itself to nobody; empty for none."""
    unsigned = without_sign(board, Stage.ASSIST)
    if not unsigned:
        return ""
    named = ", ".join(card.text for card in unsigned[:NAMED])
    more = f" and {len(unsigned) - NAMED} more" if len(unsigned) > NAMED else ""
    return (
        f"Customers may need help at {named}{more} and say nothing. What would show it to us? "
        "Edit the touchpoint to note that sign."
    )


def sign_words(card: Touchpoint) -> str:
    """What shows that a customer needs help at ``card``, and what is done then; empty for none."""
    parts = []
    if card.sign:
        parts.append(f"The sign: {card.sign}")
    if card.unasked:
        parts.append(f"Then, unasked: {card.unasked}")
    return " ".join(part if part.endswith((".", "!", "?", "”")) else f"{part}." for part in parts)
