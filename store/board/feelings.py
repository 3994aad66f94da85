"""How customers should feel at each touchpoint: where nobody has said it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.models.touchpoint import Board, Touchpoint


def without_feeling(board: Board) -> list[Touchpoint]:
    """The touchpoints of which no feeling is said, in the board's order."""
    return [card for column in board for card in column.touchpoints if not card.feeling]


def feelings_missing(board: Board) -> str:
    """``9 of 20 touchpoints have no feeling yet``; empty where every one has, or there is none."""
    missing, every = len(without_feeling(board)), sum(len(column.touchpoints) for column in board)
    if not missing:
        return ""
    noun = "touchpoint" if every == 1 else "touchpoints"
    return f"{missing} of {every} {noun} {'has' if missing == 1 else 'have'} no feeling yet"
