"""Draws a view's styled lines and scrolls them, with one cursor that moves over their stops.

The lines are composed anew whenever something may have changed, and only cells that are not
as they were are repainted. Without stops the arrows scroll.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.widgets.role_styles import RoleStyles
from screens.widgets.styled_lines import Stop, StyledLines, in_ascii
from store.common.dataclass import dataclass

Draw = Callable[[Size, str], StyledLines]
"""Composes the page for a size, with the cursor on the stop of that key (empty: on none)."""


class DocumentView(ScrollView, can_focus=True):
    """Draws what ``draw`` composes. `redraw` it when what it shows has changed."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DocumentView { width: 1fr; height: 1fr; scrollbar-size: 1 1; overflow-x: hidden; }
    """
    BINDINGS = bindings(KeyScope.CURSOR)

    @dataclass
    class Moved(Message):
        """The cursor is on another stop."""

        page: DocumentView
        key: str

        @property
        def control(self) -> DocumentView:
            return self.page

    @dataclass
    class Pressed(Message):
        """The mouse asks for the stop under it to be opened."""

        page: DocumentView
        key: str

        @property
        def control(self) -> DocumentView:
            return self.page

    @dataclass
    class Turned(Message):
        """Left (-1) or right (1) was pressed where there is no stop on that side."""

        page: DocumentView
        by: int

        @property
        def control(self) -> DocumentView:
            return self.page

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._styles: RoleStyles | None = None
        self._sheet = StyledLines()
        self._strips: list[Strip] = []
        self._area = Size()
        """The size that the lines are laid out for."""
        self._place = 0
        """The cursor's place among the stops, kept for when its stop is gone."""
        self._aim = 0
        """The column that moves up and down keep to."""
        self.cursor = ""
        """Key of the stop that the cursor is on; empty without stops."""

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._use_theme())

    def _use_theme(self) -> None:
        self._styles = None
        self._area = Size()
        self.refresh()

    @property
    def stops(self) -> list[Stop]:
        """The stops as they were last drawn."""
        return self._sheet.stops

    # Drawing

    def redraw(self) -> None:
        """Compose anew, and repaint what is not as it was."""
        before = self._strips
        if not self._settled(anew=True):
            return
        if len(before) != len(self._strips):
            self.refresh()
            return
        regions = [
            Region(first, y - self.scroll_offset.y, last - first, 1)
            for y, (old, new) in enumerate(zip(before, self._strips, strict=True))
            if old is not new
            for first, last in [_difference(old, new)]
            if last > first
        ]
        if regions:
            self.refresh(*regions)

    def on_resize(self) -> None:
        if self._settled():
            self._reveal()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        if not self._settled() or index >= len(self._strips):
            return Strip.blank(self.size.width, self.rich_style)
        return self._strips[index].adjust_cell_length(self.size.width, self.rich_style)

    def _settled(self, *, anew: bool = False) -> bool:
        """Whether the lines are laid out for the present size, done here if it can be.

        Out of view it has no size, and is laid out anew once it is seen again. The scroll
        bar's column is left free, so that its coming and going moves nothing.
        """
        if not self.size:
            self._area = Size()
            return False
        area = self.size - Size(1, 0)
        if anew or area != self._area:
            self._area = area
            self._lay_out()
            self.virtual_size = Size(area.width, len(self._sheet.lines))
        return True

    def _lay_out(self) -> None:
        self._sheet = self._draw(self._area, self.cursor)
        keys = [stop.key for stop in self._sheet.stops]
        if self.cursor not in keys and (keys or self.cursor):
            index = min(self._place, len(keys) - 1)
            self.cursor = keys[index] if keys else ""
            if keys:
                self._sheet = self._draw(self._area, self.cursor)
            self.post_message(self.Moved(self, self.cursor))
        if self.cursor:
            self._place = keys.index(self.cursor)
        if self._styles is None:
            self._styles = RoleStyles(self)
        style = self._styles.style
        if app_context_of(self).appearance.ascii:
            self._sheet.lines[:] = in_ascii(self._sheet.lines)
        self._strips = [
            Strip([Segment(text, style(role)) for text, role in line if text]).crop(
                0, self._area.width
            )
            for line in self._sheet.lines
        ]

    # The cursor

    def go_to(self, key: str) -> None:
        """Put the cursor on the stop of that key, if there is one."""
        stop = self._stop(key)
        if stop is None:
            return
        moved = key != self.cursor
        self.cursor = key
        if moved:
            self.redraw()
            self.post_message(self.Moved(self, key))
        self._reveal()

    def _stop(self, key: str) -> Stop | None:
        return next((stop for stop in self.stops if stop.key == key), None)

    def _reveal(self) -> None:
        """Scroll as little as it takes to see the cursor's stop, and the page's head with the
        first stops and its foot with the last."""
        stop = self._stop(self.cursor)
        if stop is None:
            return
        height = self.size.height
        top, bottom = stop.y, stop.bottom
        if stop.y == min(each.y for each in self.stops) and bottom <= height:
            top = 0
        if stop.bottom == max(each.bottom for each in self.stops):
            lines = len(self._sheet.lines)
            bottom = lines if lines - top <= height else bottom
        scroll_top = self.scroll_offset.y
        if top < scroll_top:
            scroll_top = top
        elif bottom > scroll_top + height:
            scroll_top = min(top, bottom - height)
        self.scroll_to(y=scroll_top, animate=False)

    def _step(self, dx: int, dy: int) -> None:
        """Go to the nearest stop that way; scroll a line where there is none."""
        current = self._stop(self.cursor)
        if current is not None and not current.x <= self._aim < current.right:
            self._aim = current.x
        target = _nearest(current, self.stops, dx, dy, self._aim) if current else None
        if target is None:
            if dy:
                self.scroll_relative(y=dy, animate=False)
            else:
                self.post_message(self.Turned(self, dx))
            return
        if dx or target.width < self._area.width:
            self._aim = target.x
        self.go_to(target.key)

    def _leap(self, dy: int) -> None:
        """Go a page up or down, with the cursor where it takes it."""
        current = self._stop(self.cursor)
        room = max(1, self.size.height - 1)
        self.scroll_relative(y=dy * room, animate=False)
        if current is None:
            return
        goal = current.y + dy * room
        way = [stop for stop in self.stops if (stop.y - current.y) * dy > 0]
        if way:
            self.go_to(min(way, key=lambda stop: (abs(stop.y - goal), stop.x)).key)

    def action_cursor_up(self) -> None:
        self._step(0, -1)

    def action_cursor_down(self) -> None:
        self._step(0, 1)

    def action_cursor_left(self) -> None:
        self._step(-1, 0)

    def action_cursor_right(self) -> None:
        self._step(1, 0)

    def action_page_up(self) -> None:
        self._leap(-1)

    def action_page_down(self) -> None:
        self._leap(1)

    def action_first(self) -> None:
        if self.stops:
            self.go_to(self.stops[0].key)
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        if self.stops:
            self.go_to(self.stops[-1].key)
        else:
            self.scroll_end(animate=False)

    def on_click(self, event: events.Click) -> None:
        y = event.y + self.scroll_offset.y
        for stop in self.stops:
            if stop.x <= event.x < stop.right and stop.y <= y < stop.bottom:
                event.stop()
                again = stop.key == self.cursor
                self.go_to(stop.key)
                if again:
                    self.post_message(self.Pressed(self, stop.key))
                return


