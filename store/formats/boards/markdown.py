"""Lists in Markdown or plain notes: items under headings, bold lines or ``Name:`` lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text_input import LIMIT
from store.formats.boards.cards import BoardFile, Collector
from store.formats.boards.journeys import read_journey

_LINE = 2 * LIMIT
"""Characters of a line that are looked at; an item that long is left out anyway."""
_SHORT = 80
"""Characters up to which a line without any mark may be an item of a plain list."""
_HEADING = re.compile(r" {0,3}#{1,6}\s+(\S.*)")
_CLOSING = re.compile(r"\s#+$")
_BOLD = re.compile(r" {0,3}(?:\*\*|__)([^*_].{0,78}?)(?:\*\*|__):?\s*")
_NAME = re.compile(r" {0,3}([^\s>|].{0,79}?):\s*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*")
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?:[-*+•‣◦–]|(?P<number>\d{1,4}[.)]))\s+|[-•‣◦–](?=[^\W\d_]))"
    r"(?:\[[ xX✓]?\]\s+)?(?P<text>\S.*)"
)
"""A list's item; after a dash the space may be missing, where a letter follows."""
_TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*")
_TABLE_RULE = re.compile(r"[\s|:-]+")
_SETTING = re.compile(r"\s*([\w-]+\s*:.*|- .*|#.*|[\]\[{}].*)|\s+\S.*")
_EMPTY_ITEM = re.compile(r"\s*(?:[-*+•‣◦–]|\d{1,4}[.)])\s*(?:\[[ xX]?\]\s*)?")


@dataclass(slots=True)
class _Item:
    text: str
    indent: int
    notes: list[str] = field(default_factory=list)
    nested: bool = False
    """Whether items stand under it."""


def read_markdown(text: str) -> BoardFile:
    """The items of Markdown lists by the heading they stand under.

    A wrapped item's lines are joined; items nested under one become its notes. Without any
    heading, top items that all have items under them are the headings. Plain paragraphs,
    links and code are no items. Raises Refused when there is no item at all.
    """
    lines = [line[:_LINE].expandtabs(4) for line in _without_front_matter(text.split("\n"))]
    lines = _numbered_as_headings(_without_code(lines))
    table = _journey_table(lines)
    if table is not None:
        return table
    sections = list(_sections(_plain_as_items(lines)))
    if not any(items for _, items in sections):
        raise Refused(
            "No lists were found. A board is a plain list, lists under headings, a journey's table,"
            " Trello's JSON, or a retrospective's CSV (Parabol, Azure).",
            field="file",
        )
    collector = Collector()
    for name, items in sections:
        if not name and len(items) > 1 and all(item.nested for item in items):
            for item in items:
                for note in item.notes:
                    collector.add(item.text.rstrip(":"), note.removeprefix("- "))
            continue
        for item in items:
            collector.add(name, item.text, "\n".join(item.notes))
    return collector.result()


def _without_front_matter(lines: list[str]) -> list[str]:
    """The lines after the settings between two ``---`` at the top, as notebooks write them."""
    if not lines or lines[0].strip() != "---":
        return lines
    end = next((index for index, line in enumerate(lines[1:60], 1) if line.strip() == "---"), 0)
    inside = lines[1:end]
    settings = all(_SETTING.match(line) for line in inside if line.strip())
    return lines[end + 1 :] if end and settings else lines


def _numbered_as_headings(lines: list[str]) -> list[str]:
    """The lines with ``1. Keep.`` as a heading, where every number has bullets right under it.

    Items that are numbered themselves have none at their own indent.
    """
    filled = [line for line in lines if line.strip()]
    items = [(_ITEM.fullmatch(line), line) for line in filled]
    numbered = [index for index, (match, _) in enumerate(items) if match and match["number"]]
    if not numbered or any(_HEADING.fullmatch(line) for line in filled):
        return lines
    for index in numbered:
        match = items[index][0]
        below = items[index + 1][0] if index + 1 < len(items) else None
        if match is None or below is None or below["number"] or below["indent"] != match["indent"]:
            return lines
    headings = {items[index][1] for index in numbered}
    return [_as_heading(line) if line in headings else line for line in lines]


