"""Lists of nobody but the customers who left: no share of all can be taken, but they can be counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from store.common.errors import Refused
from store.formats.feedback.answers import yes_or_no
from store.formats.feedback.days.answer_dates import settled_dates
from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.feedback.purchases import customer_column
from store.formats.feedback.questions.ways_on import column_line, key_of
from store.formats.tabular.days.dates import Unreadable
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_LEFT_ON = re.compile(
    r"\bchurn|\bcancel|\bleft\b|\bleav|unsubscri|terminat|\blost (on|at|date)|kundig|gekundigt|austritt|abmeld|resili|depart|"
    r"desabonn|\bbaja\b|cancelac|cancelam|saida|desligam|disdett|recess|opgezegd|opzeg|vertrek|wypowied|rezygnac|odejsc"
)
_NOT_LEFT_ON = re.compile(
    r"\b(order|bestell|pedido|commande|ordine|call|anruf|ticket|case|meeting|termin)\b"
)
_OF_A_STAY = re.compile(
    r"\b(rooms?|guests?|stay|stays|nights?|arrival|arrived|check ?in|check ?out|flight|train|trip|tour|booking|reservation|"
    r"zimmer|gast|gaste|aufenthalt|ankunft|anreise|reise|buchung|chambre|sejour|arrivee|habitacion|huesped|estancia|llegada|"
    r"quarto|hospede|estadia|chegada|camera|ospite|soggiorno|arrivo|kamer|verblijf|aankomst)\b"
)
"""Names beside a departure that is a guest's or a traveller's."""
_DEPARTED = re.compile(r"depart|saida|vertrek")
_PERIOD = re.compile(
    r"\b(month|period|quarter|monat|quartal|mois|periode|mes|mese|maand|miesiac|manad|maned|kuukausi|mesic)\b"
)
"""Names of the time that a file speaks of."""
FLAGS = frozenset({"churn", "retention", "repurchase"})
"""Measures of what a customer did, which a column may say of each."""
_LEFT_FLAG = re.compile(
    r"(is |has |did )?((customer|client|member|user) )?(is |has )?(churn(ed)?|attrition|cancel+ed|unsubscribed)( (flag|label|yn|y n))?|"
    r"(ist )?(gekundigt|abgewandert)|(a )?resilie?|(foi |esta )?cancelad[oa]|(es |foi )?baja|disdett[oa]|opgezegd"
)
"""Names of whether a customer left, over yes and no."""
_MOST = 0.9
_FEWEST = 3


def _left_on(table: Table) -> list[int]:
    """The columns whose names say when customers left; a guest's departure is none."""
    names = [name_words(name) for name in table.header]
    is_stay = any(map(_OF_A_STAY.search, names))
    return [
        index
        for index, spoken in enumerate(names)
        if _LEFT_ON.search(spoken)
        and not _NOT_LEFT_ON.search(spoken)
        and not (is_stay and _DEPARTED.search(spoken))
    ]


def left_flag(table: Table) -> int | None:
    """The column that says of nearly every customer by yes or no whether they left; None without one."""
    for index, name in enumerate(table.header):
        if _LEFT_FLAG.fullmatch(name_words(name)):
            said = [yes_or_no(cell) for cell in table.column(index)]
            if {0.0, 1.0} <= set(said) and sum(each is not None for each in said) >= _MOST * len(
                said
            ):
                return index
    return None


def line_of_the_flag(table: Table, flag: int, end: int) -> str:
    """The line that takes who left from the flag, on the days at ``end``, to go on "say "."""
    return f'{column_line(table.header[flag], "churn")} --date-column "{table.header[end]}"'


def leaving_day(table: Table, today: date) -> int | None:
    """The column that says of nearly every row when a customer left; None without one."""
    for index in _left_on(table):
        settled = settled_dates(table, index, today)
        most = settled.readable >= _MOST * settled.filled
        if most and settled.filled >= max(_FEWEST, _MOST * len(table.rows)):
            return index
    return None


