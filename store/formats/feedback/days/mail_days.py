"""Days of the mail that asked a customer: when it was sent, delivered, opened or clicked.

None of them is the day of the answer. “Opened” may be the day of a case too: it is that of the mail
where another column says when it was sent, and no row was opened before.
"""

from __future__ import annotations

import re

from store.formats.feedback.days.column_zones import without_zone
from store.formats.tabular.days.dates import DayOrder, Unreadable, read_date
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_OF_IT = (
    r"((e ?mails?|mails?|sms|messages?|invitations?|invites?|surveys?|links?|requests?|first|last|date|time|datetime|was|is|"
    r"nps|csat|umfrage|einladung|enquete|encuesta|pesquisa|sondaggio|ankiet[ay]) )*"
)
_WHEN = r"( (date|time|datetime|timestamp|ts|at|on|am|um|le|el|il|op|em|utc|gmt))*"
_SENT = re.compile(
    rf"{_OF_IT}(sent|send|invited|dispatched|e ?mailed|gesendet|versendet|verschickt|versandt|eingeladen|envoyee?|enviad[oa]|"
    rf"invitad[oa]|inviat[oa]|verzonden|verstuurd|uitgenodigd|wysłan[oa]|skickat|skickad|sendt){_WHEN}"
)
_OPENED = re.compile(
    rf"{_OF_IT}(opened|viewed|delivered|clicked|seen|visited|displayed|shown|geoffnet|angesehen|zugestellt|angeklickt|geklickt|"
    r"aufgerufen|ouverte?|vue?|cliquee?|delivree?|abiert[oa]|visto|vista|entregad[oa]|clicad[oa]|abert[oa]|apert[oa]|cliccat[oa]|"
    rf"geopend|bekeken|geklikt|otwart[oa]|kliknieto|oppnad|oppnat|åpnet|åbnet){_WHEN}"
)
_SAMPLE = 500


def sent_days(table: Table) -> frozenset[int]:
    """The columns whose names say when somebody was asked."""
    return table.once("sent days", lambda table: _named(table, _SENT))


def opened_days(table: Table) -> frozenset[int]:
    """The columns of what became of the mail that asked, before any answer."""
    return table.once("opened days", _opened_days)


def _opened_days(table: Table) -> frozenset[int]:
    sent = sent_days(table)
    return frozenset(
        index for index in _named(table, _OPENED) if any(_follows(table, at, index) for at in sent)
    )


def _named(table: Table, pattern: re.Pattern[str]) -> frozenset[int]:
    return frozenset(
        index
        for index, name in enumerate(table.header)
        if pattern.fullmatch(name_words(without_zone(name)))
    )


def _follows(table: Table, sent: int, opened: int) -> bool:
    """Whether what was opened had been sent before, in each row that says both."""
    pairs = [(row.cells[sent], row.cells[opened]) for row in table.rows[:_SAMPLE]]
    found = ([_is_in_order(pair, order) for pair in pairs] for order in DayOrder)
    return any(True in said and False not in said for said in found)


def _is_in_order(pair: tuple[str, str], order: DayOrder) -> bool | None:
    """Whether of two times the second is not before the first; None where one is none."""
    if any(map(is_blank, pair)):
        return None
    try:
        sent, opened = (read_date(cell, order) for cell in pair)
    except Unreadable:
        return None
    return None if sent is None or opened is None else sent <= opened
