"""A file that a person sent from their browser: the server left it in a folder of this session's
own and gave the app a signal."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from screens.core.app_context import ReceivedFile
from store.common.text import drawable

FILE = "file"
"""What it is called in the folder: a line with its own name, then its bytes."""
HAS_COME = signal.SIGUSR1
VARIABLE = "CARE_INCOMING"
"""Names the folder to an app that is no guest's, as `care web` does."""
_LONGEST_NAME = 80
_MOST = (20 << 20) + 4096


def take_received(folder: Path) -> ReceivedFile | None:
    """The file that waits in ``folder``, which is not there any more then; None for none."""
    path = folder / FILE
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            whole = file.read(_MOST)
        path.unlink()
    except OSError:
        return None
    line, _, data = whole.partition(b"\n")
    return ReceivedFile(_clean_name(json.loads(line)), data)


def _clean_name(name: str) -> str:
    """The last part of what a browser calls a file, fit to be shown."""
    last = drawable(PureWindowsPath(name).name).strip()
    stem, dot, ending = last.rpartition(".")
    if dot and len(last) > _LONGEST_NAME:
        last = f"{stem[: _LONGEST_NAME - 10]}….{ending[:8]}"
    return last[:_LONGEST_NAME] or "a file"


def listen_for_files(folder: Path, hand_on: Callable[[ReceivedFile], None]) -> None:
    """From now on hand on what comes into ``folder``, and what is there already."""

    async def take() -> None:
        received = await asyncio.to_thread(take_received, folder)
        if received is not None:
            hand_on(received)

    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()

    def came() -> None:
        task = loop.create_task(take())
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    loop.add_signal_handler(HAS_COME, came)
    came()