def _nearest(current: Stop, stops: list[Stop], dx: int, dy: int, aim: int) -> Stop | None:
    """The stop next to ``current`` on its right (dx 1), left (-1), below (dy 1) or above (-1).

    Up and down prefer what lies at the column ``aim``, sideways what shares a line.
    """
    if dx:
        beside = [
            stop
            for stop in stops
            if stop.y < current.bottom
            and current.y < stop.bottom
            and (stop.x >= current.right if dx > 0 else stop.right <= current.x)
        ]
        return min(
            beside,
            key=lambda stop: (abs(stop.x - current.x), abs(stop.y - current.y)),
            default=None,
        )
    way = [
        stop for stop in stops if (stop.y >= current.bottom if dy > 0 else stop.bottom <= current.y)
    ]
    return min(
        way,
        key=lambda stop: (
            not stop.x <= aim < stop.right,
            abs(stop.y - current.y),
            abs(stop.x - aim),
        ),
        default=None,
    )


def _difference(old: Strip, new: Strip) -> tuple[int, int]:
    """The cells of ``new``, from the first to before the last, that ``old`` has not."""
    if old == new:
        return 0, 0
    width = max(old.cell_length, new.cell_length)
    if old.cell_length != new.cell_length:
        return 0, width
    first = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        first += after.cell_length
    last = width
    for before, after in zip(reversed(old), reversed(new), strict=False):
        if before != after:
            break
        last -= after.cell_length
    return first, max(first, last)
