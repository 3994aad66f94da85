"""Forms with a column for each grade, in which a mark under one of them is the answer.

“Very satisfied | Satisfied | Neutral | …” or “5 | 4 | 3 | 2 | 1” with a cross in one column a row
are one question; taken alone, each would answer another. Where rows have several marks they are
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from store.common.dataclass import dataclass
from store.formats.feedback.answers import satisfaction, yes_or_no
from store.formats.feedback.questions.question_words import asked_measure, is_bare
from store.formats.feedback.scales import stated_scale
from store.formats.feedback.words.word_scales import plain_words, word_scale
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Row, Table

_PARTS = re.compile(r"(?P<question>.+?)\s*(?: [-–—] |: ?|\[)\s*(?P<grade>[^\[\]:]+?)\s*\]?")
"""A question and its grade in one name."""
_NUMBER = re.compile(
    r"(?P<question>.*?)[\s:.\-–—_\[(/|]*(?<!\d)(?P<grade>\d{1,2})[\])]?"
    r"(?P<unit> ?(?:stars?|sterne?|stelle|stella|estrellas?|estrelas?|etoiles?|étoiles?|sterren|ster))?"
)
_REPEATED = re.compile(r"(.+) \(\d+\)")
"""A name that the file has twice, as its table numbers it."""
_ENDS = {(1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (0, 10)}
"""From where to where scales of numbers go."""
_FEWEST = 3
"""Words from which columns side by side are the grades of a scale."""
_FIVE, _MIDDLE = 5, 3
_LONGEST = 200
"""The most letters of a name that is looked at."""
_SHORT = 2
"""The most letters of a mark."""


@dataclass(frozen=True, slots=True)
class Grades:
    """Columns side by side whose names are the grades of one scale."""

    places: tuple[int, ...]
    question: str
    """What the names say before their grades; empty where they are no more than those."""
    scores: tuple[int | None, ...]
    """The number of each column's grade; None for that of no answer."""
    names: tuple[str, ...]
    """The grades themselves."""
    are_words: bool


def with_ticks_joined(table: Table) -> Table:
    """The table with one column for each question that has a mark under one of its grades."""
    ticked = [
        (grades, marked)
        for grades in _all_grades(table)
        if (marked := _marked(table, grades)) and all(len(places) < 2 for places in marked)
    ]
    names: list[str] = []
    for grades, _marks in ticked:
        names.append(_name_of(table, grades, names))
    for (grades, marked), name in zip(reversed(ticked), reversed(names), strict=True):
        table = _joined(table, grades, marked, name)
    return table


def has_several_ticks(table: Table) -> bool:
    """Whether rows have marks under several grades of one scale."""
    return any(
        any(len(places) > 1 for places in _marked(table, grades) or ())
        for grades in _all_grades(table)
    )


def joined_note(table: Table, column: str) -> str:
    """That a column was put together, and of which; else empty."""
    names = table.joined.get(column, ())
    if not names:
        return ""
    return (
        f"{len(names)} columns of one choice, “{names[0]}” to “{names[-1]}”, are put together as"
        f" “{column}”."
    )


def _joined(table: Table, grades: Grades, marked: Sequence[Sequence[int]], name: str) -> Table:
    """The table with the grades' columns as one of their numbers, called ``name``."""
    first, gone = grades.places[0], set(grades.places[1:])
    score = dict(zip(grades.places, grades.scores, strict=True))
    rows = []
    for row, places in zip(table.rows, marked, strict=True):
        number = score[places[0]] if places else None
        answer = "" if number is None else f"{number}"
        cells = (*row.cells[:first], answer, *row.cells[first + 1 :])
        rows.append(Row(row.line, cells))
    header = (*table.header[:first], name, *table.header[first + 1 :])
    names = tuple(table.header[at] for at in grades.places)
    joined = replace(table, header=header, rows=tuple(rows), joined={**table.joined, name: names})
    return joined.without(gone)


def _name_of(table: Table, grades: Grades, taken: Sequence[str]) -> str:
    """What the column of all grades is called: by its question, and how far its scale goes."""
    numbers = [score for score in grades.scores if score is not None]
    low, high = (1, 5) if grades.are_words else (min(numbers), max(numbers))
    question = grades.question or _asked_above(table, grades)
    if not question:
        question = "Satisfaction" if grades.are_words else "Marks"
    scale = "" if stated_scale(question).high is not None else f" ({low}-{high})"
    name = f"{question}{scale}"
    others = {*table.header, *taken}
    again = (f"{name} ({number})" for number in range(2, len(others) + 3))
    return name if name not in others else next(each for each in again if each not in others)


def _asked_above(table: Table, grades: Grades) -> str:
    """The one line above the table that asks for a measure on this scale; empty where none does."""
    highest = max(score for score in grades.scores if score is not None)
    asked = [
        text.strip()
        for text in table.said
        if asked_measure(text) is not None and stated_scale(text).high in (None, highest)
    ]
    return asked[0] if len(asked) == 1 else ""


