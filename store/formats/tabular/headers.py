"""Which rows of a table are its header: preambles, two and three header rows, row names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.common.dataclass import dataclass
from store.common.text import clean
from store.formats.tabular.first_rows import VALUE, is_answer
from store.formats.tabular.missing_values import is_blank

Cells = tuple[str, ...]

_DATE = re.compile(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T\s].*)?"
    r"|(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])"
)
_LEGEND = re.compile(r"([^=]*:)?\s*\d{1,2}\s*=\s*[^\W\d].*")
"""A step of a scale and its words, which a row above the header lists: “1 = very good”."""
_SURVEY_SECOND = {
    "response", "open-ended response", "respuesta", "respuesta abierta", "antwort", "offene antwort",
    "réponse", "réponse ouverte", "resposta", "resposta aberta", "risposta", "antwoord",
}  # fmt: skip
"""What a survey tool writes under a question that has one answer."""
_SECOND_ROW_LOOKED_AT = 20
_TIME_ZONE = re.compile(r'"timeZone"\s*:\s*"([^"]{1,40})"')
"""What Qualtrics' third header row says of a column of times."""
_CODE = re.compile(r"[^\W\d][\w.\-\[\]/]{0,29}")
"""What a survey tool calls a question for programs: “q1”, “f4_offen”."""
_NUMBERED = re.compile(r"[\d_]")
_QUESTION_WORDS = 3
"""Words from which a cell beside a numbered code is a question."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Cleaned column names, their labels (or none), the index of the first data row, and that of
    the header's first row.

    The indexes are 0, and the names are empty, where a file has no header.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    body: int
    top: int = 0
    zones: tuple[str, ...] = ()
    """The time zone that a header row says a column's times are in, or empty; or none at all."""


def find_heading(rows: Sequence[Cells]) -> Heading:
    """The header among a file's first filled rows (at least one)."""
    sparse = _sparse_header(rows)
    top = _header_index(rows) if sparse is None else sparse
    if top and _is_option_row(rows[top], rows[top + 1 :]) and _goes_over(rows[top - 1], rows[top]):
        top -= 1
    if _is_data(rows[top]):
        return Heading(("",) * max(map(len, rows)), (), 0)
    names, body = [_tidy(cell) for cell in rows[top]], top + 1
    following = rows[body : body + 20]
    labels: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    imports = next((index for index in (1, 0) if _is_import_ids(rows, body + index)), None)
    if imports is not None:
        labels = tuple(_tidy(cell) for cell in rows[body]) if imports == 1 else ()
        said = [_TIME_ZONE.search(cell) for cell in rows[body + imports]]
        zones = tuple(zone[1] if zone else "" for zone in said)
        body += imports + 1
    elif following and (coded := _codes_and_questions(rows[top], following)) is not None:
        labels, names = coded
        body += 1
    elif following and (
        _is_second_row(following[0], following[1:]) or _is_option_row(following[0], following[1:])
    ):
        names = _joined(names, following[0])
        body += 1
    elif is_answer(rows[top], rows[body:]):
        return Heading(("",) * max(map(len, rows)), (), 0)
    elif len(following) > 1 and all(len(row) == len(names) + 1 and row[-1] for row in following):
        names = ["", *names]
    width = len(names)
    return Heading(tuple(names), _padded(labels, width), body, top, _padded(zones, width))


def _header_index(rows: Sequence[Cells]) -> int:
    """The first row of words that fills most of the widest row's cells.

    A preamble ("Report of 3 May", key and value) fills fewer.
    """
    filled = [0 if _is_legend(row) else sum(1 for cell in row if cell) for row in rows]
    if not any(filled):
        return 0
    widest = max(filled)
    fullest = filled.index(widest)
    for index, row in enumerate(rows[:fullest]):
        cells = [cell for cell in row if cell]
        if not filled[index]:
            continue
        above = index + 1 == fullest and len(row) == len(rows[fullest])
        if len(cells) >= max(2 if above else 3, 0.6 * widest) and _is_words(cells):
            return index
    one_less = filled[0] == widest - 1 and len(rows[0]) == widest - 1 and _is_words(rows[0])
    is_title = filled[0] == 1 and _is_words(rows[fullest]) and not _is_data(rows[fullest])
    if fullest and one_less and not is_title:
        return 0
    return fullest if _is_words([cell for cell in rows[fullest] if cell]) else _first_full(filled)


def _is_legend(row: Cells) -> bool:
    """Whether a row lists the steps of a scale, with nothing else in it."""
    cells = [cell for cell in row if cell]
    return bool(cells) and all(map(_LEGEND.fullmatch, cells))


