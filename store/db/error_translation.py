"""What a failure of the database means to a person. Never a word of the driver's own, which
may hold what a statement was given, or a password."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError, TimeoutError

from store.common.errors import Damaged, Refused, Unreachable
from store.db.unreachable import BUSY, unreachable_sentence

_DAMAGED = "The workspace is damaged. Nothing was changed. care restore brings back a backup."
NO_ROOM = "There is no room left where the workspace is. Nothing was changed."
_TRIAL = 1 << 17
"""Bytes written to find out: more than SQLite's first page of a log and its index."""
_NO_ROOM = tuple(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)
)
_OURS = ("store.", "screens.", "care_tui.")
_TYPES = ("store.db.tables.types",)
"""Modules that SQLAlchemy calls to read a value."""
_UNREADABLE = "Could not decode to UTF-8"
"""Of a text, which Python's driver says without one of SQLite's codes."""


@contextlib.contextmanager
def translated_errors(location: str | None = None, file: Path | None = None) -> Iterator[None]:
    """A block that uses the database. Where it is opened or made from the command line,
    ``location``, which is fit to be shown, is named; elsewhere it is not, as guests may read it.
    ``file`` is the workspace's file: a disk without room fails in more ways than one.

    Raises Unreachable where it cannot be reached or keeps too busy, Refused where it will
    not let the person in, has no room or may not be written, Damaged where it is
    damaged. Other errors go on as they are.
    """
    try:
        yield
    except DBAPIError as error:
        refused = _refused(error, location, file)
        if refused is None:
            raise
        raise refused from None
    except TimeoutError:
        raise Unreachable(BUSY) from None
    except (ValueError, LookupError, TypeError) as error:
        if not _is_of_a_row(error):
            raise
        raise Damaged(_DAMAGED) from None


def _is_of_a_row(error: Exception) -> bool:
    """Whether a value of a row could not be read: SQLAlchemy, called by us, was at it."""
    names = [
        frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)
    ]
    own_frames = [
        index for index, name in enumerate(names) if name.startswith(_OURS) and name not in _TYPES
    ]
    after = names[own_frames[-1] + 1 :] if own_frames else names
    return any(name.startswith("sqlalchemy.") for name in after)


def _refused(error: DBAPIError, location: str | None, file: Path | None) -> Refused | None:
    if isinstance(error.orig, sqlite3.Error):
        return _of_file(error.orig, location, file)
    if error.orig is None or "psycopg" not in sys.modules:
        return None
    from store.db.server_failures import server_failure

    return server_failure(error, location)


def has_no_room(folder: Path) -> bool:
    """Whether nothing can be written in ``folder`` for want of room, by trying: quotas and
    limits say so only then."""
    import tempfile  # late: it costs every start and is needed by none

    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(_TRIAL))
            trial.flush()
    except OSError as error:
        return error.errno in _NO_ROOM
    return False


def _of_file(error: sqlite3.Error, location: str | None, file: Path | None) -> Refused | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Unreachable(BUSY)
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        if file is not None and has_no_room(file.parent):
            return Refused(NO_ROOM)
        return unreachable_sentence(location and f"The workspace at {location}")
    if code == sqlite3.SQLITE_READONLY:
        return Refused("The workspace may not be written by you. Nothing was changed.")
    if code == sqlite3.SQLITE_FULL:
        return Refused(NO_ROOM)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _UNREADABLE in str(error):
        return Damaged(_DAMAGED)
    return None
