"""Which rows of a table are its header: preambles, two and three header rows, row names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.text import clean

Cells = tuple[str, ...]

_VALUE = re.compile(
    r"[-+]?[\d.,\s%]+"  # a number
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T\s].*)?"  # a date
    r"|[^\s@]+@[^\s@]+"
)
_SURVEY_SECOND = {"response", "open-ended response"}
"""What SurveyMonkey writes under a question that has one answer."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Cleaned column names, their labels (or none), and the index of the first data row."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    body: int


def find_heading(rows: Sequence[Cells]) -> Heading:
    """The header among a file's first filled rows (at least one)."""
    top = _header_index(rows)
    names, body = [_tidy(cell) for cell in rows[top]], top + 1
    following = rows[body : body + 20]
    labels: tuple[str, ...] = ()
    imports = next((place for place in (1, 0) if _is_import_ids(rows, body + place)), None)
    if imports is not None:
        labels = tuple(_tidy(cell) for cell in rows[body]) if imports == 1 else ()
        body += imports + 1
    elif following and _is_second_row(following[0]):
        names = _joined(names, following[0])
        body += 1
    elif len(following) > 1 and all(len(row) == len(names) + 1 and row[-1] for row in following):
        names = ["", *names]
    return Heading(tuple(names), _padded(labels, len(names)), body)


def _header_index(rows: Sequence[Cells]) -> int:
    """The first row of words that fills most of the widest row's cells.

    A preamble ("Report of 3 May", key and value) fills fewer.
    """
    filled = [sum(1 for cell in row if cell) for row in rows]
    widest = max(filled)
    fullest = filled.index(widest)
    for place, row in enumerate(rows[:fullest]):
        cells = [cell for cell in row if cell]
        above = place + 1 == fullest and len(row) == len(rows[fullest])
        if len(cells) >= max(2 if above else 3, 0.6 * widest) and _is_words(cells):
            return place
    if fullest and filled[0] == widest - 1 and len(rows[0]) == widest - 1 and _is_words(rows[0]):
        return 0
    return fullest if _is_words([cell for cell in rows[fullest] if cell]) else _first_full(filled)


def _first_full(filled: Sequence[int]) -> int:
    """The first row at the rows' usual fill, where the fullest is plainly data."""
    usual = sorted(filled)[len(filled) // 2]
    return next(place for place, count in enumerate(filled) if count >= usual)


def _is_words(cells: Sequence[str]) -> bool:
    folded = [cell.casefold() for cell in cells]
    return len(set(folded)) == len(folded) and not any(_VALUE.fullmatch(cell) for cell in cells)


def _is_import_ids(rows: Sequence[Cells], place: int) -> bool:
    """Whether the row is Qualtrics' third: ``{"ImportId":"startDate"}`` under each column."""
    if place >= len(rows):
        return False
    cells = [cell for cell in rows[place] if cell]
    return bool(cells) and sum('"ImportId"' in cell for cell in cells) > len(cells) / 2


def _is_second_row(row: Cells) -> bool:
    return any(cell.casefold() in _SURVEY_SECOND for cell in row)


def _joined(names: Sequence[str], second: Cells) -> list[str]:
    """Question and answer option in one name; an option stands under its question's blanks."""
    joined: list[str] = []
    question = ""
    for place in range(max(len(names), len(second))):
        name = names[place] if place < len(names) else ""
        option = _tidy(second[place]) if place < len(second) else ""
        question = name or question
        plain = not option or option.casefold() in _SURVEY_SECOND
        joined.append(question if plain else f"{question} - {option}")
    return joined


def _padded(labels: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (labels + ("",) * width)[:width] if labels else ()


def _tidy(cell: str) -> str:
    return clean(cell).text
