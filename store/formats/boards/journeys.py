"""Boards in tables: a journey with its touchpoints in a cell a stage, and columns that are lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.formats.boards.cards import BoardFile, Collector
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number

SEVERAL_IN_A_CELL = ("touchpoints", "touch points", "puntos de contacto", "kontaktpunkte", "points de contact",
                     "pontos de contato")  # fmt: skip
"""Names of cells that hold several cards."""
_TOUCHPOINTS = frozenset(
    {"touchpoint", "touch point", "kontaktpunkt", "channel touchpoints", *SEVERAL_IN_A_CELL}
)
_STAGES = frozenset(
    {"stage", "stages", "phase", "phases", "step", "steps", "journey stage", "etapa", "etapas", "fase", "fases",
     "etape", "etapes", "phasen", "schritt", "journey phase", "list", "column"}
)  # fmt: skip
_PARTS = re.compile(r"\s*(?:;|\n|•|<br\s*/?>)\s*", re.IGNORECASE)
_COMMAS = re.compile(r"\s*,\s*")
_BULLET = re.compile(r"^\s*(?:[-*+•–]|\d{1,3}[.)])\s+")
_MOST_LISTS = 12

Rows = Sequence[Sequence[str]]


def read_journey(rows: Rows) -> BoardFile | None:
    """The cards of a journey's table; None where the table is none.

    Stages go down, with a column of touchpoints, or across, with a row of them.
    """
    header = [name_words(cell) for cell in rows[0]] if rows else []
    stage = next((index for index, name in enumerate(header) if name in _STAGES), None)
    points = next((index for index, name in enumerate(header) if name in _TOUCHPOINTS), None)
    if stage is not None and points is not None:
        return _gathered(
            [(_cell(row, stage), _cell(row, points)) for row in rows[1:] if _cell(row, stage)]
        )
    row = next((row for row in rows[1:] if row and name_words(row[0]) in _TOUCHPOINTS), None)
    if row is None or len(header) < 3 or (header[0] and header[0] not in _STAGES):
        return None
    return _gathered(
        [(name, _cell(row, index)) for index, name in enumerate(rows[0]) if index and name]
    )


def _gathered(pairs: Sequence[tuple[str, str]]) -> BoardFile:
    """A list for each stage, with each of the touchpoints in its cell."""
    collector = Collector()
    for name, cell in pairs:
        collector.open_list(name)
        for text in _split(cell):
            collector.add(name, text)
    return collector.result()


def _split(cell: str) -> list[str]:
    """The cards in one cell: parted by semicolons, lines or bullets, else by commas."""
    parts = _PARTS.split(cell)
    if len(parts) == 1:
        parts = _COMMAS.split(cell)
    return [text for part in parts if (text := _BULLET.sub("", part).strip())]


def read_columns(rows: Rows) -> BoardFile | None:
    """The cards of a table whose columns are lists, each under its name; None for other tables.

    Its cells are words, not dates, numbers or addresses, and its header names every column.
    """
    if len(rows) < 2:
        return None
    header = [cell.strip() for cell in rows[0]]
    named = [index for index, name in enumerate(header) if name]
    body = [[_cell(row, index) for row in rows[1:]] for index in named]
    if not 2 <= len(named) <= _MOST_LISTS or len(
        {name_words(header[index]) for index in named}
    ) < len(named):
        return None
    if any(len(row) > len(header) and any(row[len(header) :]) for row in rows):
        return None
    if not all(map(_are_cards, body)) or not any(map(any, body)):
        return None
    collector = Collector()
    for index, cells in zip(named, body, strict=True):
        collector.open_list(header[index])
        for cell in cells:
            if cell:
                collector.add(header[index], cell)
    return collector.result()


def _are_cards(cells: list[str]) -> bool:
    """Whether a column's cells may be cards: different words, no dates, numbers or addresses."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return True
    values = sum(read_number(cell) is not None or "@" in cell for cell in filled)
    repeated = len(filled) > 5 and len(set(filled)) < 0.5 * len(filled)
    return not repeated and 3 * (values + settle_dates(filled).readable) < len(filled)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""
