"""JSON that is a table: a list of flat objects, or an object a line, as names and cells.

What an object holds of another is a column of its own, “customer.name”, and so is what a list of
objects of one member each holds, “Ratings.Food”. Another list, or an object deeper than that, is no
cell: its column says only that it is one. A record may be wrapped in an object of its own name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.formats.tabular.safe_parsers import TooHard, read_json

MOST_JSON = 30_000_000
"""The most characters of JSON that are read."""
A_LIST, AN_OBJECT = "(a list)", "(an object)"
"""What stands in a cell that a list, or an object within an object, would fill."""
_FEWEST_NAMED = 10
"""Records from which their names need no number: fewer may be the parts of one."""
_MOST_MEMBERS = 50
"""Different names up to which a list's objects of one member are columns."""
_NO_RECORDS = "The JSON is not a list of records, one object an answer. Export it so, or as CSV."


@dataclass(frozen=True, slots=True)
class JsonRecords:
    """The records of a JSON file."""

    names: tuple[str, ...]
    """The records' names in the order in which they come first, “customer.name” among them."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Each record's line, or the how-manieth it is in a list, and its cells."""


def is_json(text: str) -> bool:
    """Whether a text begins as JSON's objects, or a list of them, do."""
    start = text[:1_000].lstrip()
    return start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]"))


def read_json_records(text: str) -> JsonRecords:
    """The records in JSON or JSON Lines. Raises Refused where there are none, or too much."""
    if len(text) > MOST_JSON:
        raise Refused(
            f"The JSON has {len(text):,} characters. At most {MOST_JSON:,} are read. Split it.",
            field="file",
        )
    try:
        records = _records(text)
    except TooHard as why:
        raise Refused(f"The JSON cannot be read: {why}.", field="file") from None
    except RecursionError:
        raise Refused(
            "The JSON cannot be read: it has too many lists in lists.", field="file"
        ) from None
    places: dict[str, int] = {}
    bare = _unwrapped([record for _, record in records])
    spread = _spread_lists(bare)
    lines = [line for line, _ in records]
    flat = [(line, _flat(each, spread)) for line, each in zip(lines, bare, strict=True)]
    for _, cells in flat:
        for name in cells:
            places.setdefault(name, len(places))
    for name in _blank_parents(flat, places):
        del places[name]
    if not places:
        raise Refused(_NO_RECORDS, field="file")
    return JsonRecords(
        tuple(places),
        tuple((line, tuple([cells.get(name, "") for name in places])) for line, cells in flat),
    )


def _records(text: str) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a file with their line, or their place in its list."""
    try:
        whole = read_json(text)
    except TooHard:
        raise
    except ValueError:
        return _of_lines(text)
    return list(enumerate(_listed(whole), 1))


def _of_lines(text: str) -> list[tuple[int, dict[str, Any]]]:
    """The object of each line. Raises Refused for a line that holds none."""
    records: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            raise Refused(
                f"Line {number} of the file is not a JSON object, as each answer must be."
                " Export it again, or as CSV.",
                field="file",
            )
        records.append((number, record))
    return records


def _listed(whole: object) -> list[dict[str, Any]]:
    """The list of objects that JSON is, or the only one that it holds; else its objects that are
    records, each under a name of its own."""
    if _is_records(whole):
        return whole  # type: ignore[return-value]
    if not isinstance(whole, dict):
        raise Refused(_NO_RECORDS, field="file")
    if _are_named_records(whole):
        return list(whole.values())
    inner = {f"{name}": value for name, value in whole.items()}
    for name, value in whole.items():
        if isinstance(value, dict):
            inner |= {f"{name}.{key}": each for key, each in value.items()}
    lists = {name: value for name, value in inner.items() if _is_records(value)}
    if len(lists) > 1:
        first, second, *_ = lists
        raise Refused(
            f"The JSON holds several lists, such as “{first}” and “{second}”. Keep the one with the"
            " answers, or export it as CSV.",
            field="file",
        )
    if not lists:
        named = [each for each in whole.values() if _are_named_records(each)]
        if len(named) != 1:
            raise Refused(_NO_RECORDS, field="file")
        return list(named[0].values())
    return next(iter(lists.values()))


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _unwrapped(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records themselves, where each is the only member of an object and has a name of its own."""
    names = [name for record in records for name in record]
    inner = [value for record in records for value in record.values()]
    are_single = all(len(record) == 1 for record in records)
    if are_single and _are_own_names(names) and all(map(_is_object, inner)):
        return inner
    return records


