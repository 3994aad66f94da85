"""In which order the board shows its cards, for the eye only; and how its keys are named for the
cards that are marked. The order that is stored stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from screens.core.keys import KeyCommand
from store.models.touchpoint import Board, Column, Touchpoint

_OF_MARKED = frozenset(
    {
        "board.friction",
        "board.feeling",
        "board.pick",
        "board.archive",
        "board.merge",
        "board.move_left",
        "board.move_right",
        "board.move_up",
        "board.move_down",
    }
)
"""Commands that act on all that are marked."""


class Order(StrEnum):
    """What the cards of a column are sorted by."""

    OWN = "the board's order"
    FRICTION = "friction"
    CUSTOMERS = "customers"

    @property
    def next(self) -> Order:
        """The one after it, round to the first."""
        every = list(Order)
        return every[(every.index(self) + 1) % len(every)]


def in_order(board: Board, order: Order) -> Board:
    """``board`` with each column's cards in ``order``; equals keep the board's own."""
    if order is Order.OWN:
        return board
    one, two, three, four = (
        Column(column.stage, tuple(sorted(column.touchpoints, key=lambda card: _key(card, order))))
        for column in board
    )
    return one, two, three, four


def _key(card: Touchpoint, order: Order) -> int:
    return -card.friction if order is Order.FRICTION else -(card.volume or 0)


def named(command: KeyCommand, marked: int, order: Order) -> KeyCommand:
    """``command`` by what it does now: with how many are marked, with what they are sorted by."""
    if command.id == "board.sort" and order is not Order.OWN:
        return replace(command, label=f"By {order.value}")
    if marked and command.id in _OF_MARKED:
        count = f"{marked} marked"
        group = f"{command.group} {count}" if command.group else ""
        rank = 1 if command.id == "board.merge" and marked > 1 else command.footer
        return replace(command, label=f"{command.label} {count}", group=group, footer=rank)
    return command


def why_not_moved(direction: str, cards: Sequence[Touchpoint], order: Order) -> str | None:
    """Why ``cards`` are not moved that way at present; None where they are."""
    if direction not in ("up", "down"):
        return None
    if order is not Order.OWN:
        return f"Sorted by {order.value} for the eye. Press s for the board's order, then move."
    if len({card.stage for card in cards}) > 1:
        return "The marked touchpoints are in several stages. Press H or L to bring them together."
    return None
