"""Focus: the board to vote on, then one ranked list over all stages to talk through."""

from __future__ import annotations

from textual.app import ComposeResult

from screens.review.panes import StepPane
from screens.review.steps.map import MapPane
from screens.review.steps.topics import TopicsPane
from store.domain.stages import Stage


class FocusPane(StepPane):
    """The board while votes are placed; what they came to once they are revealed."""

    DEFAULT_CSS = """
    FocusPane { margin-top: 0; }
    """

    def compose(self) -> ComposeResult:
        yield MapPane()

    async def on_mount(self) -> None:
        await self._follow()
        self.call_later(self._follow)  # What came meanwhile was not shown.

    def changed(self) -> None:
        self.call_next(self._follow)

    async def _follow(self) -> None:
        """Show the side that the reveal asks for."""
        if not self.stays:
            return
        pane_class = (
            TopicsPane if self.review is not None and self.review.focus_revealed else MapPane
        )
        pane = self._pane
        if type(pane) is not pane_class:
            inside = self.has_focus_within
            with self.app.batch_update():
                await pane.remove()
                pane = pane_class()
                pane.set_reactive(StepPane.snapshot, self.snapshot)
                await self.mount(pane)
            if inside or self.screen.focused is None:
                pane.focus_first()
            self.screen.refresh_bindings()
        else:
            pane.snapshot = self.snapshot

    @property
    def _pane(self) -> StepPane:
        return self.query_children(StepPane).first()

    @property
    def left_open(self) -> str:
        return self._pane.left_open

    @property
    def stage(self) -> Stage | None:
        return self._pane.stage

    def focus_first(self) -> None:
        self._pane.focus_first()

    def go_back(self) -> bool:
        return self._pane.go_back()

    def extend(self) -> bool:
        return self._pane.extend()
