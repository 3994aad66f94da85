"""Which of a browser's sockets has the app, while it begins and after."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest

from care_tui.host.login import Login, Session
from care_tui.host.login_rate_limiter import LoginRateLimiter
from care_tui.host.session_spec import SessionSpec
from care_tui.host.web import web_session
from care_tui.host.web.web_address import WebAddress
from care_tui.host.web.web_door import OwnDoor
from care_tui.host.web.web_line import NO_SEAT, WebLine
from care_tui.host.web.web_session import ELSEWHERE, OVER, TAKEN_OVER
from tests.care_tui.host.conftest import PATIENCE


class SlowDoor(OwnDoor):
    """Takes its time to say who may come in."""

    def __init__(self) -> None:
        super().__init__()
        self.opens = asyncio.Event()
        self.asked = asyncio.Event()
        self.answers: SessionSpec | None = SessionSpec((), {})

    async def come_in(self, _caller: Login, _session: Session) -> SessionSpec | None:
        self.asked.set()
        await self.opens.wait()
        return self.answers


class Greeting:
    """Begins an app that greets, and is silent then."""

    def begin(self, _spec: SessionSpec, tty: int, _ended: Callable[[int | None], None]) -> int:
        os.write(tty, b"hello")
        return 1

    def signal(self, _number: int, _name: str) -> None: ...


@pytest.fixture
async def door() -> SlowDoor:
    return SlowDoor()


@pytest.fixture
async def client(door: SlowDoor) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser that is known at the door."""
    line = WebLine(WebAddress("127.0.0.1", 0), door, Greeting(), LoginRateLimiter())
    url = await line.open()
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(url, headers={"Origin": url}, cookie_jar=jar) as client:
        async with client.post("/in", json={"code": door.code}) as answer:
            assert answer.status == 204
        yield client
    line.close()
    await line.end()


async def closed(socket: aiohttp.ClientWebSocketResponse) -> tuple[object, object]:
    async with asyncio.timeout(PATIENCE):
        frame = await socket.receive()
    return frame.data, frame.extra


async def two_sockets(
    client: aiohttp.ClientSession, door: SlowDoor
) -> tuple[aiohttp.ClientWebSocketResponse, aiohttp.ClientWebSocketResponse]:
    """Two that ask for the app while it begins, the earlier first."""
    first = await client.ws_connect("/ws", autoclose=False)
    await door.asked.wait()
    second = await client.ws_connect("/ws", autoclose=False)
    return first, second


async def test_who_asked_last_has_the_app_that_was_beginning(
    client: aiohttp.ClientSession, door: SlowDoor
) -> None:
    first, second = await two_sockets(client, door)
    door.opens.set()
    assert await closed(first) == (ELSEWHERE, TAKEN_OVER)
    assert await second.receive_bytes(timeout=PATIENCE) == b"hello"


async def test_all_who_wait_are_told_that_there_is_no_app(
    client: aiohttp.ClientSession, door: SlowDoor
) -> None:
    first, second = await two_sockets(client, door)
    door.answers = None
    door.opens.set()
    assert await closed(first) == (OVER, NO_SEAT)
    assert await closed(second) == (OVER, NO_SEAT)


async def test_a_browser_hears_that_the_line_lives_while_the_app_is_silent(
    client: aiohttp.ClientSession, door: SlowDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_session, "HERE", 0.01)
    door.opens.set()
    socket = await client.ws_connect("/ws")
    assert await socket.receive_bytes(timeout=PATIENCE) == b"hello"
    assert await socket.receive_str(timeout=PATIENCE) == "[]"
    assert await socket.receive_str(timeout=PATIENCE) == "[]"
