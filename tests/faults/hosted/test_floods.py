"""Guests who send without end, or take nothing: each is bounded, and the others are served."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable

import asyncssh
import pytest
from asyncssh.packet import String, UInt32

from care_tui.terminal.terminal_input import MOST_COLUMNS, MOST_ROWS

from .harness import FEW, MOST_GUEST, Host, Shown, hosting, peak

SENT = 800_000
MOST_TAKEN = 300_000
"""Bytes that wait for an app which reads nothing: a channel's window, the server's part, and
what the kernel holds of a terminal."""


async def test_an_endless_paste_into_a_guest(host: Host) -> None:
    async with await host.connect(host.dana, compression_algs="none") as client:
        with host.pressing(most_more=FEW):
            guests = set(host.guests())
            paste = await client.create_process(term_type="xterm", encoding=None)
            end = time.monotonic() + (1 if not host.long else 40)
            paste.stdin.write(b"\x1b[200~")
            with contextlib.suppress(OSError, asyncssh.Error, TimeoutError):
                while time.monotonic() < end:
                    paste.stdin.write(b"x" * 65536)
                    await asyncio.wait_for(paste.stdin.drain(), 2)
            (guest,) = set(host.guests()) - guests
            host.tell(f"guest {peak(guest) >> 20} MB at most")
            assert 0 < peak(guest) < MOST_GUEST


async def test_a_client_that_does_not_keep_to_its_window(host: Host) -> None:
    with host.pressing(most_more=FEW):
        for _ in range(1 if not host.long else 20):
            async with await host.connect(host.dana, compression_algs="none") as client:
                process = await client.create_process(term_type="xterm", encoding=None)
                process.channel._send_window = 1 << 40
                with contextlib.suppress(OSError):
                    for _ in range(400):
                        process.stdin.write(b"y" * 65536)
                        await asyncio.sleep(0)
                await asyncio.wait_for(client.wait_closed(), hosting.PATIENCE)


async def test_a_client_that_reads_nothing(host: Host) -> None:
    """Its terminal is large, and painted anew at each change of size."""
    with host.pressing(most_more=FEW):
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        narrow.setblocking(False)
        await asyncio.get_running_loop().sock_connect(narrow, ("127.0.0.1", int(host.server.port)))
        others = set(host.guests())
        client = await host.connect(host.dana, sock=narrow, compression_algs="none")
        window = 1 << 31
        process = await client.create_process(term_type="xterm", encoding=None, window=window)
        await asyncio.wait_for(process.stdout.read(1000), hosting.PATIENCE)
        (pid,) = set(host.guests()) - others
        client._transport.pause_reading()
        for number in range(12 if not host.long else 600):
            process.change_terminal_size(MOST_COLUMNS - number % 2, MOST_ROWS)
            await asyncio.sleep(0.1)
        host.tell(f"guest {peak(pid) >> 20} MB at most")
        assert 0 < peak(pid) < MOST_GUEST
        client.abort()


async def test_environment_requests_without_end(host: Host) -> None:
    said = {f"LC_{number}": "x" * 16_000 for number in range(10_000 if host.long else 1_000)}
    with host.pressing():
        async with await host.connect(host.dana, compression_algs="none") as client:
            with contextlib.suppress(asyncssh.Error):
                process = await client.create_process(term_type="xterm", encoding=None, env=said)
                await asyncio.wait_for(process.stdout.read(10), 60)


async def test_keys_without_end_for_an_app_that_reads_nothing(host: Host) -> None:
    """What the client may send waits, in all, for no more than the channel's window and what
    stands before the terminal."""
    async with await host.connect(host.dana, compression_algs="none") as client:
        with host.pressing(most_more=FEW):
            others = set(host.guests())
            guest = await client.create_process(term_type="xterm", encoding=None)
            shown = Shown(guest)
            await shown.until_shown("Follow-ups")
            (pid,) = set(host.guests()) - others
            os.kill(pid, signal.SIGSTOP)
            try:
                guest.stdin.write(b"\x1b[?0u" * (SENT // 5))
                taken = await settled(lambda: SENT - guest.channel._send_buf_len)
            finally:
                os.kill(pid, signal.SIGCONT)
            host.tell(f"{taken >> 10} kB taken")
            assert 0 < taken < MOST_TAKEN
            await shown.until(lambda: guest.channel._send_buf_len == 0)
            guest.stdin.write(b"2")
            await shown.until_shown("People feel seen")


async def settled(count: Callable[[], int]) -> int:
    """The number, once it has not changed for a second."""
    last, since = count(), time.monotonic()
    while time.monotonic() < since + 1:
        await asyncio.sleep(0.02)
        if count() != last:
            last, since = count(), time.monotonic()
    return last


REQUESTS: dict[str, tuple[bytes, Callable[[int], bytes]]] = {
    "environment": (b"env", lambda number: String(b"LC_%d" % number) + String(b"x" * 4000)),
    "sizes": (b"window-change", lambda number: b"".join(map(UInt32, (65_535 - number % 9,) * 4))),
    "unknown": (b"unknown@example.org", lambda _: String(b"y" * 4000)),
}
"""By kind a request's name, and what the one of this number says."""


@pytest.mark.parametrize("kind", REQUESTS)
async def test_requests_without_end_on_a_channel(host: Host, kind: str) -> None:
    name, said = REQUESTS[kind]
    async with await host.connect(host.dana, compression_algs="none") as client:
        with host.pressing(most_more=FEW):
            guest = await client.create_process(term_type="xterm", encoding=None)
            shown = Shown(guest)
            await shown.until_shown("Follow-ups")
            sent, end = 0, time.monotonic() + (1 if not host.long else 30)
            while time.monotonic() < end:
                await asyncio.sleep(0)
                if client._transport.get_write_buffer_size() < 1 << 18:
                    guest.channel._send_request(name, said(sent), want_reply=False)
                    sent += 1
            host.tell(f"{sent} requests")
            guest.stdin.write(b"2")
            await shown.until_shown("People feel seen")
