"""The rows that a person leaves out of an import, or counts though they repeat earlier ones."""

from __future__ import annotations

from store.evidence.importing.import_options import Terms
from store.formats.feedback.column_roles import id_column, repeated_id
from store.formats.feedback.kinds import FileKind
from store.formats.feedback.rows.repeated_rows import RepeatedRows, repeated_rows
from store.formats.feedback.unfinished import unfinished, why_unfinished
from store.formats.tabular.tables import Table


def left_rows(table: Table, terms: Terms) -> dict[int, str]:
    """The rows that are left out as a person said, by their lines, and why."""
    left: dict[int, str] = {}
    if terms.take_repeated is False and (repeated := _repeats(table, terms)) is not None:
        left |= {line: repeated.why(line) for line in repeated.lines}
    if terms.take_unfinished is False and (doubted := unfinished(table)) is not None:
        left |= {line: why_unfinished(table, line) for line in doubted.lines}
    return left


def open_repeats(table: Table, terms: Terms, kind: FileKind) -> RepeatedRows | None:
    """The rows that repeat earlier ones, where nobody said yet whether they count."""
    if terms.take_repeated is not None or kind not in (FileKind.ANSWERS, FileKind.NOTHING):
        return None
    return _repeats(table, terms)


def repeated_notes(table: Table, terms: Terms) -> list[str]:
    """What became of the rows that repeat earlier ones, as a sentence; none where there are none."""
    repeated = None if terms.take_repeated is None else _repeats(table, terms)
    if repeated is None:
        return []
    became = "counted too" if terms.take_repeated else "not counted again"
    return [f"{repeated.counted}, and are {became}."]


def _repeats(table: Table, terms: Terms) -> RepeatedRows | None:
    """The rows that repeat earlier ones where no id says which are the same answer."""
    if terms.id_column is not None or id_column(table) is not None:
        return None
    return None if repeated_id(table) is not None else repeated_rows(table)
