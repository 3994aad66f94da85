"""Whether the file under a workspace's path is still the one that was opened.

A program that replaces a file (``mv``, a sync tool, an editor) or removes it leaves every open
connection writing into one without a name: SQLite acknowledges what nobody can read again.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

LET_GO = 0.25
"""Seconds between losing a file and opening the one that took its name: connections to the
first are closed by then. Both would share the locks on one log."""


class Identity(NamedTuple):
    """What tells a file from another of the same name."""

    device: int
    inode: int


def identity_of(path: Path) -> Identity | None:
    """The identity of the file at ``path``, links followed; None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return Identity(stat.st_dev, stat.st_ino)


class SameFile:
    """The file that was at ``path`` when it was opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identity = identity_of(path)
        self.workspace_id: str | None = None
        """The id of the workspace in it; None until `Workspace.remember` has read it."""
        self._tried = 0.0
        """When it was lost, or another was last tried in its place, on the monotonic clock."""
        self._is_lost = False

    def is_unchanged(self) -> bool:
        """Whether the file under the path is still this one."""
        return self.identity is not None and identity_of(self.path) == self.identity

    def is_missing(self) -> bool:
        """Whether there is no file under the path, or none that can be looked at."""
        return identity_of(self.path) is None

    def lose(self) -> None:
        """Note that it is gone."""
        if not self._is_lost:
            self._is_lost = True
            self._tried = time.monotonic()

    def may_try(self) -> bool:
        """Whether it is time to try the file that is under the path now; if so, from now on it
        is not for `LET_GO` seconds."""
        now = time.monotonic()
        if not self._is_lost or now - self._tried < LET_GO:
            return False
        self._tried = now
        return True

    def become(self, identity: Identity) -> None:
        """Be the file with this ``identity`` from now on."""
        self.identity, self._is_lost = identity, False
