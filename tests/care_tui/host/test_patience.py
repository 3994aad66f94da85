"""Who never logs in and whose client falls silent is let go; with short patience, in this process."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from care_tui.host import pty
from care_tui.host.ssh import ssh_auth, ssh_line

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted


@pytest.fixture
async def patient(
    alone: Hosted, served_here: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Hosted]:
    """The server in this process, with two seconds for a login and half a second of silence."""
    monkeypatch.setattr(ssh_line, "LOGIN", 2.0)
    monkeypatch.setattr(ssh_line, "ALIVE", 0.25)
    monkeypatch.setattr(ssh_line, "MOST_SILENT", 2)
    async with served_here():
        yield alone


async def eventually(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_client_that_falls_silent_is_let_go(patient: Hosted) -> None:
    client = patient.ssh(key=patient.key(member="Dana"))
    await eventually(lambda: client.pump(0) and "● Dana" in client.shown)
    os.kill(client.process.pid, signal.SIGSTOP)
    await eventually(lambda: "Somebody left; 0 here now." in patient.said)
    os.kill(client.process.pid, signal.SIGCONT)


async def test_a_connection_that_does_not_log_in_is_closed(patient: Hosted) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(patient.server.port))
    async with asyncio.timeout(20):
        await reader.read()
    writer.close()
    assert patient.said == []


async def test_without_a_pseudo_terminal_the_client_is_told_and_no_seat_is_taken(
    patient: Hosted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pty, "pty", SimpleNamespace(openpty=none_left))
    client = patient.ssh(key=patient.key(member="Dana"))
    await eventually(lambda: not client.pump(0) and client.process.poll() is not None)
    assert client.process.returncode == 1
    assert b"The app cannot be started now" in client.bytes
    await eventually(lambda: "Somebody left; 0 here now." in patient.said)


async def test_who_logs_in_and_opens_nothing_is_let_go(
    patient: Hosted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ssh_auth, "TO_OPEN", 0.5)
    client = patient.ssh(key=patient.key(member="Dana"), options=("-N",))
    await eventually(lambda: not client.pump(0) and client.process.poll() is not None)
    assert patient.said == []
