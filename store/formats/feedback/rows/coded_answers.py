"""Yes and no that a file keeps as numbers: what its columns' names call them is read in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from store.formats.feedback.answers import yes_or_no
from store.formats.feedback.rows.replaced_cells import with_replaced
from store.formats.feedback.scales import words_and_marks
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_NAMED = re.compile(r"(?<![\d.,])([012])\s*[=:]\s*([^\W\d_]+)")
_WORDS = {1.0: "yes", 0.0: "no"}


def coded_answers(table: Table, index: int) -> dict[float, str]:
    """The numbers that a column's name calls yes and no, by what they mean; empty where it names
    none such, or 1 and 0 as anybody would."""
    said = f"{table.header[index]} {table.labels[index] if table.labels else ''}"
    named = {float(each[1]): yes_or_no(each[2]) for each in _NAMED.finditer(words_and_marks(said))}
    words = {number: _WORDS[answer] for number, answer in named.items() if answer is not None}
    told = sorted(words.values()) == sorted(_WORDS.values())
    return words if told and words != _WORDS else {}


def with_coded_answers(table: Table) -> Table:
    """The table with yes and no in the place of the numbers that its columns' names call so."""
    coded = {at: words for at in range(len(table.header)) if (words := coded_answers(table, at))}
    return with_replaced(table, {at: partial(_read, words) for at, words in coded.items()})


def _read(words: Mapping[float, str], cell: str) -> str:
    number = read_number(cell)
    return cell if number is None else words.get(number, cell)


def coded_note(table: Table, column: str) -> str:
    """Which numbers of a column are read as yes and no, where its name says so; else empty."""
    words = coded_answers(table, table.index(column)) if column else {}
    if not words:
        return ""
    no, yes = sorted(words, key=words.__getitem__)
    return f"In “{column}” {yes:g} is read as yes and {no:g} as no, as its name says."
