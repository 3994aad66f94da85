"""Answers that a question's own words call none: the 9 of “9 = don't know” is read as blank."""

from __future__ import annotations

from functools import partial

from store.formats.feedback.rows.replaced_cells import with_replaced
from store.formats.feedback.scales import stated_scale, words_and_marks
from store.formats.tabular.no_answer_codes import no_answer_codes
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_MIDDLE = range(1, 6)
"""Numbers that are steps of a scale, where a name says no other end of it."""


def codes_of(table: Table, index: int) -> frozenset[int]:
    """The numbers off a column's scale that its name or its label gives to no answer."""
    said = f"{table.header[index]} {table.labels[index] if table.labels else ''}"
    codes = no_answer_codes(words_and_marks(said))
    scale = stated_scale(said) if codes else None
    if scale is None:
        return frozenset()
    if scale.high is None:
        return frozenset(code for code in codes if code not in _MIDDLE)
    return frozenset(code for code in codes if not (scale.low or 0) <= code <= scale.high)


def without_no_answers(table: Table) -> Table:
    """The table with blanks in the place of what its columns' names call no answer."""
    coded = {at: codes for at in range(len(table.header)) if (codes := codes_of(table, at))}
    return with_replaced(table, {at: partial(_read, codes) for at, codes in coded.items()})


def _read(codes: frozenset[int], cell: str) -> str:
    return "" if read_number(cell) in codes else cell


def no_answer_note(table: Table, column: str) -> str:
    """That a column's code is read as no answer, where its name says so; else empty."""
    codes = codes_of(table, table.index(column)) if column else frozenset()
    if not codes:
        return ""
    numbers = " and ".join(f"{code}" for code in sorted(codes))
    return f"In “{column}” {numbers} is read as no answer, as its name says."
