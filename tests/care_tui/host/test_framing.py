"""Messages to the zygote arrive whole, whatever their length; none that is odd ends it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from care_tui.host import framing
from care_tui.host.fork_client import ForkClient
from care_tui.host.fork_server import MOST_MEMORY, ForkServer
from care_tui.host.framing import Inbox, Outbox
from care_tui.host.session_process import HostLocation
from care_tui.host.session_spec import OUT_OF_MEMORY, SessionSpec

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted


@pytest.fixture
def ends() -> Iterator[tuple[Any, ...]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with ours, theirs:
        yield ours, theirs


async def test_long_messages_and_their_descriptors_arrive_in_order(ends: tuple[Any, ...]) -> None:
    ours, theirs = ends
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    outbox, inbox = Outbox(ours), Inbox()
    pipes = [os.pipe() for _ in range(4)]
    for number, (_, write) in enumerate(pipes):
        outbox.put({"start": number, "spec": "x" * 300_000}, write)
        outbox.put({"signal": [number, "SIGTERM"]})
    for _, write in pipes:
        os.close(write)
    messages, descriptors = [], []
    theirs.setblocking(False)
    while len(messages) < 8:
        await asyncio.sleep(0)
        with contextlib.suppress(BlockingIOError):
            data, came, _, _ = socket.recv_fds(theirs, 7000, 16)
            descriptors += came
            messages += inbox.take(data)
    assert [each.get("start", each.get("signal")) for each in messages] == [
        one for number in range(4) for one in (number, [number, "SIGTERM"])
    ]
    for number, descriptor in enumerate(descriptors):
        os.write(descriptor, b"%d" % number)
        os.close(descriptor)
    assert [os.read(read, 10) for read, _ in pipes] == [b"0", b"1", b"2", b"3"]
    for read, _ in pipes:
        assert os.read(read, 1) == b""
        os.close(read)
    outbox.close()


async def test_more_than_can_be_said_is_refused_at_once(ends: tuple[Any, ...]) -> None:
    outbox = Outbox(ends[0])
    with pytest.raises(OSError, match="too much"):
        outbox.put({"spec": "x" * framing.MOST})
    with pytest.raises(OSError, match="too much"):
        for _ in range(20):
            outbox.put({"spec": "x" * (framing.MOST - 100)})
    outbox.close()


@pytest.mark.parametrize("seed", range(20))
def test_what_is_no_message_is_passed_over(seed: Any) -> None:
    chance = random.Random(seed)
    good = (12).to_bytes(4, "big") + b'{"signal":1}'
    odd = [
        (5).to_bytes(4, "big") + b"\xff\xfe{}[",
        (framing.MOST + 5).to_bytes(4, "big") + b"x" * (framing.MOST + 5),
        (0).to_bytes(4, "big"),
        (2).to_bytes(4, "big") + b"{]",
    ]
    parts = [good, *(part for each in odd for part in (each, good))]
    stream, inbox, found = b"".join(parts), Inbox(), []
    while stream:
        length = chance.randrange(1, 300_000)
        found += inbox.take(stream[:length])
        stream = stream[length:]
    assert [each for each in found if each] == [{"signal": 1}] * 5
    assert len(found) == 9


class Zygotes:
    """A zygote in a thread of this process, whose forks are counted instead of made."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        fork: Any,
        run: Callable[[SessionSpec], int] = lambda _visit: 0,
    ) -> None:
        monkeypatch.setattr(os, "fork", fork)
        self.ours, theirs = socket.socketpair()
        self.zygote = ForkServer(theirs, run)
        self.answers = self.ours.makefile("rb")

    def send(self, data: bytes, descriptors: tuple[int, ...] = ()) -> None:
        socket.send_fds(self.ours, [len(data).to_bytes(4, "big") + data], descriptors)
        assert self.zygote._listen()


def no_more_processes() -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_a_failed_fork_is_told_and_the_next_guest_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    forks = iter([None, 4_194_300])
    there = Zygotes(monkeypatch, lambda: next(forks) or no_more_processes())
    read, write = os.pipe()
    there.send(b'{"start": 1, "spec": {}}', (write,))
    there.send(b'{"start": 2, "spec": {}}', (write,))
    assert there.answers.readline() == b'{"failed": 1}\n'
    assert there.answers.readline() == b'{"started": 2, "pid": 4194300}\n'
    os.close(write)
    assert os.read(read, 1) == b"", "the zygote keeps no terminal"
    os.close(read)


@pytest.mark.parametrize(("more", "code"), [(64 << 20, OUT_OF_MEMORY), (-(64 << 20), 0)])
def test_a_guest_gets_no_more_memory_than_is_allowed(
    monkeypatch: pytest.MonkeyPatch, more: int, code: int
) -> None:
    def run(_visit: SessionSpec) -> int:
        try:
            bytearray(MOST_MEMORY + more)
        except MemoryError:
            return OUT_OF_MEMORY
        return 0

    there = Zygotes(monkeypatch, os.fork, run)
    master, tty = os.openpty()
    spec = json.dumps({"start": 1, "spec": SessionSpec((), {}).as_json()})
    there.send(spec.encode(), (tty,))
    guest = json.loads(there.answers.readline())["pid"]
    os.waitid(os.P_PID, guest, os.WEXITED | os.WNOWAIT)
    there.zygote._reap()
    assert json.loads(there.answers.readline()) == {"ended": 1, "code": code}
    os.close(master)
    os.close(tty)


@pytest.mark.parametrize(
    "odd",
    [b"", b"null", b"7", b"[]", b'"start"', b"{}", b"\xff", b'{"signal": 1}', b'{"signal": []}',
     b'{"signal": [1, "SIGNOTHING"]}', b'{"start": "x", "spec": {}}', b'{"spec": {}}'],
)  # fmt: skip
def test_the_zygote_survives_any_message(monkeypatch: pytest.MonkeyPatch, odd: bytes) -> None:
    there = Zygotes(monkeypatch, no_more_processes)
    there.send(odd)
    there.send(b'{"start": 3, "spec": {}}')
    assert there.answers.readline() == b'{"failed": 3}\n'


async def test_a_guest_that_cannot_be_begun_ends_nobody_else(alone: Hosted, tmp_path: Path) -> None:
    lost = threading.Event()
    nursery = ForkClient(HostLocation(str(alone.server.place), tmp_path), lost.set)
    await nursery.start()
    master, tty = os.openpty()
    codes: asyncio.Queue[int | None] = asyncio.Queue()
    for terminal in ({}, {"TERM": "xterm\0"}, {"TERM": "dumb"}):
        nursery.begin(SessionSpec((), terminal), tty, codes.put_nowait)
        assert await asyncio.wait_for(codes.get(), 30) == 1
    assert not lost.is_set()
    await nursery.close()
    os.close(master)
    os.close(tty)
