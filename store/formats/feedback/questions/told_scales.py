"""Scales that a file tells outside its header: above it, under the answers, or in a row of notes.

“Skala: 1 = sehr zufrieden, 5 = sehr unzufrieden” above a table says which end of its answers is
best. Told of both ends, it is taken; told of one, or only by a word such as “Schulnoten”, a person
is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from store.common.dataclass import dataclass
from store.formats.feedback.questions.column_answers import gather, without_codes
from store.formats.feedback.questions.question_words import asked_measure
from store.formats.feedback.scales import Scale, best_end_of_cells, label_ends, words_and_marks
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.no_answer_codes import no_answer_codes
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Problem, Row, Table, row_text

_GRADES = re.compile(
    r"\b(schulnoten?|school ?(grades?|marks?)|notes? scolaires?|(notas|calificaciones) escolares|vot[oi] scolastic[oi]|"
    r"schoolcijfers?|ocen[ay] szkoln[aey])\b"
)
_LOWER = re.compile(
    r"\b(lower|lowest|smaller|smallest) (\w+ ){0,3}(better|best)\b|\b(niedrig|klein)\w* (\w+ ){0,3}bess?er|"
    r"\b(niedrigste|kleinste)\w* (\w+ ){0,3}beste?\w*"
)
"""Words that say that the lowest number is the best."""
_NAMES_SCALE = re.compile(
    r"\b(scale|skala|bewertungsskala|legende?|rating|echelle|escala|scala|schaal|leyenda|legenda|bareme)\b"
)
_RANGE = re.compile(
    r"(?<![\d./-])([01])\s*(?:-|–|—|to|bis|a|à|al|ate|tot|do|\.\.+|hasta|through)\s*([3-9]|10|100)(?![\d./-])"
)
_LABELLED = re.compile(r"(?<![\d.])([01]|[4-7]|10)\s*[=:(–—-]\s*[^\W\d]")
_ONE_IS = re.compile(r"(?<![\d.])1\s*(?:=|\(|(?:is|ist|est|es|e|is de|to|jest)\b)\s*[^\W\d]")
_STEP = re.compile(r"\d{1,2} = [^\W\d][^=]*")
_DAY = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}\.? [^\W\d]{3,} \d{4}")
_PARTS = re.compile(r"[;|\n]|\.\s")
_TOP, _BOTTOM = 10, 40
"""Rows at the top and at the end of a table among which notes are looked for."""
_LONGEST = 300
_SHORTEST = 6
_MOST_STEPS = 11
_SHOWN = 70
_FEW = 2
"""Different texts up to which a column says the same of every answer."""
_SAMPLE = 200
_MOST = 0.9


@dataclass(frozen=True, slots=True)
class ToldScale:
    """What a file says of the scale of a column's answers."""

    text: str
    """What it says, cut short."""
    scale: Scale
    asks: bool = False
    """It may say that the lowest number is the best, and only a person knows."""


def told_scale(table: Table, index: int) -> ToldScale | None:
    """What the file says outside its header of the scale of the column at ``index``."""
    return table.once(f"told scale {index}", lambda table: _told_scale(table, index))


def _told_scale(table: Table, index: int) -> ToldScale | None:
    told = table.once("told scales", lambda table: tuple(_tell(texts_beside(table))))
    fitting = [each for each in told if _fits(table, index, each)]
    ends = {each.scale.best_low for each in fitting if each.scale.best_low is not None}
    if not fitting:
        return None
    first = next((each for each in fitting if each.scale.best_low), None)
    first = first or next((each for each in fitting if each.asks), fitting[0])
    if len(ends) > 1:
        return replace(first, scale=replace(first.scale, best_low=None), asks=True)
    if ends == {False}:
        return next(each for each in fitting if each.scale.best_low is False)
    return first


def with_told(own: Scale, told: ToldScale | None, cells: Iterable[str]) -> Scale:
    """A column's scale by its own name and answers, completed by what the file tells of it."""
    if told is None:
        return own
    best_low = best_end_of_cells(cells) if own.best_low is None else own.best_low
    best_low = told.scale.best_low if best_low is None else best_low
    if own.high is not None:
        return replace(own, best_low=best_low)
    return Scale(told.scale.low, told.scale.high, best_low)


def without_notes(table: Table) -> Table:
    """The table without the rows that tell a scale, which are among what it says and its problems."""
    rows = table.rows
    ends = rows if len(rows) <= _TOP + _BOTTOM else (*rows[:_TOP], *rows[-_BOTTOM:])
    notes = {row.line: row_text(row.cells) for row in ends if _is_note(row)}
    steps = {row.line: text for row in ends if _STEP.fullmatch(text := row_text(row.cells))}
    if len(table.header) > 2 and _is_legend(table, [row for row in ends if row.line in steps]):
        notes |= steps
    if not notes or len(notes) == len(rows):
        return table
    why = "it says what the answers mean, it is not one"
    return replace(
        table,
        rows=tuple(row for row in rows if row.line not in notes),
        problems=tuple(
            sorted(
                (*table.problems, *(Problem(line, why) for line in notes)),
                key=lambda problem: problem.line,
            )
        ),
        said=(*table.said, *notes.values()),
    )


