"""How a column's words were read as numbers, told where a scale has other steps than the measure."""

from __future__ import annotations

from store.common.text import listed
from store.domain.statistics.measures import Measure, MeasureKind
from store.formats.feedback.answers import answer_reader, is_face, satisfaction
from store.formats.feedback.words.degree_words import degree_scale
from store.formats.feedback.words.word_scales import plain_words, word_scale
from store.formats.tabular.days.dates import Unreadable, quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_score, settle_numbers
from store.formats.tabular.tables import Table

_MOST = 20
"""Different words up to which they are a scale's."""
_GAP_FROM = 4
"""Steps from which one that is missing between them is none of the scale's."""


def words_note(table: Table, column: str, measure: Measure) -> str:
    """Which words of a column are read as which number, where several are read as one, a number
    between them has no word, or they are faces or steps that only those beside them tell; else
    empty."""
    if not column or measure.own or measure.kind is not MeasureKind.SCORE:
        return ""
    index = table.index(column)
    steps = _steps(table, index, measure)
    numbers = sorted(steps, reverse=True)
    folded = any(len(words) > 1 for words in steps.values())
    gaps = len(numbers) >= _GAP_FROM and numbers[0] - numbers[-1] >= len(numbers)
    words = [word for each in steps.values() for word in each]
    by_others = word_scale(table.column(index)) or degree_scale(table.column(index))
    if not (folded or gaps or by_others or any(map(is_face, words))):
        return ""
    read = [f"{_quoted(steps[number])} as {number:g}" for number in numbers]
    return f"Words in “{column}” are read so: {listed(read)}."


def _steps(table: Table, index: int, measure: Measure) -> dict[float, list[str]]:
    """The words of a column by the number that each is read as, one for each meaning."""
    cells = table.column(index)
    style = settle_numbers(cells)
    kinds: dict[str, str] = {}
    for cell in cells:
        if not is_blank(cell) and read_score(cell, style) is None:
            kinds.setdefault(_same(cell), cell)
    if len(kinds) > _MOST:
        return {}
    read = answer_reader(measure, cells)
    steps: dict[float, list[str]] = {}
    for cell in kinds.values():
        try:
            number = read(cell)
        except Unreadable:
            continue
        if number is not None:
            steps.setdefault(number, []).append(cell)
    return steps


def _same(cell: str) -> str:
    """What cells share that are the same word."""
    return plain_words(cell) if satisfaction(plain_words(cell)) is not None else cell.casefold()


def _quoted(words: list[str]) -> str:
    return listed([f"“{quoted_cell(word)}”" for word in words])
