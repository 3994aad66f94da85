"""Columns of numbers that are no answers: counts of complaints and the like, waits, lengths of cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from store.formats.feedback.scales import stated_scale
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_COUNTS = re.compile(
    r"((new|open|total|number of|anzahl|weekly|monthly) )*(complaints?|backlog|refunds?|returns|open tickets|tickets|calls|"
    r"churned( customers)?|lost customers|customers lost|cancellations|kundigungen|resiliations|bajas|cancelamentos|disdette|"
    r"beschwerden|reklamationen|quejas|reclamos|reclamaciones|reclamations|plaintes|reclamacoes|reclami|klachten|"
    r"(open|unsolved|unresolved|pending|waiting) (tickets|cases|requests|conversations)|offene (tickets|anfragen|vorgange|falle)|"
    r"tickets (ouverts|abiertos|abertos|aperti)|otwarte zgłoszenia)"
    r"( (at|by|on|am|zum|an)( (the|der|des))? (end|ende)( (of|der|des))?( (the|each))? ?(day|week|month|woche|tages|monats)?"
    r"|(per|a|je|pro) (day|week|month|tag|woche|monat))?"
)
_WAIT = re.compile(
    r"\b(wait|waiting|waited|queue|hold|on hold|wartezeit|warteschlange|espera|attente|attesa|wachttijd|oczekiwania)\b|speed of answer"
)
_LENGTH = re.compile(
    r"(days|hours|minutes|hrs|mins) (to|until) (resolve|resolution|solve|solution|close|closure|fix)|"
    r"(resolution|solution|handling|closure) (days|hours|minutes)|(tage|stunden|minuten) bis (zur )?losung|"
    r"(dias|horas) (hasta la|para|ate a?) (resolucion|resolver|solucao|resolucao)|(jours|heures) (avant|jusqu a la) resolution"
)
_RATED = re.compile(
    r"\b(ratings?|score|stars?|satisf\w*|happy|note|grades?|marks?|nota|voto|cijfer|ocena|ocen\w*|betyg|karakter\w*|arvosana|zufrieden\w*|"
    r"tevreden\w*|sterne|etoiles|estrellas|estrelas|stelle|valoracion|calificacion|avaliacao|valutazione|beoordeling|bewertung)\b|\b1 (to|a|bis|tot|do|til|till) (5|6|7|10)\b"
)
"""Names of how good a wait was, which is no length of it."""
_AVERAGE = re.compile(
    r"\b(avg|average|mean|total|durchschnitt\w*|schnitt|promedio|moyenne?|media|sredni\w*)\b"
)


def counted_column(table: Table) -> str | None:
    """A column of whole numbers that counts complaints or the like, if there is one."""
    return next(_of_numbers(table, _COUNTS.fullmatch), None)


def waiting_column(table: Table) -> str | None:
    """A column of numbers that says how long each customer waited, ahead of one of how long each
    was on hold, if there is one."""
    found = [
        name
        for name in _of_numbers(table, _WAIT.search)
        if not (_AVERAGE.search(spoken := name_words(name)) or _RATED.search(spoken))
        and stated_scale(name).high is None
    ]
    return min(found, key=lambda name: "hold" in name_words(name).split(), default=None)


def length_column(table: Table) -> str | None:
    """A column of numbers that says how long each case took, if there is one."""
    return next(_of_numbers(table, _LENGTH.fullmatch), None)


def _of_numbers(table: Table, says: Callable[[str], re.Match[str] | None]) -> Iterator[str]:
    """The names that ``says`` finds of columns with nothing but numbers from 0 on."""
    for index, name in enumerate(table.header):
        if says(name_words(name)):
            numbers = [read_number(cell) for cell in table.column(index) if not is_blank(cell)]
            if numbers and all(each is not None and each >= 0 for each in numbers):
                yield name