def days_of_leavers(table: Table) -> frozenset[int]:
    """The columns of days on which customers left, by their names, which some rows have not."""
    return table.once("days of leavers", _days_of_leavers)


def _days_of_leavers(table: Table) -> frozenset[int]:
    rows = len(table.rows)
    return frozenset(
        index for index in _left_on(table) if 0 < settled_dates(table, index).readable < rows
    )


def refuse_days_of_leavers(table: Table, measure: str, dated_by: str | None) -> None:
    """Raise Refused where a share of those who left would count on days that only they have."""
    if measure not in ("churn", "retention") or dated_by is None:
        return
    if table.index(dated_by) in days_of_leavers(table):
        raise Refused(
            f"“{dated_by}” has days only for customers who left, so those who stayed would not count."
            " Say --on with the last day of the time that the file is of. With a column of when each"
            " customer started, it gives churn over the days of --from and --to.",
            field="date_column",
        )


def is_another_day(table: Table, index: int, measures: Iterable[str]) -> bool:
    """Whether a column of days does not say when customers left, in a file of
    nothing but who stayed, left or came again: that was not known on the day they came."""
    keys = set(measures)
    if not keys or not keys <= FLAGS:
        return False
    spoken = name_words(table.header[index])
    said_then = rank_of(table.header[index]) in (Rank.ANSWERED, Rank.PLAIN)
    return not (said_then or _LEFT_ON.search(spoken) or _PERIOD.search(spoken))


def why_not_flags(
    table: Table, flags: Sequence[tuple[str, str]], *, beside_others: bool
) -> dict[str, str]:
    """Why columns of who left or came again (``flags``, each with its measure) may not count once a row,
    with the line that takes it all the same, by column: beside other measures the rows are of cases or answers, and one customer may stand
    on several; empty where each row is of one."""
    customer = customer_column(table)
    ids = [cell for cell in table.column(customer) if cell] if customer is not None else []
    several = customer is not None and len(set(ids)) < len(ids)
    if not flags or not (several or beside_others):
        return {}
    why = "its rows may not be one customer each"
    if several and customer is not None:
        why = f"customers stand on several rows, by “{table.header[customer]}”"
    return {
        name: f"{why}. If each row is to count, say {column_line(name, key)}" for name, key in flags
    }


def have_all_left(table: Table, end: int, today: date) -> bool:
    """Whether every row of a list of members has the day of its end, none of them to come."""
    read = settled_dates(table, end, today).with_order(None)
    if read.ask or len(table.rows) < _FEWEST:
        return False
    day_of = read.reader()
    for row in table.rows:
        try:
            time = None if is_blank(row.cells[end]) else day_of(row.cells[end])
        except Unreadable:
            return False
        if time is None or time.date() > today:
            return False
    return True


def only_leavers(table: Table, index: int) -> str:
    """That a file names only who left, and the two lines that count them."""
    name = table.header[index]
    return (
        "The file names only customers who left and none who stayed, so no share can be taken from"
        f" it. To count them by “{name}”, for example: {_lines_that_count(name)}."
    )


def some_left(table: Table) -> str:
    """That a file has days only of customers who left, or a mark of who did, and how they are counted,
    as sentences; empty where it has neither."""
    if days := days_of_leavers(table):
        name = table.header[min(days)]
        return (
            f"“{name}” has days of customers who left, and no column says when each came, so no share of a"
            f" month can be taken. To count who left by “{name}”, for example: {_lines_that_count(name)}."
        )
    if (flag := left_flag(table)) is None:
        return ""
    name = table.header[flag]
    return (
        f"“{name}” holds yes and no: if it says which customers left, say"
        f" {column_line(name, 'churn')}."
    )


def _lines_that_count(name: str) -> str:
    """The two lines that count customers by the day on which they left."""
    key = f"left-{key_of(name)}"[:30].strip("-")
    return (
        f"care measure add {key} --kind count --better down --events --per-cycle sum, then"
        f" {column_line(name, key)}"
    )
