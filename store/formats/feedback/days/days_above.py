"""Days that stand only on the first row of a group, as where a sheet's cells were merged.

A blank below a day may mean that day, or none: a person says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from store.common.dataclass import dataclass
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Row, Table

_FEW, _FEW_OF_MANY = 1, 0.05
"""How many answers without a day, and which share of many, are only listed."""


@dataclass(frozen=True, slots=True)
class DaysAbove:
    """A column of days with answers below them that have none."""

    column: str
    without: int
    """Answers without a day of their own, below a row that has one."""
    answered: int
    """Answers in all."""


def days_above(table: Table, places: Sequence[int], answers: int) -> DaysAbove | None:
    """The answers of the column ``answers`` that have no day in the columns at ``places``, the
    first of which dates them, below rows that have one; None where they are few."""
    above = rows_above(table, places)
    answered = [row.line for row in table.rows if not is_blank(row.cells[answers])]
    without = sum(line in above for line in answered)
    if without <= max(_FEW, _FEW_OF_MANY * len(answered)):
        return None
    return DaysAbove(table.header[places[0]], without, len(answered))


def rows_above(table: Table, places: Collection[int]) -> Mapping[int, Row]:
    """The nearest row above with a day, by the line of each row that has none itself; none across
    a row that could not be read."""
    unread = sorted((problem.line for problem in table.problems), reverse=True)
    above: dict[int, Row] = {}
    last: Row | None = None
    for row in table.rows:
        while unread and unread[-1] < row.line:
            unread.pop()
            last = None
        if not all(is_blank(row.cells[index]) for index in places):
            last = row
        elif last is not None:
            above[row.line] = last
    return above


def read_downwards(
    table: Table, places: Collection[int], day_of: Callable[[Row], date]
) -> Callable[[Row], date]:
    """What dates a row as ``day_of`` does, one without a day by the row above that has one."""
    above = rows_above(table, places)
    return lambda row: day_of(above.get(row.line, row))
