"""View 2, the board: four columns of touchpoints."""

from __future__ import annotations

from textual.app import ComposeResult

from screens.board.pane import BoardPane
from screens.keys import Where
from screens.view import View


class TouchpointsView(View):
    """The team's living map of touchpoints."""

    PLACE = (Where.BOARD, Where.CURSOR)
    FIRST = "BoardView"

    def compose(self) -> ComposeResult:
        yield BoardPane().data_bind(View.snapshot)

    def visit(self, **what: object) -> None:
        """``touchpoint``: the id of the card to put the cursor on."""
        touchpoint = what.get("touchpoint")
        if isinstance(touchpoint, str):
            self.query_one(BoardPane).focus_card(touchpoint)

    def go_back(self) -> bool:
        return self.query_one(BoardPane).go_back()
