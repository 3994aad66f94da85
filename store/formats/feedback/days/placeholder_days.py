"""Columns that say when by their names and hold one day alone that means none, such as 1980-01-01.

LimeSurvey writes it for the days of a survey that keeps none, others 1970-01-01 or 0000-00-00.
"""

from __future__ import annotations

import re

from store.common.text import listed
from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.tabular.days.dates import is_no_day, quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_SHOWN = 3
_MIDNIGHT = re.compile(r"[ T,]+0{1,2}:00(?::00(?:\.0+)?)?\s?(?:Z|UTC|AM)?$", re.IGNORECASE)


def placeholder(table: Table, index: int) -> str:
    """The day that means none and fills the column at ``index``, or several such days; empty where
    it holds another, or its name does not say when."""
    rank = rank_of(table.header[index])
    filled = {cell for cell in table.column(index) if not is_blank(cell)}
    days = {_MIDNIGHT.sub("", cell) for cell in filled if read_number(cell) is None}
    if rank is None or rank >= Rank.OTHER or not days or not all(map(is_no_day, filled)):
        return ""
    return listed(sorted(map(quoted_cell, days))[:_SHOWN])
