"""``care web``: one's own app, for one browser on this machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import aiohttp
import pytest

from tests.care_tui.host.conftest import PATIENCE, Hosted
from tests.care_tui.host.web.conftest import Page, app_in


@pytest.fixture
def link(alone: Hosted) -> Iterator[str]:
    """The link that the command prints."""
    command = [sys.executable, "-m", "care_tui", "--workspace", str(alone.server.place)]
    process = subprocess.Popen(
        [*command, "--as", "Dana", "web", "--no-open"],
        env=alone.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    assert process.wait(PATIENCE) == 0
    process.stdout.close()


async def test_the_link_lets_one_browser_in_once(alone: Hosted, link: str) -> None:
    url, _, code = link.partition("/#")
    page = Page(alone, url)
    first, second = page.client("127.0.0.1"), page.client("127.0.0.1")
    assert await page.come_in(second, "wrong") == 401
    assert await page.come_in(first, code) == 204
    assert await page.come_in(second, code) == 401
    async with second.get("/ws", headers=page.origin) as answer:
        assert answer.status == 401
    async with first.get("/", headers={"Host": "rebound.example"}) as answer:
        assert answer.status == 421
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await first.ws_connect("/ws", headers={"Origin": "http://evil.example"})
    async with app_in(first, page) as app:
        await app.wait_for("● Dana")
        await app.type("2")
        await app.wait_for("a Add")
        await app.type("aBy the web\r")
        alone.until(lambda: alone.texts() == ["By the web"])
        await app.wait_for("Stop writing")
        await app.type("\x1b")
        await app.wait_for("a Add")
        await app.type("3")
        await app.wait_for("i Import")
        await app.type("i")
        await app.wait_for("Press “Import a file” below the app")
        survey = b"Survey date,NPS\n2026-11-02,9\n2026-11-03,3\n"
        async with first.post("/file", data=survey, headers=page.origin) as answer:
            assert answer.status == 204
        await app.wait_for("2 rows")
    await page.close()