def _is_legend(table: Table, rows: Sequence[Row]) -> bool:
    """Whether rows of a number and a word are a scale's steps: each number once, and no answers
    whose day stands on a row above them."""
    places = [next(at for at, cell in enumerate(row.cells) if cell) for row in rows]
    numbers = {row.cells[at] for row, at in zip(rows, places, strict=True)}
    if not len(numbers) == len(rows) <= _MOST_STEPS:
        return False
    lines = {row.line for row in rows}
    others = [row for row in table.rows if row.line not in lines]
    beside = [row.cells[at] for at in set(places) for row in others if row.cells[at]]
    answered = sum(read_number(cell) is not None for cell in beside) > len(beside) / 2
    return not (answered and any(_stands_among(row, others) for row in rows))


def _stands_among(row: Row, others: Sequence[Row]) -> bool:
    """Whether a row stands right below or above one of the others, without a blank one between."""
    return any(abs(row.line - other.line) == 1 for other in others)


def texts_beside(table: Table) -> Iterator[str]:
    """What a file says besides its answers."""
    yield from table.said
    for index, name in enumerate(table.header):
        filled = {cell for cell in table.column(index)[:_SAMPLE] if not is_blank(cell)}
        if not filled:
            yield name
        elif len(filled) <= _FEW:
            yield from (cell for cell in sorted(filled) if len(cell) >= _SHORTEST)


def _is_note(row: Row) -> bool:
    """Whether a row tells a scale, and nothing of one customer: no number of its own, no day."""
    filled = [cell for cell in row.cells if not is_blank(cell)]
    if any(read_number(cell) is not None or _DAY.match(cell) for cell in filled):
        return False
    texts = [cell[:_LONGEST] for cell in filled]
    return any(_speaks_of_a_scale(text) or no_answer_codes(words_and_marks(text)) for text in texts)


def _speaks_of_a_scale(text: str) -> bool:
    plain, words = words_and_marks(text), name_words(text)
    lows, highs = label_ends(plain)
    told = _ONE_IS.search(plain) or (_NAMES_SCALE.search(words) and _RANGE.search(plain))
    both = len({each[1] for each in _LABELLED.finditer(plain)}) > 1 or (lows and highs)
    return bool(both or (lows and told) or _GRADES.search(words) or _LOWER.search(words))


def _tell(texts: Iterable[str]) -> Iterator[ToldScale]:
    """What each text says of a scale; steps that stand each on a line of their own are one."""
    loose: dict[str, list[str]] = {}
    for text in texts:
        short = text[:_LONGEST]
        told = _told_by(short)
        if told is None:
            parts = [_told_by(part) for part in _PARTS.split(short)]
            yield from (part for part in parts if part is not None)
            is_step = bool(_LABELLED.search(short)) and not any(parts)
        else:
            yield told
            is_step = told.asks and bool(_LABELLED.search(short))
        if is_step:
            question = short[: match.start()] if (match := _LABELLED.search(short)) else ""
            loose.setdefault(question, []).append(short)
    for steps in loose.values():
        if len(steps) > 1 and (together := _told_by(", ".join(steps))) is not None:
            yield together


def _told_by(text: str) -> ToldScale | None:
    """What one text says of a scale; None where it says nothing, or of several."""
    plain = words_and_marks(text)
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    lows, highs = label_ends(plain)
    if len(lows) > 1 or len(highs) > 1:
        return None
    numbers = {int(each[1]) for each in _LABELLED.finditer(plain)}
    labelled = bool(numbers & {0, 1}) and max(numbers) > 1 if numbers else False
    scale = Scale(min(numbers), max(numbers)) if labelled else _ranged(plain)
    if lows | highs and lows != highs:
        if lows == {True} and highs == {False}:
            return ToldScale(shown, replace(scale, best_low=True))
        if False in lows or True in highs:
            return ToldScale(shown, replace(scale, best_low=False))
    words = name_words(text)
    may_be = labelled or (True in lows and _ONE_IS.search(plain)) or (False in highs and labelled)
    if may_be or _GRADES.search(words) or _LOWER.search(words):
        return ToldScale(shown, scale, asks=True)
    return ToldScale(shown, scale) if scale.high is not None else None


def _ranged(plain: str) -> Scale:
    """The ends of a scale that a text names as such: “Skala von 0 bis 10”."""
    match = _RANGE.search(plain) if _NAMES_SCALE.search(plain) else None
    return Scale(int(match[1]), int(match[2])) if match else Scale()


def _fits(table: Table, index: int, told: ToldScale) -> bool:
    """Whether what a text says may be of a column: its numbers are on the scale, and the text
    speaks of no other column's question."""
    answers = without_codes(gather(table.column(index)))
    if not answers.numeric:
        return False
    low = told.scale.low if told.scale.low is not None else 0
    high = told.scale.high if told.scale.high is not None else 10
    if answers.within(low, high) < _MOST * answers.numeric:
        return False
    about = asked_measure(told.text)
    own = asked_measure(table.header[index])
    if about is None or own in (None, about):
        return True
    if not told.asks and not told.scale.best_low:
        return False
    return all(asked_measure(name) != about for name in table.header)
