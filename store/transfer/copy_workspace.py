"""Moving a whole workspace to another place: into a server, out of it, or from file to file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DataError

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.engine import for_reading, workspace_url
from store.db.error_translation import translated_errors
from store.db.tables.base import WorkspaceRow
from store.db.tables.every import METADATA
from store.workspace.file_copy import PRIVATE
from store.workspace.workspace import Workspace, create_workspace

CHUNK = 1000
"""Rows that are held at once."""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What a copy took along, and what it left."""

    location: str
    rows: int
    left_out: int
    """Ballots that were not revealed, and invites that were not used."""


def copy_workspace(
    workspace: Workspace, target: str | Path, tell: Callable[[str, int], None] = lambda *_: None
) -> CopyResult:
    """Copy the workspace to ``target``, where none may be yet; the journal comes along.

    One state is copied while others may go on working; unrevealed ballots, invites and who is
    here are left out. All of it is there at the end, counted, or nothing is. ``tell`` is
    given each table with its rows. Raises Refused where something stands at the target.
    """
    if workspace_url(target) == workspace.engine.url:
        raise Refused("A copy needs another place than the workspace itself.")
    rows = 0

    with translated_errors(workspace.location), for_reading(workspace.engine).connect() as source:

        def fill(connection: Connection) -> None:
            nonlocal rows
            for table in METADATA.sorted_tables:
                if table.name not in PRIVATE:
                    count = _copy_table(source, connection, table)
                    tell(table.name, count)
                    rows += count

        left_out = sum(_count(source, METADATA.tables[name]) for name in _MISSED)
        copy = create_workspace(target, workspace.clock, fill=fill)
    try:
        copy.truncate_wal()
        return CopyResult(copy.location, rows, left_out)
    finally:
        copy.close()


_MISSED = tuple(name for name in PRIVATE if name != "presence")


def _copy_table(source: Connection, target: Connection, table: Table) -> int:
    """Copy the rows of one table; how many. Raises Refused when not all have arrived."""
    if table is WorkspaceRow.__table__:
        target.execute(table.delete())
    result = source.execution_options(yield_per=CHUNK).execute(
        select(table).order_by(*table.primary_key)
    )
    try:
        for rows in result.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in rows])
    except DataError:
        raise Refused(
            f"The other database does not take a value in “{table.name}”. Nothing was copied."
        ) from None
    count = _count(source, table)
    if _count(target, table) != count:
        raise Refused(f"Not all of “{table.name}” could be copied, so nothing was.")
    return count


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
