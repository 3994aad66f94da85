"""Map, and Focus while votes are placed: the board, with what its stages are about below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size

from screens.board import BoardPane
from screens.review.panes import StepPane
from screens.review.steps.stage_lines import stage_lines
from screens.review.steps.static_drawing import Still
from screens.widgets.styled_lines import StyledLines
from store.domain.stages import Stage


class MapPane(StepPane):
    """The board with everything that can be done on it."""

    DEFAULT_CSS = """
    MapPane { margin-top: 0; }
    MapPane #stage-lines { height: 2; }
    """

    def compose(self) -> ComposeResult:
        yield BoardPane()
        yield Still(self._draw_lines, id="stage-lines")

    def on_mount(self) -> None:
        self.changed()

    def changed(self) -> None:
        self.query_one(BoardPane).snapshot = self.snapshot
        self.query_one(Still).redraw()

    def on_board_pane_at(self, message: BoardPane.At) -> None:
        message.stop()
        self.query_one(Still).redraw()

    @property
    def stage(self) -> Stage | None:
        return self.query_one(BoardPane).view.cursor[0]

    def _draw_lines(self, size: Size) -> StyledLines:
        if self.snapshot is None:
            return StyledLines()
        stage, card = self.query_one(BoardPane).view.cursor
        return stage_lines(self.builder, self.snapshot, stage, card, size)

    def focus_first(self) -> None:
        self.query_one(BoardPane).view.focus()

    def go_back(self) -> bool:
        return self.query_one(BoardPane).go_back()
