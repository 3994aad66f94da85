"""The app on a socket: shown, typed into, dropped and come back to, taken over."""

from __future__ import annotations

import contextlib
import json
import re
import resource
from pathlib import Path

import aiohttp

from care_tui.host.sessions import STOPPED
from care_tui.host.web.web_session import LEFT_APP, TAKEN_OVER
from store.board import touchpoints
from store.domain.stages import Stage
from store.teams import members
from tests.care_tui.host.test_review_journey import arrive
from tests.care_tui.host.web.conftest import Page, Shown, app_in


async def half_type(app: Shown) -> None:
    await app.wait_for("● Dana")
    await app.type("2")
    await app.wait_for("a Add")
    await app.type("a")
    await app.wait_for("Stop writing")
    await app.type("Half a sent")
    await app.wait_for("Half a sent")


async def test_a_card_is_added_and_the_app_is_left(page: Page) -> None:
    async with app_in(await page.joined(), page) as app:
        await app.wait_for("● Dana")
        await app.type("2")
        await app.wait_for("a Add")
        await app.type("a")
        await app.wait_for("Stop writing")
        await app.type("Welcome e-mail\r")
        page.host.until(lambda: page.host.texts() == ["Welcome e-mail"])
        await app.type("\x1b")
        await app.wait_for("a Add")
        await app.type("q")
        assert await app.closed() == (4001, LEFT_APP)


async def test_a_dropped_socket_comes_back_to_the_same_place_and_words(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page) as app:
        await half_type(app)
        app.socket._response.connection.transport.abort()
    guests = page.host.guests()
    async with app_in(client, page, (90, 28)) as again:
        await again.wait_for("Half a sent")
        await again.wait_until(lambda: "Stop writing" in again.screen.display[27])
        assert b"\x1b[?1049h" in again.bytes
    assert page.host.guests() == guests


async def test_a_second_tab_takes_over_and_the_first_is_told(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page) as first:
        await first.wait_for("● Dana")
        async with app_in(client, page) as second:
            assert await first.closed() == (4002, TAKEN_OVER)
            await second.wait_for("● Dana")
    assert len(page.host.guests()) == 1


async def test_the_size_is_followed(page: Page) -> None:
    async with app_in(await page.joined(), page, (90, 26)) as app:
        await app.wait_for("● Dana")
        app.screen.resize(40, 132)
        await app.socket.send_json(["resize", {"width": 132, "height": 40}])
        await app.wait_until(lambda: "Quit" in app.screen.display[39])


NONSENSE = [
    "",
    "5",
    "null",
    "[]",
    '["stdin"]',
    '["stdin", 5]',
    '["resize", {"width": "a"}]',
    '["resize", {"width": -5, "height": 1e9}]',
    '["resize", {"width": 99999999, "height": 99999999}]',
    "[" * 5000,
    json.dumps(["stdin", "\ud800"]),
    '{"stdin": 1}',
]


async def test_frames_that_are_none_are_nothing(page: Page) -> None:
    async with app_in(await page.joined(), page) as app:
        await app.wait_for("● Dana")
        for text in NONSENSE:
            await app.socket.send_str(text)
        await app.socket.send_bytes(b"\x00\xff")
        await app.socket.send_json(["resize", {"width": 100, "height": 30}])
        await app.type("2")
        await app.wait_for("a Add")


async def test_a_frame_too_large_ends_the_socket_and_nobody_else(page: Page) -> None:
    """The page goes on by itself: its app waits for it, and the frame never reaches that."""
    async with app_in(await page.joined("Lee"), page) as other:
        await other.wait_for("● Lee")
        async with app_in(await page.joined(), page) as app:
            await app.wait_for("● Dana")
            code: int | None = 1009
            with contextlib.suppress(ConnectionError, aiohttp.ClientError):
                await app.type("x" * (2 << 20))
                code, _ = await app.closed()
            assert code in (1006, 1009)
        await other.type("2")
        await other.wait_for("a Add")


