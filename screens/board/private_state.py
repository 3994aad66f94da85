"""What only the person at the keyboard may see on the board: their votes and private cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, read
from store.common.dataclass import dataclass
from store.models.touchpoint import Board, Touchpoint

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.reviews.ballots import PrivateCard


@dataclass(frozen=True, slots=True)
class PrivateState:
    """One member's own, or nobody's."""

    whose: str | None = None
    """The member's id; None where there is nothing."""
    votes: Mapping[str, int] = field(default_factory=dict)
    """By touchpoint id."""
    cards: tuple[PrivateCard, ...] = ()

    def card(self, id: str) -> PrivateCard | None:
        """The private card with this id."""
        return next((card for card in self.cards if card.id == id), None)

    def on(self, board: Board) -> Board:
        """``board`` with the private cards at the ends of their columns."""
        if not self.cards:
            return board
        columns = [
            replace(
                column,
                touchpoints=(
                    *column.touchpoints,
                    *(
                        Touchpoint(c.id, c.stage, c.text)
                        for c in self.cards
                        if c.stage is column.stage
                    ),
                ),
            )
            for column in board
        ]
        return (columns[0], columns[1], columns[2], columns[3])


NOBODYS = PrivateState()


async def read_mine(
    widget: Widget, member: str, *, votes: bool, cards: bool, before: bool
) -> PrivateState:
    """Read what ``member``, who acts now, has of their own; ``votes`` and ``cards`` say what,
    ``before`` that it is for the review to come."""
    from store.reviews import ballots, early

    own_votes: Outcome[dict[str, int]] = Outcome({})
    own_cards: Outcome[tuple[PrivateCard, ...]] = Outcome(())
    if votes:
        own_votes = await read(widget, early.my_votes if before else ballots.my_votes)
    if cards:
        own_cards = await read(widget, early.my_cards if before else ballots.my_cards)
    return PrivateState(member, own_votes.value or {}, own_cards.value or ())
