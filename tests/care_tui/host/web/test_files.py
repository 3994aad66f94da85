"""A file that is sent from a browser: to one's own app, bounded, and gone with the session."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web

from care_tui.host.web import web_files
from care_tui.host.web.web_files import BUSY, LARGEST_FILE, SessionFiles
from screens.importing.received_files import take_received
from store.teams import browsers
from tests.care_tui.host.web.conftest import Page, app_in

SURVEY = "Survey date,NPS,Comment\n2026-11-02,9,Kind\n2026-11-03,3,Slow\n2026-11-04,8,\n"


async def send(
    client: aiohttp.ClientSession, page: Page, data: Any, name: str = "survey.csv", **headers: str
) -> tuple[int, str]:
    """Send a file as the page does; the answer's status and words."""
    said = {**page.origin, **headers}
    async with client.post("/file", params={"name": name}, data=data, headers=said) as answer:
        return answer.status, await answer.text()


def folders(page: Page) -> set[Path]:
    """Where files of this server's sessions wait."""
    return set(page.host.server.folder.glob("care-files-*"))


async def test_a_file_opens_the_import_and_becomes_evidence(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page, (100, 30)) as app:
        await app.wait_for("● Dana")
        assert await send(client, page, SURVEY.encode()) == (204, "")
        await app.wait_for("What is in survey.csv?")
        await app.wait_for("esc Back")
        await app.type("\r")
        await app.wait_for("3 rows")
        await app.type("\r")
        await app.wait_for("survey.csv?")
        await app.type("\r")
        await app.wait_for("imported")


async def test_the_form_says_how_a_file_comes_and_goes_on_with_it(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page, (100, 30)) as app:
        await app.wait_for("● Dana")
        await app.type("3")
        await app.wait_for("Evidence")
        await app.type("i")
        await app.wait_for("Press “Import a file” below the app")
        assert "Over SSH" not in app.text
        assert (await send(client, page, SURVEY.encode(), "C:\\fakepath\\\x1b[2Jweek 49.csv"))[
            0
        ] == 204
        await app.wait_for("3 rows")
        assert "week 49.csv" in app.text and "fakepath" not in app.text


async def test_a_file_waits_until_what_is_asked_is_answered(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page, (100, 30)) as app:
        await app.wait_for("● Dana")
        await app.type("?")
        await app.wait_for("tab turns")
        assert (await send(client, page, SURVEY.encode()))[0] == 204
        await app.wait_for("survey.csv is here.")
        await app.type("\x1b")
        await app.wait_for("What is in survey.csv?")


async def test_a_board_is_known_by_its_ending(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page, (100, 30)) as app:
        await app.wait_for("● Dana")
        board = "# Connect\n\n- First call\n\n# Assist\n\n- Help pages\n"
        assert (await send(client, page, board.encode(), "board.md"))[0] == 204
        await app.wait_for("To which stage does each list go?")


async def test_what_is_no_table_is_refused_in_the_form(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page, (100, 30)) as app:
        await app.wait_for("● Dana")
        assert (await send(client, page, b"%PDF-1.7 " + os.urandom(3000), "a.pdf"))[0] == 204
        await app.wait_for("What is in a.pdf?")
        await app.wait_for("esc Back")
        await app.type("\r")
        await app.wait_for("a PDF; export the answers as CSV")
        assert "Press “Import a file” below the app" in app.text


async def test_too_large_a_file_is_refused_told_or_not(page: Page) -> None:
    async def unsaid() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_FILE // (1 << 20) + 1):
            yield b"x" * (1 << 20)

    client = await page.joined()
    async with app_in(client, page) as app:
        await app.wait_for("● Dana")
        for data in (b"x" * (LARGEST_FILE + 1), unsaid()):
            try:
                status, _ = await send(client, page, data)
            except aiohttp.ClientError:  # It may hang up before everything was said.
                status = 413
            assert status == 413
        assert (await send(client, page, b""))[0] == 400
        await app.type("2")
        await app.wait_for("a Add")
        assert "What is in" not in app.text


