"""A hosted workspace with its page, and browsers: plain clients, and a real Chromium."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pyte
import pytest

from benchmarks.harness.screen import SeenScreen
from tests.care_tui.host.conftest import PATIENCE, Hosted, Server

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"}
SIGN_OF_LIFE = "[]"
"""What the server sends where the app has shown nothing for some seconds."""


@dataclass
class Page:
    """The page of a hosted team, as a plain client speaks to it."""

    host: Hosted
    url: str
    clients: list[aiohttp.ClientSession] = field(default_factory=list)

    @property
    def origin(self) -> dict[str, str]:
        return {"Origin": self.url}

    def client(self, address: str | None = None) -> aiohttp.ClientSession:
        """A browser that has no cookie, at an address of this test's own."""
        connector = aiohttp.TCPConnector(local_addr=(address or self.host.address, 0))
        jar = aiohttp.CookieJar(unsafe=True)
        client = aiohttp.ClientSession(
            self.url, headers=BROWSER, cookie_jar=jar, connector=connector
        )
        self.clients.append(client)
        return client

    async def come_in(self, client: aiohttp.ClientSession, code: str, *, stay: bool = False) -> int:
        """Give the code at the door; the answer's status."""
        said = {"code": code, "stay": stay}
        async with client.post("/in", json=said, headers=self.origin) as answer:
            return answer.status

    async def close(self) -> None:
        """Log every client out, which ends its app at once."""
        for client in self.clients:
            with contextlib.suppress(aiohttp.ClientError):
                await client.post("/out", json={}, headers=self.origin)
            await client.close()

    async def joined(self, name: str = "Dana") -> aiohttp.ClientSession:
        """A browser that has come in."""
        client = self.client()
        assert await self.come_in(client, self.host.invite(name)) == 204
        return client


class Shown:
    """A socket with the app, and its screen."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, size: tuple[int, int]) -> None:
        self.socket = socket
        self.screen = SeenScreen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes = b""

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display if line.strip())

    async def wait_for(self, text: str) -> None:
        """Read until the screen shows ``text``."""
        await self.wait_until(lambda: text in self.text)

    async def wait_until(self, condition: Callable[[], bool]) -> None:
        """Read until the screen is so."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while not condition():
            assert asyncio.get_running_loop().time() < end, self.text
            with contextlib.suppress(TimeoutError):
                frame = await self.socket.receive(timeout=1.0)
                if frame.type is aiohttp.WSMsgType.TEXT and frame.data == SIGN_OF_LIFE:
                    continue
                assert frame.type is aiohttp.WSMsgType.BINARY, (frame, self.text)
                self.bytes += frame.data
                self._stream.feed(plain(frame.data))

    async def closed(self) -> tuple[int | None, str]:
        """The code and sentence by which the server ends the socket."""
        async with asyncio.timeout(PATIENCE):
            while True:
                frame = await self.socket.receive()
                if frame.type is aiohttp.WSMsgType.CLOSE:
                    return int(frame.data), str(frame.extra)
                if frame.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR):
                    return self.socket.close_code, ""

    async def type(self, keys: str) -> None:
        """Type once the workspace is open: until then the app says so, and does nothing else."""
        await self.wait_until(lambda: bool(self.text) and "opening…" not in self.text)
        await self.socket.send_json(["stdin", keys])


_NO_LETTERS = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p")


def plain(data: bytes) -> bytes:
    """What a terminal drawn by `pyte` takes of it."""
    return _NO_LETTERS.sub(b"", data)


@contextlib.asynccontextmanager
async def app_in(
    client: aiohttp.ClientSession, page: Page, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Shown]:
    """The app on a socket of this client's."""
    path = f"/ws?width={size[0]}&height={size[1]}"
    async with client.ws_connect(path, headers=page.origin, autoclose=False) as socket:
        yield Shown(socket, size)


def page_url(server: Server) -> str:
    found = re.findall(r"In a browser: (\S+)", server.log.read_text())
    assert found, server.log.read_text()
    return str(found[-1])


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a page that a file's tests share."""
    assert shutil.which("ssh"), "these tests need the OpenSSH client"
    server = Server(tmp_path_factory.mktemp("server"))
    server.environment["TMPDIR"] = str(server.folder)
    server.start("--web", "127.0.0.1:0")
    yield server
    server.close()


@pytest.fixture
async def page(host: Hosted) -> AsyncIterator[Page]:
    """The page of a team on the shared server."""
    page = Page(host, page_url(host.server))
    yield page
    await page.close()


@pytest.fixture
async def own_page(alone: Hosted, tmp_path: Path) -> AsyncIterator[Page]:
    """The page of the only team on a server of its own, which tests may stop."""
    alone.server.start("--web", "127.0.0.1:0")
    page = Page(alone, page_url(alone.server))
    yield page
    await page.close()
