"""The page of the Evidence view: its arrows go through the measures where one chart fills it."""

from __future__ import annotations

from textual.message import Message

from screens.widgets.document_view import DocumentView
from store.common.dataclass import dataclass


class EvidencePage(DocumentView):
    """A page whose up and down can mean another measure instead of another stop."""

    turning = False
    """Whether they do."""

    @dataclass
    class Paged(Message):
        """The measure before (-1) or the next (1) is asked for."""

        by: int

    def action_cursor_up(self) -> None:
        self._go(-1)

    def action_cursor_down(self) -> None:
        self._go(1)

    def _go(self, by: int) -> None:
        if self.turning:
            self.post_message(self.Paged(by))
        elif by < 0:
            super().action_cursor_up()
        else:
            super().action_cursor_down()


class Beside(DocumentView, can_focus=False):
    """What stands beside the page and follows its cursor."""
