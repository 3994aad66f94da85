"""Backups that care makes by itself: before a migration, and once a day.

They stand in the folder ``backups`` beside the workspace, open to whom the workspace is, and
the newest `KEPT` of each kind stay.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import sqlite3
import stat
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from store.db.schema import check_file
from store.errors import NotAWorkspace, Refused
from store.file_copy import copy_database

KEPT = 7
"""Backups of one kind that are kept."""
_LEFT_BEHIND = 3600
"""Seconds after which an unfinished copy is taken to be of a program that was killed."""


def folder_of(workspace: Path) -> Path:
    """Where the backups of the workspace at ``workspace`` are kept."""
    return workspace.parent / "backups"


def daily_backups(workspace: Path) -> Sequence[Path]:
    """The daily backups of the workspace, oldest first."""
    return _kept(workspace, "????-??-??")


def way_back(workspace: Path, now: datetime) -> str:
    """What to do about a damaged workspace: its newest sound backup, how old that is, and the
    command that brings it back."""
    found = newest_sound(workspace)
    if found is None:
        return f"No sound backup is in {folder_of(workspace)}; care restore brings back another."
    command = shlex.join(["care", "--workspace", str(workspace), "restore", str(found)])
    return f"The newest sound backup is {age_of(found, now)} old; bring it back with: {command}"


def age_of(backup: Path, now: datetime) -> str:
    """How long before ``now`` the file was written: "5 minutes", "3 hours", "2 days"."""
    written = datetime.fromtimestamp(backup.stat().st_mtime, UTC)
    minutes = int((now - written).total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    units = {"day": 24 * 60, "hour": 60, "minute": 1}
    unit, size = next(each for each in units.items() if minutes >= each[1])
    count = minutes // size
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def newest_sound(workspace: Path) -> Path | None:
    """The newest backup of any kind that is a whole workspace."""
    kept = {*daily_backups(workspace), *_kept(workspace, "before-*-*")}
    for backup in sorted(kept, key=lambda file: file.stat().st_mtime, reverse=True):
        with contextlib.suppress(NotAWorkspace, OSError, sqlite3.Error):
            check_file(backup)
            _check(backup)
            return backup
    return None


def back_up_before(workspace: Path, version: str) -> Path | None:
    """Keep the workspace as it is before it is brought to the migration ``version``.

    The backup; None where another program has brought it there, and kept it, meanwhile. Raises Refused where that cannot be done, sqlite3.DatabaseError where it is damaged.
    """
    number = 1
    while (target := _named(workspace, f"before-{version}-{number}")).exists():
        number += 1
    try:
        _make(workspace, target)
    except (OSError, sqlite3.OperationalError) as error:
        raise Refused(
            f"{workspace} is to be brought up to date, but no backup of it can be made in "
            f"{target.parent}: {_reason(error)}. Nothing was changed."
        ) from None
    if _version_in(target) == version:
        target.unlink()
        return None
    _keep_few(workspace, f"before-{version}-*")
    return target


def back_up_daily(workspace: Path, day: date) -> Path | None:
    """Keep the workspace as it is on ``day``, unless that day has its backup already.

    The backup, None where there was one. Raises Refused where it cannot be made; a damaged
    workspace takes no place among the backups.
    """
    target = _named(workspace, day.isoformat())
    try:
        if target.exists():
            return None
        _make(workspace, target)
        _keep_few(workspace, "????-??-??")
    except (OSError, sqlite3.Error) as error:
        raise Refused(
            f"Today's backup cannot be made in {target.parent}: {_reason(error)}."
        ) from None
    return target


def _named(workspace: Path, kind: str) -> Path:
    return folder_of(workspace) / f"{workspace.stem}-{kind}.db"


def _kept(workspace: Path, kind: str) -> list[Path]:
    """The backups of this kind, oldest first."""
    found = folder_of(workspace).glob(f"{_literal(workspace.stem)}-{kind}.db")
    return sorted(found, key=lambda file: (file.stat().st_mtime, file.name))


def _literal(name: str) -> str:
    """``name`` in a pattern, standing for itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _make(workspace: Path, target: Path) -> None:
    """Copy the workspace to ``target``: whole, or not at all."""
    group = _group_of(workspace)
    _make_folder(target.parent, group)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    partial = Path(name)
    try:
        copy_database(workspace, partial)
        _check(partial)
        if group is not None:
            os.chown(partial, -1, group)
            partial.chmod(0o660)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _group_of(workspace: Path) -> int | None:
    """The group that shares the workspace, None where it is its owner's alone."""
    found = workspace.stat()
    return found.st_gid if found.st_mode & stat.S_IWGRP else None


def _make_folder(folder: Path, group: int | None) -> None:
    """Make the folder of the backups, which the workspace's group may use too."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if group is not None:
            os.chown(folder, -1, group)
            folder.chmod(0o770)


def _check(copy: Path) -> None:
    """Raise sqlite3.DatabaseError where the copy is not sound."""
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError("the workspace is damaged")


def _version_in(copy: Path) -> str:
    """The migration the copy's tables are at."""
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(version)


def _keep_few(workspace: Path, kind: str) -> None:
    """Take away all but the newest backups of this kind, and what killed programs left."""
    for old in _kept(workspace, kind)[:-KEPT]:
        old.unlink(missing_ok=True)
    for left in folder_of(workspace).glob(f".{_literal(workspace.stem)}-*"):
        with contextlib.suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - _LEFT_BEHIND:
                left.unlink()


def _reason(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) else None
    return (said or str(error)).lower()
