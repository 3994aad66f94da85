"""Answers that a question, or a line beside the table, calls none: the 9 of “9 = don't know” is
read as blank."""

from __future__ import annotations

from functools import partial

from store.formats.feedback.questions.question_words import asked_measure
from store.formats.feedback.questions.told_scales import texts_beside
from store.formats.feedback.rows.replaced_cells import with_replaced
from store.formats.feedback.scales import stated_scale, words_and_marks
from store.formats.tabular.no_answer_codes import no_answer_codes
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_MIDDLE = range(1, 6)
"""Numbers that are steps of a scale, where a name says no other end of it."""


_OF_NPS = range(1, 11)
"""Answers to how likely people are to recommend, which another question's code may be too; its 0 is
no answer where the file says so of all."""


def codes_of(table: Table, index: int) -> frozenset[int]:
    """The numbers off a column's scale that its name or its label gives to no answer, and a 0 of it."""
    said = f"{table.header[index]} {table.labels[index] if table.labels else ''}"
    codes = no_answer_codes(words_and_marks(said))
    scale = stated_scale(said) if codes else None
    if scale is None:
        return frozenset()
    if scale.high is None:
        return frozenset(code for code in codes if code not in _MIDDLE)
    return frozenset(code for code in codes if not max(1, scale.low or 0) <= code <= scale.high)


def told_codes(table: Table, index: int) -> frozenset[int]:
    """The numbers beyond all others of a column that a text beside the answers gives to no answer."""
    told = table.once("told codes", _told)
    if not told:
        return frozenset()
    name = table.header[index]
    asked, own = asked_measure(name), stated_scale(name)
    codes = {code for about, code in told if about in (None, asked)}
    if not codes:
        return frozenset()
    numbers = {read_number(cell) for cell in table.column(index)} - {None, *map(float, codes)}
    steps = [number for number in numbers if number is not None]
    if not steps or min(steps) < 0 or max(steps) > _OF_NPS[-1]:
        return frozenset()
    return frozenset(
        code
        for code in codes
        if not min(steps) <= code <= max(steps)
        and not (own.high is not None and max(1, own.low or 0) <= code <= own.high)
        and not (asked == "nps" and code in _OF_NPS)
        and not (asked == "csat" and code in _MIDDLE)
    )


def _told(table: Table) -> frozenset[tuple[str | None, int]]:
    """The numbers that texts beside the answers give to no answer, with the score each is of."""
    return frozenset(
        (asked_measure(text), code)
        for text in texts_beside(table)
        for code in no_answer_codes(words_and_marks(text))
    )


def without_no_answers(table: Table) -> Table:
    """The table with blanks in the place of what its columns' names call no answer."""
    coded = {
        at: codes
        for at in range(len(table.header))
        if (codes := codes_of(table, at) | told_codes(table, at))
    }
    return with_replaced(table, {at: partial(_read, codes) for at, codes in coded.items()})


def _read(codes: frozenset[int], cell: str) -> str:
    return "" if read_number(cell) in codes else cell


def no_answer_note(table: Table, column: str) -> str:
    """That a column's code is read as no answer, where its name or the file says so; else empty."""
    index = table.index(column) if column else None
    codes = frozenset() if index is None else codes_of(table, index)
    told = frozenset() if index is None else told_codes(table, index)
    if not codes | told:
        return ""
    numbers = " and ".join(f"{code}" for code in sorted(codes | told))
    said = "its name" if codes else "the file"
    return f"In “{column}” {numbers} is read as no answer, as {said} says."
