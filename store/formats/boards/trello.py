"""Trello's JSON: lists and cards by id, as exported, or by name, as written by hand."""

from __future__ import annotations

import json
from typing import Any

from store.common.errors import Refused
from store.formats.boards.cards import BoardFile, Collector, quoted_text
from store.formats.tabular.safe_parsers import TooHard, read_json

Json = dict[str, Any]


def read_trello(text: str) -> BoardFile:
    """The open lists and cards of a Trello board.

    A card's description and checklists become its notes, its labels its channel or notes.
    Raises Refused when it isn't JSON, isn't a board, or has no open card.
    """
    board = _loaded(text)
    lists, cards = _objects(board.get("lists")), _objects(board.get("cards"))
    if not lists:
        raise Refused("The file is JSON, but not a Trello board: it has no lists.", field="file")
    cards += [
        {"list": _text(each, "name"), **card}
        for each in lists
        for card in _objects(each.get("cards"))
    ]
    checklists = _by_card(_objects(board.get("checklists")))
    names: dict[str, str] = {}
    closed: set[str] = set()
    collector = Collector()
    for each in _in_order(lists):
        name = _text(each, "name")
        keys = {key for key in (_text(each, "id"), name) if key}
        if each.get("closed") is True:
            closed |= keys
            continue
        names.update(dict.fromkeys(keys, name))
        collector.open_list(name)
    for card in _in_order(cards):
        key = _text(card, "idList") or _text(card, "list")
        if card.get("closed") is True or (key in closed and key not in names):
            continue
        if key not in names:
            collector.tell(
                f"The touchpoint “{quoted_text(_text(card, 'name'))}” is on no list of the board."
            )
            continue
        own = _objects(card.get("checklists")) or checklists.get(_text(card, "id"), [])
        collector.add(
            names[key], _text(card, "name"), _notes(card, own), _labels(card), _votes(card)
        )
    return collector.result()


def _loaded(text: str) -> Json:
    try:
        board = read_json(text)
    except json.JSONDecodeError as error:
        raise Refused(
            f"The file is not whole JSON: look at line {error.lineno}.", field="file"
        ) from None
    except TooHard as why:
        raise Refused(f"The file is JSON, but cannot be read: {why}.", field="file") from None
    except ValueError:
        raise Refused("The file is JSON, but not a board.", field="file") from None
    if not isinstance(board, dict):
        raise Refused("The file is JSON, but not a Trello board: it has no lists.", field="file")
    return board


def _objects(value: object) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(thing: Json, key: str) -> str:
    value = thing.get(key)
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _in_order(things: list[Json]) -> list[Json]:
    """By Trello's position where every one has it, else as they come."""
    places = [_number(thing.get("pos")) for thing in things]
    known = [index for index in places if index is not None]
    if len(known) < len(things):
        return things
    return [things[at] for at in sorted(range(len(things)), key=known.__getitem__)]


def _by_card(checklists: list[Json]) -> dict[str, list[Json]]:
    by_card: dict[str, list[Json]] = {}
    for checklist in _in_order(checklists):
        by_card.setdefault(_text(checklist, "idCard"), []).append(checklist)
    return by_card


def _notes(card: Json, checklists: list[Json]) -> str:
    parts = [_text(card, "desc")]
    for checklist in checklists:
        items = _in_order(_objects(checklist.get("checkItems")))
        lines = [
            f"{'[x]' if item.get('state') == 'complete' else '[ ]'} {_text(item, 'name')}"
            for item in items
        ]
        name = _text(checklist, "name")
        parts.append("\n".join([f"{name}:", *lines] if name and name != "Checklist" else lines))
    return "\n\n".join(part for part in parts if part)


def _labels(card: Json) -> tuple[str, ...]:
    labels = card.get("labels")
    if not isinstance(labels, list):
        return ()
    names = [_text(label, "name") if isinstance(label, dict) else label for label in labels]
    return tuple(name for name in names if isinstance(name, str) and name)


def _votes(card: Json) -> int | None:
    badges = card.get("badges")
    votes = _number(badges.get("votes")) if isinstance(badges, dict) else None
    if votes is None and isinstance(voters := card.get("idMembersVoted"), list):
        votes = len(voters)
    return int(votes) if votes is not None and 0 <= votes < 1_000_000 else None
