"""A line below the chrome while the workspace cannot be reached."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from textual.reactive import reactive
from textual.timer import Timer

from screens.theme.themes import Glyphs
from screens.widgets.clickable_row import ClickableRow, RowPart

_STYLE = "bold $warning"


class Banner(ClickableRow):
    """``The workspace cannot be reached. Trying again in 4 s. What you type is safe.``"""

    DEFAULT_CSS = """
    Banner { display: none; background: $surface; }
    """
    next_try: reactive[float | None] = reactive(None, repaint=False)
    """When the workspace is tried again, on the monotonic clock; None while it is there."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._ticker: Timer | None = None

    def watch_next_try(self) -> None:
        lost = self.next_try is not None
        if lost and self._ticker is None:
            self._ticker = self.set_interval(0.5, self.changed)
        elif not lost and self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
        self.display = lost
        self.changed()

    def parts(self, width: int) -> Sequence[RowPart]:
        if self.next_try is None:
            return ()
        seconds = max(1, math.ceil(self.next_try - time.monotonic()))
        ways = (
            f" The workspace cannot be reached. Trying again in {seconds} s. What you type is safe.",
            f" Workspace not reached. Next try in {seconds} s. Your text is safe.",
        )
        fitting = next((text for text in ways if len(text) <= width), ways[-1])
        return [self.part(fitting, _STYLE)]
