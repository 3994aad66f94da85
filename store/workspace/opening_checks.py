"""What is checked before a workspace's file is opened, bringing its tables up to date, and the
way back where it is damaged."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from store.common.clock import Clock
from store.common.errors import BrokenLinks, Damaged, NotAWorkspace, NotFound, Refused
from store.db.error_translation import translated_errors
from store.db.schema import LATEST, check_file, upgrade


def nothing_at(location: str) -> NotFound:
    """Say that no workspace stands at ``location``, and how to make one."""
    return NotFound(f"There is no workspace at {location}. Make one with: care init --team NAME")


def check_openable(path: Path, clock: Clock) -> None:
    """Raise Refused where the file cannot be a workspace; Damaged where it was one, as a sound
    backup of it shows."""
    if path.is_dir():
        raise NotAWorkspace(f"{path} is a folder. A workspace is a file.")
    if not path.exists():
        raise nothing_at(str(path))
    _check_readable(path)
    try:
        check_file(path)
    except NotAWorkspace as other:
        from store.workspace.automatic_backups import newest_sound

        if newest_sound(path) is None:
            raise
        raise Damaged(f"{other.message} {way_back(path, clock)}") from None


def _check_readable(path: Path) -> None:
    """Raise Refused when the file may not be read or written."""
    if not os.access(path, os.R_OK | os.W_OK):
        raise Refused(f"{path} may not be read and written by you. Ask its owner.")


def way_back(path: Path, clock: Clock) -> str:
    """Say which backup to restore in place of a damaged file."""
    from store.workspace.automatic_backups import restore_advice

    return restore_advice(path, clock.now())


def bring_up_to_date(engine: Engine, location: str, path: Path | None, *, keep: bool) -> None:
    """Bring the tables up to date, and ``keep`` the file at ``path`` as it was before.

    Raises Refused, with where that copy is, where a migration does not fit what is there;
    nothing is changed then. Damage and other failures go on as they are.
    """
    copies: list[Path | None] = []
    """What is kept from before, once the change is to begin."""

    def begin() -> None:
        from store.workspace.automatic_backups import back_up_before

        copies.append(back_up_before(path, LATEST) if keep and path is not None else None)

    try:
        with translated_errors(location, path):
            upgrade(engine, begin)
    except (SQLAlchemyError, BrokenLinks) as failure:
        if not copies:
            raise
        copy = f" A copy from before is at {copies[0]}." if copies[0] else ""
        raise Refused(
            f"{location} cannot be brought up to date for this care. Nothing was changed: the "
            f"care that you had before opens it as ever.{copy}"
        ) from failure
