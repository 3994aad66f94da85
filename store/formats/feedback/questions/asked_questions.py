"""Which questions the rows of a file answer, where a column says it.

HubSpot calls that column ``Survey type``, others ``Question`` or ``Metric``. A file with a row for
each question has one column of answers to several questions, which are never put together.
"""

from __future__ import annotations

import re
from collections import Counter

from store.common.dataclass import dataclass
from store.formats.feedback.questions.question_words import asked_measure
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_NAMES_QUESTIONS = re.compile(
    r"((survey|feedback|response|question|score|rating) )?(type|question|questions|metric|measure|kpi|indicator|"
    r"survey|question text|item)|survey name|frage|fragetext|pregunta|pergunta|domanda|vraag|pytanie|(rodzaj|typ) ankiety|"
    r"tipo|typ|art|soort|rodzaj|(tipo|type) (d |de |di )?(encuesta|pesquisa|enquete|sondaggio|pregunta|indicador|metrica)|metrica|metrik|kennzahl|indicador|indicateur"
)
_IS_QUESTION = re.compile(
    r"(?!(customer|client|user|visitor|your|open|security) )((\w+ ){0,2}questions?( (text|name|title|label|id|code|no|nr|number))?|"
    r"(\w+ )?(fragen?|fragetext|pregunta|pergunta|domanda|vraag|pytanie|otazka|soru))"
)
"""Names of a column whose texts are questions, whatever they ask."""
_IS_CRITERION = re.compile(
    r"((survey|rating|score|feedback|assessment|rated|customer|satisfaction) )?"
    r"(metrics?|kpi|indicators?|criterion|criteri[ao]|aspects?|statement|metrik|kennzahl|indikator|kriteri(um|en)|aspekte?|"
    r"bewertungs(kriterium|aspekt)|teilfrage|aussage|metrique|indicateur|criteres?|enonce|metrica|indicador|criterios?|"
    r"aspecto(s)?|afirmacion|afirmacao|indicatore|aspett[oi]|affermazione|criterium|stelling|kryterium|stwierdzenie|wskaznik)"
    r"( (name|text|title|label))?"
)
"""Names of a column whose texts are what is rated: one side of a service, or a statement."""
_DEGREE = re.compile(
    r"(extremely|very|quite|somewhat|fairly|rather|slightly|moderately|neither|neutral|not at all|strongly|sehr|ziemlich|"
    r"eher|weder|tres|plutot|assez|muy|bastante|muito|molto|abbastanza|heel|zeer|bardzo|mycket|meget)\b.*|(dis)?agree|(un)?happy|"
    r"(dis|un)?satisfied|good|bad|great|excellent|poor|yes|no"
)
"""What customers answer, of which no question begins."""
_ID_OF_ANSWERS = re.compile(
    r"(?!.*\b(customer|client|user|agent|product|order|store|kunden?)\b)"
    r".*(respon|answer|submission|survey|interview|assessment|instance|ticket|\bcase|incident|conversation|"
    r"antwort|umfrage|befragung|\bbogen|fragebogen|reponse|enquete|respuesta|encuesta|resposta|pesquisa|rispost|sondaggio|ankiet).*"
)
"""Names of what all answers of one customer to one survey share."""
_PERIOD = re.compile(
    r"\b(day|date|week|month|quarter|year|time|wave|round|period|tag|datum|woche|monat|quartal|jahr|welle)\b"
)
_ROWS_AN_ANSWER = 1.5
"""Rows that each survey has at least, on average, where each question has a row of its own."""
_ASKED_OF_MOST = 0.6
"""The share of surveys in which each of their questions stands."""
_ROWS_A_QUESTION = 2
"""Rows that each question has at least, on average, where the rows answer several."""
_FEWEST_QUESTIONS = 2
_MOST_QUESTIONS = 50
"""Different texts from which a column holds what customers wrote, not what they were asked."""


@dataclass(frozen=True, slots=True)
class MixedQuestions:
    """The column that says which question each row answers, and two of those questions."""

    column: str
    examples: tuple[str, str]
    several_measures: bool = False
    """Whether they ask for different measures, by their own words, or stand several in one
    survey: they are never all one question."""


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
            several = asked_measure(first) != asked_measure(second)
            together = _stand_together(table, index, answers)
            return MixedQuestions(table.header[index], examples, several or together)
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
    if len(asked) > 1 or len(questions) < _FEWEST_QUESTIONS:
        return asked
    if any(
        read_number(each) is not None or _DEGREE.fullmatch(name_words(each)) for each in questions
    ):
        return asked
    few = len(questions) <= _MOST_QUESTIONS and len(cells) >= _ROWS_A_QUESTION * len(questions)
    are_questions = _IS_QUESTION.fullmatch(name) or _IS_CRITERION.fullmatch(name)
    return questions if few and (are_questions or _stand_together(table, index, answers)) else asked


def _stand_together(table: Table, index: int, answers: int | None) -> bool:
    """Whether each survey has a row for most of the texts of a column, and none for one twice:
    they are its questions, whatever the column is called."""
    if _PERIOD.search(name_words(table.header[index])):
        return False
    return any(
        other not in (index, answers)
        and _ID_OF_ANSWERS.fullmatch(name_words(name))
        and _share(table, other, index, answers)
        for other, name in enumerate(table.header)
    )


def _share(table: Table, ids: int, index: int, answers: int | None) -> bool:
    pairs = Counter(
        (row.cells[ids], row.cells[index])
        for row in table.rows
        if not is_blank(row.cells[ids])
        and not is_blank(row.cells[index])
        and (answers is None or not is_blank(row.cells[answers]))
    )
    surveys = len({survey for survey, _text in pairs})
    asked = Counter(text for _survey, text in pairs)
    return (
        len(pairs) == pairs.total() >= _ROWS_AN_ANSWER * surveys
        and surveys >= _FEWEST_QUESTIONS <= len(asked)
        and all(times >= _ASKED_OF_MOST * surveys for times in asked.values())
        and all(read_number(text) is None for text in asked)
    )


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


def told_question(table: Table) -> str:
    """The only text of a column that says which question each row answers, whatever it asks;
    empty where no column says it."""
    return table.once("told question", _told_question)


def _told_question(table: Table) -> str:
    for index, header in enumerate(table.header):
        name = name_words(header)
        texts = {cell for cell in table.column(index) if not is_blank(cell)}
        named = _IS_QUESTION.fullmatch(name) or _IS_CRITERION.fullmatch(name)
        if len(texts) == 1 and (named or _asked(name, list(texts))):
            return texts.pop()
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