def _marked(table: Table, grades: Grades) -> list[list[int]] | None:
    """The places of each row's marks; None where the cells are no marks."""
    names = dict(zip(grades.places, map(str.casefold, grades.names), strict=True))
    kinds = {row.cells[at].casefold() for row in table.rows for at in grades.places}
    kinds = {cell for cell in kinds if not is_blank(cell)} - set(names.values())
    sign = _own_sign(kinds)
    found: list[list[int]] = []
    for row in table.rows:
        marks = {at: _is_mark(row.cells[at], names[at], sign) for at in grades.places}
        if None in marks.values():
            return None
        found.append([at for at, is_mark in marks.items() if is_mark])
    return found if any(found) else None


def _own_sign(kinds: set[str]) -> str:
    """The mark of a form that has one which says neither yes nor no, such as “●”, or nothing but
    a “✗”; else empty."""
    strange = {cell for cell in kinds if yes_or_no(cell) is None}
    if not strange and len(kinds) == 1:
        strange = {cell for cell in kinds if not cell.isalnum()}
    only = strange.pop() if len(strange) == 1 else ""
    return only if len(only) <= _SHORT and read_number(only) is None else ""


def _is_mark(cell: str, name: str, sign: str) -> bool | None:
    """Whether a cell is a mark under the grade called ``name``; None where it is neither that nor
    without one."""
    if is_blank(cell):
        return False
    if cell.casefold() in (name, sign):
        return True
    answer = yes_or_no(cell)
    return None if answer is None else answer == 1


def _all_grades(table: Table) -> list[Grades]:
    """The runs of columns whose names are the grades of one scale each."""
    names = [_once(name, table.header) if len(name) <= _LONGEST else "" for name in table.header]
    return sorted([*_of_numbers(names), *_of_words(names)], key=lambda grades: grades.places)


def _once(name: str, header: Sequence[str]) -> str:
    """A name without the number that tells it from another of the file."""
    match = _REPEATED.fullmatch(name)
    return match[1] if match and match[1] in header else name


def _of_numbers(names: Sequence[str]) -> Iterator[Grades]:
    """The runs of names that are the numbers of one scale, up or down."""
    run: list[tuple[int, str, int]] = []
    for at, name in enumerate((*names, "")):
        found = _numbered(name)
        goes_on = (
            found is not None
            and run
            and found[0] == run[-1][1]
            and abs(found[1] - run[-1][2]) == 1
            and (len(run) < 2 or found[1] - run[-1][2] == run[-1][2] - run[-2][2])
        )
        if not goes_on:
            numbers = [number for _at, _question, number in run]
            if run and (min(numbers), max(numbers)) in _ENDS:
                places = tuple(place for place, _question, _number in run)
                own = tuple(names[place] for place in places)
                yield Grades(places, run[0][1], tuple(numbers), own, are_words=False)
            run = []
        if found is not None:
            run.append((at, *found))


def _numbered(name: str) -> tuple[str, int] | None:
    """The question and the number in a name, where it asks for a rating or asks nothing."""
    match = _NUMBER.fullmatch(name)
    if match is None:
        return None
    question = match["question"].strip()
    if match["unit"]:
        return ("Star rating", int(match["grade"])) if not question else None
    asks = not question or asked_measure(question) or is_bare(question)
    is_code = bool(question) and question[-1:].isdigit()
    return (question, int(match["grade"])) if asks and not is_code else None


def _of_words(names: Sequence[str]) -> Iterator[Grades]:
    """The runs of names that are the words of one scale, from one end to the other."""
    split = [_split(name) for name in names]
    steps = word_scale({grade for _question, grade in split})
    run: list[tuple[int, str, float | None]] = []
    for at, (question, grade) in enumerate((*split, ("", ""))):
        score = steps.get(plain_words(grade), satisfaction(grade))
        is_grade = score is not None or (bool(grade.strip(" -.?*")) and is_blank(grade))
        follows = bool(run) and run[0][1] == question
        if not (is_grade and follows and _goes_on([each[2] for each in run], score)):
            scores = _by_place([each[2] for each in run])
            if scores:
                places = tuple(place for place, _question, _score in run)
                own = tuple(split[place][1] for place in places)
                yield Grades(places, run[0][1], scores, own, are_words=True)
            run = []
        if is_grade:
            run.append((at, question, score))


def _split(name: str) -> tuple[str, str]:
    """The question, or nothing, and the grade in a name."""
    if satisfaction(name) is not None:
        return "", name
    match = _PARTS.fullmatch(name)
    return (match["question"], match["grade"]) if match else ("", name)


def _goes_on(scores: Sequence[float | None], following: float | None) -> bool:
    """Whether a scale's grades go on in their order."""
    known = [score for score in (*scores, following) if score is not None]
    return known in (sorted(known), sorted(known, reverse=True))


def _by_place(scores: Sequence[float | None]) -> tuple[int | None, ...]:
    """The numbers of a scale's words: where there are five, by their places; empty where they are
    of no scale."""
    known = [score for score in scores if score is not None]
    if len(known) < _FEWEST or len(set(known)) < 2:
        return ()
    numbers = [round(score) for score in known]
    if len(known) == _FIVE and max(known) > _MIDDLE > min(known):
        numbers = list(range(1, 6) if known[0] < known[-1] else range(5, 0, -1))
    each = iter(numbers)
    return tuple(None if score is None else next(each) for score in scores)
