"""Backups made before hidden authors were no longer kept, which still name them."""

from __future__ import annotations

import contextlib
import shlex
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from store.common.errors import Refused
from store.db.sqlite_file import connect_existing
from store.workspace.automatic_backups import every_backup, make_daily_anew, reason_of

NAMELESS_FROM = "0003"
"""The migration from which on a card revealed while authors are hidden has none."""
_NAMED = """
SELECT 1 FROM touchpoint
JOIN journal_touch ON entity = 'touchpoint' AND entity_id = touchpoint.id
JOIN journal ON journal.team_id = journal_touch.team_id AND journal.seq = journal_touch.seq
WHERE author_id IS NOT NULL AND kind IN ('revealed', 'step-moved', 'review-closed') LIMIT 1
"""


def naming_backups(workspace: Path) -> Sequence[Path]:
    """The backups beside the workspace that name who wrote revealed cards, oldest first."""
    return [backup for backup in every_backup(workspace) if _names(backup)]


def removal(workspace: Path) -> str:
    """The command that removes them."""
    return shlex.join(["care", "--workspace", str(workspace), "backup", "--remove-old"])


def remove_naming_backups(workspace: Path, day: date) -> Sequence[Path]:
    """Remove `naming_backups`; the files. The backup of ``day`` is made anew first, so that there
    is a way back. Raises Refused, removing nothing, where it cannot be made.
    """
    old = naming_backups(workspace)
    if not old:
        return old
    try:
        fresh_backup = make_daily_anew(workspace, day)
    except (OSError, sqlite3.Error) as error:
        raise Refused(
            f"Today's backup cannot be made first: {reason_of(error)}. Nothing was removed."
        ) from None
    try:
        for backup in old:
            if backup != fresh_backup:
                backup.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(f"{error.filename} cannot be removed: {reason_of(error)}.") from None
    return old


def _names(backup: Path) -> bool:
    with (
        contextlib.suppress(sqlite3.Error, OSError, TypeError),
        contextlib.closing(connect_existing(backup)) as connection,
    ):
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return version < NAMELESS_FROM and connection.execute(_NAMED).fetchone() is not None
    return False
