"""NPS answers in a column without a telling name, known by the groups named beside them."""

from __future__ import annotations

from collections.abc import Sequence

from store.domain.statistics.measures import DETRACTOR_TO, PROMOTER_FROM
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_score
from store.formats.tabular.tables import Table

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
_LOOKED_AT = 1_000
"""Rows that are compared."""
_TASTED = 20
"""Rows that show whether a column has scores."""
_TRIED = 3
"""Columns of groups that are compared with the scores."""


def grouped_column(table: Table) -> int | None:
    """The column of answers from 0 to 10 whose groups another column names row by row.

    Delighted calls it ``Score``, beside ``NPS Category``. None without such a pair.
    """
    groups = [index for index in range(len(table.header)) if _names_groups(table, index)]
    if not groups:
        return None
    scores = [index for index in range(len(table.header)) if _has_scores(table, index)]
    for index in groups[:_TRIED]:
        named = [
            (row.cells, _GROUPS[row.cells[index].casefold()])
            for row in table.rows[:_LOOKED_AT]
            if row.cells[index].casefold() in _GROUPS
        ]
        for score in scores:
            if _fits(named, score):
                return score
    return None


def _filled(table: Table, index: int, most: int) -> list[str]:
    return [cell for cell in table.column(index)[:most] if not is_blank(cell)]


def _names_groups(table: Table, index: int) -> bool:
    """Whether a column names groups, and not only passives, who may be neutral of anything."""
    cells = _filled(table, index, _LOOKED_AT)
    groups = [_GROUPS.get(cell.casefold()) for cell in cells]
    named = sum(group is not None for group in groups)
    return named >= _MOST * len(cells) and not set(groups) <= {None, "passive"}


def _has_scores(table: Table, index: int) -> bool:
    cells = _filled(table, index, _TASTED)
    return bool(cells) and all(_group_of(cell) for cell in cells)


def _fits(named: Sequence[tuple[tuple[str, ...], str]], score: int) -> bool:
    fitting = sum(_group_of(cells[score]) == group for cells, group in named)
    return fitting >= _MOST * len(named)


def _group_of(cell: str) -> str | None:
    score = read_score(cell)
    if score is None or not 0 <= score[0] <= 10 or score[0] != int(score[0]):
        return None
    if score[0] >= PROMOTER_FROM:
        return "promoter"
    return "detractor" if score[0] <= DETRACTOR_TO else "passive"