def _are_named_records(value: object) -> bool:
    """Whether an object holds records alone, each under a name of its own: they have a plain value
    of the same name, and no list of further records."""
    if not isinstance(value, dict) or not _are_own_names(list(value)):
        return False
    records = list(value.values())
    if not all(map(_is_object, records)):
        return False
    if any(
        _is_records(each) and not _one_each(each) for record in records for each in record.values()
    ):
        return False
    plain = Counter(
        name
        for record in records
        for name, each in record.items()
        if not isinstance(each, dict | list)
    )
    spread = _spread_lists(records)
    return bool(spread) or max(plain.values(), default=0) > len(records) / 2


def _are_own_names(names: Sequence[str]) -> bool:
    """Whether names tell records apart, such as “review_1”: hardly one comes again."""
    if len(names) < 2 or len(set(names)) <= len(names) / 2:
        return False
    return len(names) >= _FEWEST_NAMED or all(any(map(str.isdecimal, name)) for name in names)


def _is_object(value: object) -> bool:
    return isinstance(value, dict) and bool(value)


def _spread_lists(records: Sequence[dict[str, Any]]) -> set[str]:
    """The names that hold lists of objects of one member each, of other names in each record:
    ``"Ratings": [{"Overall": 3}, {"Food": 4}]``."""
    kinds: dict[str, set[str]] = {}
    longest: dict[str, int] = {}
    for record in records:
        for name, value in record.items():
            members = _one_each(value) if isinstance(value, list) else None
            if members:
                kinds.setdefault(name, set()).update(members)
                longest[name] = max(longest.get(name, 0), len(members))
    spread = {
        name for name, found in kinds.items() if longest[name] > 1 and len(found) <= _MOST_MEMBERS
    }
    return {
        name
        for name in spread
        if all(not record.get(name) or _one_each(record[name]) is not None for record in records)
    }


def _one_each(value: object) -> dict[str, Any] | None:
    """The members of a list's objects as one object's; None where they have several, or a name
    comes again."""
    if not isinstance(value, list) or not all(
        isinstance(each, dict) and len(each) == 1 for each in value
    ):
        return None
    members = {name: inner for each in value for name, inner in each.items()}
    return members if len(members) == len(value) else None


def _flat(record: dict[str, Any], spread: Collection[str]) -> dict[str, str]:
    """A record's cells by their names, those of an object or of a ``spread`` list in it under both
    names."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        if name in spread and value:
            value = _one_each(value)
        if isinstance(value, dict):
            cells |= {_whole(f"{name}.{key}"): _cell(each) for key, each in value.items()}
        else:
            cells[_whole(name) or "unnamed"] = _cell(value)
    return cells


def _blank_parents(flat: list[tuple[int, dict[str, str]]], names: Iterable[str]) -> set[str]:
    """The names that hold an object in some records, and nothing in all others."""
    parents = {name.rpartition(".")[0] for name in names if "." in name}
    blank = parents.intersection(names)
    return {name for name in blank if not any(cells.get(name) for _, cells in flat)}


def _whole(text: str) -> str:
    """A text without halves of characters, which JSON can name by their number."""
    return text.strip().encode("utf-8", "replace").decode()


def _cell(value: object) -> str:
    """A value as a table's cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return A_LIST if value else ""
    if isinstance(value, dict):
        return AN_OBJECT if value else ""
    return _whole(value) if isinstance(value, str) else f"{value}"
