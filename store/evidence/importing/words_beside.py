"""Customers' words whose first answer is blank: they go with the next answer of their row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.evidence.importing.import_parser import ReadPart
from store.formats.feedback.feedback import words_of
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Table


def with_words(table: Table, read_parts: Sequence[ReadPart]) -> list[ReadPart]:
    """The parts of a survey, each row's words with its first answer where the part that takes
    them has none."""
    column = next((each.part.quote_column for each in read_parts if each.part.quote_column), None)
    if column is None:
        return list(read_parts)
    place = table.index(column)
    words = {row.line: row.cells[place] for row in table.rows if not is_blank(row.cells[place])}
    for each in read_parts:
        if each.part.quote_column:
            for row in each.rows:
                words.pop(row.line, None)
    carried = []
    for each in read_parts:
        if each.part.column and not each.part.quote_column:
            rows = tuple(
                replace(row, quote=words_of(words.pop(row.line))) if row.line in words else row
                for row in each.rows
            )
            each = replace(each, rows=rows)
        carried.append(each)
    return carried
