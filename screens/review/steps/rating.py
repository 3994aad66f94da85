"""A private answer from 1 to 5, given by its figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import act
from screens.theme.safe_text import safe
from screens.theme.themes import glyphs_for
from store.journal.seat import Seat

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

Give = Callable[[Seat, int], None]
"""Keeps the answer for who types."""


def how_to_give(node: MessagePump) -> str:
    """The key that begins a private turn: one's own, or each person's in one shared terminal."""
    return (
        "press w to give or change yours"
        if app_context_of(node).is_members
        else "press w to pass the keyboard round"
    )


def how_to_end(node: MessagePump) -> str:
    """What ends a private turn does."""
    return "ends your part" if app_context_of(node).is_members else "passes the keyboard on"


class RatingScale(Widget, can_focus=True):
    """Five figures, one of which is given. The figures are its own."""

    DEFAULT_CSS = """
    RatingScale { width: 1fr; height: auto; padding: 1 2; }
    """
    BINDINGS = bindings(KeyScope.RATING)

    class Settled(Message):
        """The answer is saved, and the person's part over."""

    given: reactive[int] = reactive(0, layout=True)
    """The answer given in this turn; 0 while there is none."""

    def __init__(self, question: str, low: str, high: str, give: Give) -> None:
        """``low`` and ``high`` say what 1 and 5 mean."""
        super().__init__()
        self._question = question
        self._low = low
        self._high = high
        self._give = give

    def render(self) -> Content:
        parts: list[str | tuple[str, str]] = [
            (f"{self._question}\n\n", "bold"),
            (f"{self._low}  ", "$foreground-muted"),
        ]
        for mark in range(1, 6):
            chosen = mark == self.given
            style = "bold $block-cursor-foreground on $primary" if chosen else "bold"
            parts += [(f"[{mark}]" if chosen else f" {mark} ", style), " "]
        parts.append((f" {self._high}\n\n", "$foreground-muted"))
        sentence = f"Press a figure from 1 to 5. It saves the answer and {how_to_end(self)}."
        parts.append((sentence, "$foreground-muted"))
        ascii = glyphs_for(app_context_of(self).appearance.ascii).ascii
        return Content.assemble(
            *(
                safe(part, multiline=True, ascii=ascii)
                if isinstance(part, str)
                else (safe(part[0], multiline=True, ascii=ascii), part[1])
                for part in parts
            )
        )

    async def action_rate(self, mark: int) -> None:
        """Keep the answer; it ends the person's part."""
        if not self.given and await act(self, self._give, mark):
            self.given = mark
            self.post_message(self.Settled())

    def on_key(self, event: events.Key) -> None:
        """Other figures are no view keys here."""
        if event.character is not None and event.character in "67890":
            event.stop()
