"""Whether a file's first row is an answer like those below it, not a header.

Its words come again in their columns, and its numbers stand over numbers. A header may do so too: a
column for each option that repeats it where it was chosen, years, the steps of a scale.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from store.formats.tabular.missing_values import is_blank

VALUE = re.compile(
    r"[-+]?[\d.,\s%]+"  # a number
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T\s].*)?"  # a date
    r"|[^\s@]+@[^\s@]+"
)
"""A number, a day or an address, which no column is called."""
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?|(19|20)\d{10}(\d\d)?")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_WHOLE = re.compile(r"-?\d{1,9}")
_FEWEST_SIGNS = 2
_FEWEST_BELOW = 3
"""Rows under the first one from which they show what it is."""
_LONGEST = 200
"""Characters up to which cells are compared."""


def is_answer(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether two or more cells of a first row are answers, and none is a name over numbers."""
    first = [_folded(cell) for cell in row]
    rows = _others(first, below)
    if len(rows) < _FEWEST_BELOW:
        return False
    words: dict[int, set[str]] = {}
    numbers: list[str] = []
    times = ticked = 0
    for index, cell in enumerate(first):
        cells = [each[index] for each in rows if index < len(each) and not is_blank(each[index])]
        if is_blank(cell) or not cells:
            continue
        others = [each for each in cells if each != cell]
        values = sum(1 for each in others if VALUE.fullmatch(each))
        if _TIME.fullmatch(cell):
            times += all(map(_TIME.fullmatch, cells))
        elif _MAIL.fullmatch(cell):
            times += all(map(_MAIL.fullmatch, cells))
        elif VALUE.fullmatch(cell):
            numbers += [cell] if values == len(others) else []
        elif values and values == len(others):
            return False
        elif cell in cells and 2 * values <= len(others):
            words[index] = set(others)
            ticked += not others and len(cells) < len(rows)
    if ticked >= _FEWEST_SIGNS:
        return False
    signs = times + _count_answers(first, words)
    if not signs and not _are_names(numbers):
        signs = len(numbers)
    return bool(signs) and signs + len(numbers) >= _FEWEST_SIGNS


def _folded(cell: str) -> str:
    return cell[:_LONGEST].casefold()


def _others(first: list[str], below: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows below the first one that are no copies of it, in small letters."""
    width = len(first)
    folded = ([*map(_folded, cells[:width])] for cells in below)
    return [row for row in folded if row != first and any(row)]


def _count_answers(first: list[str], words: dict[int, set[str]]) -> int:
    """How many words that come again are no options of a question that has a column for each: those
    hold the option, or in its place a word that is the same in all."""
    instead: Counter[str] = Counter()
    for _, other in {(first[at], *others) for at, others in words.items() if len(others) == 1}:
        instead[other] += 1
    return sum(
        1
        for others in words.values()
        if len(others) > 1 or any(instead[other] < _FEWEST_SIGNS for other in others)
    )


def _are_names(numbers: list[str]) -> bool:
    """Whether numbers go up or down all the way, as years and the steps of a scale do."""
    if not all(map(_WHOLE.fullmatch, numbers)):
        return True
    steps = [int(after) - int(before) for before, after in pairwise(numbers)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)
