"""One answer in two columns, in words and as a number: it counts once, by its words."""

from __future__ import annotations

from collections.abc import Sequence

from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_score
from store.formats.tabular.tables import Table

_MOST_WORDED = 10
"""Columns of words that are looked at: no survey asks for one measure so often."""
_FEWEST_STEPS = 3
"""Different answers from which words and numbers that go together are of one scale."""


def told_in_words(table: Table, columns: Sequence[int]) -> dict[int, int]:
    """The columns that say in numbers what others say in words, row by row, with those others."""
    worded = [at for at in columns if not _are_numbers(table, at)][:_MOST_WORDED]
    return {
        numbers: words
        for words in worded
        for numbers in columns
        if numbers not in worded and _go_together(table, numbers, words)
    }


def _are_numbers(table: Table, index: int) -> bool:
    return all(read_score(cell) is not None for cell in table.column(index) if not is_blank(cell))


def _go_together(table: Table, numbers: int, words: int) -> bool:
    """Whether each word stands beside a number of its own, in every row that has either."""
    pairs: set[tuple[str, str]] = set()
    for row in table.rows:
        number, word = row.cells[numbers], row.cells[words]
        if is_blank(number) and is_blank(word):
            continue
        if is_blank(number) or is_blank(word) or read_score(word) is not None:
            return False
        pairs.add((number, word))
    steps = len({number for number, _ in pairs})
    return _FEWEST_STEPS <= steps == len({word for _, word in pairs}) == len(pairs)
