"""Brings workspaces up to date, and is killed in the middle: a process of its own.

Run with a workspace of an older version, an empty folder, and the numbers of statements. For
each a copy is made in the folder and opened by a child that kills itself before that
statement; prints the number and whether the child was killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

import store.db.migrate  # noqa: F401 - loaded once, for all children
from store.workspace.workspace import open_workspace


def killed_at(place: Path, number: int) -> None:
    """Open the workspace at ``place``, and die before the statement of this number."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", counted)
    open_workspace(place).close()


def main() -> None:
    old, folder, *numbers = sys.argv[1:]
    for number in map(int, numbers):
        place = Path(folder) / f"killed-{number}" / "care.db"
        place.parent.mkdir()
        shutil.copy(old, place)
        child = os.fork()
        if child == 0:
            killed_at(place, number)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        print(number, int(os.WIFSIGNALED(status)), flush=True)


main()
