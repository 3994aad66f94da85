"""The server's side of the fork server: starts it, asks it for guests, hears when they end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from care_tui.host.framing import Outbox
from care_tui.host.session_process import HostLocation
from care_tui.host.session_spec import SessionSpec
from store.common.errors import Refused

START = 60.0
"""Seconds that the fork server may take to import everything."""
_HOME = Path(__file__).resolve().parents[2]
FORK_SERVER_VARIABLES = {"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"}
"""For the fork server: fewer arenas, since each takes 64 MB of the addresses a guest may have."""


class ForkClient:
    """Guests by number. `start` it, then ask; `lost` is called if the fork server ends by itself,
    and every guest with it."""

    def __init__(self, location: HostLocation, lost: Callable[[], None]) -> None:
        self._location = location
        self._lost = lost
        self._ends: dict[int, Callable[[int | None], None]] = {}
        self._last = 0
        self._closing = False
        self.pids: dict[int, int] = {}
        """The process of each guest that runs."""

    async def start(self) -> None:
        """Start the fork server; returns once it can fork. Raises Refused."""
        ours, theirs = socket.socketpair()
        environment = {**os.environ, **FORK_SERVER_VARIABLES, "PYTHONPATH": str(_HOME)}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "care_tui.host.fork_server", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment,
                start_new_session=True,
            )
        ours.setblocking(False)
        self._channel = ours
        self._outbox = Outbox(ours)
        workspace, folder = self._location.workspace, str(self._location.folder)
        self._outbox.put({"place": workspace, "folder": folder, "share": {**self._location.share}})
        self._reader, self._writer = await asyncio.open_connection(sock=ours.dup())
        try:
            first = await asyncio.wait_for(self._reader.readline(), START)
        except (ConnectionError, TimeoutError):
            first = b""
        if not first:
            self._process.kill()
            self._process.wait()
            raise Refused("The app itself cannot be started. Try care demo to see why.")
        self._listening = asyncio.create_task(self._listen())

    def begin(self, spec: SessionSpec, tty: int, ended: Callable[[int | None], None]) -> int:
        """Fork a guest onto the terminal ``tty``; its number. ``ended`` is called with its
        exit code, negative for a signal, None where it could not be begun. The caller keeps
        ``tty``. Raises OSError where the fork server cannot be asked."""
        self._last += 1
        number = self._last
        self._outbox.put({"start": number, "spec": spec.as_json()}, tty)
        self._ends[number] = ended
        return number

    def signal(self, number: int, name: str) -> None:
        """Send the guest a signal such as ``SIGTERM``; nothing where it has ended."""
        if number in self._ends:
            with contextlib.suppress(OSError):
                self._outbox.put({"signal": [number, name]})

    async def close(self) -> None:
        """End the fork server, and what guests are left."""
        self._closing = True
        self._listening.cancel()
        self._outbox.close()
        self._writer.close()
        self._channel.close()
        await asyncio.to_thread(self._process.wait)

    async def _listen(self) -> None:
        while message := await self._reader.readline():
            self._hear(json.loads(message))
        if not self._closing:
            ends, self._ends = self._ends, {}
            self.pids.clear()
            for ended in ends.values():
                ended(-1)
            self._outbox.close()
            self._writer.close()
            self._channel.close()
            await asyncio.to_thread(self._process.wait)
            self._lost()

    def _hear(self, message: dict[str, Any]) -> None:
        if "started" in message:
            self.pids[message["started"]] = message["pid"]
            return
        number = message["ended"] if "ended" in message else message["failed"]
        self.pids.pop(number, None)
        ended = self._ends.pop(number, None)
        if ended is not None:
            ended(message.get("code"))
