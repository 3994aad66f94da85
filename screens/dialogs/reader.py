"""Something to read: a report, a message, a quote. It scrolls, and can be copied."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.core.keys import KeyScope, bindings
from screens.dialogs.base import Dialog
from screens.theme.safe_text import safe, wrap
from screens.widgets.document_view import DocumentView
from screens.widgets.markdown import markdown_lines
from screens.widgets.styled_lines import (
    LINK,
    Line,
    LineBuilder,
    Span,
    StyledLines,
    in_roles,
    with_links,
)

_COLUMN = re.compile(r" *\S+(?: \S+)* {2,}(?=\S)")
"""What stands before a line's second column."""


class TextLines(ScrollView, can_focus=True):
    """A long text drawn line by line, wrapped to the width with a hanging indent."""

    DEFAULT_CSS = """
    TextLines { height: auto; max-height: 68vh; scrollbar-size: 1 1; margin-top: 1; }
    """
    BINDINGS = bindings(KeyScope.CURSOR)

    def __init__(
        self,
        text: str,
        *,
        ascii: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = safe(text, multiline=True, ascii=ascii)
        self._lines: tuple[Line, ...] = ()
        self._width = 0

    def _wrapped(self, width: int) -> tuple[Line, ...]:
        if width != self._width and width > 0:
            self._width = width
            lines: list[Line] = []
            for paragraph in self._text.split("\n"):
                is_short = cell_len(paragraph) <= width
                wrapped = [paragraph] if is_short else hung_lines(paragraph, width)
                lines += in_roles(wrapped, with_links(Span(paragraph)))
            self._lines = tuple(lines)
            self.virtual_size = Size(width, len(lines))
        return self._lines

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return max(1, len(self._wrapped(width - 1)))

    def on_resize(self) -> None:
        self._wrapped(self.scrollable_content_region.width)

    def render_line(self, y: int) -> Strip:
        lines = self._wrapped(self.scrollable_content_region.width)
        index = y + self.scroll_offset.y
        line = lines[index] if index < len(lines) else ()
        style = self.rich_style
        segments = [
            Segment(text, style + Style(link=role.removeprefix(LINK), underline=True))
            if role
            else Segment(text, style)
            for text, role in line
        ]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def action_cursor_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_cursor_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_cursor_left(self) -> None:
        """A text that is wrapped has no left."""

    def action_cursor_right(self) -> None:
        """A text that is wrapped has no right."""

    def action_page_up(self) -> None:
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        self.scroll_page_down(animate=False)

    def action_first(self) -> None:
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        self.scroll_end(animate=False)


def hung_lines(paragraph: str, width: int) -> list[str]:
    """``paragraph`` in lines of ``width`` cells: as far in as it stands, behind its bullet, and
    in the second column where two or more spaces make columns of it."""
    column = _COLUMN.match(paragraph)
    if column is not None and column.end() * 2 <= width:
        first = paragraph[: column.end()]
        body = wrap(paragraph[column.end() :], width - len(first))
        return [
            f"{' ' * len(first) if number else first}{line}" for number, line in enumerate(body)
        ]
    indent = len(paragraph) - len(paragraph.lstrip(" "))
    hang = 2 if paragraph.lstrip().startswith(("- ", "* ")) else 0
    body = wrap(paragraph.strip(), width - indent, hang=hang)
    return [" " * indent + line for line in body]


class Reader(Dialog[None]):
    """Shows a text until the person has read it."""

    WIDTH = 92
    DEFAULT_CSS = f"""
    Reader > #box {{ width: {WIDTH}; }}
    """
    BINDINGS = bindings(KeyScope.READER)

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    @classmethod
    def text_width(cls, columns: int) -> int:
        """The cells of a line on a screen of so many columns, beside a scroll bar."""
        return min(cls.WIDTH, columns * 96 // 100) - len("│  ▂ │")

    def compose_inside(self) -> ComposeResult:
        yield TextLines(self._text, ascii=self.glyphs.ascii, classes="text")

    def on_mount(self) -> None:
        self.query_one(".text").focus()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(safe(self._text, multiline=True))
        self.notify("Copied, if this terminal lets programs copy.", markup=False)

    def action_close(self) -> None:
        self.dismiss(None)


class ReportReader(Reader):
    """Shows a report, its Markdown drawn as it is in Close; a copy is as it is saved."""

    DEFAULT_CSS = """
    ReportReader DocumentView { height: 68vh; margin-top: 1; }
    """

    def compose_inside(self) -> ComposeResult:
        page = DocumentView(self._draw)
        page.add_class("text")
        yield page

    def _draw(self, size: Size, _cursor: str) -> StyledLines:
        return StyledLines(markdown_lines(LineBuilder(self.glyphs), self._text, size.width))
