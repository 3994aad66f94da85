"""Copying a workspace's file while others write, without what no copy takes along; to whom a
file is given."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from store.db.sqlite_file import connect_existing
from store.db.tables.ballot_models import BALLOTS

PRIVATE = (*BALLOTS, "invite", "presence", "browser", "look_link")
"""Tables whose rows no copy takes along."""


def copy_database(source: Path, target: Path, page_size: int | None = None) -> None:
    """Copy the database ``source`` into the empty file ``target``, consistent while others write.

    Rows of `PRIVATE` tables are never in ``target``, not for a moment: they are taken out in
    a nameless temporary database. ``page_size`` is in bytes; None keeps the source's. Raises
    sqlite3.Error, OSError where the copy cannot be brought to the disk.
    """
    with (
        contextlib.closing(connect_existing(source)) as reading,
        contextlib.closing(sqlite3.connect("")) as passing,
    ):
        reading.backup(passing, pages=-1)
        for table in PRIVATE:
            if _has_table(passing, table):
                passing.execute(f"DELETE FROM {table}")
        passing.commit()
        passing.execute("VACUUM INTO ?", (str(target),))
    if page_size is not None:
        with contextlib.closing(sqlite3.connect(target)) as writing:
            writing.execute(f"PRAGMA page_size={page_size}")
            writing.execute("VACUUM")
    with target.open("rb") as written:
        os.fsync(written.fileno())


def give_to_group(path: Path, group: int, mode: int) -> None:
    """Let the group with the id ``group`` use ``path``, with the permissions ``mode``.

    Nothing is to do on Windows, which knows no such modes: a file has its folder's access there.
    Raises OSError.
    """
    if hasattr(os, "chown"):
        os.chown(path, -1, group)
        path.chmod(mode)


def _has_table(connection: sqlite3.Connection, table: str) -> bool:
    """Whether the table is there: a backup may be older than it."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (table,)).fetchone() is not None