async def test_strangers_and_other_pages_send_nothing(page: Page) -> None:
    before = folders(page)
    assert (await send(page.client(), page, SURVEY))[0] == 401
    stolen = {"Cookie": f"care={'a' * 43}"}
    assert (await send(page.client(), page, SURVEY, **stolen))[0] == 401
    client = await page.joined()
    for origin in ("http://evil.example", "null", "https://127.0.0.1"):
        assert (await send(client, page, SURVEY, Origin=origin))[0] == 403
    assert (await send(client, page, SURVEY, Host="evil.example"))[0] == 421
    async with client.post("/file", data=SURVEY) as answer:
        assert answer.status == 403
    assert (await send(client, page, SURVEY))[0] == 409  # No app is open.
    assert folders(page) == before


async def test_a_browser_that_was_withdrawn_sends_nothing(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page) as app:
        await app.wait_for("● Dana")
        dana = page.host.member("Dana")
        (browser,) = browsers.browsers_of(page.host.room, dana)
        browsers.remove_browser(page.host.room, dana, browser.number)
        assert (await send(client, page, SURVEY))[0] == 401


async def test_one_file_comes_at_a_time(page: Page) -> None:
    client, go_on, before = await page.joined(), asyncio.Event(), folders(page)

    async def slowly() -> AsyncIterator[bytes]:
        yield SURVEY.encode()
        await go_on.wait()

    async with app_in(client, page) as app:
        await app.wait_for("● Dana")
        first = asyncio.create_task(send(client, page, slowly()))
        (folder,) = folders(page) - before
        await app.wait_until((folder / "part").exists)
        assert await send(client, page, SURVEY) == (409, BUSY)
        go_on.set()
        assert (await first)[0] == 204
        await app.wait_for("What is in survey.csv?")


async def test_the_folder_is_ones_own_and_goes_with_the_session(page: Page) -> None:
    client, before = await page.joined(), folders(page)
    async with app_in(client, page) as app:
        await app.wait_for("● Dana")
        (folder,) = folders(page) - before
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (await send(client, page, SURVEY))[0] == 204
        await app.wait_for("What is in survey.csv?")
        assert list(folder.iterdir()) == []
        await client.post("/out", json={}, headers=page.origin)
        assert (await app.closed())[0] == 4001
    page.host.until(lambda: not folder.exists())


class Request:
    """A request with a body in pieces."""

    content_length = None

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.query = {"name": "../../etc/passwd"}
        self.content = self
        self._pieces = list(pieces)

    async def read(self, _most: int) -> bytes:
        piece = self._pieces.pop(0) if self._pieces else b""
        if isinstance(piece, Exception):
            raise piece
        return piece


@pytest.fixture
def receive() -> Callable[..., Any]:
    async def receive(files: SessionFiles, *pieces: bytes | Exception) -> tuple[int, str]:
        return await files.receive(cast(web.Request, Request(*pieces)))

    return receive


async def test_nothing_is_left_of_a_file_that_breaks_off(
    receive: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_files, "LARGEST_FILE", 10)
    files = SessionFiles()
    for pieces, status in (
        ([b"half", ConnectionResetError()], 408),
        ([b"half", TimeoutError()], 408),
        ([b"half", OSError(28, "No space left on device")], 507),
        ([b"123456", b"789012"], 413),
        ([], 400),
    ):
        assert (await receive(files, *pieces))[0] == status
        assert list(files.folder.iterdir()) == []
    files.close()


async def test_a_file_is_private_keeps_its_last_name_only_and_is_taken_once(
    receive: Callable[..., Any],
) -> None:
    files = SessionFiles()
    assert await receive(files, b"a,b\n", b"1,2\n") == (204, "")
    (kept,) = files.folder.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    received = take_received(files.folder)
    assert received is not None and (received.name, received.data) == ("passwd", b"a,b\n1,2\n")
    assert take_received(files.folder) is None
    files.close()
    assert (await receive(files, b"late"))[0] == 507
