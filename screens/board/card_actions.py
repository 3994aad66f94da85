"""What is done with touchpoints of the board: the one under the cursor, or all that are marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget

from screens.board.positions import cards_of
from screens.core.store_calls import act

if TYPE_CHECKING:
    from screens.widgets.board.board_widget import BoardWidget
    from store.models.snapshot import Snapshot
    from store.models.touchpoint import Board, Touchpoint
    from store.reviews.ballots import PrivateCard


GRADED = "Friction: "
"""Begins the line that says how much it hurts at a card; while it stands, a figure marks that too."""


class CardActions(Widget):
    """A widget with a board, whose cards can be opened, marked, merged and archived."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.marked: frozenset[str] = frozenset()
        """Touchpoints marked to be merged, or to do one thing with all of them."""
        self.graded = ""
        """The touchpoint at which it was last marked how much it hurts."""

    if TYPE_CHECKING:
        snapshot: Snapshot | None
        before: bool

        @property
        def board(self) -> Board: ...
        @property
        def card(self) -> Touchpoint | None: ...
        @property
        def view(self) -> BoardWidget: ...
        def _private_card(self) -> PrivateCard | None: ...
        async def read_mine(self) -> None: ...

    @work(group="ask", exclusive=True)
    async def action_edit(self) -> None:
        from screens.board.board_dialogs import edit_private
        from screens.forms.touchpoint import edit_touchpoint

        private = self._private_card()
        if private is not None:
            await edit_private(self, private, before=self.before)
            await self.read_mine()
        elif self.card is not None:
            await edit_touchpoint(self, self.card)

    @work(group="ask", exclusive=True)
    async def action_feeling(self) -> None:
        from screens.board.feelings import ask_feeling, ask_feeling_of_all

        chosen = self._chosen()
        if len(chosen) > 1:
            if await ask_feeling_of_all(self, chosen):
                self._mark(frozenset())
        elif self.card is not None:
            following = await ask_feeling(self, self.card, self.board)
            if following is not None:
                self.view.focus_card(following)

    @work(group="ask", exclusive=True)
    async def action_notes(self) -> None:
        from screens.forms.notes import edit_notes

        if self.card is not None:
            await edit_notes(self, self.card)

    @work(group="ask", exclusive=True)
    async def action_pick(self) -> None:
        from screens.board.board_dialogs import ask_improvement

        chosen = self._chosen()
        if len({card.stage for card in chosen}) < len(chosen):
            reason = "One improvement a stage: mark one touchpoint in each stage to pick from."
            self.notify(reason, severity="warning", markup=False)
            return
        for card in chosen:
            if self.snapshot is None or not await ask_improvement(self, card, self.snapshot):
                return
        if len(chosen) > 1:
            self._mark(frozenset())

    # Marked cards

    def action_mark(self) -> None:
        if self.card is not None:
            self._mark(self.marked ^ {self.card.id})

    def _mark(self, marked: frozenset[str]) -> None:
        self.marked = marked
        self.view.options = replace(self.view.options, marked=marked)
        self.refresh_bindings()

    def _chosen(self) -> list[Touchpoint]:
        """What an action on several is about: the marked cards, else the one under the cursor."""
        if self.marked:
            return cards_of(self.board, self.marked)
        return [self.card] if self.card is not None else []

    async def action_friction(self) -> None:
        from store.board import touchpoints

        chosen = self._chosen()
        if len(chosen) > 1:
            self._ask_friction(chosen)
        elif chosen:
            await self._grade(chosen[0], (chosen[0].friction + 1) % len(touchpoints.FRICTION_WORDS))

    async def action_set_friction(self, level: int) -> None:
        if self.card is not None:
            await self._grade(self.card, level)

    async def _grade(self, card: Touchpoint, level: int) -> None:
        """Mark how much it hurts at ``card``, and say so."""
        from store.board import touchpoints

        word = touchpoints.FRICTION_WORDS[level]
        self.graded = card.id
        # First, so that a figure typed right behind it is one of these.
        self.notify(f"{GRADED}{word}. Press f for the next, or 0 to 3.", markup=False)
        self.refresh_bindings()
        await act(self, touchpoints.set_friction, [card.id], level)

    @work(group="ask", exclusive=True)
    async def _ask_friction(self, cards: list[Touchpoint]) -> None:
        from screens.board.board_dialogs import ask_friction

        if await ask_friction(self, cards):
            self._mark(frozenset())

    @work(group="ask", exclusive=True)
    async def action_merge(self) -> None:
        from screens.board.board_dialogs import merge

        card = self.card
        if card is None:
            return
        into = await merge(self, cards_of(self.board, self.marked | {card.id}), card)
        if into is not None:
            self._mark(frozenset())
            self.view.focus_card(into)

    async def action_archive(self) -> None:
        from screens.board.board_dialogs import archive, take_back

        private = self._private_card()
        if private is None:
            await archive(self, self._chosen())
        elif await take_back(self, private, before=self.before):
            await self.read_mine()

    @work(group="ask", exclusive=True)
    async def action_archived(self) -> None:
        from screens.board.board_dialogs import bring_back

        id = await bring_back(self, self.snapshot) if self.snapshot is not None else None
        if id is not None:
            self.view.focus_card(id)
