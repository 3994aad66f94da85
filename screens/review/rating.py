"""A private answer from 1 to 5, given by its figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.acting import act
from screens.draw import safe
from screens.keys import Where, bindings
from screens.shell import shell_of
from screens.theme import marks_for
from store.seat import Seat

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

Give = Callable[[Seat, int], None]
"""Keeps the answer for who types."""


def how_to_give(node: MessagePump) -> str:
    """The key that begins a private turn: one's own, or each person's in one shared terminal."""
    return "w gives yours" if shell_of(node).is_members else "w passes the keyboard round"


def how_to_end(node: MessagePump) -> str:
    """What ends a private turn does."""
    return "goes on" if shell_of(node).is_members else "passes the keyboard on"


class RatingScale(Widget, can_focus=True):
    """Five figures; the one that was given is marked. The figures are its own."""

    DEFAULT_CSS = """
    RatingScale { width: 1fr; height: auto; padding: 1 2; }
    """
    BINDINGS = [*bindings(Where.RATING), Binding("enter", "hand_on", show=False)]

    class Settled(Message):
        """The person is content with the answer."""

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
        said = (
            f"Kept. Enter or w {how_to_end(self)}; another figure changes it."
            if self.given
            else "Press a figure from 1 to 5."
        )
        parts.append((said, "" if self.given else "$foreground-muted"))
        ascii = marks_for(shell_of(self).appearance.ascii).ascii
        return Content.assemble(
            *(
                safe(part, multiline=True, ascii=ascii)
                if isinstance(part, str)
                else (safe(part[0], multiline=True, ascii=ascii), part[1])
                for part in parts
            )
        )

    async def action_rate(self, mark: int) -> None:
        if await act(self, self._give, mark):
            self.given = mark

    def action_hand_on(self) -> None:
        if self.given:
            self.post_message(self.Settled())

    def on_key(self, event: events.Key) -> None:
        """Other figures are no view keys here."""
        if event.character is not None and event.character in "67890":
            event.stop()
