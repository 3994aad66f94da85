"""A team's last snapshot in a file, to be painted while its workspace is being opened.

It is only ever looked at: nothing acts until the workspace is open and the snapshot has
been read afresh. A file that is damaged, or that another version wrote, counts as none. No
file is kept of an open review, so that nothing private waits in one.
"""

from __future__ import annotations

import contextlib
import json
import types
import typing
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from store.common.dataclass import field_names, is_made_of_fields
from store.common.private_directory import write_own_file
from store.models.snapshot import Snapshot

Decoder = Callable[[Any], Any]
SHAPE = "b6a6fa62a9fcbd62"
"""The mark of what a snapshot is made of in this version; the tests hold it to the classes."""
_PLAIN = (str, int, float, bool, type(None))
_DAYS_AND_TIMES = (datetime, date, time)


def keep_snapshot(path: Path, snapshot: Snapshot | None) -> None:
    """Write ``snapshot`` to ``path`` for its owner alone, or delete the file where there is
    none to keep or a review is open. What cannot be written is let go."""
    if snapshot is None or snapshot.review is not None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return
    with contextlib.suppress(OSError):
        write_own_file(path, encode_snapshot(snapshot))


def cached_snapshot(path: Path) -> Snapshot | None:
    """The snapshot in ``path``, None where there is none that this version can read."""
    try:
        return decode_snapshot(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None


def encode_snapshot(snapshot: Snapshot) -> str:
    """``snapshot`` as JSON, with the mark of this version's shape."""
    return json.dumps([SHAPE, _encode(snapshot)], ensure_ascii=False, separators=(",", ":"))


def decode_snapshot(written: str) -> Snapshot:
    """What `encode_snapshot` wrote. Raises ValueError for anything of another shape."""
    shape, value = json.loads(written)
    if shape != SHAPE:
        raise ValueError("written by another version")
    snapshot = _decoder(Snapshot)(value)
    assert isinstance(snapshot, Snapshot)
    return snapshot


def _encode(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_encode(each) for each in value]
    if isinstance(value, dict):
        return [[_encode(key), _encode(each)] for key, each in value.items()]
    if isinstance(value, _DAYS_AND_TIMES):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return [_encode(getattr(value, name)) for name in field_names(type(value))]


@cache
def _decoder(kind: Any) -> Decoder:
    """What turns JSON back into a value of the annotated ``kind``."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(inner)
    if origin is tuple:
        return _tuple(inner)
    if origin is dict:
        key, each = map(_decoder, inner)
        return lambda value: {key(name): each(part) for name, part in value}
    if kind in _DAYS_AND_TIMES:
        return typing.cast("Decoder", kind.fromisoformat)
    if kind is timedelta:
        return lambda value: timedelta(seconds=value)
    if kind in _PLAIN:
        return _as_it_is
    if is_made_of_fields(kind):
        return _dataclass(kind)
    if issubclass(kind, Enum):
        return typing.cast("Decoder", kind)
    raise TypeError(f"a snapshot cannot be stored with {kind}")


def _as_it_is(value: Any) -> Any:
    return value


def _optional(inner: tuple[Any, ...]) -> Decoder:
    """Of ``X | None``; unions of plain types are taken as they are."""
    rest = [part for part in inner if part is not type(None)]
    if all(part in _PLAIN for part in rest):
        return _as_it_is
    if len(rest) != 1:
        raise TypeError(f"a snapshot cannot be stored with one of {inner}")
    decode = _decoder(rest[0])
    return lambda value: None if value is None else decode(value)


def _tuple(inner: tuple[Any, ...]) -> Decoder:
    if inner[1:] == (...,):
        each = _decoder(inner[0])
        return lambda value: tuple(map(each, value))
    parts = [_decoder(part) for part in inner]
    return lambda value: tuple(decode(part) for decode, part in zip(parts, value, strict=True))


def _dataclass(kind: type) -> Decoder:
    def build(value: list[Any]) -> Any:
        parts = list(value)
        for index, decode in _turned(kind):
            parts[index] = decode(parts[index])
        return kind(*parts)

    return build


@cache
def _turned(kind: type) -> list[tuple[int, Decoder]]:
    """Which fields of a dataclass JSON does not hold as they are, and how they come back."""
    hints = typing.get_type_hints(kind)
    decoders = [_decoder(hints[name]) for name in field_names(kind)]
    return [(index, decode) for index, decode in enumerate(decoders) if decode is not _as_it_is]
