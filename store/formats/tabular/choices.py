"""Questions of one choice that a survey tool wrote as a column for each choice, put together again.

SurveyMonkey calls it “expanded”: each choice's column holds its own words, in the rows that chose
it. A question of which a row may have several choices stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from store.formats.tabular.tables import Row, Table

_BETWEEN = " - "
"""What stands between a question and its choice in a name made of two header rows."""
_FEWEST = 3
"""Columns from which neighbours may be the choices of one question."""


def with_choices_joined(table: Table) -> Table:
    """The table with one column for each question of one choice."""
    joined = [places for places in _neighbours(table.header) if _is_one_choice(table, places)]
    if not joined:
        return table
    first = {places[0]: places for places in joined}
    gone = {index for places in joined for index in places[1:]}
    kept = [index for index in range(len(table.header)) if index not in gone]

    def cell(row: Row, index: int) -> str:
        return "".join(row.cells[place] for place in first.get(index, (index,)))

    return replace(
        table,
        header=tuple(
            _question(table.header[index]) if index in first else table.header[index]
            for index in kept
        ),
        labels=tuple(table.labels[index] for index in kept) if table.labels else (),
        rows=tuple(
            Row(row.line, tuple([cell(row, index) for index in kept])) for row in table.rows
        ),
    )


def _neighbours(header: Sequence[str]) -> list[list[int]]:
    """The columns side by side whose names begin with one question, where there are enough."""
    groups = (
        (question, list(places))
        for question, places in groupby(range(len(header)), lambda index: _question(header[index]))
    )
    return [
        places
        for question, places in groups
        if len(places) >= _FEWEST and question and question not in header
    ]


def _question(name: str) -> str:
    return name.rpartition(_BETWEEN)[0]


def _is_one_choice(table: Table, places: Sequence[int]) -> bool:
    """Whether each cell under the choices is its column's own, and each row has one at most."""
    choices = {index: table.header[index].rpartition(_BETWEEN)[2].casefold() for index in places}
    used: set[int] = set()
    for row in table.rows:
        filled = [index for index in places if row.cells[index]]
        if len(filled) > 1 or any(
            row.cells[column].casefold() != choices[column] for column in filled
        ):
            return False
        used.update(filled)
    return len(used) > 1
