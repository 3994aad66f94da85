"""Making a workspace's tables, telling which version they are, and bringing them up to date.

Alembic costs half a second to import, so it is asked only when the version stored differs
from `LATEST`. A new workspace gets its tables at once; a test holds the migrations to the
same result.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, insert, inspect, select, text

from store.common.errors import NotAWorkspace, Refused
from store.db.engine import APPLICATION_ID, for_reading, lock_making
from store.db.tables.base import WorkspaceRow
from store.db.tables.models import TeamRow

LATEST = "0015"
"""The newest migration; `store/db/migrations/versions` holds one file each."""
KNOWN = (
    "0001",
    "0002",
    "0003",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
)
_UTF_8 = 1
"""What SQLite's header says of a database whose text is UTF-8; 0 while it holds nothing."""
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
    from store.db.tables.every import METADATA

    with engine.begin() as connection:
        lock_making(connection)
        _check_free(connection, METADATA)
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


def drop_unused(engine: Engine) -> None:
    """Take a workspace's tables away again, unless there is a team in it by now."""
    from store.db.tables.every import METADATA

    with engine.begin() as connection:
        lock_making(connection)
        if connection.execute(select(TeamRow.id).limit(1)).first() is None:
            METADATA.drop_all(connection)
            connection.execute(text("DROP TABLE alembic_version"))


def _check_free(connection: Connection, tables: MetaData) -> None:
    """Raise Refused where the database holds a workspace, NotAWorkspace where other tables are in
    the way of ours."""
    table_names = set(inspect(connection).get_table_names())
    if table_names >= _OURS:
        raise Refused("That database holds a workspace already. Nothing was changed.")
    clash = sorted(table_names & {*tables.tables, "alembic_version"})
    if clash:
        raise NotAWorkspace(
            f"That database holds other tables, among them “{clash[0]}”. A workspace needs a "
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
    if int.from_bytes(head[56:60], "big") not in (0, _UTF_8):
        raise NotAWorkspace(
            f"{path} stores its text as UTF-16. A workspace needs UTF-8. Nothing was changed."
        )


def version_of(connection: Connection) -> str:
    """The migration the tables are at. Raises NotAWorkspace where there is none or it is newer."""
    if not inspect(connection).has_table("alembic_version"):
        raise NotAWorkspace("This database is not a workspace of care.")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version not in KNOWN:
        raise NotAWorkspace(
            "This workspace was made by a newer care. Update this one to open it. "
            "Nothing was changed."
        )
    return str(version)


def upgrade(engine: Engine, before: Callable[[], None] | None = None) -> bool:
    """Bring the tables to `LATEST`. Returns False where there was nothing to do.

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
