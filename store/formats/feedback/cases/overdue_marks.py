"""A help desk's mark “Overdue”: whether it says which cases are late today, or which were solved late.

Some take it off when they close a case, so that no closed one has it, however late it was.
"""

from __future__ import annotations

import re
from collections import Counter

from store.formats.feedback.answers import yes_or_no
from store.formats.feedback.words.status_words import is_solved
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.days.dates import DayOrder, Unreadable
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_BARE = re.compile(r"(is )?overdue( now)?")
_FEWEST = 3
"""Closed cases with a due day from which their marks can be doubted."""


def says_of_today(
    table: Table, mark: int, status: int, ended: int, due: int, *, is_solution: bool
) -> bool:
    """Whether the marks at ``mark`` say nothing of closed cases: none of these has one, though some
    ended after they were due, by the days at ``ended`` and ``due``; most, where the former are those
    of the last change and not of the solution.

    Closed are the cases of the status that most of the solved ones have.
    """
    if not _BARE.fullmatch(name_words(table.header[mark])):
        return False
    ends = Counter(row.cells[status] for row in table.rows if is_solved(row.cells[status]))
    closed = [row for row in table.rows if ends and row.cells[status] == ends.most_common(1)[0][0]]
    if any(yes_or_no(row.cells[mark]) for row in closed):
        return False
    read_end, read_due = (
        settle_dates(table.column(place)).with_order(DayOrder.MONTH_FIRST).reader()
        for place in (ended, due)
    )
    came_late: list[bool] = []
    for row in closed:
        try:
            end, until = read_end(row.cells[ended]), read_due(row.cells[due])
        except Unreadable:
            continue
        if end is not None and until is not None:
            came_late.append(end > until)
    most = 0 if is_solution else len(came_late) / 2
    return len(came_late) >= _FEWEST and sum(came_late) > most
