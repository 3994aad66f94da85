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


def _score(lines: list[str], delimiter: str) -> float:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
    try:
        rows = [row for row in islice(reader, _LOOKED_AT) if row]
    except csv.Error:
        return 0.0
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
