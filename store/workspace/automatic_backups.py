"""Backups that care makes by itself: before a migration, and once a day.

They stand in the folder ``backups`` beside the workspace, open to whom the workspace is, and
the newest `KEPT` of each kind stay.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shlex
import sqlite3
import stat
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from store.common.errors import NotAWorkspace, Refused
from store.db.schema import check_file
from store.db.sqlite_file import connect_existing
from store.workspace.file_copy import copy_database, give_to_group

KEPT = 7
"""Backups of one kind that are kept."""
_LEFT_BEHIND = 3600
"""Seconds after which an unfinished copy is taken to be of a program that was killed."""


def folder_of(workspace: Path) -> Path:
    """Where the backups of the workspace at ``workspace`` are kept."""
    return workspace.parent / "backups"


def daily_backups(workspace: Path) -> Sequence[Path]:
    """The daily backups of the workspace, oldest first."""
    return _backups_of_kind(workspace, "????-??-??")


def restore_advice(workspace: Path, now: datetime) -> str:
    """What to do about a damaged workspace: its newest sound backup, how old that is, and the
    command that brings it back."""
    backup = newest_sound(workspace)
    if backup is None:
        return (
            f"No sound backup is in {folder_of(workspace)}. Bring back another with: care restore"
        )
    command = shlex.join(["care", "--workspace", str(workspace), "restore", str(backup)])
    return f"The newest sound backup is {age_of(backup, now)} old. Bring it back with: {command}"


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


def every_backup(workspace: Path) -> Sequence[Path]:
    """The backups that care made of the workspace: by day, before an upgrade, before a restore;
    oldest first."""
    restored = workspace.parent.glob(f"{_literal(workspace.name)}.before-restore-*")
    backups = {*daily_backups(workspace), *_backups_of_kind(workspace, "before-*-*"), *restored}
    whole = (
        file for file in backups if file.is_file() and not file.name.endswith(("-wal", "-shm"))
    )
    return sorted(whole, key=lambda file: (file.stat().st_mtime, file.name))


def make_daily_anew(workspace: Path, day: date) -> Path:
    """Keep the workspace as it is now as the backup of ``day``, in place of an earlier one.
    Raises OSError, sqlite3.Error."""
    target = _named(workspace, day.isoformat())
    _make(workspace, target)
    return target


def newest_sound(workspace: Path) -> Path | None:
    """The newest backup of any kind that is a whole workspace."""
    backups = {*daily_backups(workspace), *_backups_of_kind(workspace, "before-*-*")}
    for backup in sorted(backups, key=lambda file: file.stat().st_mtime, reverse=True):
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
            f"{target.parent}: {reason_of(error)}. Nothing was changed."
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
            f"Today's backup cannot be made in {target.parent}: {reason_of(error)}."
        ) from None
    return target


def _named(workspace: Path, kind: str) -> Path:
    return folder_of(workspace) / f"{workspace.stem}-{kind}.db"


def _backups_of_kind(workspace: Path, kind: str) -> list[Path]:
    """The backups of this kind, oldest first."""
    backups = folder_of(workspace).glob(f"{_literal(workspace.stem)}-{kind}.db")
    return sorted(backups, key=lambda file: (file.stat().st_mtime, file.name))


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
            give_to_group(partial, group, 0o660)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _group_of(workspace: Path) -> int | None:
    """The group that shares the workspace, None where it is its owner's alone."""
    status = workspace.stat()
    shared = _has_groups() and status.st_mode & stat.S_IWGRP
    return status.st_gid if shared else None


def _has_groups() -> bool:
    """Whether files belong to groups here, as everywhere but on Windows."""
    return hasattr(os, "chown")


def _make_folder(folder: Path, group: int | None) -> None:
    """Make the folder of the backups, which the workspace's group may use too. Raises OSError
    where a link stands there, which is not followed."""
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "it is a link, and none is followed", str(folder))
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if group is not None:
            give_to_group(folder, group, 0o770)


def _check(copy: Path) -> None:
    """Raise sqlite3.DatabaseError where the copy is not sound."""
    with contextlib.closing(connect_existing(copy)) as connection:
        (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError("the workspace is damaged")


def _version_in(copy: Path) -> str:
    """The migration the copy's tables are at."""
    with contextlib.closing(connect_existing(copy)) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(version)


def _keep_few(workspace: Path, kind: str) -> None:
    """Take away all but the newest backups of this kind, and what killed programs left."""
    for old in _backups_of_kind(workspace, kind)[:-KEPT]:
        old.unlink(missing_ok=True)
    for leftover in folder_of(workspace).glob(f".{_literal(workspace.stem)}-*"):
        with contextlib.suppress(FileNotFoundError):
            if leftover.stat().st_mtime < time.time() - _LEFT_BEHIND:
                leftover.unlink()


def reason_of(error: Exception) -> str:
    """Why a file could not be written, in the system's words."""
    reason = error.strerror if isinstance(error, OSError) else None
    return (reason or str(error)).lower()
