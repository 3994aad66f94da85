"""Rows that stand in a file twice, as where a table was pasted below itself.

Equal answers happen, but nobody writes the same sentence on the same day twice over: where rows
with customers' words, or with an answer's id, equal earlier ones in every cell, a person is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from store.common.dataclass import dataclass
from store.common.text import fold_key
from store.formats.feedback.column_roles import id_column, names_answers
from store.formats.feedback.comments import comment_column
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Problem, Table

_FEWEST = 3
"""Equal rows from which they are no chance."""
_SENTENCE = 20
"""Characters of words that nobody writes twice alike."""
HEADER = "it repeats the header"


@dataclass(frozen=True, slots=True)
class RepeatedRows:
    """The rows that equal an earlier one in every cell, with the line of that one."""

    lines: Mapping[int, int]
    by_id: bool = False
    """They are known by an answer's id, not by customers' words."""

    def why(self, line: int) -> str:
        """Why the one on a line is left out."""
        return f"it repeats line {self.lines[line]}"

    @property
    def counted(self) -> str:
        """How many there are: “12 rows repeat earlier ones, customers' words included”."""
        what = "ids" if self.by_id else "customers' words"
        return f"{len(self.lines):,} rows repeat earlier ones in every cell, {what} included"


def repeated_rows(table: Table) -> RepeatedRows | None:
    """The rows that repeat earlier ones and are no chance; None where there are few or none."""
    return table.once("repeated rows", _repeated_rows)


def _repeated_rows(table: Table) -> RepeatedRows | None:
    if id_column(table) is not None:
        return None
    words = comment_column(table)
    ids = [index for index, name in enumerate(table.header) if names_answers(name)]
    seen: dict[tuple[str, ...], int] = {}
    lines: dict[int, int] = {}
    telling = 0
    for row in table.rows:
        first = seen.setdefault(row.cells, row.line)
        if first != row.line:
            lines[row.line] = first
            said = "" if words is None else row.cells[words]
            named = any(not is_blank(row.cells[index]) for index in ids)
            telling += named or len(said) >= _SENTENCE
    return RepeatedRows(lines, by_id=bool(ids)) if telling >= _FEWEST else None


def without_headers(table: Table) -> Table:
    """The table without the rows that say the header again, which are listed among the problems."""
    names = [fold_key(name) for name in table.header]
    again = {
        row.line
        for row in table.rows
        if sum(map(bool, row.cells)) >= min(2, len(names))
        and all(
            not cell or fold_key(cell) == name for cell, name in zip(row.cells, names, strict=True)
        )
    }
    if not again or len(again) == len(table.rows):
        return table
    problems = (*table.problems, *(Problem(line, HEADER) for line in again))
    return replace(
        table,
        rows=tuple(row for row in table.rows if row.line not in again),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )
