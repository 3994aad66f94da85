"""Backing a workspace up into one file, and bringing it back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from store.db.engine import database_path, workspace_url
from store.db.schema import check_file
from store.errors import NotAWorkspace, NotFound, Refused
from store.workspace import Workspace, open_workspace

PRIVATE = ("vote", "mood", "rating", "private_card")
"""Tables whose rows no copy takes along."""


def backup(workspace: Workspace, target: Path, *, force: bool = False) -> Path:
    """Write a copy of the workspace to ``target``; the copy's path.

    Consistent while others write; unrevealed ballots are left out. Raises Refused when
    something stands there already, unless ``force``.
    """
    source = workspace.path
    if source is None:
        raise Refused("Only a workspace in a file is backed up so; a server has its own tools.")
    target = target.expanduser().absolute()
    if target == source:
        raise Refused("A backup needs another place than the workspace itself.")
    if target.exists() and not force:
        raise Refused(f"{target} exists already and was left as it is; --force replaces it.")
    partial = target.with_name(target.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(source, partial)
        partial.replace(target)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return target


def _copy(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source)) as reading,
        contextlib.closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing, pages=-1)
        writing.execute("PRAGMA secure_delete=ON")
        for table in PRIVATE:
            writing.execute(f"DELETE FROM {table}")
        writing.commit()
        writing.execute("PRAGMA journal_mode=DELETE")
        writing.execute("VACUUM")


def restore(source: Path, place: str | Path, *, force: bool = False) -> Path | None:
    """Put the backup ``source`` where the workspace at ``place`` is.

    What stands there is kept beside it, under a name that is returned; with ``force`` it is
    replaced and None is returned. Raises NotFound or NotAWorkspace for a backup that is
    missing or none of ours; the workspace is then as it was.
    """
    source = source.expanduser().absolute()
    target = database_path(workspace_url(place))
    if target is None:
        raise Refused("Only a workspace in a file is restored so; a server has its own tools.")
    if not source.is_file():
        raise NotFound(f"There is no backup at {source}.")
    if source == target:
        raise Refused("The backup is the workspace itself; there is nothing to restore.")
    check_file(source)
    partial = target.with_name(target.name + ".partial")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial.unlink(missing_ok=True)
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            _copy(source, partial)
        except sqlite3.Error:
            raise NotAWorkspace(f"{source} is damaged; nothing was changed.") from None
        checked = open_workspace(partial)
        try:
            if checked.check() != "ok":
                raise NotAWorkspace(f"{source} is damaged; nothing was changed.")
            checked.settle()
        finally:
            checked.close()
        kept = None if force else _set_aside(target)
        for tail in ("-wal", "-shm"):
            target.with_name(target.name + tail).unlink(missing_ok=True)
        partial.replace(target)
        return kept
    finally:
        for tail in ("", "-wal", "-shm"):
            partial.with_name(partial.name + tail).unlink(missing_ok=True)


def _set_aside(target: Path) -> Path | None:
    """Keep what stands at ``target`` under the first free name beside it."""
    if not target.exists():
        return None
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    with (
        contextlib.closing(sqlite3.connect(target)) as connection,
        contextlib.suppress(sqlite3.Error),
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    target.replace(kept)
    return kept
