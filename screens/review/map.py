"""Map and Focus: the board, in the open until somebody takes a private turn."""

from __future__ import annotations

from textual.app import ComposeResult

from screens.board import BoardPane
from screens.review.panes import StepPane


class MapPane(StepPane):
    """The board with everything that can be done on it."""

    DEFAULT_CSS = """
    MapPane { margin-top: 0; }
    """

    def compose(self) -> ComposeResult:
        yield BoardPane()

    def on_mount(self) -> None:
        self.changed()

    def changed(self) -> None:
        self.query_one(BoardPane).snapshot = self.snapshot

    def focus_first(self) -> None:
        self.query_one(BoardPane).view.focus()

    def go_back(self) -> bool:
        return self.query_one(BoardPane).go_back()
