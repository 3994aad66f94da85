"""The day on which a help desk's customer rated a case, among the other days of the case.

It is known by its name, as “Satisfaction survey response - Date” or “Umfrage beantwortet am”; else
by standing in the rated cases and in no other.
"""

from __future__ import annotations

import re
from collections.abc import Container

from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.days.dates import is_no_day
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_OF_A_RATING = re.compile(
    r"\b(survey(ed)?|rat(ing|ed)|satisfaction|csat|nps|ces|feedback|review(ed)?|"
    r"umfrage\w*|befragung\w*|zufriedenheit\w*|bewert\w*|kundenfeedback|enquete\w*|avis|evaluation|evaluee?|"
    r"encuesta\w*|satisfaccion|valora\w*|califica\w*|puntua\w*|resena|pesquisa|satisfacao|avalia\w*|"
    r"sondaggio|soddisfazione|valuta\w*|recensione|tevredenheid\w*|beoordel\w*|beoordeling\w*|"
    r"ankiet\w*|ocen\w*|satysfakc\w*|opini\w*)\b"
)
_ANSWERED = re.compile(
    r"\b(respon\w*|answer\w*|submi\w*|complet\w*|received|given|(beant|ant)wort\w*|abge\w+|ausgefullt|erhalten|"
    r"repon\w*|respuesta\w*|resposta\w*|rispost\w*|ingevuld|beantwoord|odpowied\w*|wypełni\w*|rated|bewertet)\b"
)
"""Words that say that it is the day of the answer, not that of the question."""
_OF_THE_QUESTION = re.compile(
    r"\b(sent|send|invit\w*|request\w*|offered|due|target|expir\w*|schedule[ds]?|remind\w*|deliver\w*|open(ed)?|assigned|"
    r"gesendet|verschickt|versendet|versand\w*|angefragt|eingeladen|envoye\w*|envoi|enviad\w*|inviat\w*|"
    r"verzonden|verstuurd|uitgenodigd|wysłan\w*|wysyłk\w*)\b"
)
_FEWEST = 3
"""Rated cases from which their days are known by where they stand."""
_SAMPLE = 200


def rated_day(table: Table, rating: int | None, taken: Container[int]) -> int | None:
    """The column of the days on which customers rated, in whose rows ``rating`` is the answer and
    among which none of ``taken`` is; None without one."""
    days = [
        index
        for index, name in enumerate(table.header)
        if index not in taken and index != rating and _may_be(name) and _holds_days(table, index)
    ]
    named = [index for index in days if is_of_a_rating(table.header[index])]
    if named:
        return min(named, key=lambda index: not _ANSWERED.search(name_words(table.header[index])))
    if rating is None:
        return None
    rated = [not is_blank(row.cells[rating]) for row in table.rows]
    if not _FEWEST <= sum(rated) < len(rated):
        return None
    return next((index for index in days if _filled(table, index) == rated), None)


def is_of_a_rating(name: str) -> bool:
    """Whether a day's name says that it is that of a rating, a review or a survey."""
    return bool(_OF_A_RATING.search(name_words(name)))


def _may_be(name: str) -> bool:
    return rank_of(name) is not Rank.NEVER and not _OF_THE_QUESTION.search(name_words(name))


def _holds_days(table: Table, index: int) -> bool:
    cells = [cell for cell in table.column(index) if not is_blank(cell) and not is_no_day(cell)]
    sample = cells[:_SAMPLE]
    return 2 * settle_dates(sample).readable > len(sample) > 0


def _filled(table: Table, index: int) -> list[bool]:
    return [not is_blank(row.cells[index]) for row in table.rows]
