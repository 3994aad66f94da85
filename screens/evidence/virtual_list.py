"""A long list of one-line rows with a cursor, drawn as far as it is in view.

Only rows in view are composed, so that thousands cost what a screenful does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.core.keys import KeyScope, bindings
from screens.theme.themes import Glyphs
from screens.widgets.role_styles import RoleStyles
from screens.widgets.styled_lines import Line, Span, padded_line
from store.common.dataclass import dataclass

Draw = Callable[[int, int], Line]
"""Composes the row of an index for a width."""
NEAR = 12
"""Rows before the end at which `RowList.Nearing` is posted."""


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor; `show` says what they are."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowList { width: 1fr; height: 1fr; scrollbar-size: 1 1; overflow-x: hidden; }
    """
    BINDINGS = bindings(KeyScope.CURSOR)

    class Moved(Message):
        """The cursor is on another row."""

    class Nearing(Message):
        """The cursor or the view comes near the end of the rows."""

    @dataclass
    class Pressed(Message):
        """The mouse asks for the row under the cursor to be opened."""

        key: str

    def __init__(self, marks: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._marks = marks
        self._keys: Sequence[str] = ()
        self._draw: Draw = lambda _index, _width: ()
        self._empty = ""
        self._inks: RoleStyles | None = None
        self.cursor = 0
        """The row that the cursor is on."""

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._use_theme())

    def _use_theme(self) -> None:
        self._inks = None
        self.refresh()

    @property
    def key(self) -> str:
        """Key of the row under the cursor; empty without rows."""
        return self._keys[self.cursor] if self._keys else ""

    def show(self, keys: Sequence[str], draw: Draw, empty: str = "") -> None:
        """Show other rows; the cursor stays on its key, else near its place.

        ``empty`` is the sentence that stands there without rows.
        """
        key, before = self.key, len(self._keys)
        self._keys, self._draw, self._empty = keys, draw, empty
        if key and key in keys:
            self.cursor = keys.index(key)
        self.cursor = max(0, min(self.cursor, len(keys) - 1))
        self.virtual_size = Size(self.size.width, len(keys))
        if self.key != key or before != len(keys):
            self.post_message(self.Moved())
        self._reveal()
        self.refresh()

    def go_to(self, index: int) -> None:
        """Put the cursor on a row."""
        index = max(0, min(index, len(self._keys) - 1))
        if index != self.cursor:
            old, self.cursor = self.cursor, index
            for row in (old, index):
                self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))
            self.post_message(self.Moved())
        self._reveal()
        if index >= len(self._keys) - NEAR:
            self.post_message(self.Nearing())

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = y + self.scroll_offset.y
        if not self._keys and y == 0:
            return self._strip(((Span(" " + self._empty, "muted")),), width, "")
        if index >= len(self._keys):
            return Strip.blank(width, self.rich_style)
        role = "cursor" if index == self.cursor and self.has_focus else ""
        pointer = self._marks.bar_cursor if index == self.cursor else " "
        row = padded_line(self._draw(index, width - 2), width - 2, "", self._marks.ellipsis)
        return self._strip((Span(pointer, "accent"), *row, Span(" ")), width, role)

    def _strip(self, line: Line, width: int, role: str) -> Strip:
        if self._inks is None:
            self._inks = RoleStyles(self)
        style = self._inks.style
        strip = Strip([Segment(text, style(f"{own} {role}".strip())) for text, own in line])
        return strip.adjust_cell_length(width, style(role))

    def on_focus(self) -> None:
        self.refresh(Region(0, self.cursor - self.scroll_offset.y, self.size.width, 1))

    def on_blur(self) -> None:
        self.on_focus()

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        if self._keys and new + self.size.height >= len(self._keys) - NEAR:
            self.post_message(self.Nearing())

    def action_cursor_up(self) -> None:
        self.go_to(self.cursor - 1)

    def action_cursor_down(self) -> None:
        self.go_to(self.cursor + 1)

    def action_cursor_left(self) -> None:
        """Rows have no left."""

    def action_cursor_right(self) -> None:
        """Rows have no right."""

    def action_page_up(self) -> None:
        self.go_to(self.cursor - max(1, self.size.height - 1))

    def action_page_down(self) -> None:
        self.go_to(self.cursor + max(1, self.size.height - 1))

    def action_first(self) -> None:
        self.go_to(0)

    def action_last(self) -> None:
        self.go_to(len(self._keys) - 1)

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if index >= len(self._keys):
            return
        event.stop()
        again = index == self.cursor
        self.go_to(index)
        if again:
            self.post_message(self.Pressed(self.key))
