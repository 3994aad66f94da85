"""NPS answers in a column without a telling name, known by the groups named beside them."""

from __future__ import annotations

from collections.abc import Sequence

from store.exchange.blanks import is_blank
from store.exchange.numbers import read_score
from store.exchange.tables import Table
from store.practice.measures import DETRACTOR_TO, PROMOTER_FROM

_GROUPS = {
    "promoter": "promoter",
    "promoters": "promoter",
    "passive": "passive",
    "passives": "passive",
    "neutral": "passive",
    "detractor": "detractor",
    "detractors": "detractor",
}
GROUP_NAMES = frozenset(_GROUPS) - {"neutral"}
_MOST = 0.9
"""The share of rows that must agree."""


def grouped_column(table: Table) -> int | None:
    """The column of answers from 0 to 10 whose groups another column names row by row.

    Delighted calls it ``Score``, beside ``NPS Category``. None without such a pair.
    """
    for place in range(len(table.header)):
        groups = [_GROUPS.get(cell.casefold(), "") for cell in table.column(place)]
        named = [at for at, group in enumerate(groups) if group]
        filled = sum(not is_blank(cell) for cell in table.column(place))
        if not named or len(named) < _MOST * filled or set(groups) <= {"", "passive"}:
            continue
        for other in range(len(table.header)):
            if other != place and _fits(table.column(other), groups, named):
                return other
    return None


def _fits(cells: Sequence[str], groups: Sequence[str], named: Sequence[int]) -> bool:
    fitting = sum(_group_of(cells[at]) == groups[at] for at in named)
    return fitting >= _MOST * len(named)


def _group_of(cell: str) -> str | None:
    score = read_score(cell)
    if score is None or not 0 <= score[0] <= 10 or score[0] != int(score[0]):
        return None
    if score[0] >= PROMOTER_FROM:
        return "promoter"
    return "detractor" if score[0] <= DETRACTOR_TO else "passive"
