"""Exports as tables: bytes in, a header and rows with their line numbers out."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar

from store.errors import Refused
from store.exchange import delimiters
from store.exchange.encoding import decode
from store.exchange.headers import Heading, find_heading
from store.text import clean, fold_key

T = TypeVar("T")

MAX_LINES = 1_000_000
"""The longest file that is read: a cell may have many lines."""
MAX_ROWS = 250_000
"""The longest table that is read; one of four columns takes about 130 MB of memory."""
MAX_COLUMNS = 2_000
"""The widest table that is read."""
MAX_CELLS = 5_000_000
"""The most cells, filled or not, that are held: so many different ones take about 400 MB."""

_CELL_LIMIT = 131_072
"""The csv module's own: a longer cell is a quote that was never closed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that could not be taken: its first physical line, counted from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row's first physical line, counted from 1, and its trimmed cells, one per column."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header and data rows."""

    header: tuple[str, ...]
    """Unique column names, cleaned; an unnamed column is ``column 3``."""
    labels: tuple[str, ...]
    """What a second header row says of each column (Qualtrics' question texts), else empty."""
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    """Rows that don't fit the header; they are not among ``rows``."""
    blank_rows: int
    """Rows without a filled cell; they are neither among ``rows`` nor problems."""
    encoding: str
    delimiter: str
    """The character between cells; empty in a file of one column."""
    _found: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, what: str, find: Callable[[Table], T]) -> T:
        """What ``find`` says of the table, found out once; ``what`` names it."""
        if what not in self._found:
            self._found[what] = find(self)
        found: T = self._found[what]
        return found

    def index(self, name: str) -> int:
        """Where the column called ``name`` is; case and label don't matter.

        Raises Refused, naming the nearest or all columns, when there is none.
        """
        if name in self.header:
            return self.header.index(name)
        wanted = fold_key(name)
        for names in (self.header, self.labels):
            for place, candidate in enumerate(names):
                if wanted and fold_key(candidate) == wanted:
                    return place
        raise Refused(
            f"There is no column “{clean(name).text}”. {self._hint(name)}", field="column"
        )

    def _hint(self, name: str) -> str:
        by_key = {fold_key(column): column for column in reversed(self.header)}
        near = get_close_matches(fold_key(name), by_key, n=1, cutoff=0.6)
        if near:
            return f"Did you mean “{by_key[near[0]]}”?"
        shown = ", ".join(self.header[:30])
        more = f" and {len(self.header) - 30} more" if len(self.header) > 30 else ""
        return f"The file has {shown}{more}."

    def column(self, index: int) -> list[str]:
        """The cells of one column, top to bottom; they are not to be changed."""
        return self.once(f"column {index}", lambda table: [row.cells[index] for row in table.rows])


@dataclass(frozen=True, slots=True)
class _Read:
    """A file's records before anything is known of a header."""

    records: list[tuple[int, tuple[str, ...], bool]]
    """First line, trimmed cells, and whether a quotation mark in it is never closed."""
    encoding: str
    delimiter: str


def read_table(data: bytes | Table) -> Table:
    """The table in ``data``: comma, semicolon, tab or bar separated, in any usual encoding.

    A table stays as it is, so that a file is read once however much is taken from it. Raises Refused when it is too large, not text, or has no row under its header.
    """
    if isinstance(data, Table):
        return data
    read = _read(data)
    whole = [Row(line, cells) for line, cells, broken in read.records if not broken]
    filled = [row for row in whole if any(row.cells)]
    if not filled:
        raise Refused("The file has no rows.", field="file")
    heading = find_heading([row.cells for row in filled[:60]])
    header_line = filled[heading.body - 1].line
    _refuse_size(len(heading.names), MAX_COLUMNS, "columns")
    _refuse_size(len(filled) * len(heading.names), MAX_CELLS, "cells")
    rows, problems = _fit(filled[heading.body :], heading)
    problems += [
        Problem(line, "a quotation mark on this line is never closed")
        for line, _, broken in read.records
        if broken
    ]
    if not rows and not problems:
        raise Refused("The file has a header but no rows under it.", field="file")
    return _without_empty_columns(
        heading,
        rows,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        blank_rows=sum(1 for row in whole if row.line > header_line and not any(row.cells)),
        encoding=read.encoding,
        delimiter="" if read.delimiter == delimiters.NONE else read.delimiter,
    )


def read_records(data: bytes) -> list[Row]:
    """Every row of a file as it stands, blank ones and any header among them.

    Raises Refused when it is too large or not text.
    """
    return [Row(line, cells) for line, cells, broken in _read(data).records if not broken]


