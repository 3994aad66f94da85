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
_MOST_QUESTIONS = 50
"""Different texts from which a column holds what customers wrote, not what they were asked."""


@dataclass(frozen=True, slots=True)
class MixedQuestions:
    """The column that says which question each row answers, and two of those questions."""

    column: str
    examples: tuple[str, str]


def mixed_questions(table: Table) -> MixedQuestions | None:
    """What tells several measures apart in one column of answers; None where nothing does."""
    return table.once("mixed questions", _mixed_questions)


def _mixed_questions(table: Table) -> MixedQuestions | None:
    for index in range(len(table.header)):
        asked = _asked(table, index)
        if len(asked) > 1:
            first, second, *_ = asked.values()
            return MixedQuestions(table.header[index], (quoted_cell(first), quoted_cell(second)))
    return None


def only_question(table: Table) -> str:
    """The question that every row answers, where a column says it; empty where none does."""
    return table.once("only question", _only_question)


def _only_question(table: Table) -> str:
    for index in range(len(table.header)):
        asked = _asked(table, index)
        if (
            len(asked) == 1
            and len({cell for cell in table.column(index) if not is_blank(cell)}) == 1
        ):
            return next(iter(asked.values()))
    return ""


def only_measure(table: Table) -> str | None:
    """The score that every row's question asks for; None where no column says it."""
    return asked_measure(only_question(table))


def _asked(table: Table, index: int) -> dict[str, str]:
    """The first question for each measure that a column names."""
    if not _NAMES_QUESTIONS.fullmatch(name_words(table.header[index])):
        return {}
    questions = {cell for cell in table.column(index) if not is_blank(cell)}
    asked: dict[str, str] = {}
    for question in sorted(questions) if len(questions) <= _MOST_QUESTIONS else ():
        if measure := asked_measure(question):
            asked.setdefault(measure, question)
    return asked
