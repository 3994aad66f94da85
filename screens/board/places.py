"""Where things are on the board, and where a move puts them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from store.practice.stages import STAGES, Stage
from store.snapshot import Board, Touchpoint
from store.text import clean, is_visible

_BULLET = re.compile(r"^(?:[-*•–▪◦]|\d{1,3}[.)])(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a column: below the card ``after``, at the top, or (neither) at the end."""

    stage: Stage
    after: str | None = None
    first: bool = False


def cards_of(board: Board, ids: Iterable[str]) -> list[Touchpoint]:
    """Those of the touchpoints that are on the board, in its order."""
    wanted = set(ids)
    return [card for column in board for card in column.touchpoints if card.id in wanted]


def card_of(board: Board, id: str) -> Touchpoint | None:
    """The touchpoint with this id, None when it is not on the board."""
    return next(iter(cards_of(board, [id])), None)


def destination(board: Board, card: Touchpoint, direction: str) -> Place | None:
    """Where ``card`` goes when it is moved ``left``, ``right``, ``up`` or ``down``.

    None where there is nothing further. To the side it keeps its row as far as it can.
    """
    column = board[card.stage.position].touchpoints
    row = [other.id for other in column].index(card.id)
    if direction in ("left", "right"):
        position = card.stage.position + (1 if direction == "right" else -1)
        if not 0 <= position < len(STAGES):
            return None
        others = board[position].touchpoints
        if row == 0:
            return Place(STAGES[position], first=True)
        after = others[min(row, len(others)) - 1].id if others else None
        return Place(STAGES[position], after)
    if direction == "down":
        return Place(card.stage, column[row + 1].id) if row + 1 < len(column) else None
    if row == 0:
        return None
    return Place(card.stage, first=True) if row == 1 else Place(card.stage, column[row - 2].id)


def pasted_texts(text: str) -> list[str]:
    """The touchpoints in a pasted text: one of each line that says something, without bullets."""
    lines = clean(text, multiline=True).text.split("\n")
    bare = (_BULLET.sub("", line.strip()).strip() for line in lines)
    return [line for line in bare if is_visible(line)]
