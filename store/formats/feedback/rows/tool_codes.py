"""Ratings that a help desk's interface gives as its own codes: what the desk calls them is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from store.common.dataclass import dataclass
from store.common.text import listed
from store.formats.feedback.rows.replaced_cells import with_replaced
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table


@dataclass(frozen=True, slots=True)
class _Codes:
    tool: str
    column: re.Pattern[str]
    beside: re.Pattern[str]
    """Names of columns of which one stands beside it in every file of the tool."""
    words: Mapping[float, str]


_TOOLS = (
    _Codes(
        "Help Scout",
        re.compile(r"(rating ?)+id"),
        re.compile(r"(rating ?)+(comments|customer ?id|user ?id)"),
        {1.0: "Great", 2.0: "Okay", 3.0: "Not good"},
    ),
    _Codes(
        "Freshdesk",
        re.compile(r"(ratings?|satisfaction ratings?)( default question| question \d+)?"),
        re.compile(r"survey ?id|ticket ?id|agent ?id"),
        {
            103.0: "Extremely happy",
            102.0: "Very happy",
            101.0: "Happy",
            100.0: "Neutral",
            -101.0: "Unhappy",
            -102.0: "Very unhappy",
            -103.0: "Extremely unhappy",
        },
    ),
)
"""Help Scout's report of happiness ratings and Freshdesk's satisfaction ratings, as their interfaces
document them."""


def with_tool_codes(table: Table) -> Table:
    """The table with what a help desk calls its codes in their place, where all of a column are such."""
    found = {
        at: codes
        for at in range(len(table.header))
        if (codes := _codes_of(table, at)) is not None and _holds_only(table, at, codes)
    }
    return with_replaced(table, {at: partial(_read, codes.words) for at, codes in found.items()})


def tool_codes_note(table: Table, column: str) -> str:
    """How a help desk's codes were read, where `with_tool_codes` put its words in their place; else
    empty."""
    index = table.index(column) if column else None
    codes = None if index is None else _codes_of(table, index)
    if index is None or codes is None:
        return ""
    cells = {cell for cell in table.column(index) if not is_blank(cell)}
    if not cells <= set(codes.words.values()):
        return ""
    read = [f"{number:g} as “{word}”" for number, word in codes.words.items() if word in cells]
    return f"In “{column}” {listed(read)} {'is' if len(read) == 1 else 'are'} read, as {codes.tool} writes them."


def _codes_of(table: Table, index: int) -> _Codes | None:
    names = [name_words(name) for name in table.header]
    return next(
        (
            codes
            for codes in _TOOLS
            if codes.column.fullmatch(names[index])
            and any(codes.beside.fullmatch(name) for name in names)
        ),
        None,
    )


def _holds_only(table: Table, index: int, codes: _Codes) -> bool:
    cells = [cell for cell in table.column(index) if not is_blank(cell)]
    return bool(cells) and all(read_number(cell) in codes.words for cell in cells)


def _read(words: Mapping[float, str], cell: str) -> str:
    number = read_number(cell)
    return cell if number is None else words.get(number, cell)
