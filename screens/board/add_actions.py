"""Adding touchpoints to the board: typed in its line, pasted onto it, offered from a private turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, work

from screens.board.adding import Adding
from screens.board.card_actions import CardActions
from screens.board.notice_line import NoticeLine
from screens.board.positions import pasted_texts
from screens.core.store_calls import read

if TYPE_CHECKING:
    from screens.board.add_line import AddLine
    from screens.forms.fields import PastedLines


class AddActions(CardActions):
    """A widget with a board to which touchpoints are added."""

    if TYPE_CHECKING:
        private: bool

        @property
        def is_usable(self) -> bool: ...

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.adding = Adding(self)

    async def action_add(self) -> None:
        if self.adding.offers is not None:
            self._offer()
            return
        self.query_one(NoticeLine).forget()
        await self.adding.begin()
        self.refresh_bindings()

    @work(group="ask", exclusive=True)
    async def _offer(self) -> None:
        """Offer what was half-typed privately, then ask for touchpoints."""
        while (member := self.adding.offers) is not None:
            await self.adding.take_over(member)
        await self.adding.begin()
        self.refresh_bindings()

    @work(group="writes")
    async def on_add_line_filled(self, message: AddLine.Filled) -> None:
        """Let the lead know who is still typing: whose turn it is, never what."""
        message.stop()
        if self.private and not self.before:
            from store.live import presence

            await read(self, presence.say_writing, message.filled)

    async def on_add_line_entered(self, message: AddLine.Entered) -> None:
        message.stop()
        await self.adding.enter(message.line, message.text)

    def on_add_line_turned(self, message: AddLine.Turned) -> None:
        message.stop()
        self.adding.turn(message.by)

    def on_add_line_ended(self, message: AddLine.Ended) -> None:
        message.stop()
        self.view.focus()
        self.refresh_bindings()

    async def on_paste(self, event: events.Paste) -> None:
        """A paste onto the board: one line begins a touchpoint, several become as many."""
        if self.check_action("add", ()) is not True:
            return
        event.stop()
        texts = pasted_texts(event.text)
        if len(texts) == 1:
            await self.adding.begin(texts[0])
            self.refresh_bindings()
        elif texts:
            self._paste(texts)

    def on_pasted_lines(self, message: PastedLines) -> None:
        message.stop()
        self._paste(pasted_texts("\n".join(message.lines)))

    @work(group="ask", exclusive=True)
    async def _paste(self, texts: list[str]) -> None:
        await self.adding.add_all(texts)
