"""Exports as tables: bytes in, a header and rows with their line numbers out."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import clean, fold_key
from store.formats.tabular import delimiters, workbooks
from store.formats.tabular.encoding import Decoded, decode_text
from store.formats.tabular.headers import Heading, find_heading
from store.formats.tabular.json_records import is_json, read_json_records

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
    """What another header row says of each column: Qualtrics' question texts, or the codes of
    questions that are the names; else empty."""
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    """Rows that don't fit the header; they are not among ``rows``."""
    blank_rows: int
    """Rows without a filled cell; they are neither among ``rows`` nor problems."""
    encoding: str
    delimiter: str
    """The character between cells; empty in a file of one column."""
    headless: bool = False
    """The file has no header line: its columns are only called ``column 1``, ``column 2``."""
    name: str = ""
    """What the file is called, where that is known; it may say what the rows are."""
    zones: tuple[str, ...] = ()
    """The time zone that a header row says each column's times are in, or empty; or none at all."""
    said: tuple[str, ...] = ()
    """What stands above the header and on other sheets, a text a row."""
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The columns that were put together as one of the header's, by its name."""
    _found: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, what: str, find: Callable[[Table], T]) -> T:
        """What ``find`` says of the table, found out once; ``what`` names it."""
        if what not in self._found:
            self._found[what] = find(self)
        computed: T = self._found[what]
        return computed

    def index(self, name: str) -> int:
        """Where the column called ``name`` is; case and label don't matter.

        Raises Refused, naming the nearest or all columns, when there is none.
        """
        if name in self.header:
            return self.header.index(name)
        wanted_key = fold_key(name)
        for names in (self.header, self.labels):
            for index, candidate in enumerate(names):
                if wanted_key and fold_key(candidate) == wanted_key:
                    return index
        raise Refused(
            f"There is no column “{clean(name).text}”. {self._hint(name)}", field="column"
        )

    def _hint(self, name: str) -> str:
        by_key = {fold_key(column): column for column in reversed(self.header)}
        near = get_close_matches(fold_key(name), by_key, n=1, cutoff=0.6)
        if near:
            return f"Did you mean “{by_key[near[0]]}”?"
        names = ", ".join(self.header[:30])
        more = f" and {len(self.header) - 30} more" if len(self.header) > 30 else ""
        return f"The file has {names}{more}."

    def without(self, places: Collection[int]) -> Table:
        """The table without the columns at ``places``."""
        kept = [index for index in range(len(self.header)) if index not in places]
        return replace(
            self,
            header=tuple(self.header[index] for index in kept),
            labels=tuple(self.labels[index] for index in kept) if self.labels else (),
            zones=tuple(self.zones[index] for index in kept) if self.zones else (),
            rows=tuple(
                Row(row.line, tuple([row.cells[index] for index in kept])) for row in self.rows
            ),
        )

    def column(self, index: int) -> list[str]:
        """The cells of one column, top to bottom; they are not to be changed."""
        return self.once(f"column {index}", lambda table: [row.cells[index] for row in table.rows])


@dataclass(frozen=True, slots=True)
class Records:
    """A file's records before anything is known of a header."""

    records: list[tuple[int, tuple[str, ...], bool]]
    """First line, trimmed cells, and whether a quotation mark in it is never closed."""
    encoding: str
    delimiter: str
    headed: bool = False
    """The first record is the header, and nothing else is."""
    said: tuple[str, ...] = ()
    """What stands outside the sheet of the records, a text a row."""


def read_table(data: bytes | Table, name: str = "", sheet: str = "") -> Table:
    """The table in ``data``: comma, semicolon, tab or bar separated, in any usual encoding, or a
    list of JSON objects.

    A workbook's table is that of ``sheet``, or of its only sheet with one. ``name`` is what the
    file is called. A table stays as it is, so that a file is read once
    however much is taken from it. Raises Refused when it is too large, not text, or has no
    row under its header.
    """
    if isinstance(data, Table):
        return data
    if workbooks.is_workbook(data):
        return table_from_records(_read_sheet(data, sheet), name)
    decoded = decode_text(data)
    if is_json(decoded.text):
        return table_from_records(_read_json(decoded), name)
    return table_from_records(_read(decoded), name)


def _read_json(decoded: Decoded) -> Records:
    """The records of JSON, the names first."""
    found = read_json_records(decoded.text)
    if len(found.rows) > MAX_ROWS:
        raise Refused(f"The JSON has more than {MAX_ROWS:,} records. Split it.", field="file")
    _refuse_size(len(found.names), MAX_COLUMNS, "columns")
    _refuse_size(len(found.rows) * len(found.names), MAX_CELLS, "cells")
    records = [(0, found.names, False), *((line, cells, False) for line, cells in found.rows)]
    return Records(records, decoded.encoding, "", headed=True)


def _read_sheet(data: bytes, sheet: str) -> Records:
    """The records of a workbook's sheet."""
    chosen = workbooks.read_sheet(data, sheet)
    rows = chosen.rows
    if len(rows) > MAX_ROWS:
        raise Refused(f"The sheet has more than {MAX_ROWS:,} rows. Split it.", field="file")
    records = [(line, _trimmed(list(cells)), False) for line, cells in rows]
    said = tuple(legend_text(_trimmed(list(cells))) for cells in chosen.beside)
    return Records(records, "a workbook", "", said=said)