async def test_an_address_in_notes_is_a_link_of_the_terminal(page: Page) -> None:
    address = "https://help.example.org/returns"
    touchpoints.add(page.host.room, Stage.CONNECT, "Returns page", notes=f"See {address}.")
    async with app_in(await page.joined(), page, (140, 40)) as app:
        await app.wait_for("● Dana")
        await app.type("2")
        await app.wait_for(address)
        assert re.search(rb"\x1b\]8;id=[^;]*;%s\x1b\\" % address.encode(), app.bytes)


async def test_a_browser_that_does_not_read_costs_nobody_anything(page: Page) -> None:
    """Its app is held, what it types is not read any more, and the server keeps little of it."""
    assert page.host.server.process is not None
    client = await page.joined("Lee")
    async with app_in(await page.joined(), page) as app, app_in(client, page) as deaf:
        await app.wait_for("● Dana")
        await deaf.wait_for("● Lee")
        before = resident(page.host.server.process.pid)
        connection = deaf.socket._response.connection
        assert connection is not None and connection.transport is not None
        connection.transport.pause_reading()
        for _ in range(3000):
            await deaf.type("2")
            await deaf.type("3")
        await app.type("2")
        await app.wait_for("a Add")
        assert resident(page.host.server.process.pid) - before < 12 << 20
        connection.transport.abort()


def resident(pid: int) -> int:
    """Bytes of memory that a process has."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize()


async def test_who_comes_by_ssh_and_by_browser_see_each_other(page: Page) -> None:
    lee = page.host.ssh(key=page.host.key("lee", "Lee"))
    lee.wait_for("● Lee")
    lee.type("2")
    lee.wait_for("a Add")
    async with app_in(await page.joined(), page) as app:
        await app.wait_for("● Dana")
        await app.type("2")
        await app.wait_for("a Add")
        await app.type("aWelcome e-mail\r")
        lee.wait_for("Welcome e-mail")


async def test_a_stopped_server_says_so_and_keeps_what_was_typed(own_page: Page) -> None:
    client = await own_page.joined()
    async with app_in(client, own_page) as app:
        await half_type(app)
        assert own_page.host.server.process is not None
        own_page.host.server.process.terminate()
        assert await app.closed() == (1012, STOPPED)
    own_page.host.until(lambda: "Half a sent" in own_page.host.drafts())


async def test_a_review_with_two_browsers_and_an_ssh_client(page: Page) -> None:
    members.add_members(page.host.room, ["Mei"])
    mei = arrive(page.host, "Mei")
    size = (80, 24)
    dana, lee = await page.joined(), await page.joined("Lee")
    async with app_in(dana, page, size) as lead, app_in(lee, page, size) as other:
        await lead.type("r")
        await lead.wait_for("It plans")
        await lead.type("\r\r\r")
        await lead.wait_for("Who is here, and how are we?")
        await other.wait_for("review open, in Check-in")
        await other.type("r")
        await other.wait_for("Who is here, and how are we?")
        mei.reads("review open, in Check-in")
        mei.types("r", "Who is here, and how are we?")
        for question in ("What did customers say?", "this is where it begins"):
            await lead.type(">")
            await lead.wait_for(question)
        await lead.type(">")
        for app in (lead, other):
            await app.wait_for("Where does a customer meet us?")
        mei.reads("Where does a customer meet us?")
        for name, app in (("Dana", lead), ("Lee", other)):
            await app.type("w")
            await app.wait_for("you write unseen")
            await app.type(f"Card of {name}\r")
            await app.wait_for(f"Card of {name}")
            await app.type("\x1b")
            await app.wait_for("w End turn")
            await app.type("w")
            await app.wait_for("Your touchpoints wait for the reveal.")
        assert "Card of" not in mei.text and "Card of Lee" not in lead.text
        await lead.type("R")
        await lead.wait_for("Reveal")
        await lead.type("y")
        page.host.until(lambda: len(page.host.texts()) == 2)
        for app in (lead, other):
            await app.wait_for("Card of Lee")
        mei.reads("Card of Dana", "Card of Lee")