def _as_heading(line: str) -> str:
    match = _ITEM.fullmatch(line)
    return f"# {match['text'].rstrip('.: ')}" if match else line


def _plain_as_items(lines: list[str]) -> list[str]:
    """The lines as items of a list, where they are several short lines without any mark.

    Sentences are no list, and neither is what stands under headings.
    """
    filled = [line.strip() for line in lines if line.strip()]
    short = all(len(line) <= _SHORT and not line.endswith((".", ",", ":")) for line in filled)
    marked = any(
        pattern.fullmatch(line)
        for line in filled
        for pattern in (_ITEM, _HEADING, _BOLD, _UNDERLINE, _RULE, _TABLE_ROW)
    )
    if len(filled) < 2 or not short or marked:
        return lines
    return [f"- {line}" for line in filled]


def _journey_table(lines: list[str]) -> BoardFile | None:
    """The cards of the first Markdown table, where it is a journey's; None without one."""
    rows = [match[1] for line in lines if (match := _TABLE_ROW.fullmatch(line))]
    if len(rows) < 3 or not _TABLE_RULE.fullmatch(rows[1]):
        return None
    cells = [[cell.strip(" *_`") for cell in row.split("|")] for row in (rows[0], *rows[2:])]
    return read_journey(cells)


def _without_code(lines: list[str]) -> list[str]:
    """The lines outside fenced code; an opened fence that never closes is a plain line."""
    lines_kept: list[str] = []
    fence: int | None = None
    for line in lines:
        if _FENCE.match(line):
            if fence is None:
                fence = len(lines_kept)
            else:
                del lines_kept[fence:]
                fence = None
                continue
        lines_kept.append(line)
    return lines_kept


def _sections(lines: list[str]) -> Iterator[tuple[str, list[_Item]]]:
    """Each heading with its items; items before any heading come under an empty name."""
    name, items = "", list[_Item]()
    open_item: _Item | None = None
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else ""
        heading = _heading(line, below, after_item=open_item is not None)
        if heading is not None:
            yield name, items
            name, items, open_item = heading, [], None
        elif _RULE.fullmatch(line) or _EMPTY_ITEM.fullmatch(line):
            open_item = None
        elif item := _ITEM.fullmatch(line):
            open_item = _place_item(items, item["text"].rstrip(), len(item["indent"]))
        elif open_item is not None:
            _continue(items[-1], line.strip())
    yield name, items


def _heading(line: str, below: str, *, after_item: bool) -> str | None:
    """The name a line gives to the items under it; None if it is no heading.

    A bare ``Name:`` is one unless it goes on an item's sentence in small letters.
    """
    if match := _HEADING.fullmatch(line):
        return _CLOSING.sub("", match[1].rstrip()).strip("*_ ").rstrip(":")
    if _ITEM.fullmatch(line) or not line.strip() or _RULE.fullmatch(line):
        return None
    if match := _BOLD.fullmatch(line):
        return match[1].rstrip(": ")
    if match := _NAME.fullmatch(line):
        return None if after_item and line.lstrip()[0].islower() else match[1].strip("*_ ")
    if _UNDERLINE.fullmatch(below) and not after_item and len(line) <= 80:
        return line.strip()
    return None


def _place_item(items: list[_Item], text: str, indent: int) -> _Item:
    """Add an item, or note it under the one it is nested in."""
    if items and indent >= items[-1].indent + 2:
        items[-1].notes.append(f"- {text}")
        items[-1].nested = True
    else:
        items.append(_Item(text, indent))
    return items[-1]


def _continue(item: _Item, text: str) -> None:
    """Join a wrapped line to what it goes on: the last nested item, or the item itself.

    Past the limit nothing is joined: such an item is left out anyway.
    """
    if not text:
        return
    if item.nested and len(item.notes[-1]) <= LIMIT:
        item.notes[-1] = f"{item.notes[-1]} {text}"
    elif not item.nested and len(item.text) <= LIMIT:
        item.text = f"{item.text} {text}"
