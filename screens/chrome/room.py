"""Below 60 columns or 18 rows nothing is drawn but one line that asks for more room."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

LEAST = Size(60, 18)
"""Columns and rows that the screens need."""


def is_too_small(size: Size) -> bool:
    """Whether ``size`` has no room for the screens."""
    return size.width < LEAST.width or size.height < LEAST.height


def fit(screen: Screen[Any], size: Size) -> None:
    """Show what is on ``screen`` if ``size`` has room for it, else the line that asks.

    What is hidden cannot keep the focus; it has it again once there is room.
    """
    had, was_small = screen.focused, screen.has_class("-too-small")
    small = is_too_small(size)
    screen.set_class(small, "-too-small")
    for line in screen.query(TooSmall):
        if small and not was_small:
            line.had_focus = had
        elif was_small and not small:
            screen.call_after_refresh(line.give_back)


class TooSmall(Widget):
    """The line that asks. The screen's class ``-too-small`` shows it and hides the rest."""

    had_focus: Widget | None = None
    """What had the focus before the rest was hidden."""

    SCOPED_CSS = False  # its rules are about its siblings
    DEFAULT_CSS = """
    TooSmall { display: none; width: 1fr; height: 1fr; }
    Screen.-too-small > * { display: none; }
    Screen.-too-small > TooSmall { display: block; }
    """

    def give_back(self) -> None:
        """Give the focus, if nothing has it, to what had it, else to the first that can have it:
        what was opened while there was no room never had it."""
        widget, self.had_focus = self.had_focus, None
        if self.screen.focused is not None:
            return
        if widget is not None and widget.is_attached:
            self.screen.set_focus(widget)
        else:
            self.screen.focus_next()

    def render(self) -> Content:
        here = self.screen.size
        return Content(
            f"This window is {here.width} by {here.height}; "
            f"care needs {LEAST.width} by {LEAST.height}."
        )
