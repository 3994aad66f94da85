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

    Of several who ask at once one makes it and the others open it. When the block fails the
    workspace is closed, and one that was made is taken away again with its new folders,
    unless somebody has a team in it by now. Raises Refused when it can be neither opened nor made.
    """
    from store.db.engine import database_path, workspace_url
    from store.errors import Refused
    from store.workspace import create_workspace, open_workspace, workspace_exists

    file = database_path(workspace_url(place))
    folders = _missing_folders(file.parent) if file is not None else []
    made = not workspace_exists(place)
    try:
        workspace = create_workspace(place, clock, group=group) if made else None
    except Refused:
        # Somebody else may have made it this very moment.
        _remove_empty(folders)
        if not workspace_exists(place):
            raise
        workspace, made = None, False
    except BaseException:
        _remove_empty(folders)
        raise
    workspace = workspace or open_workspace(place, clock)
    try:
        yield workspace, made
    except BaseException:
        unused = made and not workspace.teams()
        workspace.close()
        if unused and workspace.path is not None:
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
