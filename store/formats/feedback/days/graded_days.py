"""Days on which somebody of the team graded a case, beside what its customer said of it.

“Review date” is a customer's day in an export of reviews, and that of a reviewer in one of graded
conversations: the columns beside it tell which.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_GRADED = re.compile(
    r"\b(internal quality|interne (qualitat|bewertung)\w*|iqs|qa|quality assurance|reviewees?|evaluators?|evaluatees?|"
    r"graders?|graded by|assessors?|assessed by|coach|coached by|pruferi?n?|gepruft von|evaluateur|evaluatrice|evaluador|"
    r"evaluadora|avaliador|avaliadora|valutatore|valutatrice|beoordelaar|oceniajacy)\b"
)
"""Names of columns that only a file of graded cases has."""
_REVIEWER = re.compile(
    r"(reviewer|reviewed by|evaluated by|bewerter|bewertet von|evalue par|evaluado por|avaliado por|valutato da|"
    r"beoordeeld door)( (name|e ?mail|id))?"
)
_STAFF = re.compile(
    r"(agent|assignee|employee|mitarbeiter|mitarbeiterin|bearbeiter|agente|conseiller|medewerker)( (name|e ?mail|id))?"
)
"""Reviewers are customers too, except where the file says whom of the team they reviewed."""
_GRADED_ON = re.compile(
    r"\b(review(ed)?|evaluat(ed|ion)|graded|grading|assess(ed|ment)|audit(ed)?|qa|quality|scored|coaching|bewertet|bewertung|"
    r"bewertungs(datum|zeit)|gepruft|prufung|prufdatum|beurteilt|evaluation|evalue|evaluado|evaluacion|avaliado|"
    r"avaliacao|valutato|valutazione|beoordeeld|beoordeling|oceny|oceniono)\b"
)
_OF_CUSTOMERS = re.compile(r"\b(customers?|clients?|kunden?|csat|nps|ces|survey|satisfaction)\b")


def graded_days(table: Table) -> frozenset[int]:
    """The columns whose names are those of a day on which the team graded a case itself; none in
    a file that says nothing of such grades."""
    return table.once("graded days", _graded_days)


def is_only_graded(table: Table, index: int, days: Collection[int]) -> bool:
    """Whether the day at ``index`` is that of the team's own grade, and ``days`` holds no other."""
    graded = graded_days(table)
    return index in graded and graded.issuperset(days)


def _graded_days(table: Table) -> frozenset[int]:
    names = [name_words(name) for name in table.header]
    reviewed = any(map(_REVIEWER.fullmatch, names)) and any(map(_STAFF.fullmatch, names))
    if not reviewed and not any(map(_GRADED.search, names)):
        return frozenset()
    return frozenset(
        index
        for index, name in enumerate(names)
        if _GRADED_ON.search(name) and not _OF_CUSTOMERS.search(name)
    )
