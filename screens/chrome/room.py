"""Below 60 columns or 18 rows nothing is drawn but one line that asks for more room."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

LEAST = Size(60, 18)
"""Columns and rows that the screens need."""


def is_too_small(size: Size) -> bool:
    """Whether ``size`` has no room for the screens."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmall(Widget):
    """The line that asks. The screen's class ``-too-small`` shows it and hides the rest."""

    SCOPED_CSS = False  # its rules are about its siblings
    DEFAULT_CSS = """
    TooSmall { display: none; width: 1fr; height: 1fr; }
    Screen.-too-small > * { display: none; }
    Screen.-too-small > TooSmall { display: block; }
    """

    def render(self) -> Content:
        here = self.screen.size
        return Content(
            f"This window is {here.width} by {here.height}; "
            f"care needs {LEAST.width} by {LEAST.height}."
        )
