"""A board out of another tool's file, and the stage a list's name speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from store.errors import Refused
from store.exchange.cards import BoardCard, BoardFile, BoardList, Collector
from store.exchange.encoding import check_size, decode
from store.exchange.markdown import read_markdown
from store.exchange.names import words
from store.exchange.numbers import read_number
from store.exchange.tables import Row, read_records
from store.exchange.trello import read_trello
from store.practice.stages import STAGES, Stage

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
    "content", "card name", "touchpoint", "text", "idea", "item", "note", "card", "title",
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
    text = decode(data).text
    count = text.count("\n")
    if count > MAX_LINES:
        raise Refused(
            f"The file has {count:,} lines; a board has at most {MAX_LINES:,}.", field="file"
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
    parts = words(list_name).split()
    if len(parts) == 1 and len(parts[0]) == 1:
        return next((stage for stage in STAGES if stage.letter.casefold() == parts[0]), None)
    plain = [part for part in parts if not _DECORATION.fullmatch(part)]
    named = [stage for stage in STAGES if _FORMS[stage].intersection(plain)]
    return named[0] if len(named) == 1 and plain[0] in _FORMS[named[0]] else None


def _read_cards(data: bytes) -> BoardFile:
    records = read_records(data)
    start = _header_at(records)
    if start is None:
        raise Refused(
            "The file is a table, but no board: it has no column for a card's list and its text.",
            field="file",
        )
    header = [words(name) for name in records[start].cells]
    in_list, text = _first_of(header, _LISTS), _first_of(header, _TEXTS)
    assert in_list is not None
    assert text is not None
    notes = _first_of(header, [name for name in _NOTES if name != header[text]])
    votes, channel = _first_of(header, _VOTES), _first_of(header, _CHANNELS)
    kind = _first_of(header, ("type",)) if header[in_list] == "prompt" else None
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


def _header_at(records: Sequence[Row]) -> int | None:
    """The first row that names both a card's list and its text; a preamble may come before."""
    for place, row in enumerate(records[:60]):
        header = [words(cell) for cell in row.cells]
        if _first_of(header, _LISTS) is not None and _first_of(header, _TEXTS) is not None:
            return place
    return None


def _first_of(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place] if place is not None and place < len(row.cells) else ""
