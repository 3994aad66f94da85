"""What the page refuses: other hosts and origins, bodies, mute connections, other paths."""

from __future__ import annotations

import asyncio

import pytest

from care_tui.host.web import web_lines
from care_tui.host.web.web_address import parse_web
from care_tui.host.web.web_door import browser_label
from store.common.errors import Refused
from tests.care_tui.host.web.conftest import Page

PATHS = ("/static/", "/me/", "/../etc/passwd", "/page.js/", "/look/", "/look/a/board", "/ws/x")


async def test_another_host_is_misdirected(page: Page) -> None:
    for name in ("evil.example", "127.0.0.1", "", "care.example.org:80"):
        async with page.client().get("/", headers={"Host": name}) as answer:
            assert answer.status in (400, 421)


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1"])
async def test_another_origin_changes_nothing_and_gets_no_app(
    page: Page, origin: str | None
) -> None:
    client = await page.joined()
    headers = {} if origin is None else {"Origin": origin}
    for path in ("/in", "/out"):
        async with client.post(path, json={}, headers=headers) as answer:
            assert answer.status == 403
    upgrade = {**headers, "Upgrade": "websocket", "Connection": "Upgrade"}
    async with client.get("/ws", headers=upgrade) as answer:
        assert answer.status == 403
    async with client.get("/me") as answer:
        assert answer.status == 204


async def test_every_answer_forbids_framing_and_foreign_scripts(page: Page) -> None:
    client = page.client()
    for path in ("/", "/page.js", "/terminal.js", "/me", "/nothing"):
        async with client.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
            assert "script-src 'self';" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Server"] == "care"
    async with client.get("/") as answer:
        text = await answer.text()
    assert "<script>" not in text and "onclick" not in text.lower() and "style=" not in text


async def test_nothing_is_listed_and_no_other_path_is_there(page: Page) -> None:
    client = page.client()
    for path in PATHS:
        async with client.get(path) as answer:
            assert answer.status == 404
    async with client.put("/in", headers=page.origin) as answer:
        assert answer.status == 405


async def test_a_body_is_bounded(page: Page) -> None:
    async with page.client().post("/in", data=b"x" * 100_000, headers=page.origin) as answer:
        assert answer.status in (401, 413)


async def test_an_asset_is_packed_and_not_sent_twice(page: Page) -> None:
    client = page.client()
    async with client.get("/terminal.js", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        tag = answer.headers["ETag"]
    async with client.get("/terminal.js", headers={"If-None-Match": tag}) as answer:
        assert answer.status == 304


NO_REQUESTS = (
    b"GET / HTTP/1.1\r\nCookie: care=" + b"secret" * 2000,
    b"GET /\x00 HTTP/1.1\r\nHost: secret",
    b"secret\x01 / HTTP/9.9\r\nHost: secret",
)


@pytest.mark.parametrize("words", NO_REQUESTS)
async def test_what_is_no_request_teaches_nothing_and_leaves_no_trace(
    page: Page, words: bytes
) -> None:
    port = int(page.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, local_addr=(page.host.address, 0)
    )
    writer.write(words + b"\r\n\r\n")
    async with asyncio.timeout(30):
        answer = (await reader.read()).decode()
    writer.close()
    assert " 400 " in answer and "Server: care\r\n" in answer and "nosniff" in answer
    assert "aiohttp" not in answer and "secret" not in answer
    log = page.host.server.log.read_text()
    assert "Traceback" not in log and "secret" not in log


async def test_a_connection_that_says_nothing_whole_is_ended(page: Page) -> None:
    port = int(page.url.rpartition(":")[2])
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, local_addr=(page.host.address, 0)
    )
    before = loop.time()
    writer.write(b"GET / HTTP/1.1\r\nHost: 127")
    async with asyncio.timeout(30):
        assert await reader.read() == b""
    assert loop.time() - before >= web_lines.WHOLE - 0.5
    writer.close()


async def test_nine_hundred_mute_connections_keep_nobody_out(page: Page) -> None:
    port = int(page.url.rpartition(":")[2])
    mute = []
    try:
        for _ in range(900):
            mute.append(
                await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.9.9", 0))
            )
        async with page.client().get("/") as answer:
            assert answer.status == 200
        still = [reader for reader, _ in mute if not reader.at_eof()]
        ended = 0
        for reader, _ in mute[: 900 - 100]:
            async with asyncio.timeout(30):
                ended += await reader.read() == b""
        assert ended == 800 and len(still) <= 900
    finally:
        for _, writer in mute:
            writer.close()


def test_only_what_is_safe_is_listened_on() -> None:
    assert parse_web("127.0.0.1:8022").url_at(8022) == "http://127.0.0.1:8022"
    assert parse_web("[::1]:0").url_at(9) == "http://[::1]:9"
    open_to_all = parse_web("0.0.0.0:80", "https://care.example.org/", ("10.0.0.1",))
    assert open_to_all.is_secure
    assert open_to_all.hosts(80) == {"care.example.org"}
    for words in (
        ("0.0.0.0:80",),
        ("8022",),
        ("127.0.0.1:99999",),
        ("127.0.0.1:1", "http://care.example.org"),
        ("127.0.0.1:1", "https://care.example.org/path"),
        ("127.0.0.1:1", "https://me@care.example.org"),
        ("127.0.0.1:1", "https://care.example.org", ("proxy",)),
    ):
        with pytest.raises(Refused):
            parse_web(*words)


def test_a_browser_is_called_by_name_and_system() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0"
    assert browser_label(edge) == "Edge on Windows"
    assert browser_label("curl/8\x1b[2J") == "A browser"
