"""The sitting of a person's shell on this machine, by which ``care undo`` knows their changes."""

from __future__ import annotations

import contextlib
import os
import re

from care_tui.settings import state_path
from store.common.private_directory import make_own_folder
from store.workspace.workspace import new_id

_SITTING = re.compile(r"[0-9a-z]{12}")


def shell_sitting() -> str:
    """The same id for all commands of this person; a fresh one where none can be kept."""
    fresh = new_id()
    with contextlib.suppress(OSError, ValueError):
        file = state_path() / "shell-sitting"
        make_own_folder(file.parent)
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as new:
                new.write(fresh)
            return fresh
        sitting = file.read_text(encoding="utf-8")
        if _SITTING.fullmatch(sitting):
            return sitting
    return fresh
