"""Backing a workspace up into one file, and bringing it back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from pathlib import Path

from store.common.errors import NotAWorkspace, NotFound, Refused
from store.db.engine import database_path, workspace_url
from store.db.error_translation import has_no_room
from store.db.schema import check_file
from store.db.sqlite_file import connect_existing
from store.workspace.file_copy import copy_database, give_to_group
from store.workspace.workspace import Workspace, open_workspace

_WAIT = 5.0
"""Seconds a restore waits for those who write."""
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""SQLite's codes for a file that is no whole database, or lacks tables."""


def backup(workspace: Workspace, target: Path, *, force: bool = False) -> Path:
    """Write a copy of the workspace to ``target``; the copy's path.

    Consistent while others write; unrevealed ballots and invites are left out. Raises Refused when
    something stands there already, unless ``force``.
    """
    source = workspace.path
    if source is None:
        raise Refused("A workspace on a server is backed up with the server's own pg_dump.")
    target = target.expanduser().absolute()
    if target == source:
        raise Refused("A backup needs another place than the workspace itself.")
    if os.path.lexists(target) and not force:
        raise Refused(f"{target} exists already and was left as it is. Add --force to replace it.")
    partial = target.with_name(target.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copy_database(source, partial)
        partial.replace(target)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None
    except sqlite3.Error as error:
        if _is_damage(error):
            raise NotAWorkspace(f"{source} is damaged. No backup was made.") from None
        raise _unwritten(target, error) from None
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return target


def _unwritten(target: Path, error: sqlite3.Error) -> Refused:
    full = _code(error) == sqlite3.SQLITE_FULL or has_no_room(target.parent)
    reason = "there is no room left" if full else str(error)
    return Refused(f"{target} cannot be written: {reason}.")


def restore(source: Path, location: str | Path, *, force: bool = False) -> Path | None:
    """Bring the backup ``source`` back into the workspace at ``location``.

    The workspace's file stays the same file, with its mode and group, so that who has it open
    goes on in what was restored. What it held is copied beside it first, without unrevealed
    ballots, under a name that is returned; with ``force`` it is not, and None is returned.
    Raises NotFound or NotAWorkspace for a backup that is missing or none of ours, Refused when
    others keep the workspace busy; it is then as it was.
    """
    source = source.expanduser().absolute()
    target = database_path(workspace_url(location))
    if target is None:
        raise Refused(
            "A workspace on a server is restored with pg_restore, from what pg_dump wrote."
        )
    if not source.is_file():
        raise NotFound(f"There is no backup at {source}.")
    if target.exists() and source.samefile(target):
        raise Refused("The backup is the workspace itself. There is nothing to restore.")
    check_file(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    try:
        _prepare(source, partial, target)
        if not _is_workspace(target):
            return _put(partial, target, keep=not force)
        replaced = None if force else _free_name(target)
        try:
            _restore_into(target, partial, replaced)
        except sqlite3.Error as error:
            if replaced is not None:
                replaced.unlink(missing_ok=True)
            if not _is_damage(error) and not _is_damaged(target):
                raise _unwritten(target, error) from None
            return _put(partial, target, keep=not force)
        return replaced
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        for tail in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                partial.with_name(partial.name + tail).unlink()


def _prepare(source: Path, partial: Path, target: Path) -> None:
    """Make ``partial`` the whole, up-to-date workspace that goes into ``target``."""
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        copy_database(source, partial, _page_size(target))
    except sqlite3.Error as error:
        if _is_damage(error):
            raise NotAWorkspace(f"{source} is damaged. Nothing was changed.") from None
        raise _unwritten(target, error) from None
    checked = open_workspace(partial, keep=False)
    try:
        if checked.check() != "ok":
            raise NotAWorkspace(f"{source} is damaged. Nothing was changed.")
        checked.truncate_wal()
    finally:
        checked.close()


def _page_size(target: Path) -> int | None:
    """The page size of the workspace at ``target``, which what is restored into it must have."""
    if not _is_workspace(target):
        return None
    with target.open("rb") as file:
        size = int.from_bytes(file.read(18)[16:18], "big")
    return 65536 if size == 1 else size


def _is_workspace(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        check_file(path)
    except NotAWorkspace:
        return False
    return True


def _restore_into(target: Path, partial: Path, replaced: Path | None) -> None:
    """Write ``partial`` over the content of ``target`` in one transaction.

    Inside it, while nobody else can write, the old content is copied to ``replaced``.
    """
    with (
        contextlib.closing(connect_existing(partial)) as new,
        contextlib.closing(connect_existing(target, timeout=_WAIT)) as old,
    ):
        old.execute("PRAGMA journal_mode=WAL").fetchone()
        old.execute("PRAGMA secure_delete=ON")
        (pages,) = new.execute("PRAGMA page_count").fetchone()
        copied = replaced is None

        def between_steps(status: int, _remaining: int, _total: int) -> None:
            nonlocal copied
            if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise Refused(f"{target} is busy. Nothing was changed. Try again in a moment.")
            if replaced is not None and not copied:
                os.close(os.open(replaced, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
                copy_database(target, replaced)
                _give_access_of(target, replaced)
                copied = True

        # The first step takes the lock and copies half, so that the last, which commits,
        # comes after the copy.
        new.backup(old, pages=pages // 2, progress=between_steps)
        old.execute("PRAGMA busy_timeout=100")
        with contextlib.suppress(sqlite3.OperationalError):
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the database that was read, not the disk, is what is wrong."""
    return _code(error) in _DAMAGE


def _is_damaged(target: Path) -> bool:
    """Whether the file is no whole database: then writing into it may fail in any way."""
    try:
        with contextlib.closing(connect_existing(target)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.Error as error:
        return _is_damage(error)


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _give_access_of(model: Path, file: Path) -> None:
    """Let those who may use ``model``, by its group and mode, use ``file``."""
    status = model.stat()
    with contextlib.suppress(OSError):
        give_to_group(file, status.st_gid, stat.S_IMODE(status.st_mode))


def _put(partial: Path, target: Path, *, keep: bool) -> Path | None:
    """Put the file ``partial`` where ``target`` is, which is no workspace that could be written.

    The name under which ``target`` was kept, if it was there and is to be kept.
    """
    replaced = None
    if target.exists():
        _give_access_of(target, partial)
        if keep:
            replaced = _free_name(target)
            target.replace(replaced)
    for tail in ("-wal", "-shm"):
        log = target.with_name(target.name + tail)
        if replaced is not None and log.exists():
            log.replace(replaced.with_name(replaced.name + tail))
        log.unlink(missing_ok=True)
    partial.replace(target)
    return replaced


def _free_name(target: Path) -> Path:
    """The first free name beside ``target`` for what it holds."""
    number = 1
    while (free_path := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    return free_path
