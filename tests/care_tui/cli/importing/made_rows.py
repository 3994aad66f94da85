"""Rows of small files for the imports of these tests."""

from __future__ import annotations

from collections.abc import Callable

Cell = Callable[[int], object]


def rows_of(*cells: Cell, count: int = 12) -> str:
    """Rows of what ``cells`` make of each row's number."""
    lines = (",".join(str(cell(at)) for cell in cells) for at in range(count))
    return "".join(f"{line}\n" for line in lines)


def dated_rows(*cells: Cell, count: int = 12) -> str:
    """Rows of a day each, every second one of September, and what ``cells`` make of its number."""
    return rows_of(lambda at: f"2026-09-{1 + 2 * at:02}", *cells, count=count)


def score(at: int) -> int:
    """An answer of 1 to 5 for a row's number."""
    return (5, 1, 2, 4, 4, 3)[at % 6]
