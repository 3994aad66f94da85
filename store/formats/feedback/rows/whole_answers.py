"""Rows that have all that answers have, whatever one of their cells sounds like.

A customer may title a review “Total frauds”. It has words of its own, and a user and a score as the
other rows have; a row of totals has no words, or a value that no answer has, such as 4.3.
"""

from __future__ import annotations

from math import inf

from store.common.dataclass import dataclass
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Row, Table

_MOST = 0.75
"""The share of rows that fill a column, or hold whole numbers, from which an answer does so too."""
_DIFFERENT = 0.6
"""The share of different cells above which a column is written by customers: no names of groups."""
_HIGHEST = 10.0
"""Up to here a number is one of a scale, even where the other rows have lower ones."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What the cells of a column are like."""

    is_filled: bool
    is_different: bool
    is_whole: bool
    """They are whole numbers, most of them."""
    most: float
    """The highest number that a row may have; those of ids go on and on."""


def is_whole_answer(table: Table, row: Row, index: int, words: int | None) -> bool:
    """Whether a row is an answer though its cell at ``index`` sounds like totals; ``words`` is the
    column of customers' words."""
    if words is None or words == index or is_blank(row.cells[words]):
        return False
    columns = table.once("what columns are like", _columns)
    return columns[index].is_different and all(
        _is_as_others(column, cell) for column, cell in zip(columns, row.cells, strict=True)
    )


def _columns(table: Table) -> list[_Column]:
    return [_column(table.column(index)) for index in range(len(table.header))]


def _column(cells: list[str]) -> _Column:
    filled = [cell for cell in cells if not is_blank(cell)]
    kinds = len(set(filled))
    numbers = [number for cell in filled if (number := read_number(cell)) is not None]
    whole = sorted(number for number in numbers if number.is_integer())
    is_different = kinds > _DIFFERENT * len(filled)
    return _Column(
        is_filled=len(filled) >= _MOST * len(cells),
        is_different=is_different,
        is_whole=bool(whole) and len(whole) >= _MOST * len(filled),
        most=inf if is_different else max([_HIGHEST, *whole[-2:-1]]),
    )


def _is_as_others(column: _Column, cell: str) -> bool:
    """Whether a cell is filled where others are, and a whole number of their scale where they are."""
    if is_blank(cell):
        return not column.is_filled
    if not column.is_whole:
        return True
    number = read_number(cell)
    return number is not None and number.is_integer() and number <= column.most
