"""Which character parts a file's cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
NONE = "\x1f"
"""Stands in for a delimiter in a file of one column: no text holds it by accident."""

_HINT = re.compile(r'\A"?sep=(.)"?[^\n]*\n', re.IGNORECASE)
_LOOKED_AT = 200
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")
_WRAPPED = re.compile(r'"(?:[^"]|"")*[,;\t|]""(?:[^"]|"")*"')
_LONGEST_LINE = 20_000
_FEWEST_ROWS, _LONGEST_FOOTER = 3, 20
"""How many rows a table has that a footer stands under, and how many that has."""
_MOSTLY = 0.6
"""The share of cells that must hold a digit where spaces part the columns."""


def split_hint(text: str) -> tuple[str | None, int]:
    """The delimiter a first line ``sep=;`` names for Excel, and where the text after it starts."""
    match = _HINT.match(text)
    return (match[1], match.end()) if match else (None, 0)


def sniff(text: str) -> str:
    """The delimiter under which the rows have the same width, ``NONE`` if they have one cell.

    The first row of that width should look like a header: in a ``;`` file with decimal
    commas the rows are even under ``,`` too, but its header is not.
    """
    lines = text[: 256 * 1024].split("\n")[: 2 * _LOOKED_AT]
    best, best_score = NONE, 0.0
    for delimiter in DELIMITERS:
        score = _score(lines, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def is_wrapped(text: str) -> bool:
    """Whether the first line is one quoted cell with quoted cells inside."""
    first = text[: text.find("\n")] if "\n" in text else text
    return bool(_WRAPPED.fullmatch(first[:_LONGEST_LINE].rstrip()))


def unwrap(text: str) -> str:
    """The text without the quotation marks around whole lines, where each line is one cell.

    Excel writes so where it took a file of semicolons for one column. Else ``text``.
    """
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    wrapped = [line for line in filled if line.startswith('"') and line.rstrip().endswith('"')]
    if not filled or len(wrapped) < len(filled):
        return text
    try:
        rows = list(csv.reader(filled[:_LOOKED_AT], delimiter=NONE, strict=True))
    except csv.Error:
        return text
    inside = "\n".join(row[0] for row in rows)
    if any("\n" in row[0] for row in rows) or sniff(inside) == NONE:
        return text
    return "\n".join(
        line.strip()[1:-1].replace('""', '"') if line.strip() else line for line in lines
    )


def from_spaces(text: str) -> str:
    """The text with tabs for the runs of spaces that part its columns; as it is without such.

    Columns parted by spaces have as many words in every line, and values in most.
    """
    lines = text.split("\n")
    parted = [line.split() for line in lines]
    rows = [cells for cells in parted if cells]
    width = len(rows[0]) if rows else 0
    if len(rows) < 2 or width < 2 or '"' in text or any(len(cells) != width for cells in rows):
        return text
    body = [cell for cells in rows[1:] for cell in cells]
    values = sum(any(sign.isdigit() for sign in cell) for cell in body)
    if values < _MOSTLY * len(body):
        return text
    return "\n".join("\t".join(cells) for cells in parted)


def _score(lines: list[str], delimiter: str) -> float:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
    try:
        rows = [row for row in islice(reader, _LOOKED_AT) if row]
    except csv.Error:
        return 0.0
    rows = _without_footer(rows)
    widths = Counter(len(row) for row in rows)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    if width < 2:
        return 0.0
    header = next(row for row in rows if len(row) == width)
    plain = not any(_NUMBER.fullmatch(cell.strip()) for cell in header)
    early = any(len(row) == width for row in rows[:1])
    return count / len(rows) + 0.5 * plain + 0.25 * early + min(width, 50) / 1000


def _without_footer(rows: list[list[str]]) -> list[list[str]]:
    """The rows without those of one cell at the end, as a report's own lines are, where those
    before them are all of one width."""
    ends = next((at for at in range(len(rows), 0, -1) if len(rows[at - 1]) != 1), 0)
    body = rows[:ends]
    is_table = len(body) >= _FEWEST_ROWS and len({len(row) for row in body}) == 1
    return body if is_table and len(rows) - ends <= _LONGEST_FOOTER else rows
