"""A team on a real server, one member of which presses keys while others do harm."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import re
import secrets
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncssh

__all__ = ["FEW", "MEGABYTE", "MOST_GUEST", "Host", "OwnServer", "Shown", "hosting", "peak"]

if TYPE_CHECKING:
    from tests.care_tui.host import conftest as hosting
    from tests.care_tui.host.conftest import Client
else:
    _HOSTING = Path(__file__).parents[2] / "care_tui" / "host" / "conftest.py"
    _spec = importlib.util.spec_from_file_location("hosting", _HOSTING)
    assert _spec is not None and _spec.loader is not None
    hosting = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(hosting)

MEGABYTE = 1 << 20
MOST_SERVER, MOST_GUEST = 120 * MEGABYTE, 400 * MEGABYTE
MOST_LOG = 20_000
FEW = 8 * MEGABYTE
"""More than the server takes for a client whose bytes it does not keep."""


def peak(pid: int) -> int:
    """The most memory that a process has had, in bytes; 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return sum(int(kb) * 1024 for kb in re.findall(r"VmHWM:\s*(\d+)", status))


class OwnServer(hosting.Server):
    """A server whose memory is its own from the start, so that it can be bounded."""

    def _begin(self, words: list[str], log: Any) -> Any:
        return subprocess.Popen(words, env=self.environment, stdout=log, stderr=log)


class Presser:
    """A member who presses keys on a terminal of their own, and how long each answer took."""

    SHOWS = (("2", "a Add"), ("1", "Follow-ups with customers"))

    def __init__(self, client: Client) -> None:
        self.client = client
        self.took: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._press, daemon=True)
        self._thread.start()
        self._until(4)
        self.took.clear()  # Its own start is over.

    def _until(self, count: int) -> None:
        hosting.wait_until(lambda: len(self.took) >= count, "a member is not answered")

    def _press(self) -> None:
        while not self._stop.is_set():
            for key, shows in self.SHOWS:
                started = time.monotonic()
                self.client.type(key)
                while shows not in self.client.shown and time.monotonic() < started + 20:
                    self.client.pump()
                self.took.append(time.monotonic() - started)
                time.sleep(0.15)  # as a person does

    def stop(self, least: int) -> float:
        """The 95th percentile of the answers' times, in seconds; of ``least`` keys or more."""
        self._until(least)
        self._stop.set()
        self._thread.join()
        return statistics.quantiles(self.took, n=20)[-1]


class Host(hosting.Hosted):
    """A team on a server; Lee is there and presses keys, Dana's key is in the wrong hands."""

    def __init__(self, server: Any, folder: Path, long: bool, tell: Callable[[str], None]) -> None:
        super().__init__(server, folder, f"Acme {secrets.token_hex(3)}")
        self.long = long
        self._log_before = server.log.stat().st_size
        self._harm_from = next(server.addresses)
        self.tell = tell
        self.dana = self.key("Dana", "Dana")
        self.lee = self.key("Lee", "Lee")

    @property
    def pid(self) -> int:
        return int(self.server.process.pid)

    @property
    def logged(self) -> str:
        """What the server has said since this test began."""
        return str(self.server.log.read_bytes()[self._log_before :].decode())

    async def connect(self, key: Path | None = None, address: str = "", **how: Any) -> Any:
        return await asyncssh.connect(
            *(() if "sock" in how else ("127.0.0.1", int(self.server.port))),
            username=how.pop("username", "care"),
            known_hosts=None,
            config=None,
            agent_path=None,
            client_keys=[str(key)] if key else None,
            local_addr=() if "sock" in how else (address or self._harm_from, 0),
            **how,
        )

    @contextlib.contextmanager
    def pressing(self, most_more: int = MOST_SERVER) -> Iterator[None]:
        """Hold the bounds, and Lee's patience, while the block does harm. The server may take
        ``most_more`` bytes more than it had before."""
        client = self.ssh(key=self.lee)
        client.wait_for("● Lee")
        # What it had at most until now is forgotten.
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")
        before = peak(self.pid)
        presser = Presser(client)
        try:
            yield
        finally:
            late = presser.stop(20 if self.long else 8)
        took = f"{len(presser.took)} keys, the slowest twentieth from {late * 1000:.0f} ms"
        more = peak(self.pid) - before
        self.tell(f"server {peak(self.pid) >> 20} MB at most, {more >> 10} kB more, {took}")
        assert self.server.process.poll() is None, self.logged
        assert peak(self.pid) < MOST_SERVER
        assert more < most_more
        assert len(self.logged) < MOST_LOG
        assert late < (0.15 if self.long else 2.0)
        again = self.ssh(key=self.lee)
        again.wait_for("● Lee")


class Shown:
    """What a guest's terminal is sent, taken as it comes, so that the guest never waits."""

    def __init__(self, guest: Any) -> None:
        self.data = bytearray()
        self._taking = asyncio.create_task(self._take(guest))

    async def _take(self, guest: Any) -> None:
        while data := await guest.stdout.read(65536):
            self.data += data

    @property
    def last_row(self) -> int:
        """The lowest row that was written to."""
        return max((int(row) for row in re.findall(rb"\x1b\[(\d+);\d+H", self.data)), default=0)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until the condition holds, of what comes from now on."""
        self.data.clear()
        end = time.monotonic() + hosting.PATIENCE
        while not condition():
            assert not self._taking.done(), bytes(self.data[-2000:])
            assert time.monotonic() < end, bytes(self.data[-2000:])
            await asyncio.sleep(0.02)

    async def until_drawn_to(self, row: int) -> None:
        """Wait until that row, or one below it, is written to."""
        await self.until(lambda: self.last_row >= row)

    async def until_shown(self, text: str) -> None:
        """Wait until the text is written."""
        await self.until(lambda: text.encode() in self.data)
