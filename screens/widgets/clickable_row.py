"""One row that repaints only when what it says has changed, and knows what was clicked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from screens.theme.safe_text import safe
from screens.theme.themes import Glyphs
from store.common.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RowPart:
    """A stretch of a row: its text, its style, and the name of what a click there means."""

    text: str
    style: str = ""
    name: str = ""

    @property
    def width(self) -> int:
        """Cells it takes."""
        return cell_len(self.text)


def width_of(pieces: Sequence[RowPart]) -> int:
    """Cells that ``parts`` take together."""
    return sum(piece.width for piece in pieces)


class ClickableRow(Widget):
    """A row of pieces. Subclasses say in `parts` what stands in it for a width."""

    DEFAULT_CSS = """
    ClickableRow { height: 1; width: 1fr; }
    """

    @dataclass
    class Clicked(Message):
        """Somebody clicked on the piece called ``name``."""

        line: ClickableRow
        name: str

        @property
        def control(self) -> ClickableRow:
            return self.line

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self._painted: Sequence[RowPart] = ()

    def parts(self, width: int) -> Sequence[RowPart]:
        """What the row says in ``width`` cells; nothing, unless a subclass says otherwise."""
        return ()

    def part(self, text: str, style: str = "", name: str = "") -> RowPart:
        """A piece whose text may be drawn, whoever wrote it."""
        return RowPart(safe(text, ascii=self.glyphs.ascii), style, name)

    def changed(self) -> None:
        """Repaint if the row now says something else."""
        if self.is_mounted and self.size.width and self.parts(self.size.width) != self._painted:
            self.refresh()

    def render(self) -> Content:
        self._painted = self.parts(self.size.width)
        row = Content.assemble(*((piece.text, piece.style) for piece in self._painted))
        return row.truncate(self.size.width)

    def on_click(self, event: events.Click) -> None:
        column = 0
        for piece in self._painted:
            column += piece.width
            if event.x < column:
                if piece.name:
                    self.post_message(self.Clicked(self, piece.name))
                return


def at_both_ends(left: Sequence[RowPart], right: Sequence[RowPart], width: int) -> list[RowPart]:
    """``left`` and ``right`` at the two ends of a row of ``width`` cells."""
    gap = max(1, width - width_of(left) - width_of(right))
    return [*left, RowPart(" " * gap), *right]
