"""Who never logs in and whose client falls silent is let go; with short patience, in this process."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from care_tui.host import server


@pytest.fixture
async def patient(alone, served_here, monkeypatch):
    """The server in this process, with two seconds for a login and half a second of silence."""
    monkeypatch.setattr(server, "LOGIN", 2.0)
    monkeypatch.setattr(server, "ALIVE", 0.25)
    monkeypatch.setattr(server, "MOST_SILENT", 2)
    async with served_here():
        yield alone


async def eventually(condition):
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_client_that_falls_silent_is_let_go(patient):
    client = patient.ssh(key=patient.key(member="Dana"))
    await eventually(lambda: client.pump(0) and "● Dana" in client.shown)
    os.kill(client.process.pid, signal.SIGSTOP)
    await eventually(lambda: "Somebody left; 0 here now." in patient.said)
    os.kill(client.process.pid, signal.SIGCONT)


async def test_a_connection_that_does_not_log_in_is_closed(patient):
    reader, writer = await asyncio.open_connection("127.0.0.1", int(patient.server.port))
    async with asyncio.timeout(20):
        await reader.read()
    writer.close()
    assert patient.said == []
