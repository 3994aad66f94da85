"""Opening a workspace, or making it where there is none yet, all or nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.common.clock import Clock
    from store.workspace.workspace import Workspace


@contextlib.contextmanager
def create_if_missing(
    location: str, clock: Clock, group: str | None = None
) -> Iterator[tuple[Workspace, bool]]:
    """The workspace at ``location``, and whether it was made just now.

    Of several who ask at once one makes it and the others open it. When the block fails the
    workspace is closed, and one that was made is taken away again with its new folders,
    unless somebody has a team in it by now. Raises Refused when it can be neither opened nor made.
    """
    from store.common.errors import Refused
    from store.db.engine import database_path, workspace_url
    from store.workspace.location import workspace_exists
    from store.workspace.workspace import create_workspace, open_workspace, take_away

    file = database_path(workspace_url(location))
    folders = _missing_folders(file.parent) if file is not None else []
    is_new = not workspace_exists(location)
    try:
        workspace = create_workspace(location, clock, group=group) if is_new else None
    except Refused:
        # Somebody else may have made it this very moment.
        _remove_empty(folders)
        if not workspace_exists(location):
            raise
        workspace, is_new = None, False
    except BaseException:
        _remove_empty(folders)
        raise
    workspace = workspace or open_workspace(location, clock)
    try:
        yield workspace, is_new
    except BaseException:
        if workspace.path is None:
            if is_new:
                take_away(workspace)
            workspace.close()
            raise
        unused = is_new and not workspace.teams()
        workspace.close()
        if unused:
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
