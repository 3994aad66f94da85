"""One's own app in one's own browser: the same door and page, for this machine and person alone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from care_tui.host.login_rate_limiter import LoginRateLimiter
from care_tui.host.web.web_address import WebAddress
from care_tui.host.web.web_door import OwnDoor
from care_tui.host.web.web_line import WebLine
from screens.importing.received_files import HAS_COME, VARIABLE

if TYPE_CHECKING:
    from care_tui.host.session_spec import SessionSpec

END = 2.0
"""Seconds that the app has to keep what is half-typed once the server is stopped."""


class OwnProcesses:
    """Begins ``care`` itself, as in the terminal that ``care web`` was started from."""

    def __init__(self, words: Sequence[str], variables: Mapping[str, str]) -> None:
        """``words`` are what follows ``care`` on the command line; ``variables`` go into its
        environment."""
        self._words = words
        self._variables = variables
        self._apps: dict[int, subprocess.Popen[bytes]] = {}
        self._waiting: set[asyncio.Task[None]] = set()

    def begin(self, spec: SessionSpec, tty: int, ended: Callable[[int | None], None]) -> int:
        """Begin the app on the terminal ``tty``; see `Launcher`. Raises OSError."""
        app = subprocess.Popen(
            [sys.executable, "-m", "care_tui", *self._words],
            stdin=tty,
            stdout=tty,
            stderr=tty,
            env={**os.environ, **self._variables, **spec.terminal, VARIABLE: spec.incoming},
            start_new_session=True,
        )
        self._apps[app.pid] = app
        waiting = asyncio.create_task(self._wait(app, ended))
        self._waiting.add(waiting)
        waiting.add_done_callback(self._waiting.discard)
        return app.pid

    def signal(self, number: int, name: str) -> None:
        """Send the app a signal; nothing where it has ended."""
        if number in self._apps:
            with contextlib.suppress(ProcessLookupError):
                self._apps[number].send_signal(signal.Signals[name])

    async def end_all(self) -> None:
        """Let every app keep what is half-typed, and end."""
        for number in list(self._apps):
            self.signal(number, "SIGTERM")
        if self._waiting:
            await asyncio.wait(self._waiting, timeout=END)
        for number in list(self._apps):
            self.signal(number, "SIGKILL")

    async def _wait(
        self, app: subprocess.Popen[bytes], ended: Callable[[int | None], None]
    ) -> None:
        code = await asyncio.to_thread(app.wait)
        del self._apps[app.pid]
        ended(code)


async def serve_own(
    words: Sequence[str], variables: Mapping[str, str], ready: Callable[[str], None]
) -> int:
    """Serve the app until told to stop by a signal; the exit code. ``ready`` is called with
    the link that lets one browser in, once. Raises Refused where that cannot be."""
    door, processes, stop = OwnDoor(), OwnProcesses(words, variables), asyncio.Event()
    line = WebLine(WebAddress("127.0.0.1", 0), door, processes, LoginRateLimiter())
    # The app inherits that it is deaf to this until it listens.
    signal.signal(HAS_COME, signal.SIG_IGN)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    ready(f"{await line.open()}/#{door.code}")
    await stop.wait()
    line.close()
    await processes.end_all()
    await line.end()
    return 0
