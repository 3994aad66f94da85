"""Two columns that say as plainly when customers answered, and say different days: a person chooses.

“Survey Date” may be the day a survey was sent, or the day it was answered; beside a “Response Date”
of other days only a person knows.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from store.formats.feedback.days.answer_dates import date_columns, rank_in
from store.formats.feedback.days.day_names import Rank
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
_MANY = 0.1
"""The share of rows from which different days are no answers given around midnight."""
_FEWEST = 2


def rival_days(
    table: Table, index: int, today: date, day_order: DayOrder | None = None
) -> tuple[int, ...]:
    """The columns that say when as plainly as the one at ``index`` and say other days, with it;
    the likeliest first. Empty where none does.

    The day on which somebody of the team graded the case has each other day of the case for a rival.
    """
    graded = graded_days(table)
    rank = rank_in(table, index)
    if index not in graded and rank not in (Rank.ANSWERED, Rank.PLAIN, Rank.SOLVED):
        return ()
    columns = date_columns(table, today)
    order = next((each.order for each in columns.values() if each.order is not None), day_order)
    own = _days(table, index, columns[index], order)
    rivals = [
        other
        for other, column in columns.items()
        if other != index
        and _may_rival(table, index, other, graded)
        and _differ(own, _days(table, other, column, order))
    ]
    if not rivals:
        return ()
    return tuple(sorted((index, *rivals), key=lambda at: (at in graded, _doubt(table, at))))


def _may_rival(table: Table, index: int, other: int, graded: Collection[int]) -> bool:
    """Whether the day at ``other`` may be that of the answers in place of the one at ``index``."""
    rank = rank_in(table, other)
    if index in graded:
        return rank is not Rank.NEVER and other not in graded
    return rank is rank_in(table, index)


def _doubt(table: Table, index: int) -> bool:
    """Whether a column's name may be that of the day of the question."""
    spoken = name_words(table.header[index])
    return bool(_ASKED_ON.search(spoken)) and not _ANSWERED_ON.search(spoken)


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


def _differ(some: dict[int, date], others: dict[int, date]) -> bool:
    both = some.keys() & others.keys()
    different = sum(some[line] != others[line] for line in both)
    return different >= _FEWEST and different > _MANY * len(both)
