"""A workspace's SQLite file, seen without SQLAlchemy: to copy it, or to tell whether it changed."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

_WAIT = 1.0
"""Seconds that a look waits for another's lock."""


def connect_existing(
    path: Path, *, timeout: float = 5.0, check_same_thread: bool = True
) -> sqlite3.Connection:
    """A connection to the SQLite file at ``path``, which is never made where there is none.

    ``timeout`` is in seconds. Raises sqlite3.OperationalError where it cannot be opened.
    """
    return sqlite3.connect(
        f"{file_uri(path)}?mode=rw",
        uri=True,
        timeout=timeout,
        check_same_thread=check_same_thread,
    )


def file_uri(path: Path) -> str:
    """The ``file:`` URI of a path, as `Path.as_uri` gives it, which loads all that speaks HTTP."""
    from urllib.parse import quote

    written = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    return f"file://{'' if written.startswith('/') else '/'}{written}"


def file_state(path: Path) -> str | None:
    """What differs once anything was committed to the file at ``path``, or another took its name.

    That is which file it is and when it was written last, which tables it has, and how many changes
    each team has seen. What is still in the write-ahead log alone counts too. None where it
    cannot be told.
    """
    try:
        before = path.stat()
        with contextlib.closing(connect_existing(path, timeout=_WAIT)) as connection:
            connection.execute("BEGIN")
            version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            teams = connection.execute(
                "SELECT team_id, seq, unjournaled FROM team_seq ORDER BY team_id"
            ).fetchall()
            after = path.stat()
    except (OSError, sqlite3.Error):
        return None
    stamps = [
        (each.st_dev, each.st_ino, each.st_size, each.st_mtime_ns, each.st_ctime_ns)
        for each in (before, after)
    ]
    return repr((stamps[0], version, teams)) if stamps[0] == stamps[1] else None
