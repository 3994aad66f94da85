"""Opening a workspace, or making it where there is none yet, all or nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.clock import Clock
    from store.workspace import Workspace


@contextlib.contextmanager
def made_if_missing(
    place: str, clock: Clock, group: str | None = None
) -> Iterator[tuple[Workspace, bool]]:
    """The workspace at ``place``, and whether it was made just now.

    When the block fails the workspace is closed, and one that was made is taken away again
    with its new folders. Raises Refused when it can be neither opened nor made.
    """
    from store.db.engine import database_path, workspace_url
    from store.workspace import create_workspace, open_workspace, workspace_exists

    if workspace_exists(place):
        workspace, made, folders = open_workspace(place, clock), False, []
    else:
        file = database_path(workspace_url(place))
        folders = _missing_folders(file.parent) if file is not None else []
        try:
            workspace, made = create_workspace(place, clock, group=group), True
        except BaseException:
            _remove_empty(folders)
            raise
    try:
        yield workspace, made
    except BaseException:
        workspace.close()
        if made and workspace.path is not None:
            for tail in ("", "-wal", "-shm"):
                workspace.path.with_name(workspace.path.name + tail).unlink(missing_ok=True)
            _remove_empty(folders)
        raise


def _missing_folders(folder: Path) -> list[Path]:
    """The folders on the way to ``folder`` that do not exist yet, the innermost first."""
    return [each for each in (folder, *folder.parents) if not each.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()