def _read(data: bytes) -> _Read:
    decoded = decode(data)
    _refuse_markup(decoded.text)
    hinted, start = delimiters.split_hint(decoded.text)
    text = decoded.text[start:]
    delimiter = hinted or delimiters.sniff(text)
    _refuse_size(text.count("\n"), MAX_LINES, "lines")
    _refuse_size(text.count(delimiter), MAX_CELLS, "cells")
    found = _records(text, delimiter, first_line=2 if hinted else 1)
    records = list(islice(found, MAX_ROWS + 1))
    if len(records) > MAX_ROWS:
        raise Refused(
            f"The file has more than {MAX_ROWS:,} rows. Split it: each part is imported by itself.",
            field="file",
        )
    return _Read(records, decoded.encoding, delimiter)


def _refuse_size(count: int, limit: int, what: str) -> None:
    if count > limit:
        raise Refused(
            f"The file has {count:,} {what}; at most {limit:,} are read. Split it.", field="file"
        )


def _refuse_markup(text: str) -> None:
    start = text[:200].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise Refused("The file is a web page or XML, not a table; export it as CSV.", field="file")
    if start.startswith(("{", "[{")):
        raise Refused("The file is JSON, not a table; export it as CSV.", field="file")


def _records(
    text: str, delimiter: str, first_line: int
) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Every record: its first line, trimmed cells, and whether its quote is never closed.

    A file that ends inside a quoted cell leaves its last line end in the cell. After such a
    record each further line is read on its own, so that one stray quotation
    mark doesn't swallow the rest of the file.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    reader = _reader((f"{line}\n" for line in lines), delimiter)
    done = 0
    while done < len(lines):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            break
        at_end = reader.line_num == len(lines) > done + 1
        if at_end and cells and cells[-1].endswith("\n") and not lines[-1].rstrip().endswith('"'):
            break
        yield first_line + done, _trimmed(cells), False
        done = reader.line_num
    if done == len(lines):
        return
    yield first_line + done, (), True
    for number, line in enumerate(lines[done + 1 :], first_line + done + 1):
        try:
            yield number, _trimmed(next(_reader(iter([f"{line}\n"]), delimiter), [])), False
        except csv.Error:
            yield number, (), True


def _reader(lines: Iterator[str], delimiter: str) -> csv._reader:  # type: ignore[name-defined]
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    return tuple([cell.strip() for cell in cells])


def _fit(rows: list[Row], heading: Heading) -> tuple[list[Row], list[Problem]]:
    """The rows with as many cells as the header; those with more filled ones are problems."""
    width = len(heading.names)
    padding = ("",) * width
    fitting: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        size = len(row.cells)
        if size == width:
            fitting.append(row)
        elif any(row.cells[width:]):
            problems.append(
                Problem(row.line, f"it has {size:,} cells where the header has {width:,}")
            )
        else:
            fitting.append(Row(row.line, (row.cells + padding)[:width]))
    return fitting, problems


def _without_empty_columns(
    heading: Heading,
    rows: list[Row],
    *,
    problems: tuple[Problem, ...],
    blank_rows: int,
    encoding: str,
    delimiter: str,
) -> Table:
    """The table without unnamed columns that hold nothing, as trailing delimiters make them."""
    unnamed = [place for place, name in enumerate(heading.names) if not name]
    empty = {place for place in unnamed if not any(row.cells[place] for row in rows)}
    kept = [place for place in range(len(heading.names)) if place not in empty]
    if empty:
        rows = [Row(row.line, tuple([row.cells[place] for place in kept])) for row in rows]
    return Table(
        header=_unique([heading.names[place] or f"column {place + 1}" for place in kept]),
        labels=tuple(heading.labels[place] for place in kept) if heading.labels else (),
        rows=tuple(rows),
        problems=problems,
        blank_rows=blank_rows,
        encoding=encoding,
        delimiter=delimiter,
    )


def _unique(names: list[str]) -> tuple[str, ...]:
    """The names, a repeated one numbered: ``Comment``, ``Comment (2)``."""
    taken: set[str] = set()
    seen: dict[str, int] = {}
    unique: list[str] = []
    for name in names:
        candidate = name
        while candidate in taken:
            seen[name] = seen.get(name, 1) + 1
            candidate = f"{name} ({seen[name]})"
        taken.add(candidate)
        unique.append(candidate)
    return tuple(unique)
