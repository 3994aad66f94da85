"""Which questions the rows of a file answer, where a column says it.

HubSpot calls that column ``Survey type``, others ``Question`` or ``Metric``. A file with a row for
each question has one column of answers to several questions, which are never put together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.formats.feedback.questions.question_words import asked_measure
from store.formats.tabular.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_NAMES_QUESTIONS = re.compile(
    r"((survey|feedback|response|question|score|rating) )?(type|question|questions|metric|measure|kpi|indicator|"
    r"survey|question text|item)|survey name|frage|fragetext|pregunta|pergunta|domanda|vraag|pytanie|(rodzaj|typ) ankiety"
)
_IS_QUESTION = re.compile(
    r"(?!(customer|client|user|visitor|your|open|security) )((\w+ ){0,2}questions?( (text|name|title|label|id|code|no|nr|number))?|"
    r"(\w+ )?(fragen?|fragetext|pregunta|pergunta|domanda|vraag|pytanie|otazka|soru))"
)
"""Names of a column whose texts are questions, whatever they ask."""
_ROWS_A_QUESTION = 2
"""Rows that each question has at least, on average, where the rows answer several."""
_MOST_QUESTIONS = 50
"""Different texts from which a column holds what customers wrote, not what they were asked."""


@dataclass(frozen=True, slots=True)
class MixedQuestions:
    """The column that says which question each row answers, and two of those questions."""

    column: str
    examples: tuple[str, str]
    several_measures: bool = False
    """Whether they ask for different measures, by their own words."""


def mixed_questions(table: Table, answers: int | None = None) -> MixedQuestions | None:
    """What tells several questions apart in one column of answers, in the one at ``answers`` or in
    any; None where nothing does."""
    return table.once(f"mixed questions {answers}", lambda table: _mixed_questions(table, answers))


def _mixed_questions(table: Table, answers: int | None) -> MixedQuestions | None:
    for index in range(len(table.header)):
        if index == answers:
            continue
        asked = _different(table, index, answers)
        if len(asked) > 1:
            first, second, *_ = asked
            examples = (quoted_cell(first), quoted_cell(second))
            return MixedQuestions(
                table.header[index], examples, asked_measure(first) != asked_measure(second)
            )
    return None


def _different(table: Table, index: int, answers: int | None) -> list[str]:
    """The different questions that a column names beside the answers of another."""
    name = name_words(table.header[index])
    cells = [
        row.cells[index]
        for row in table.rows
        if not is_blank(row.cells[index]) and (answers is None or not is_blank(row.cells[answers]))
    ]
    asked = list(_asked(name, cells).values())
    questions = sorted(set(cells))
    are_questions = bool(_IS_QUESTION.fullmatch(name))
    few = len(questions) <= _MOST_QUESTIONS and len(cells) >= _ROWS_A_QUESTION * len(questions)
    return questions if len(asked) < 2 and are_questions and few else asked


def only_question(table: Table) -> str:
    """The question that every row answers, where a column says it; empty where none does."""
    return table.once("only question", _only_question)


def _only_question(table: Table) -> str:
    for index in range(len(table.header)):
        cells = [cell for cell in table.column(index) if not is_blank(cell)]
        asked = _asked(name_words(table.header[index]), cells)
        if len(asked) == 1 and len(set(cells)) == 1:
            return next(iter(asked.values()))
    return ""


def only_measure(table: Table) -> str | None:
    """The score that every row's question asks for; None where no column says it."""
    return asked_measure(only_question(table))


def _asked(name: str, cells: list[str]) -> dict[str, str]:
    """The first question for each measure that a column of this name has in its cells."""
    if not _NAMES_QUESTIONS.fullmatch(name):
        return {}
    questions = set(cells)
    asked: dict[str, str] = {}
    for question in sorted(questions) if len(questions) <= _MOST_QUESTIONS else ():
        if measure := asked_measure(question):
            asked.setdefault(measure, question)
    return asked
