"""Reads one workbook in a process of its own: bytes on standard input, JSON on standard output.

It is run by its path and needs nothing of care, so that a workbook made to be hard costs no more
than the limits set here: memory, time, and what a compressed part may unpack to.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 700 * 1024 * 1024
"""Bytes of address space, most of them shared, in which a workbook must be read."""
SECONDS = 20
"""Seconds of work in which it must be read."""
UNPACKED = 300 * 1024 * 1024
"""Bytes to which a workbook's parts may unpack together."""
MOST_CELLS = 5_000_000


def main() -> None:
    """Write the workbook's visible sheets that hold rows, or why it cannot be read."""
    _limit()
    try:
        answer = _read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"refused": "hard"}
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        # A guest's process has less already, and may not be given more.
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes) -> dict[str, Any]:
    why = _why_not(data)
    if why:
        return {"refused": why}
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {
            each.name
            for each in book.sheets_metadata
            if str(each.visible).split(".")[-1] != "Visible"
        }
        names = [name for name in book.sheet_names if name not in hidden] or book.sheet_names
        sheets = []
        for name in names:
            rows = _rows(book.get_sheet_by_name(name))
            if rows:
                sheets.append({"name": name, "rows": rows})
    except CalamineError as error:
        return {"refused": "password" if "password" in str(error).casefold() else "broken"}
    except (ValueError, OSError, KeyError):
        return {"refused": "broken"}
    return {"sheets": sheets}


def _why_not(data: bytes) -> str:
    """Why a workbook is not even opened: a password, or what it would unpack to."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        return "password" if "EncryptedPackage".encode("utf-16-le") in data else ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                return "hard"
            if "META-INF/manifest.xml" in parts.namelist():
                with parts.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(1_000_000):
                        return "password"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "broken"
    return ""


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    """Each filled row's number, counted from 1, and its cells as text."""
    top, left = sheet.start or (0, 0)
    bottom, right = sheet.end or (0, 0)
    if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
        raise MemoryError
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    _fill_down(rows, sheet, top, left)
    return [(top + index + 1, row) for index, row in enumerate(rows) if any(row)]


def _fill_down(rows: list[list[str]], sheet: Any, top: int, left: int) -> None:
    """Give each row of a cell merged over several rows that cell's text."""
    try:
        ranges = sheet.merged_cell_ranges or []
    except (AttributeError, ValueError):
        return
    for (first, column), (last, _) in ranges:
        index = column - left
        for row in range(max(0, first - top + 1), min(len(rows), last - top + 1)):
            if 0 <= index < len(rows[row]) and first >= top:
                rows[row][index] = rows[first - top][index]


def _text(cell: object) -> str:
    """A cell as a table's text: dates in ISO 8601, whole numbers without a point."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    main()
