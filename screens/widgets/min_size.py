"""Below 60 columns or 18 rows nothing is drawn but one line that asks for more room."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.core.focus_keeper import FocusedScreen

LEAST = Size(60, 18)
"""Columns and rows that the screens need."""


def is_too_small(size: Size) -> bool:
    """Whether ``size`` has no room for the screens."""
    return size.width < LEAST.width or size.height < LEAST.height


def fit_screen(screen: FocusedScreen[Any], size: Size) -> None:
    """Show what is on ``screen`` if ``size`` has room for it, else the line that asks.

    What is hidden cannot keep the focus; it has it again once there is room.
    """
    screen.set_class(is_too_small(size), "-too-small")
    screen.call_after_refresh(screen.settle_focus)


class TooSmall(Widget):
    """The line that asks. The screen's class ``-too-small`` shows it and hides the rest."""

    SCOPED_CSS = False  # its rules are about its siblings
    DEFAULT_CSS = """
    TooSmall { display: none; width: 1fr; height: 1fr; }
    Screen.-too-small > * { display: none; }
    Screen.-too-small > TooSmall { display: block; }
    """

    def render(self) -> Content:
        size = self.screen.size
        return Content(
            f"This window is {size.width} by {size.height}. care needs {LEAST.width} by {LEAST.height}."
        )
