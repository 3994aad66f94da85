"""Adding touchpoints: one after the other in the line, or a pasted list at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import MountError

from screens.acting import Outcome, act, attempt
from screens.board.places import Place
from screens.shell import shell_of
from screens.theme import marks_for
from store.practice.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.board.add_line import AddLine
    from screens.board.pane import BoardPane


PRIVATE_DRAFT = "touchpoint/private"
"""What a half-typed private card is kept under, for the person who writes it."""


class Adding:
    """Adds to the board of one pane, each card below the one before."""

    def __init__(self, pane: BoardPane) -> None:
        self._pane = pane
        self._place = Place(Stage.CONNECT)
        self._mounting = asyncio.Lock()
        self._line: AddLine | None = None
        """The line in which texts are typed, once there was something to add."""

    @property
    def is_open(self) -> bool:
        """Whether it asks at the moment."""
        return self._line is not None and self._line.is_open

    def close(self) -> None:
        """Stop asking; what is half-typed is kept."""
        if self._line is not None:
            self._line.close()

    async def begin(self, text: str = "") -> None:
        """Ask for touchpoints below the cursor; ``text`` stands in the line first.

        Nothing is asked where the pane goes away meanwhile, as at the end of a turn.
        """
        async with self._mounting:
            if self._line is None:
                self._line = await self._mounted_line()
        if self._line is None or not self._pane.is_usable:
            return
        self._from_cursor()
        card = self._pane.card
        draft = PRIVATE_DRAFT if self._pane.private else "touchpoint/new"
        self._line.open(self._place.stage, card.text if card else "", draft, text)

    async def _mounted_line(self) -> AddLine | None:
        from screens.board.add_line import AddLine

        line = AddLine(marks_for(shell_of(self._pane).appearance.ascii))
        try:
            await self._pane.mount(line)
        except MountError:
            return None  # The pane is being removed.
        return line

    async def enter(self, line: AddLine, text: str) -> None:
        """Add what was typed in the ``line``; where it is refused it goes back there."""
        outcome = await self._add(text)
        if outcome.refused is not None:
            line.refused(text, outcome.refused.message)
        elif outcome.value is not None:
            line.accepted(self._place.stage, text)
            self._next_below(outcome.value)

    async def add_all(self, texts: Sequence[str]) -> None:
        """Add a pasted list, after asking."""
        from screens.board.asking import ask_to_add
        from store import touchpoints

        if not self.is_open:
            self._from_cursor()
        place = self._place
        if not await ask_to_add(self._pane, texts, place.stage):
            return
        if self._pane.private:
            for text in texts:
                await self._add(text)
            return
        outcome = await act(self._pane, touchpoints.add_many, place.stage, texts, after=place.after)
        if outcome.value:
            self._next_below(outcome.value[-1])

    def _from_cursor(self) -> None:
        stage, after = self._pane.view.place_for_new
        self._place = Place(stage, after)

    async def _add(self, text: str) -> Outcome[str]:
        from store import ballots, touchpoints

        stage, after = self._place.stage, self._place.after
        if self._pane.private:
            outcome = await attempt(self._pane, ballots.write_card, stage, text)
            await self._pane.read_mine()
            return outcome
        return await attempt(self._pane, touchpoints.add, stage, text, after=after)

    def _next_below(self, id: str) -> None:
        self._place = replace(self._place, after=id)
        self._pane.view.focus_card(id)
