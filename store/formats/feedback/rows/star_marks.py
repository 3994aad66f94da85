"""Stars written as asterisks: one of them alone is the lowest grade there, and no missing answer."""

from __future__ import annotations

import re

from store.formats.feedback.rows.replaced_cells import with_replaced
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Table

_SEVERAL = re.compile(r"\*{2,10}")


def with_star_marks(table: Table) -> Table:
    """The table with stars for asterisks in the columns that hold several of them in a cell, and
    nothing else."""
    places = [index for index in range(len(table.header)) if _holds_stars(table.column(index))]
    return with_replaced(table, dict.fromkeys(places, _as_stars))


def _holds_stars(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if not is_blank(cell)]
    return bool(filled) and all(map(_SEVERAL.fullmatch, filled))


def _as_stars(cell: str) -> str:
    text = cell.strip()
    return "★" * len(text) if text and not text.strip("*") else cell
