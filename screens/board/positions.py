"""Where things are on the board, and where a move puts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from store.common.dataclass import dataclass
from store.common.text import clean, is_visible
from store.domain.agenda import StepKey
from store.domain.stages import STAGES, Stage
from store.models.review import Review
from store.models.touchpoint import Board, Touchpoint

_BULLET = r"^(?:(?:[-*•–▪◦]|\d{1,3}[.)])(?:\s+|$)|[-•–▪◦](?=[^\W\d_]))"
"""A list's bullet; after a dash the space may be missing, where a letter follows."""


@dataclass(frozen=True, slots=True)
class BoardPosition:
    """A place in a column: below the card ``after``, at the top, or (neither) at the end."""

    stage: Stage
    after: str | None = None
    first: bool = False


def cards_of(board: Board, ids: Iterable[str]) -> list[Touchpoint]:
    """Those of the touchpoints that are on the board, in its order."""
    wanted_ids = set(ids)
    return [card for column in board for card in column.touchpoints if card.id in wanted_ids]


def new_cards(review: Review | None, board: Board) -> frozenset[str]:
    """The ids of what was added or revealed in ``review``, which is marked until Map ends."""
    if review is None or review.step.key is not StepKey.MAP:
        return frozenset()
    return frozenset(
        card.id
        for column in board
        for card in column.touchpoints
        if card.created_at is not None and card.created_at > review.opened_at
    )


def destination(board: Board, card: Touchpoint, direction: str) -> BoardPosition | None:
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
            return BoardPosition(STAGES[position], first=True)
        after = others[min(row, len(others)) - 1].id if others else None
        return BoardPosition(STAGES[position], after)
    if direction == "down":
        return BoardPosition(card.stage, column[row + 1].id) if row + 1 < len(column) else None
    if row == 0:
        return None
    return (
        BoardPosition(card.stage, first=True)
        if row == 1
        else BoardPosition(card.stage, column[row - 2].id)
    )


def block_destination(
    board: Board, cards: Sequence[Touchpoint], direction: str
) -> BoardPosition | None:
    """Where ``cards`` of one column go together when they are moved ``up`` or ``down``: past the
    next card that is none of them. None where there is none and they stand together already."""
    stage = cards[0].stage
    column = board[stage.position].touchpoints
    ids = {card.id for card in cards}
    others = [card for card in column if card.id not in ids]
    rows = [row for row, card in enumerate(column) if card.id in ids]
    together = rows[-1] - rows[0] == len(rows) - 1
    above = rows[0] if direction == "up" else rows[-1] + 1 - len(rows)
    target = min(max(above + (-1 if direction == "up" else 1), 0), len(others))
    if together and target == rows[0]:
        return None
    return (
        BoardPosition(stage, others[target - 1].id) if target else BoardPosition(stage, first=True)
    )


def pasted_texts(text: str) -> list[str]:
    """The touchpoints in a pasted text: one of each line that says something, without bullets.

    A line such as ``Start:`` over lines with bullets names them and is none itself.
    """
    lines = [line.strip() for line in clean(text, multiline=True).text.split("\n")]
    lines = [line for line in lines if is_visible(line)]
    pairs = zip(lines, [*lines[1:], ""], strict=False)
    texts = (line for line, below in pairs if not _names_what_follows(line, below))
    bare = (re.sub(_BULLET, "", line).strip() for line in texts)
    return [line for line in bare if is_visible(line)]


def _names_what_follows(line: str, below: str) -> bool:
    """Whether a line is the heading of the list under it."""
    return line.endswith(":") and not re.match(_BULLET, line) and bool(re.match(_BULLET, below))
