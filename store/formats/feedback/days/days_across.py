"""Tables that have a column for each day or week, and a row for each customer."""

from __future__ import annotations

import re

from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.days.periods import are_named_periods
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_WEEK = re.compile(
    r"(kw|cw|wk|w|week|woche|semaine|semana|settimana|tydzien|vecka|uge|uke|viikko) ?\d{1,2}( \d{2,4})?"
)
_FEWEST = 2
_MOST = 0.9


def days_across(table: Table) -> str:
    """That a table's columns are days or weeks, in whose place rows are needed; else empty."""
    names = table.rows[0].cells if table.headless and table.rows else table.header
    days = [at for at, name in enumerate(names) if _is_time(name)]
    if len(days) < max(_FEWEST, len(names) - 2):
        return ""
    below = table.rows[1:] if table.headless else table.rows
    filled = [row.cells[at] for row in below for at in days if row.cells[at]]
    if not filled or sum(read_number(cell) is not None for cell in filled) < _MOST * len(filled):
        return ""
    return (
        f"The columns “{names[days[0]]}” to “{names[days[-1]]}” are times. Write each answer on a row"
        " of its own, with its day in a column beside it."
    )


def _is_time(name: str) -> bool:
    """Whether a column is called by a day, a week or a month."""
    if not any(map(str.isdigit, name)):
        return False
    if settle_dates([name]).readable or are_named_periods([name]):
        return True
    return bool(_WEEK.fullmatch(name_words(name)))
