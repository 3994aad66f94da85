"""A start of care where what Windows lacks is taken away: ``care WORDS…`` or ``app WORKSPACE``.

Several commands, with `THEN` between them, are run one after the other; `THEN` stands between what
they say, and the first that fails is the last.
"""

from __future__ import annotations

import asyncio
import importlib.abc
import os
import sys
from itertools import groupby
from typing import Any

THEN = "then"

MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty")
FUNCTIONS = ("chown", "fchown", "fork", "forkpty", "killpg", "lchown", "openpty", "setsid")


class Gone(importlib.abc.MetaPathFinder):
    """Finds none of the modules that Windows lacks."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


async def write_a_card(place: str) -> None:
    """Open the app on the workspace, add a card by its keys, and leave."""
    os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
    from care_tui.app import CareApp
    from screens.core.app_context import AppContext
    from store.journal.seat import Seat
    from store.queries.load_snapshot import load_snapshot
    from store.workspace.workspace import open_workspace

    workspace = open_workspace(place)
    sys.platform = "win32"  # what is asked from here on, all parts being loaded
    seat = Seat(workspace, workspace.find_team().id)
    app = CareApp(AppContext(open_seat=lambda: seat, load=load_snapshot), start="board")

    def cards() -> list[str]:
        columns = load_snapshot(seat).board
        return [card.text for column in columns for card in column.touchpoints]

    async with app.run_test(size=(80, 24)) as pilot:
        while type(app.focused).__name__ == "NoneType":
            await pilot.pause(0.01)
        await pilot.press("a", *"Hello", "enter")
        while "Hello" not in cards():
            await pilot.pause(0.01)
        await pilot.press("escape", "q")
    workspace.close()
    print(cards())


def main() -> None:
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, Gone())
    for name in FUNCTIONS:
        delattr(os, name)
    what, *words = sys.argv[1:]
    if what == "app":
        asyncio.run(write_a_card(words[0]))
        return
    from care_tui import __main__ as program

    *first, last = [list(each) for at_then, each in groupby(words, THEN.__eq__) if not at_then]
    end_at_once = program.end_at_once
    program.end_at_once = lambda code: None
    for words in first:
        sys.argv = ["care", *words]
        try:
            program.main()
        except SystemExit as ending:
            if ending.code:
                raise
        print(THEN)
    program.end_at_once = end_at_once
    sys.argv = ["care", *last]
    program.main()


if __name__ == "__main__":
    main()
