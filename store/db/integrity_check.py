"""Whether a workspace's file is whole: its pages, its links, and every value in it."""

from __future__ import annotations

from sqlalchemy import Connection, select, text

from store.db.tables.every import METADATA

_AT_ONCE = 1000


def check_integrity(connection: Connection) -> str:
    """``ok``, or what is wrong first.

    Reads every row, so that a value that cannot be one raises what reading it raises.
    """
    result = str(connection.execute(text("PRAGMA quick_check")).scalar())
    if result != "ok":
        return result
    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if broken:
        return f"{len(broken)} links lead nowhere, the first in the table {broken[0][0]}"
    for table in METADATA.sorted_tables:
        for _ in connection.execute(select(table)).partitions(_AT_ONCE):
            pass
    return result
