"""Cells of some columns read as something else, before the file is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from store.formats.tabular.tables import Table


def with_replaced(table: Table, columns: Mapping[int, Callable[[str], str]]) -> Table:
    """The table with each cell of these columns as the column's function reads it."""
    if not columns:
        return table
    rows = tuple(
        replace(
            row,
            cells=tuple(
                columns[at](cell) if at in columns else cell for at, cell in enumerate(row.cells)
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=rows)
