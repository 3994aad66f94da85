"""A few drawn lines that nobody walks through."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from screens.core.app_context import app_context_of
from screens.widgets.role_styles import RoleStyles
from screens.widgets.styled_lines import StyledLines, in_ascii


class Still(Widget):
    """Draws what ``draw`` composes for its size. `redraw` it when that has changed."""

    ALLOW_SELECT = False

    def __init__(self, draw: Callable[[Size], StyledLines], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._strips: list[Strip] = []
        self._area = Size()
        self._inks: RoleStyles | None = None

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._use_theme())

    def _use_theme(self) -> None:
        self._inks = None
        self.redraw()

    def redraw(self) -> None:
        """Compose anew."""
        self._area = Size()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if self._area != self.size:
            self._area = self.size
            self._inks = self._inks or RoleStyles(self)
            style = self._inks.style
            lines = self._draw(self.size).lines
            if app_context_of(self).appearance.ascii:
                lines = in_ascii(lines)
            self._strips = [
                Strip([Segment(text, style(role)) for text, role in line if text]) for line in lines
            ]
        width = self.size.width
        if y >= len(self._strips):
            return Strip.blank(width, self.rich_style)
        return self._strips[y].adjust_cell_length(width, self.rich_style)
