"""JSON that is a table: a list of flat objects, or an object a line, as names and cells.

What an object holds of another is a column of its own, “customer.name”. A list, or an object deeper
than that, is no cell: its column says only that it is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.formats.tabular.safe_parsers import TooHard, read_json

MOST_JSON = 30_000_000
"""The most characters of JSON that are read."""
A_LIST, AN_OBJECT = "(a list)", "(an object)"
"""What stands in a cell that a list, or an object within an object, would fill."""
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
    flat = [(line, _flat(record)) for line, record in records]
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
    """The list of objects that JSON is, or the only one that it holds."""
    if _is_records(whole):
        return whole  # type: ignore[return-value]
    if not isinstance(whole, dict):
        raise Refused(_NO_RECORDS, field="file")
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
        raise Refused(_NO_RECORDS, field="file")
    return next(iter(lists.values()))


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _flat(record: dict[str, Any]) -> dict[str, str]:
    """A record's cells by their names, those of an object in it under both names."""
    cells: dict[str, str] = {}
    for name, value in record.items():
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
