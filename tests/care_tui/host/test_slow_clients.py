"""A client that takes nothing is not written to, and one that sends too much is not read from."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Any

import asyncssh
import pytest

from care_tui.host.pty import Pty
from care_tui.host.ssh.connection import WINDOW, Channel, Connection

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted

PATIENCE = 60.0


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether what the guest writes has to wait, each time that this changes; little fits on the way."""
    changes: list[bool] = []
    hold, made = Pty.hold, Connection.connection_made

    def note(self: Pty, paused: bool) -> None:
        changes.append(paused)
        hold(self, paused)

    def narrow(self: Connection, transport: asyncio.BaseTransport) -> None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        made(self, transport)

    monkeypatch.setattr(Pty, "hold", note)
    monkeypatch.setattr(Connection, "connection_made", narrow)
    return changes


async def connect(host: Hosted) -> asyncssh.SSHClientConnection:
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.setblocking(False)
    await asyncio.get_running_loop().sock_connect(narrow, ("127.0.0.1", int(host.server.port)))
    keys = [str(host.key(member="Dana"))]
    how: dict[str, Any] = {
        "known_hosts": None,
        "config": None,
        "agent_path": None,
        "compression_algs": "none",
    }
    return await asyncssh.connect(sock=narrow, username="care", client_keys=keys, **how)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.Transport]:
    """The server's ends of its clients' connections."""
    made_lines: list[asyncio.Transport] = []
    made = Connection.connection_made

    def note(self: Connection, transport: asyncio.Transport) -> None:
        made_lines.append(transport)
        made(self, transport)

    monkeypatch.setattr(Connection, "connection_made", note)
    return made_lines


async def test_the_guest_waits_for_a_client_that_takes_nothing_and_so_does_the_client(
    alone: Hosted, served_here: Any, held: list[bool], lines: list[asyncio.Transport]
) -> None:
    async with served_here(), await connect(alone) as client:
        guest = await client.create_process(term_type="xterm", encoding=None, window=1 << 31)
        await asyncio.wait_for(guest.stdout.read(1000), PATIENCE)
        client._transport.pause_reading()
        async with asyncio.timeout(PATIENCE):
            while not (held and held[-1]):
                guest.stdin.write(b"21")
                await asyncio.sleep(0.02)
        assert not lines[-1].is_reading()
        client._transport.resume_reading()
        async with asyncio.timeout(PATIENCE):
            while held[-1]:
                await guest.stdout.read(65536)
        assert lines[-1].is_reading()


async def test_no_more_waits_for_the_guest_than_its_window(
    alone: Hosted, served_here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where asyncssh counts only what was handed on, as its older versions do."""
    waiting: list[int] = []
    accept = Channel._accept_data

    def forget(self: Channel, data: bytes, datatype: int | None = None) -> None:
        self._recv_window = WINDOW
        accept(self, data, datatype)
        waiting.append(sum(len(part) for part, _ in self._recv_buf))

    monkeypatch.setattr(Channel, "_accept_data", forget)
    async with served_here(), await connect(alone) as client:
        guest = await client.create_process(term_type="xterm", encoding=None)
        guest.channel._send_window = 1 << 40
        with contextlib.suppress(OSError):
            for _ in range(200):
                guest.stdin.write(b"y" * 65536)
                await asyncio.sleep(0)
        await asyncio.wait_for(client.wait_closed(), PATIENCE)
    assert WINDOW // 2 < max(waiting) <= WINDOW


async def test_no_more_requests_wait_for_their_answers_than_a_few(
    alone: Hosted, served_here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one is not answered at once, asyncssh keeps all that follow on its channel."""
    waiting: list[int] = []
    process = Channel.process_packet

    def noted(self: Channel, *packet: Any) -> Any:
        waiting.append(len(self._request_queue))
        return process(self, *packet)

    monkeypatch.setattr(Channel, "_process_slow_request", lambda *_: None, raising=False)
    monkeypatch.setattr(Channel, "process_packet", noted)
    async with served_here(), await connect(alone) as client:
        guest = await client.create_process(term_type="xterm", encoding=None)
        for _ in range(500):
            guest.channel._send_request(b"slow", want_reply=False)
        await asyncio.wait_for(client.wait_closed(), PATIENCE)
    assert 10 < max(waiting) < 100