def _first_full(filled: Sequence[int]) -> int:
    """The first row at the rows' usual fill, where the fullest is plainly data."""
    usual = sorted(filled)[len(filled) // 2]
    return next(index for index, count in enumerate(filled) if count >= usual)


def _is_words(cells: Sequence[str]) -> bool:
    folded = [cell.casefold() for cell in cells]
    return len(set(folded)) == len(folded) and not any(VALUE.fullmatch(cell) for cell in cells)


def _is_import_ids(rows: Sequence[Cells], index: int) -> bool:
    """Whether the row is Qualtrics' third: ``{"ImportId":"startDate"}`` under each column."""
    if index >= len(rows):
        return False
    cells = [cell for cell in rows[index] if cell]
    return bool(cells) and sum('"ImportId"' in cell for cell in cells) > len(cells) / 2


def _codes_and_questions(
    row: Cells, following: Sequence[Cells]
) -> tuple[tuple[str, ...], list[str]] | None:
    """The codes and the questions of two header rows, in any order; None where the second is none.

    The second has words over most columns of values, among them a question. A blank question
    leaves the code for a name.
    """
    second, below = following[0], following[1:]
    width = max(len(row), len(second))
    one, other = ((*each, *[""] * width)[:width] for each in (row, second))
    over_values = [index for index in range(width) if _are_values(below, index)]
    filled = sum(bool(other[index]) for index in over_values)
    if not over_values or 2 * filled < len(over_values) or any(map(VALUE.fullmatch, second)):
        return None
    for codes, questions in ((one, other), (other, one)):
        asks = any(_asks(codes[index], questions[index]) for index in over_values)
        named = all(codes[index] for index in over_values)
        are_codes = all(_CODE.fullmatch(cell) for cell in codes if cell)
        if asks and named and are_codes and _are_longer(questions, codes):
            names = [_tidy(each or code) for each, code in zip(questions, codes, strict=True)]
            return tuple(map(_tidy, codes)), names
    return None


def _asks(code: str, question: str) -> bool:
    """Whether a cell over or under a code is its question: it says so, or the code is a number's."""
    if "?" in question:
        return True
    return len(question.split()) >= _QUESTION_WORDS and bool(_NUMBERED.search(code))


def _are_longer(questions: Cells, codes: Cells) -> bool:
    return sum(map(len, questions)) > 2 * sum(map(len, codes))


def _are_values(rows: Sequence[Cells], index: int) -> bool:
    """Whether a column holds numbers, days and addresses alone, in more than half of its rows."""
    cells = [row[index] if index < len(row) else "" for row in rows[:_SECOND_ROW_LOOKED_AT]]
    filled = [cell for cell in cells if not is_blank(cell)]
    return len(filled) > len(cells) / 2 and all(map(VALUE.fullmatch, filled))


def _is_second_row(row: Cells, below: Sequence[Cells]) -> bool:
    """Whether a row says that there is one answer to a question, and is no answer such as
    “Response” itself: others say so too, or its blanks stand over values."""
    filled = [cell for cell in row if cell]
    said = [cell for cell in filled if cell.casefold() in _SURVEY_SECOND]
    if not said or any(map(VALUE.fullmatch, filled)):
        return False
    if len(said) == len(filled) > 1:
        return True
    blank = _blank_places(row, below)
    return any(_are_values(below, index) for index in blank)


def _sparse_header(rows: Sequence[Cells]) -> int | None:
    """The first row where the second names the answers under its questions.

    A question with twenty options fills one cell of the first row and twenty of the second.
    """
    if len(rows) < 3 or not _is_second_row(rows[1], rows[2:]):
        return None
    return 0 if sum(1 for cell in rows[0] if cell) > 1 and not _is_data(rows[0]) else None


def _is_option_row(row: Cells, below: Sequence[Cells]) -> bool:
    """Whether a row of words alone goes on the header: blank over what has a value in every row
    below, and a word over numbers."""
    words = [index for index, cell in enumerate(row) if cell]
    if not below or not words or any(VALUE.fullmatch(row[index]) for index in words):
        return False
    if any(is_blank(row[index]) for index in words):
        return False
    blank = _blank_places(row, below)
    return any(_are_values(below, at) for at in words) and any(
        _are_values(below, at) for at in blank
    )


def _blank_places(row: Cells, below: Sequence[Cells]) -> list[int]:
    """The places that a row leaves blank, as far as the rows below it go."""
    width = max(map(len, (row, *below)))
    return [index for index in range(width) if index >= len(row) or not row[index]]


def _goes_over(row: Cells, below: Cells) -> bool:
    """Whether a row of words names what the row under it leaves blank."""
    named = [index for index, cell in enumerate(row) if cell]
    fills = any(index >= len(below) or not below[index] for index in named)
    return len(named) > 1 and fills and _is_words([row[index] for index in named])


def _is_data(cells: Cells) -> bool:
    """Whether what should be the header is a row like those below it."""
    filled = [cell for cell in cells if cell]
    return any(map(_DATE.fullmatch, filled)) or all(map(VALUE.fullmatch, filled))


def _joined(names: Sequence[str], second: Cells) -> list[str]:
    """Question and answer option in one name; an option stands under its question's blanks."""
    joined: list[str] = []
    question = ""
    for index in range(max(len(names), len(second))):
        name = names[index] if index < len(names) else ""
        option = _tidy(second[index]) if index < len(second) else ""
        question = name or question
        plain = not option or option.casefold() in _SURVEY_SECOND
        joined.append(question if plain else f"{question} - {option}")
    return joined


def _padded(labels: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (labels + ("",) * width)[:width] if labels else ()


def _tidy(cell: str) -> str:
    return clean(cell).text
