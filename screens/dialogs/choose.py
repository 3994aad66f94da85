"""One of several: a list to walk through, with a figure or letter for each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from screens.core.keys import KeyScope, bindings
from screens.dialogs.base import Dialog
from screens.theme.safe_text import fit, safe
from screens.theme.themes import Glyphs
from store.common.dataclass import dataclass

_LETTERS = "123456789abcdefgimnoprstuvwxyz"
"""Figures, then letters that do not walk the list."""
ROOMY = 110
"""Columns from which a list of choices is wider than other dialogs, so that less is cut."""
_LEAST_MORE = 6
"""Cells that are worth showing the beginning of what is said beside a label."""
_OFF = "$foreground-muted dim"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value it stands for, its words, and more in a quieter colour.

    Without a value it heads those that follow, and the cursor passes it by.
    """

    value: str
    label: str
    more: str = ""
    off: str = ""
    """Why it cannot be chosen at the moment; empty where it can."""
    whole: bool = False
    """Whether ``more`` is shown whole, and the label cut for it."""


class OptionLines(ScrollView, can_focus=True):
    """Options drawn line by line; only the lines the cursor touches are repainted. Those that can be
    chosen have a figure or letter, counted from 1 whatever heads them."""

    DEFAULT_CSS = """
    OptionLines { height: auto; max-height: 16; scrollbar-size: 1 1; }
    """
    BINDINGS = bindings(KeyScope.CURSOR)
    cursor: reactive[int] = reactive(0, repaint=False)

    class Chosen(Message):
        """An option was chosen; ``value`` is its value."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Moved(Message):
        """The cursor is on another option; ``value`` is its value."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(
        self,
        options: Sequence[Option],
        glyphs: Glyphs,
        *,
        lettered: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.glyphs = glyphs
        self._lettered = lettered
        self._measure()

    def _measure(self) -> None:
        self.virtual_size = Size(1, max(1, len(self.options)))
        choosable = [index for index, each in enumerate(self.options) if each.value]
        self._letters = dict(zip(choosable, _LETTERS if self._lettered else "", strict=False))
        """The figure or letter of each option that can be chosen, by its index."""

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        return max(1, len(self.options))

    @property
    def value(self) -> str:
        """The value under the cursor; empty where there is nothing to choose."""
        return self.options[self.cursor].value if self.options else ""

    def show(self, options: Sequence[Option], value: str = "") -> None:
        """Show other options, with the cursor on the one of ``value``: where that is gone, on
        what is now in its place, and without a value on the first."""
        self.options = tuple(options)
        self._measure()
        self.set_reactive(OptionLines.cursor, self._index_of(value))
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False)
        self.refresh(layout=True)

    @property
    def is_at_first(self) -> bool:
        """Whether the cursor is where it is put when the options are shown."""
        return self.cursor == self._index_of("")

    def _index_of(self, value: str) -> int:
        values = [option.value for option in self.options]
        choosable = [index for index, each in enumerate(values) if each]
        if value and value in values:
            return values.index(value)
        nearest = self.cursor if value else 0
        return min(choosable, key=lambda index: (abs(index - nearest), -index), default=0)

    def go_to(self, value: str) -> None:
        """Put the cursor on the option of ``value``."""
        self.cursor = self._index_of(value)

    def validate_cursor(self, cursor: int) -> int:
        """The nearest option to ``cursor`` that can be chosen, onwards in its direction."""
        cursor = max(0, min(cursor, len(self.options) - 1))
        onwards = 1 if cursor >= self.cursor else -1
        for step in (onwards, -onwards):
            index = cursor
            while 0 <= index < len(self.options):
                if self.options[index].value:
                    return index
                index += step
        return 0

    def watch_cursor(self, before: int, cursor: int) -> None:
        for line in (before, cursor):
            self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))
        self.scroll_to_region(Region(0, cursor, 1, 1), animate=False)
        self.post_message(self.Moved(self.value))

    def on_resize(self) -> None:
        """Show the cursor's line also where it was put before there was a height."""
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False)

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self.options):
            return Strip.blank(width, self.rich_style)
        option = self.options[index]
        if not option.value:
            return self._heading(option, width)
        chosen = index == self.cursor
        pointer = "> " if chosen else "  "
        letter = self._letters.get(index, "")
        label = safe(option.label, ascii=self.glyphs.ascii)
        more = safe(option.off or option.more, ascii=self.glyphs.ascii)
        room = width - len(pointer) - (2 if letter else 0)
        kept = min(room * 2 // 3, cell_len(more) + 2) if option.whole and more else 0
        label = fit(label, room - kept, self.glyphs.ellipsis)
        more = _behind(more, room - cell_len(label), self.glyphs.ellipsis)
        content = Content.assemble(
            (pointer, "bold"),
            (f"{letter} " if letter else "", "bold $footer-key-foreground"),
            (label, _OFF if option.off else "bold" if chosen else ""),
            (more, "$foreground-muted italic" if option.off else "$foreground-muted"),
        )
        style = self.visual_style
        if chosen:
            style += self.app.stylesheet.parse_style("on $cursor-background")
        strips = Visual.to_strips(
            self, content.truncate(width, pad=True), width, 1, style, apply_selection=False
        )
        return strips[0].adjust_cell_length(width, style.rich_style)

    @property
    def option(self) -> Option | None:
        """The option under the cursor."""
        return self.options[self.cursor] if self.value else None

    def _heading(self, option: Option, width: int) -> Strip:
        label = safe(option.label, ascii=self.glyphs.ascii)
        more = safe(option.more, ascii=self.glyphs.ascii)
        content = Content.assemble(
            (label, "bold $primary"),
            (_behind(more, width - cell_len(label), self.glyphs.ellipsis), "$foreground-muted"),
        )
        strips = Visual.to_strips(
            self, content.truncate(width), width, 1, self.visual_style, apply_selection=False
        )
        return strips[0].adjust_cell_length(width, self.visual_style.rich_style)

    def action_cursor_up(self) -> None:
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        self.cursor += 1

    def action_cursor_left(self) -> None:
        """Options have no left."""

    def action_cursor_right(self) -> None:
        """Options have no right."""

    def action_page_up(self) -> None:
        self.cursor -= max(1, self.size.height - 1)

    def action_page_down(self) -> None:
        self.cursor += max(1, self.size.height - 1)

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = len(self.options) - 1

    def action_choose(self) -> None:
        if self.value:
            self.post_message(self.Chosen(self.value))

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if index < len(self.options) and self.options[index].value:
            self.cursor = index
            self.action_choose()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.action_choose()
        by_letter = {letter: index for index, letter in self._letters.items()}
        if event.character in by_letter:
            event.stop()
            self.cursor = by_letter[event.character]
            self.action_choose()


def _behind(more: str, room: int, ellipsis: str) -> str:
    """``more`` two cells behind a label; nothing where no word of it would be left."""
    return fit(f"  {more}", room, ellipsis) if more and room >= _LEAST_MORE else ""


class Choose(Dialog[str | None]):
    """Asks for one of ``options``; its value, or None when the person goes back."""

    DEFAULT_CSS = """
    Choose.-roomy > #box { width: 70%; max-width: 112; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (ROOMY, "-roomy")]
    BINDINGS = [
        *bindings(KeyScope.LIST),
        *(
            binding
            for binding in bindings(KeyScope.READER)
            if isinstance(binding, Binding) and binding.id == "reader.close"
        ),
    ]

    def __init__(
        self, title: str, options: Sequence[Option], *, detail: str = "", chosen: str = ""
    ) -> None:
        """``chosen`` is the value the cursor starts on."""
        super().__init__(title)
        self._options = options
        self._detail = detail
        self._chosen = chosen

    def compose_inside(self) -> ComposeResult:
        if self._detail:
            yield self.passage(self._detail)
        yield OptionLines(self._options, self.glyphs)

    def on_mount(self) -> None:
        lines = self.query_one(OptionLines)
        lines.go_to(self._chosen)
        lines.focus()

    def on_option_lines_chosen(self, message: OptionLines.Chosen) -> None:
        message.stop()
        self.dismiss(message.value)

    def action_choose(self) -> None:
        self.query_one(OptionLines).action_choose()

    def action_close(self) -> None:
        self.dismiss(None)
