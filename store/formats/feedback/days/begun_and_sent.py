"""Two times on each row of a survey under names that say too little: when it was begun, and when it
was sent off.

They are known by where they stand. On the same rows the one is never before the other, nearly always
of the same day, and their names are of one family: “Hasiera ordua” and “Amaiera ordua”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import permutations

from store.formats.feedback.days.day_names import Rank, says_begun
from store.formats.tabular.days.column_dates import DateColumn
from store.formats.tabular.days.dates import DayOrder, Unreadable
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_SAMPLE = 500
_FEWEST = 3
"""Rows from which two times tell which is the later one."""
_MOST = 0.8
_SAME_END = 3
"""Letters at the end of two words by which they are of one family: “Begintijd”, “Eindtijd”."""


def ends_first(
    table: Table, ranked: Sequence[tuple[Rank, int]], columns: Mapping[int, DateColumn]
) -> list[int]:
    """The places of ``ranked`` columns of days, the best first, each end ahead of its beginning."""
    places = [index for _, index in ranked]
    for begun, end in _pairs(table, {index: rank for rank, index in ranked}):
        if places.index(begun) < places.index(end) and _follows(table, begun, end, columns):
            places.remove(end)
            places.insert(places.index(begun), end)
    return places


def _pairs(table: Table, ranks: Mapping[int, Rank]) -> Iterator[tuple[int, int]]:
    """Columns of which the second may be the end of what began in the first, by their names."""
    for begun, end in permutations(ranks, 2):
        names = table.header[begun], table.header[end]
        may_begin = ranks[begun] is Rank.OTHER or says_begun(names[0])
        may_end = ranks[end] is Rank.OTHER and not says_begun(names[1])
        if may_begin and may_end and _are_of_one_family(*names):
            yield begun, end


def _are_of_one_family(one: str, other: str) -> bool:
    """Whether two names share a word, or the end of their last words."""
    words, others = name_words(one).split(), name_words(other).split()
    if not words or not others:
        return False
    same_end = words[-1][-_SAME_END:] == others[-1][-_SAME_END:]
    return same_end or not set(words).isdisjoint(others)


def _follows(table: Table, begun: int, end: int, columns: Mapping[int, DateColumn]) -> bool:
    """Whether the times at ``end`` are those at ``begun`` or soon after them, row by row."""
    pairs = list(zip(_times(table, begun, columns), _times(table, end, columns), strict=True))
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    filled = sum(one is not None or other is not None for one, other in pairs)
    if len(both) < _FEWEST or len(both) < _MOST * filled:
        return False
    later = sum(one < other for one, other in both)
    same_day = sum(one.date() == other.date() for one, other in both)
    return (
        all(one <= other for one, other in both)
        and min(later, same_day) >= _MOST * len(both)
        and any(one.time() != time.min for one, _ in both)
    )


def _times(
    table: Table, index: int, columns: Mapping[int, DateColumn]
) -> Iterator[datetime | None]:
    read = columns[index].with_order(DayOrder.DAY_FIRST).reader()
    for row in table.rows[:_SAMPLE]:
        cell = row.cells[index]
        try:
            yield None if is_blank(cell) else read(cell)
        except Unreadable:
            yield None
