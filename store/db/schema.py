"""Making a workspace's tables, telling which version they are, and bringing them up to date.

Alembic costs half a second to import, so it is asked only when the version stored differs
from `LATEST`. A new workspace gets its tables at once; a test holds the migrations to the
same result.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, text

from store.db.base import WorkspaceRow
from store.db.engine import APPLICATION_ID, for_reading
from store.db.tables import METADATA
from store.errors import NotAWorkspace, Refused

LATEST = "0002"
"""The newest migration; `store/db/migrations/versions` holds one file each."""
KNOWN = ("0001", "0002")
_OURS = frozenset({"alembic_version", "workspace", "team_seq"})
"""Tables that tell a workspace from other databases."""


Fill = Callable[[Connection], None]
"""Puts a new workspace's first rows in, on the connection that made its tables."""


def create_tables(
    engine: Engine, workspace_id: str, now: datetime, fill: Fill | None = None
) -> None:
    """Make an empty workspace in an empty database and ``fill`` it, all or nothing.

    Raises Refused where the database holds a workspace, NotAWorkspace where it holds other
    tables that are in the way.
    """
    with engine.begin() as connection:
        lock_making(connection)
        _check_free(connection)
        METADATA.create_all(connection)
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": LATEST})
        connection.execute(insert(WorkspaceRow), {"id": workspace_id, "made_at": now})
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
        if fill is not None:
            fill(connection)


def lock_making(connection: Connection) -> None:
    """Until the transaction ends nobody else makes or migrates tables in this database.

    SQLite has one writer anyway; a server is asked for an advisory lock.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})


def _check_free(connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    if there >= _OURS:
        raise Refused("That database holds a workspace already; nothing was changed.")
    clash = sorted(there & {*METADATA.tables, "alembic_version"})
    if clash:
        raise NotAWorkspace(
            f"That database holds other tables, among them “{clash[0]}”; a workspace needs a "
            "database, or a schema, of its own. Nothing was changed."
        )


def holds_workspace(engine: Engine) -> bool:
    """Whether the database holds a workspace's tables."""
    with for_reading(engine).connect() as connection:
        return set(inspect(connection).get_table_names()) >= _OURS


def check_file(path: Path) -> None:
    """Raise NotAWorkspace when the file at ``path`` is no SQLite database of ours.

    Reads only; leaves no file behind.
    """
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\x00"):
        raise NotAWorkspace(f"{path} is not a workspace: it is some other kind of file.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotAWorkspace(f"{path} is a database, but not a workspace of care.")


def version_of(connection: Connection) -> str:
    """The migration the tables are at. Raises NotAWorkspace where there is none or it is newer."""
    if not inspect(connection).has_table("alembic_version"):
        raise NotAWorkspace("This database is not a workspace of care.")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found not in KNOWN:
        raise NotAWorkspace(
            "This workspace was made by a newer care; update this one to open it. "
            "Nothing was changed."
        )
    return str(found)


def upgrade(engine: Engine, before: Callable[[], None] | None = None) -> bool:
    """Bring the tables to `LATEST`; whether anything was to do.

    ``before`` is called once ahead of the first change (a backup, say).
    """
    with for_reading(engine).connect() as connection:
        if version_of(connection) == LATEST:
            return False
    if before is not None:
        before()
    from store.db.migrate import run_migrations

    run_migrations(engine)
    return True
