"""The server's side of the zygote: starts it, asks it for guests, hears when they end."""

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

from care_tui.host.guest import Ground
from care_tui.host.visit import Visit, line
from store.errors import Refused

START = 60.0
"""Seconds that the zygote may take to import everything."""
_HOME = Path(__file__).resolve().parents[2]


class Nursery:
    """Guests by number. `start` it, then ask; `lost` is called if the zygote ends by itself,
    and every guest with it."""

    def __init__(self, ground: Ground, lost: Callable[[], None]) -> None:
        self._ground = ground
        self._lost = lost
        self._ends: dict[int, Callable[[int], None]] = {}
        self._last = 0
        self._closing = False
        self.pids: dict[int, int] = {}
        """The process of each guest that runs."""

    async def start(self) -> None:
        """Start the zygote; returns once it can fork. Raises Refused."""
        ours, theirs = socket.socketpair()
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(_HOME)}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "care_tui.host.zygote", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment,
                start_new_session=True,
            )
        ours.send(json.dumps([self._ground.place, str(self._ground.folder)]).encode())
        ours.setblocking(False)
        self._channel = ours
        self._reader, self._writer = await asyncio.open_connection(sock=ours.dup())
        try:
            first = await asyncio.wait_for(self._reader.readline(), START)
        except (ConnectionError, TimeoutError):
            first = b""
        if not first:
            self._process.kill()
            self._process.wait()
            raise Refused("The app itself cannot be started; try care demo to see why.")
        self._listening = asyncio.create_task(self._listen())

    def begin(self, visit: Visit, tty: int, ended: Callable[[int], None]) -> int:
        """Fork a guest onto the terminal ``tty``; its number. ``ended`` is called with its
        exit code, negative for a signal. Raises OSError where the zygote cannot be asked."""
        self._last += 1
        number = self._last
        message = line({"start": number, "visit": visit.as_json()})
        socket.send_fds(self._channel, [message], [tty])
        self._ends[number] = ended
        return number

    def signal(self, number: int, name: str) -> None:
        """Send the guest a signal such as ``SIGTERM``; nothing where it has ended."""
        if number in self._ends:
            with contextlib.suppress(OSError):
                self._channel.send(line({"signal": [number, name]}))

    async def close(self) -> None:
        """End the zygote, and what guests are left."""
        self._closing = True
        self._listening.cancel()
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
            self._writer.close()
            self._channel.close()
            await asyncio.to_thread(self._process.wait)
            self._lost()

    def _hear(self, message: dict[str, Any]) -> None:
        if "started" in message:
            self.pids[message["started"]] = message["pid"]
            return
        number = message["ended"]
        self.pids.pop(number, None)
        ended = self._ends.pop(number, None)
        if ended is not None:
            ended(message["code"])
