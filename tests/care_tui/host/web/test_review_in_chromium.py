"""A review in two real browsers and a terminal over SSH: who types, votes and reveals reads what
is theirs to read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pyte
import pytest
import pytest_asyncio

from benchmarks.harness.screen import SeenScreen
from store.board import touchpoints
from store.domain.stages import Stage
from store.teams import members
from tests.care_tui.host.conftest import PATIENCE, Hosted
from tests.care_tui.host.test_review_journey import arrive
from tests.care_tui.host.web.conftest import plain
from tests.care_tui.host.web.test_in_chromium import CHROMIUM, Browser, chromium, come_in

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page as Tab
    from playwright.async_api import WebSocket

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"),
    pytest.mark.asyncio(loop_scope="module"),
]
__all__ = ["chromium"]
"""The fixture of one Chromium for all."""


class Member:
    """Somebody at a browser, and what the page's terminal was given to show."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.screen = SeenScreen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self._tab: Tab | None = None
        browser.context.on("page", lambda tab: tab.on("websocket", self._hear))

    async def come_in(self, host: Hosted, name: str) -> None:
        self._tab = await come_in(self.browser, host, name)

    def _hear(self, socket: WebSocket) -> None:
        asked = parse_qs(urlsplit(socket.url).query)
        self._fit(int(asked["width"][0]), int(asked["height"][0]))
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _fit(self, columns: int, lines: int) -> None:
        self.screen.resize(lines, columns)

    def _sent(self, frame: str | bytes) -> None:
        kind, content = json.loads(frame)
        if kind == "resize":
            self._fit(content["width"], content["height"])

    def _received(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self._stream.feed(plain(frame))

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display if line.strip())

    async def reads(self, *texts: str) -> None:
        """Wait until all of these are on the screen."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while missing := [text for text in texts if text not in self.text]:
            assert asyncio.get_running_loop().time() < end, (missing, self.text)
            await asyncio.sleep(0.02)

    async def types(self, keys: str, *then: str) -> None:
        """Press the keys in the page, and wait until all of ``then`` are on the screen."""
        assert self._tab is not None
        for key in keys:
            named = {"\r": "Enter", "\x1b": "Escape"}.get(key)
            await (self._tab.keyboard.press(named) if named else self._tab.keyboard.type(key))
        await self.reads(*then)


@pytest_asyncio.fixture(loop_scope="module")
async def people(chromium: Chromium, host: Hosted) -> AsyncIterator[tuple[Member, Member]]:
    """Dana and Lee, each at a browser of their own."""
    both = []
    for name in ("Dana", "Lee"):
        context = await chromium.new_context(viewport={"width": 1000, "height": 640})
        both.append(Member(Browser(context)))
        await both[-1].come_in(host, name)
    yield both[0], both[1]
    for each in both:
        await each.browser.log_out()
        await each.browser.context.close()
        assert each.browser.said == []


async def test_two_browsers_and_a_terminal_write_vote_and_reveal(
    people: tuple[Member, Member], host: Hosted
) -> None:
    dana, lee = people
    members.add_members(host.room, ["Mei"])
    touchpoints.add_many(host.room, Stage.CONNECT, ["Welcome e-mail", "First call"])
    mei = arrive(host, "Mei")

    await dana.types("r", "It plans")
    await dana.types("\r\r\r", "Who is here, and how are we?")
    await lee.reads("review open, in Check-in")
    await lee.types("r", "Who is here, and how are we?")
    mei.reads("review open, in Check-in")
    mei.types("r", "Who is here, and how are we?")
    for question in ("What did customers say?", "this is where it begins"):
        await dana.types(">", question)
    await dana.types(">", "Where does a customer meet us?")
    await lee.reads("Where does a customer meet us?")

    for name, member in (("Dana", dana), ("Lee", lee)):
        await member.types("w", "you write unseen")
        await member.types(f"Card of {name}\r", f"Card of {name}")
        await member.types("\x1b", "w End turn")
        await member.types("w", "Your touchpoints wait for the reveal.")
    mei.types("w", "you write unseen")
    mei.types("Card of Mei\r", "Card of Mei")
    mei.types("\x1b", "w End turn")
    mei.types("w", "Your touchpoints wait for the reveal.")
    assert "Card of Lee" not in dana.text and "Card of Dana" not in lee.text
    await dana.reads("3 of 3 done")
    await dana.types("R", "They have no author any more")
    await dana.types("y", "Card of Dana", "Card of Lee", "Card of Mei")
    await lee.reads("Card of Dana", "Card of Mei")
    mei.reads("Card of Dana", "Card of Lee")

    await dana.types(">", "Five votes each, at most three on one")
    await lee.reads("Which of these matter most now?")
    for member in people:
        await member.types("w", "5 of 5 votes left")
        await member.types("v", "4 of 5 votes left")
        await member.types("w", "Your votes wait for the reveal.")
    mei.types("w", "5 of 5 votes left")
    mei.types("v", "4 of 5 votes left")
    mei.types("w", "Your votes wait for the reveal.")
    await dana.reads("3 of 3 done")
    await dana.types("R", "Everybody then sees the totals")
    await dana.types("y", "most votes first")
    await lee.reads("most votes first", "Welcome e-mail")
    mei.reads("most votes first")
