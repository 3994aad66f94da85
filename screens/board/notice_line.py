"""The line under the board that says what a key did, or why it did nothing."""

from __future__ import annotations

from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from screens.theme.safe_text import plain

STANDS = 10.0
"""Seconds that a message stands."""


class NoticeLine(Static):
    """A message under the board, where it covers nothing. It goes after a while, and on ``esc``."""

    DEFAULT_CSS = """
    NoticeLine { display: none; height: auto; padding: 0 1; color: $accent; }
    """

    class Forgotten(Message):
        """The message is gone."""

    def __init__(self, *, ascii: bool) -> None:
        super().__init__("")
        self.notice = ""
        """What it says; empty for nothing."""
        self._ascii = ascii
        self._goes: Timer | None = None

    def tell(self, message: str, seconds: float | None) -> None:
        """Say ``message`` for so many ``seconds``, `STANDS` unless told."""
        self.notice = message
        self.update(plain(message, ascii=self._ascii))
        self.display = True
        if self._goes is not None:
            self._goes.stop()
        self._goes = self.set_timer(seconds or STANDS, self.forget)

    def forget(self) -> None:
        """Say nothing any more."""
        if self.notice:
            self.post_message(self.Forgotten())
        self.notice, self.display = "", False
