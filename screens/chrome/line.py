"""One row that repaints only when what it says has changed, and knows what was clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from screens.draw import safe
from screens.theme import Marks


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row: its text, its style, and the name of what a click there means."""

    text: str
    style: str = ""
    name: str = ""

    @property
    def width(self) -> int:
        """Cells it takes."""
        return cell_len(self.text)


def width_of(pieces: Sequence[Piece]) -> int:
    """Cells that ``pieces`` take together."""
    return sum(piece.width for piece in pieces)


class Line(Widget):
    """A row of pieces. Subclasses say in `pieces` what stands in it for a width."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; }
    """

    @dataclass
    class Clicked(Message):
        """Somebody clicked on the piece called ``name``."""

        line: Line
        name: str

        @property
        def control(self) -> Line:
            return self.line

    def __init__(self, marks: Marks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.marks = marks
        self._painted: Sequence[Piece] = ()

    def pieces(self, width: int) -> Sequence[Piece]:
        """What the row says in ``width`` cells; nothing, unless a subclass says otherwise."""
        return ()

    def piece(self, text: str, style: str = "", name: str = "") -> Piece:
        """A piece whose text may be drawn, whoever wrote it."""
        return Piece(safe(text, ascii=self.marks.ascii), style, name)

    def changed(self) -> None:
        """Repaint if the row now says something else."""
        if self.is_mounted and self.size.width and self.pieces(self.size.width) != self._painted:
            self.refresh()

    def render(self) -> Content:
        self._painted = self.pieces(self.size.width)
        row = Content.assemble(*((piece.text, piece.style) for piece in self._painted))
        return row.truncate(self.size.width)

    def on_click(self, event: events.Click) -> None:
        at = 0
        for piece in self._painted:
            at += piece.width
            if event.x < at:
                if piece.name:
                    self.post_message(self.Clicked(self, piece.name))
                return


def apart(left: Sequence[Piece], right: Sequence[Piece], width: int) -> list[Piece]:
    """``left`` and ``right`` at the two ends of a row of ``width`` cells."""
    gap = max(1, width - width_of(left) - width_of(right))
    return [*left, Piece(" " * gap), *right]
