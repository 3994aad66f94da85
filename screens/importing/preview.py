"""Ten rows of a file as they stand in it, what matters for one measure first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from screens.theme.safe_text import pad, safe
from store.formats.tabular.tables import Row

if TYPE_CHECKING:
    from screens.theme.themes import Glyphs

_WIDEST = 26
"""Cells of the widest column; one with people's words may take what is left."""
_NARROWEST = 6
_GAP = "  "


def preview_rows(
    header: Sequence[str], rows: Sequence[Row], first: Iterable[str], width: int, marks: Glyphs
) -> Content:
    """The rows under their column names, ``first`` leading, as many columns as fit.

    The leading ones are bold. Each row starts with its line in the file.
    """
    leading = [name for name in dict.fromkeys(first) if name in header]
    names = [*leading, *(name for name in header if name not in leading)]
    lines = [f"{row.line:,}" for row in rows]
    columns = [_Column("line", lines, marks)]
    room = width - columns[0].width
    for name in names:
        index = header.index(name)
        column = _Column(name, [row.cells[index] for row in rows], marks)
        cell_width = min(column.width, room - len(_GAP))
        if cell_width < min(column.width, _NARROWEST):
            break
        column.width = cell_width
        columns.append(column)
        room -= cell_width + len(_GAP)
    bold = len(leading) + 1
    pieces: list[str | tuple[str, str]] = []
    for number in range(len(rows) + 1):
        for index, column in enumerate(columns):
            style = "$foreground-muted" if not number or not 0 < index < bold else ""
            if not number and 0 < index < bold:
                style = "bold"
            gap = _GAP if index else ""
            pieces.append(
                (f"{gap}{pad(column.cells[number], column.width, marks.ellipsis)}", style)
            )
        pieces.append("\n" if number < len(rows) else "")
    return Content.assemble(*pieces)


class _Column:
    """A column's name and cells as they are drawn, and its width."""

    def __init__(self, name: str, cells: Iterable[str], marks: Glyphs) -> None:
        texts = (name, *cells)
        self.cells = [safe(" ".join(text.split())[:200], ascii=marks.ascii) for text in texts]
        self.width = min(max(map(cell_len, self.cells)), _WIDEST)