def table_from_records(read: Records, name: str = "") -> Table:
    """The table in a file's records. Raises Refused where it is too large or has no rows."""
    whole = [Row(line, cells) for line, cells, broken in read.records if not broken]
    filled = [row for row in whole if any(row.cells)]
    if not filled:
        raise Refused("The file has no rows.", field="file")
    heading = (
        Heading(tuple(clean(name).text for name in filled[0].cells), (), 1)
        if read.headed
        else find_heading([row.cells for row in filled[:60]])
    )
    header_line = filled[heading.body - 1].line if heading.body else 0
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
        name=name,
        said=(*(row_text(row.cells) for row in filled[: heading.top]), *read.said),
    )


def row_text(cells: Iterable[str]) -> str:
    """The words of a row that is no answer; a number and the words beside it are one: “1 = good”."""
    filled = [cell for cell in cells if cell]
    is_step = len(filled) == 2 and filled[0].isdecimal() and not filled[1][:1].isdigit()
    return (" = " if is_step else ", ").join(filled)


def legend_text(cells: Iterable[str]) -> str:
    """The words of a row on a sheet beside the answers; its number and the words next to it are one,
    in any order, behind what else it says: “Service: 1 = good”."""
    filled = [cell for cell in cells if cell]
    at = next((index for index, cell in enumerate(filled) if cell.isdecimal()), None)
    if at is None or len(filled) < 2 or sum(map(str.isdecimal, filled)) > 1:
        return ", ".join(filled)
    number = filled.pop(at)
    words = filled.pop(at if at < len(filled) else at - 1)
    return ": ".join([*filled, f"{number} = {words}"])


def read_records(data: bytes) -> list[Row]:
    """Every row of a file as it stands, blank ones and any header among them.

    Raises Refused when it is too large or not text.
    """
    read = _read(decode_text(data))
    return [Row(line, cells) for line, cells, broken in read.records if not broken]


def _read(decoded: Decoded) -> Records:
    _refuse_markup(decoded.text)
    hinted, start = delimiters.split_hint(decoded.text)
    text = decoded.text[start:]
    delimiter = hinted or delimiters.sniff(text)
    if delimiter == delimiters.NONE or delimiters.is_wrapped(text):
        text = delimiters.unwrap(text)
        delimiter = delimiters.sniff(text)
    if delimiter == delimiters.NONE:
        text = delimiters.from_spaces(text)
        delimiter = delimiters.sniff(text)
    _refuse_size(text.count("\n"), MAX_LINES, "lines")
    _refuse_size(text.count(delimiter), MAX_CELLS, "cells")
    lines = _records(text, delimiter, first_line=2 if hinted else 1)
    records = list(islice(lines, MAX_ROWS + 1))
    if len(records) > MAX_ROWS:
        raise Refused(
            f"The file has more than {MAX_ROWS:,} rows. Split it: each part is imported by itself.",
            field="file",
        )
    return Records(records, decoded.encoding, delimiter)


def _refuse_size(count: int, limit: int, what: str) -> None:
    if count > limit:
        raise Refused(
            f"The file has {count:,} {what}. At most {limit:,} are read. Split it.", field="file"
        )


def _refuse_markup(text: str) -> None:
    start = text[:200].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise Refused("The file is a web page or XML, not a table. Export it as CSV.", field="file")
    if start.startswith(("{", "[{")):
        raise Refused("The file is JSON, not a table. Export it as CSV.", field="file")


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
    lines_read = 0
    while lines_read < len(lines):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            break
        at_end = reader.line_num == len(lines) > lines_read + 1
        if at_end and cells and cells[-1].endswith("\n") and not lines[-1].rstrip().endswith('"'):
            break
        yield first_line + lines_read, _trimmed(cells), False
        lines_read = reader.line_num
    if lines_read == len(lines):
        return
    yield first_line + lines_read, (), True
    for number, line in enumerate(lines[lines_read + 1 :], first_line + lines_read + 1):
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
    name: str,
    said: tuple[str, ...],
) -> Table:
    """The table without unnamed columns that hold nothing, as trailing delimiters make them."""
    unnamed = [index for index, name in enumerate(heading.names) if not name]
    empty = {index for index in unnamed if not any(row.cells[index] for row in rows)}
    kept = [index for index in range(len(heading.names)) if index not in empty]
    if empty:
        rows = [Row(row.line, tuple([row.cells[index] for index in kept])) for row in rows]
    return Table(
        header=_unique([heading.names[index] or f"column {index + 1}" for index in kept]),
        labels=tuple(heading.labels[index] for index in kept) if heading.labels else (),
        zones=tuple(heading.zones[index] for index in kept) if heading.zones else (),
        rows=tuple(rows),
        problems=problems,
        blank_rows=blank_rows,
        encoding=encoding,
        delimiter=delimiter,
        headless=heading.body == 0,
        name=name,
        said=said,
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
