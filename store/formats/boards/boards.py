"""A board out of another tool's file, and the stage a list's name speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from store.common.errors import Refused
from store.domain.stages import STAGES, Stage
from store.formats.boards.cards import BoardCard, BoardFile, BoardList, Collector
from store.formats.boards.journeys import SEVERAL_IN_A_CELL, read_columns, read_journey
from store.formats.boards.markdown import read_markdown
from store.formats.boards.trello import read_trello
from store.formats.tabular.encoding import check_size, decode_text
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Row, read_records

__all__ = ["BoardCard", "BoardFile", "BoardList", "match_stage", "read_board"]

MAX_BYTES = 20 * 1024 * 1024
"""The largest board that is read: Trello's exports tell all that was ever done on it."""
MAX_LINES = 250_000
"""The longest board that is read."""
_LISTS = (
    "prompt",
    "list name",
    "list",
    "column",
    "column name",
    "category",
    "stage",
    "lane",
    "type",
)
"""Column names that hold a card's list, the surest first."""
_TEXTS = (
    "content", "card name", "touchpoint", *SEVERAL_IN_A_CELL, "text", "idea", "item", "note", "card", "title",
    "description", "name",
)  # fmt: skip
_NOTES = ("card description", "description", "notes", "details")
_VOTES = ("votes", "vote count", "total votes", "likes")
_CHANNELS = ("channel", "labels", "label", "tags")
_SAID_BELOW = frozenset({"comment", "reply", "task", "poll", "discussion"})
"""Parabol's kinds of rows that are no reflections."""
_FORMS: dict[Stage, frozenset[str]] = {
    Stage.CONNECT: frozenset({"connect", "connecting", "connection"}),
    Stage.ASSIST: frozenset({"assist", "assisting", "assistance"}),
    Stage.RESOLVE: frozenset({"resolve", "resolving", "resolution"}),
    Stage.ENHANCE: frozenset({"enhance", "enhancing", "enhancement"}),
}
_DECORATION = re.compile(r"\d+|[a-z]|stage|step|phase|column|list|care|the")


def read_board(data: bytes, filename: str) -> BoardFile:
    """The lists and cards in a file: Trello's JSON, a retrospective's CSV, or Markdown lists.

    The name's ending and the first characters tell which. Raises Refused for anything else,
    or when there is no card in it.
    """
    check_size(len(data), MAX_BYTES)
    text = decode_text(data).text
    count = text.count("\n")
    if count > MAX_LINES:
        raise Refused(
            f"The file has {count:,} lines. A board has at most {MAX_LINES:,}.", field="file"
        )
    ending = PurePath(filename).suffix.casefold()
    if ending == ".json" or text.lstrip().startswith("{"):
        return read_trello(text)
    if ending in (".csv", ".tsv"):
        return _read_cards(data)
    if ending not in (".md", ".markdown") and _header_at(read_records(data)) is not None:
        return _read_cards(data)
    return read_markdown(text)


def match_stage(list_name: str) -> Stage | None:
    """The stage a list's name says: its name, its letter, or “2. Assist: anticipate”.

    None where it says none or several; a guess from its meaning is left to a person.
    """
    parts = name_words(list_name).split()
    if len(parts) == 1 and len(parts[0]) == 1:
        return next((stage for stage in STAGES if stage.letter.casefold() == parts[0]), None)
    plain = [part for part in parts if not _DECORATION.fullmatch(part)]
    named = [stage for stage in STAGES if _FORMS[stage].intersection(plain)]
    return named[0] if len(named) == 1 and plain[0] in _FORMS[named[0]] else None


def _read_cards(data: bytes) -> BoardFile:
    records = read_records(data)
    start = _header_at(records)
    if start is None:
        return _read_other_table(records)
    header = [name_words(name) for name in records[start].cells]
    in_list, text = _first_of(header, _LISTS), _first_of(header, _TEXTS)
    assert in_list is not None
    assert text is not None
    notes = _first_of(header, [name for name in _NOTES if name != header[text]])
    votes, channel = _first_of(header, _VOTES), _first_of(header, _CHANNELS)
    kind = _first_of(header, ("type",)) if header[in_list] == "prompt" else None
    if header[text] in SEVERAL_IN_A_CELL:
        journey = read_journey([row.cells for row in records[start:]])
        if journey is not None:
            return journey
    collector = Collector()
    for row in records[start + 1 :]:
        filled = [cell for cell in row.cells if cell]
        if filled in (["Work Items"], ["Work items"]):
            break
        if not filled:
            continue
        if kind is not None and _cell(row, kind).casefold() in _SAID_BELOW:
            collector.tell("Comments and tasks under the reflections were left out.")
            continue
        count = read_number(_cell(row, votes))
        label = _cell(row, channel)
        collector.add(
            _cell(row, in_list),
            _cell(row, text),
            _cell(row, notes),
            (label,) if label else (),
            int(count) if count is not None and 0 <= count < 1_000_000 else None,
        )
    return collector.result()


def _read_other_table(records: Sequence[Row]) -> BoardFile:
    """A journey's table, or one whose columns are the lists. Raises Refused for any other."""
    cells = [row.cells for row in records if any(row.cells)]
    board = read_journey(cells) or read_columns(cells)
    if board is None:
        raise Refused(
            "The file is a table, but not a board: it has no column for a touchpoint's list and one for its"
            " text, and its columns hold dates and numbers.",
            field="file",
        )
    return board


def _header_at(records: Sequence[Row]) -> int | None:
    """The first row that names both a card's list and its text; a preamble may come before."""
    for index, row in enumerate(records[:60]):
        header = [name_words(cell) for cell in row.cells]
        if _first_of(header, _LISTS) is not None and _first_of(header, _TEXTS) is not None:
            return index
    return None


def _first_of(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _cell(row: Row, index: int | None) -> str:
    return row.cells[index] if index is not None and index < len(row.cells) else ""
