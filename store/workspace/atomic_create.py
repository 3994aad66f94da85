"""A new workspace's file: whole from the moment it has its name, over nothing, its owner's alone."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from store.common.errors import Refused
from store.common.private_directory import make_own_folder


@contextlib.contextmanager
def new_file(path: Path, group: str | None) -> Iterator[Path]:
    """An empty file beside ``path`` that takes its name when the block ends well.

    Readable by its owner alone (0600), with ``group`` by that group too (0660). Raises Refused
    when something stands at ``path``, the folder cannot be made or the group does not exist.
    """
    _check_free(path)
    beside = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        _make_file(beside, path, group)
        yield beside
        _put_in_place(beside, path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def has_log(path: Path) -> bool:
    """Whether SQLite's log beside ``path`` holds anything."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _check_free(path: Path) -> None:
    """Raise Refused unless nothing is at ``path``, and no log that SQLite would take for its own."""
    log = path.with_name(f"{path.name}-wal")
    log_is_left = has_log(path)
    if path.exists() or path.is_symlink():
        raise _exists(path)
    if log_is_left:
        raise Refused(f"{log} is left of a workspace that is gone. Move it away first.")


def _exists(path: Path) -> Refused:
    return Refused(f"{path} exists already. Nothing was changed.")


def name_over_nothing(beside: Path, path: Path) -> None:
    """Give the file ``beside`` the name ``path``. Raises FileExistsError where something stands
    there, and other OSErrors; the old name may remain."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system can link: there the name is claimed first.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        beside.replace(path)


def _put_in_place(beside: Path, path: Path) -> None:
    """Give the file ``beside`` its name ``path``, over nothing. Raises Refused."""
    try:
        name_over_nothing(beside, path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise Refused(f"{path} cannot be made: {error.strerror}.") from None


def _make_file(file: Path, path: Path, group: str | None) -> None:
    """Make the empty ``file`` that is to be the workspace at ``path``."""
    try:
        if group is None:
            make_own_folder(path.parent)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The folder {path.parent} cannot be made: {error.strerror}.") from None
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise Refused(f"{path} cannot be made: {error.strerror}.") from None
    if group is not None:
        _share(file, group)


def _share(path: Path, group: str) -> None:
    import shutil

    if not hasattr(os, "chown"):
        raise Refused("Windows has no groups for files: leave --group out.", field="group")
    try:
        shutil.chown(path, group=group)
        path.chmod(0o660)
    except LookupError:
        raise Refused(f"There is no group “{group}” on this machine.", field="group") from None
    except PermissionError:
        raise Refused(f"You are not in the group “{group}”.", field="group") from None
