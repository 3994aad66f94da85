"""What a failure of the database means to a person. Never a word of the driver's own, which
may hold what a statement was given, or a password."""

from __future__ import annotations

import contextlib
import sqlite3
import traceback
from collections.abc import Iterator

from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError, TimeoutError

from store.errors import Damaged, Refused, Unreachable

LOST = "The workspace cannot be reached now. Try again."
_BUSY = "Another program keeps the workspace busy; nothing was changed. Try again."
_DAMAGED = "The workspace is damaged; nothing was changed. care restore brings back a backup."
_OURS = ("store.", "screens.", "care_tui.")
_TYPES = ("store.db.types",)
"""Modules that SQLAlchemy calls to read a value."""
_CROWDED = ("40001", "40P01", "55P03", "57014")
"""SQLSTATEs of a transaction that stood in another's way."""
_FULL = ("53100", "53200")
_READ_ONLY = "25006"
_NOT_ALLOWED = "42501"
_NO_DATABASE = "3D000"
_NO_SCHEMA = "3F000"
_UNREADABLE = "Could not decode to UTF-8"
"""Of a text, which Python's driver says without one of SQLite's codes."""
_TURNED_AWAY = ("28000", "28P01")


@contextlib.contextmanager
def reaching(place: str | None = None) -> Iterator[None]:
    """A block that uses the database. Where it is opened or made from the command line,
    ``place``, which is fit to be shown, is named; elsewhere it is not, as guests may read it.

    Raises Unreachable where it cannot be reached or keeps too busy, Refused where it will
    not let the person in, has no room or may not be written, Damaged where it is
    damaged. Other errors go on as they are.
    """
    try:
        yield
    except DBAPIError as error:
        refused = _refused(error, place)
        if refused is None:
            raise
        raise refused from None
    except TimeoutError:
        raise Unreachable(_BUSY) from None
    except (ValueError, LookupError, TypeError) as error:
        if not _is_of_a_row(error):
            raise
        raise Damaged(_DAMAGED) from None


def _is_of_a_row(error: Exception) -> bool:
    """Whether a value of a row could not be read: SQLAlchemy, called by us, was at it."""
    names = [
        frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)
    ]
    ours = [at for at, name in enumerate(names) if name.startswith(_OURS) and name not in _TYPES]
    after = names[ours[-1] + 1 :] if ours else names
    return any(name.startswith("sqlalchemy.") for name in after)


def _refused(error: DBAPIError, place: str | None) -> Refused | None:
    if isinstance(error.orig, sqlite3.Error):
        return _of_file(error.orig, place)
    if type(error.orig).__module__.partition(".")[0] == "psycopg":
        return _of_server(error, place)
    return None


def _of_file(error: sqlite3.Error, place: str | None) -> Refused | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Unreachable(_BUSY)
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return _lost(place and f"The workspace at {place}")
    if code == sqlite3.SQLITE_READONLY:
        return Refused("The workspace may not be written by you; nothing was changed.")
    if code == sqlite3.SQLITE_FULL:
        return Refused("There is no room left where the workspace is; nothing was changed.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _UNREADABLE in str(error):
        return Damaged(_DAMAGED)
    return None


def _of_server(error: DBAPIError, place: str | None) -> Refused | None:
    state = getattr(error.orig, "sqlstate", None) or _state_in(str(error.orig))
    closed = _of_opening(state, place)
    if closed is not None:
        return closed
    named = place or "The workspace"
    if state == _NOT_ALLOWED:
        at = f" at {place}" if place else ""
        return Refused(f"The server does not allow this to you{at}; ask its owner.")
    if state == _READ_ONLY:
        return Refused(f"{named} may only be read; nothing was changed.")
    if state in _FULL:
        at = f"at {place}" if place else "where the workspace is"
        return Refused(f"There is no room left {at}; nothing was changed.")
    if isinstance(error, DataError):
        return Refused(f"{named} does not take a value as large as that; nothing was changed.")
    if state in _CROWDED:
        return Unreachable(_BUSY)
    lost = isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
    return _lost(place) if lost else None


def _of_opening(state: str | None, place: str | None) -> Refused | None:
    """What whoever opens a workspace can mend; to who is at work in one it is lost."""
    if state not in (*_TURNED_AWAY, _NO_DATABASE, _NO_SCHEMA):
        return None
    if place is None:
        return _lost(None)
    if state == _NO_DATABASE:
        return Refused(f"There is no such database: {place}. Make it first, as with createdb.")
    if state == _NO_SCHEMA:
        return Refused(f"There is no such schema: {place}. Make it first, as with CREATE SCHEMA.")
    return Refused(f"The server did not accept the name or password for {place}.")


def _lost(named: str | None) -> Unreachable:
    return Unreachable(f"{named} cannot be reached now. Try again." if named else LOST)


def _state_in(said: str) -> str | None:
    """The SQLSTATE of a failure to connect, for which the driver gives only words."""
    if "authentication failed" in said or "no password supplied" in said or "pg_hba" in said:
        return _TURNED_AWAY[0]
    if 'database "' in said and "does not exist" in said:
        return _NO_DATABASE
    if 'role "' in said and "does not exist" in said:
        return _TURNED_AWAY[0]
    return None
