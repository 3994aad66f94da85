"""Files of a row for each question: one column of answers to several questions, never put together.

HubSpot calls the column that tells them apart ``Survey type``, others ``Question`` or ``Metric``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.formats.feedback.columns import asked_measure
from store.formats.tabular.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_NAMES_QUESTIONS = re.compile(
    r"((survey|feedback|response|question|score|rating) )?(type|question|questions|metric|measure|kpi|indicator|"
    r"survey|question text|item)|survey name|frage|fragetext|pregunta|pergunta|domanda|vraag"
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
    for index, name in enumerate(table.header):
        if not _NAMES_QUESTIONS.fullmatch(name_words(name)):
            continue
        questions = {cell for cell in table.column(index) if not is_blank(cell)}
        if len(questions) > _MOST_QUESTIONS:
            continue
        asked: dict[str, str] = {}
        for question in sorted(questions):
            if measure := asked_measure(question):
                asked.setdefault(measure, quoted_cell(question))
        if len(asked) > 1:
            first, second, *_ = asked.values()
            return MixedQuestions(name, (first, second))
    return None
