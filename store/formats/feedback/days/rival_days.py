"""Two columns that say as plainly when customers answered, and say different days: a person chooses.

“Survey Date” may be the day a survey was sent, or the day it was answered; beside a “Response Date”
of other days only a person knows.
"""

from __future__ import annotations

import re
from datetime import date

from store.formats.feedback.days.answer_dates import date_columns, rank_in
from store.formats.feedback.days.day_names import Rank, is_bare_end, is_of_an_answer, says_begun
from store.formats.feedback.days.graded_days import graded_days
from store.formats.tabular.days.column_dates import DateColumn
from store.formats.tabular.days.dates import DayOrder, Unreadable
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_ASKED_ON = re.compile(r"survey|umfrage|befragung|encuesta|enquete|pesquisa|sondaggio|ankiet|anket")
"""Names of a day that may be that of the question too."""
_ANSWERED_ON = re.compile(
    r"respon|answer|submi|complet|rated|review|antwort|abgabe|abgegeben|repon|respuest|respond|respost|rispost|"
    r"odpowied|ingevuld"
)
_OF_ANOTHER_THING = re.compile(
    r"\b(case|ticket|thread|conversation|chat|issue|request|incident|order|booking|visit|account|user|customer|"
    r"fall|vorgang|bestellung|caso|pedido|chamado|commande|demande|ordine|bestelling|zgłoszeni\w*|zamowieni\w*)\b"
)
"""What a day of creation may be of that is no answer."""
_OF_A_CASE = (Rank.SOLVED, Rank.CREATED, Rank.OTHER)
"""Ranks of days of which none says plainly that customers answered then."""
_NEARLY_ALL = 0.9
_MANY = 0.1
"""The share of rows from which different days are no answers given around midnight."""
_FEWEST = 2


def rival_days(
    table: Table,
    index: int,
    today: date,
    day_order: DayOrder | None = None,
    *,
    of_cases: bool = False,
) -> tuple[int, ...]:
    """The columns that say when as plainly as the one at ``index`` and say other days, with it;
    the likeliest first. Empty where none does.

    The day on which somebody of the team graded the case has each other day of the case for a rival;
    so have two days of a case, of which neither says more, and a solution another day that follows
    it, but in a help desk's export, in which each has its part (``of_cases``).
    """
    graded = graded_days(table)
    rank = rank_in(table, index)
    if index not in graded and rank in (None, Rank.NEVER):
        return ()
    columns = date_columns(table, today)
    if index not in columns:
        return ()
    order = next((each.order for each in columns.values() if each.order is not None), day_order)
    own = _days(table, index, columns[index], order)
    rivals = [
        other
        for other, column in columns.items()
        if other != index
        and _differ(own, days := _days(table, other, column, order))
        and _is_rival(table, index, other, of_cases=of_cases, follows=_follow(own, days))
    ]
    if not rivals:
        return ()
    return tuple(sorted((index, *rivals), key=lambda at: (at in graded, _doubt(table, at))))


def _is_rival(table: Table, index: int, other: int, *, of_cases: bool, follows: bool) -> bool:
    """Whether the day at ``other`` may be that of the answers in place of the one at ``index``, which
    it ``follows`` or not."""
    own, rank = rank_in(table, index), rank_in(table, other)
    if rank is Rank.NEVER:
        return False
    if index in graded_days(table):
        return other not in graded_days(table)
    if rank is own is Rank.ANSWERED and is_bare_end(table.header[other]):
        return not is_of_an_answer(table.header[index])
    if rank is own:
        return not of_cases or own not in (Rank.CREATED, Rank.OTHER)
    if of_cases or own is Rank.PLAIN:
        return False
    if own is Rank.ANSWERED:
        return follows and is_bare_end(table.header[index])
    return rank in _OF_A_CASE and (follows or own is not Rank.SOLVED)


def _doubt(table: Table, index: int) -> int:
    """How far a column's name may be that of another day: 1 for that of the question or of the
    beginning, 2 where it is one of a case or an order."""
    spoken = name_words(table.header[index])
    if says_begun(table.header[index]) or rank_in(table, index) is Rank.CREATED:
        return 1 + bool(_OF_ANOTHER_THING.search(spoken))
    return int(bool(_ASKED_ON.search(spoken)) and not _ANSWERED_ON.search(spoken))


def _days(table: Table, index: int, column: DateColumn, order: DayOrder | None) -> dict[int, date]:
    """The day that a column says of each row, by line, where it can be read."""
    read = column.with_order(order or DayOrder.DAY_FIRST).reader()
    days: dict[int, date] = {}
    for row in table.rows:
        if is_blank(row.cells[index]):
            continue
        try:
            time = read(row.cells[index])
        except Unreadable:
            continue
        if time is not None:
            days[row.line] = time.date()
    return days


def _follow(some: dict[int, date], others: dict[int, date]) -> bool:
    """Whether nearly all of the other days come after, as that of a call after the solution does."""
    both = some.keys() & others.keys()
    return sum(some[line] <= others[line] for line in both) >= _NEARLY_ALL * len(both)


def _differ(some: dict[int, date], others: dict[int, date]) -> bool:
    both = some.keys() & others.keys()
    different = sum(some[line] != others[line] for line in both)
    return different >= _FEWEST and different > _MANY * len(both)
