"""Excel's and OpenDocument's workbooks as tables, read in a process of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import fold_key
from store.formats.tabular.encoding import check_size

MAX_BYTES = 20 * 1024 * 1024
"""The largest workbook that is read."""
_SMALL = 40
"""Rows up to which a sheet beside the answers may say what they mean."""
_MOST_BESIDE = 200
"""Rows of all such sheets that are looked at."""
_LEGEND = 12
"""Rows up to which a sheet of numbers and words is a legend: more than a scale has steps."""
_STEP = re.compile(r"\d{1,2}\s*[=:–—-]\s*[^\W\d]")
_SECONDS = 30
"""Seconds after which a workbook that is still being read is given up."""
_MOST_ANSWERED = 256 * 1024 * 1024
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WHY = {
    "password": "The workbook has a password. Save it without one, and import that.",
    "hard": "The workbook unpacks to more than care reads. Save the sheet as CSV, and import that.",
    "broken": "The file is not a workbook that care can read. Save the sheet as CSV, and import that.",
}


class SeveralSheets(Refused):
    """Only a person knows which of a workbook's sheets is meant."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        named = ", ".join(f"“{name}”" for name in names)
        super().__init__(
            f'The workbook has several sheets with a table: {named}. Say --sheet "{names[0]}", or'
            " another of them.",
            field="sheet",
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that holds a table: its name, and the number and cells of each filled row."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    beside: tuple[tuple[str, ...], ...] = ()
    """The rows of the workbook's small sheets beside it, which may tell what its answers mean."""


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Excel or OpenDocument workbook."""
    if data.startswith(_OLD):
        return True
    head = data[:4096] + data[-65_536:]
    return data.startswith(_ZIP) and any(
        sign in head for sign in (b"xl/", b"[Content_Types].xml", b"opendocument.spreadsheet")
    )


def read_sheet(data: bytes, sheet_name: str = "") -> Sheet:
    """The sheet of a workbook that holds a table, or the one called ``sheet_name``.

    Raises SeveralSheets where a person must say which, and Refused where the workbook is too
    large, has a password, cannot be read, or holds no table.
    """
    check_size(len(data), MAX_BYTES, "workbook")
    sheets = _sheets(data)
    if sheet_name:
        for sheet in sheets:
            if fold_key(sheet.name) == fold_key(sheet_name):
                return _with_beside(sheet, sheets)
        named = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        raise Refused(
            f"The workbook has no sheet “{sheet_name}” with rows. It has {named}.", field="sheet"
        )
    tables = [sheet for sheet in sheets if _is_table(sheet)]
    tables = [sheet for sheet in tables if not _is_legend(sheet)] or tables
    if not tables:
        raise Refused("No sheet of the workbook holds a table: a header and rows.", field="file")
    if len(tables) > 1:
        raise SeveralSheets([sheet.name for sheet in tables])
    return _with_beside(tables[0], sheets)


def _with_beside(sheet: Sheet, sheets: Sequence[Sheet]) -> Sheet:
    """The sheet with the rows of the small ones beside it."""
    others = (other for other in sheets if other is not sheet and len(other.rows) <= _SMALL)
    rows = (cells for other in others for _, cells in other.rows)
    return replace(sheet, beside=tuple(islice(rows, _MOST_BESIDE)))


def _is_legend(sheet: Sheet) -> bool:
    """Whether a sheet holds no more than numbers with their words, below at most a row of names."""
    rows = [[cell for cell in cells if cell] for _, cells in sheet.rows]
    steps = [row for row in rows if _is_step(row)]
    return len(rows) <= _LEGEND and len(steps) > 1 and len(steps) >= len(rows) - 1


def _is_step(cells: Sequence[str]) -> bool:
    """Whether a row holds one number with its words, in a cell each or in one."""
    others = [cell for cell in cells if not cell.isdecimal()]
    if len(cells) == 1:
        return bool(_STEP.match(cells[0]))
    return len(others) == len(cells) - 1 and all(any(map(str.isalpha, cell)) for cell in others)


def _is_table(sheet: Sheet) -> bool:
    """Whether a sheet has at least two rows of two cells or more, or one long column."""
    wide = sum(1 for _, cells in sheet.rows if sum(map(bool, cells)) > 1)
    return wide > 1 or (len(sheet.rows) > 2 and max(len(cells) for _, cells in sheet.rows) == 1)


def _sheets(data: bytes) -> list[Sheet]:
    import subprocess
    import sys

    child = Path(__file__).with_name("workbook_child.py")
    try:
        finished = subprocess.run(
            [sys.executable, "-I", str(child)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(_WHY["hard"], field="file") from None
    if b"No module named 'python_calamine'" in finished.stderr:
        raise Refused(
            "To read workbooks care needs python-calamine, which is not installed. Save the sheet"
            " as CSV, and import that.",
            field="file",
        )
    if finished.returncode or len(finished.stdout) > _MOST_ANSWERED:
        raise Refused(_WHY["hard"], field="file")
    answer = json.loads(finished.stdout)
    if "refused" in answer:
        raise Refused(_WHY[answer["refused"]], field="file")
    return [
        Sheet(each["name"], tuple((line, tuple(cells)) for line, cells in each["rows"]))
        for each in answer["sheets"]
    ]
