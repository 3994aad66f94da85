"""How customers should feel at each touchpoint: where nobody has said it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.models.touchpoint import Board, Touchpoint


def without_feeling(board: Board) -> list[Touchpoint]:
    """The touchpoints of which no feeling is said, in the board's order."""
    return [card for column in board for card in column.touchpoints if not card.feeling]


def feelings_missing(board: Board, *, in_short: bool = False) -> str:
    """``9 of 20 touchpoints have no feeling yet``, or ``in_short``, after the question for it,
    ``9 of 20 have none``; empty where every one has, or there is none."""
    missing, every = len(without_feeling(board)), sum(len(column.touchpoints) for column in board)
    if not missing:
        return ""
    has = "has" if missing == 1 else "have"
    if in_short:
        return f"{missing} of {every} {has} none"
    noun = "touchpoint" if every == 1 else "touchpoints"
    return f"{missing} of {every} {noun} {has} no feeling yet"
