"""The page in a real browser: come in, type, paste, drop and return, two tabs, a phone."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from care_tui.host.web.web_files import TOO_LARGE
from screens.core.unasked import FIRST_MOMENTS, STILL
from store.domain.agenda import AgendaKind
from store.evidence import evidence
from store.journal.seat import Seat
from store.reviews import reviews
from store.teams import browsers
from tests.care_tui.host.conftest import PATIENCE, Hosted
from tests.care_tui.host.web.conftest import page_url

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, ConsoleMessage
    from playwright.async_api import Page as Tab

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"),
    pytest.mark.asyncio(loop_scope="module"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OURS = ("http://127.0.0.1", "data:", "blob:")
IMPATIENT = "line.socket === was && void line.watch(1)"
"""Asks for a word within 1 ms, again and again: a word on its way sets the page's patience back."""
EXPECTED = "401 (Unauthorized)"
"""What the console says of the first visit, which asks whether it is known."""


class Browser:
    """A Chromium with what its console said and whom it asked."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.said: list[str] = []
        self.asked: list[str] = []

    async def tab(self) -> Tab:
        """A new tab, heard from its first request on."""
        tab = await self.context.new_page()
        tab.set_default_timeout(PATIENCE * 1000)
        tab.on("console", self._hear)
        tab.on("pageerror", lambda error: self.said.append(str(error)))
        tab.on("request", lambda request: self.asked.append(request.url))
        return tab

    async def log_out(self) -> None:
        """End the app at once."""
        leaving = "fetch('/out', {method: 'POST', body: '{}'}).then(() => 0)"
        await self.context.pages[0].evaluate(leaving)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and EXPECTED not in message.text:
            self.said.append(message.text)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Chromium]:
    """One Chromium for all; each test has windows, cookies and a clipboard of its own."""
    from playwright.async_api import async_playwright

    async with async_playwright() as started:
        browser = await started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def browser(chromium: Chromium, host: Hosted) -> AsyncIterator[Browser]:
    """A browser; at the end nothing broke a rule of the page, and no other host was asked."""
    context = await chromium.new_context(viewport={"width": 1000, "height": 640})
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser = Browser(context)
    yield browser
    await browser.log_out()
    await context.close()
    assert browser.said == []
    assert [url for url in browser.asked if not url.startswith(OURS)] == []


async def come_in(browser: Browser, host: Hosted, name: str = "Dana") -> Tab:
    """Press the link, then the button; the app is there."""
    tab = await browser.tab()
    await tab.goto(f"{page_url(host.server)}/#{host.invite(name)}")
    await tab.wait_for_selector("#door:not([hidden])")
    assert "#" not in tab.url
    await tab.click("text=Come in")
    await is_shown(tab)
    return tab


async def is_shown(tab: Tab) -> None:
    """Wait for the app's first bytes."""
    await tab.wait_for_selector("body.-first-byte .xterm-screen")


async def is_true(tab: Tab, words: str) -> None:
    """Wait until the page's ``words`` are so; the page's own policy lets nothing be evaluated in
    it, so they are asked from outside."""
    async with asyncio.timeout(PATIENCE):
        while not await tab.evaluate(words):
            await asyncio.sleep(0.02)


async def add_line(tab: Tab, text: str) -> None:
    """Open the board's line for a new card and type into it."""
    await tab.keyboard.type("2")
    await tab.keyboard.type("a")
    await tab.keyboard.type(text)


async def test_a_link_a_press_a_card_and_a_paste(browser: Browser, host: Hosted) -> None:
    tab = await come_in(browser, host)
    await add_line(tab, "Welcome e-mail")
    await tab.keyboard.press("Enter")
    host.until(lambda: host.texts() == ["Welcome e-mail"])
    await tab.evaluate("navigator.clipboard.writeText('Größe 🙂')")
    await tab.keyboard.press("Control+v")
    await tab.keyboard.press("Enter")
    host.until(lambda: host.texts() == ["Welcome e-mail", "Größe 🙂"])


async def test_a_file_is_chosen_and_becomes_evidence(
    browser: Browser, host: Hosted, tmp_path: Path
) -> None:
    survey = tmp_path / "week 49.csv"
    survey.write_text("Survey date,NPS,Comment\n2026-11-02,9,Kind\n2026-11-03,3,Slow\n")
    tab = await come_in(browser, host)
    await tab.keyboard.type("3")
    async with tab.expect_file_chooser() as choosing, tab.expect_response("**/file?*") as sent:
        await tab.click("text=Import a file")
        await (await choosing.value).set_files(survey)
    assert (await sent.value).status == 204

    def imported() -> int:
        return len(evidence.page(host.room).items)

    async with asyncio.timeout(2 * PATIENCE):
        while not imported():  # What it is, what to take, and that it is to be written.
            await asyncio.sleep(STILL + FIRST_MOMENTS)  # It opens, and is answered, in quiet.
            await tab.keyboard.press("Enter")
    assert imported() == 2


async def test_a_file_is_dropped_and_one_too_large_is_told_at_once(
    browser: Browser, host: Hosted
) -> None:
    tab = await come_in(browser, host)
    drop = """size => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(size)], "big.csv"));
        document.dispatchEvent(new DragEvent("drop", {dataTransfer: data, cancelable: true}));
    }"""
    await tab.evaluate(drop, (20 << 20) + 1)
    await is_true(tab, "!document.getElementById('line').hidden")
    assert await tab.text_content("#line") == TOO_LARGE
    assert not any("/file" in url for url in browser.asked)
    async with tab.expect_response("**/file?*") as sent:
        await tab.evaluate(drop, 100)
    assert (await sent.value).status == 204


async def test_a_paste_larger_than_a_frame_arrives_whole(browser: Browser, host: Hosted) -> None:
    tab = await come_in(browser, host)
    await tab.evaluate("window.was = line.socket")
    await tab.keyboard.type("3")
    await tab.keyboard.type("i")
    text = "nps,words\n" + f"9,{'x' * 197}\n" * 7_000
    await tab.evaluate("text => navigator.clipboard.writeText(text)", text)
    await tab.keyboard.press("Control+v")
    host.until(lambda: host.drafts().count("9,x") == 7_000)
    assert await tab.evaluate("line.socket === was")


async def test_the_summary_is_copied_to_the_browsers_clipboard(
    browser: Browser, host: Hosted
) -> None:
    lead = Seat(host.room.workspace, host.room.team_id, host.member("Dana"))
    reviews.open_review(lead, AgendaKind.SHORT)
    for step in (1, 2):
        reviews.go_to_step(lead, step)
    tab = await come_in(browser, host)
    await tab.evaluate("navigator.clipboard.writeText('before')")
    await tab.keyboard.type("r")
    async with asyncio.timeout(PATIENCE):
        while await tab.evaluate("navigator.clipboard.readText()") == "before":
            await tab.keyboard.type("C")
            await asyncio.sleep(0.2)
    assert host.team in await tab.evaluate("navigator.clipboard.readText()")


async def test_what_is_selected_in_a_field_is_copied(browser: Browser, host: Hosted) -> None:
    tab = await come_in(browser, host)
    await add_line(tab, "Größe 🙂")
    await tab.keyboard.press("Shift+Home")
    await tab.keyboard.press("Control+c")
    await is_true(tab, "navigator.clipboard.readText().then(text => text === 'Größe 🙂')")


async def test_a_lost_line_comes_back_with_what_was_half_typed(
    browser: Browser, host: Hosted
) -> None:
    tab = await come_in(browser, host)
    await add_line(tab, "Half a sent")
    await tab.evaluate("window.was = line.socket; line.socket.close()")
    await is_true(tab, "line.socket && line.socket !== was && line.socket.readyState === 1")
    await tab.keyboard.type("ence")
    await tab.keyboard.press("Enter")
    host.until(lambda: host.texts() == ["Half a sentence"])


async def test_a_line_that_fell_silent_is_given_up_and_comes_back(
    browser: Browser, host: Hosted
) -> None:
    tab = await come_in(browser, host)
    await add_line(tab, "Half a sent")
    await tab.evaluate("window.was = line.socket")
    await is_true(tab, f"{IMPATIENT} || line.socket?.readyState === 1 && line.socket !== was")
    await tab.wait_for_selector("#line", state="hidden")
    await tab.keyboard.type("ence")
    await tab.keyboard.press("Enter")
    host.until(lambda: host.texts() == ["Half a sentence"])


async def test_a_second_tab_takes_over_and_the_first_says_so(
    browser: Browser, host: Hosted
) -> None:
    first = await come_in(browser, host)
    second = await browser.tab()
    await second.goto(page_url(host.server))
    await is_shown(second)
    await first.wait_for_selector("#end[open]")
    assert await first.text_content("#said") == "The app goes on in another tab."
    await first.click("text=Go on here")
    await is_shown(first)
    await second.wait_for_selector("#end[open]")


async def test_who_leaves_the_app_may_come_in_again(browser: Browser, host: Hosted) -> None:
    tab = await come_in(browser, host)
    await tab.keyboard.type("q")
    await tab.wait_for_selector("#end[open]")
    assert await tab.text_content("#said") == "You have left the app."
    await tab.keyboard.press("Enter")
    await is_shown(tab)


async def test_who_has_left_may_log_out_and_needs_a_code_then(
    browser: Browser, host: Hosted
) -> None:
    tab = await come_in(browser, host)
    await tab.keyboard.type("q")
    await tab.click("text=Log out here")
    await tab.wait_for_selector("#door:not([hidden])")
    assert browsers.browsers_of(host.room, host.member("Dana")) == ()


@pytest.mark.parametrize(("width", "height"), [(740, 360), (844, 390)])
async def test_a_phone_held_sideways_has_room_and_keys_to_tap(
    chromium: Chromium, host: Hosted, width: int, height: int
) -> None:
    context = await chromium.new_context(
        viewport={"width": width, "height": height}, has_touch=True, is_mobile=True
    )
    browser = Browser(context)
    tab = await come_in(browser, host)
    await is_true(tab, "line && line.size && line.size.width >= 60 && line.size.height >= 18")
    await tab.keyboard.type("2")
    await tab.keyboard.type("a")
    await tab.keyboard.type("By thumb")
    await tab.tap("button[data-key=enter]")
    host.until(lambda: host.texts() == ["By thumb"])
    for button in await tab.query_selector_all("#bar button"):
        box = await button.bounding_box()
        assert box is not None and box["width"] >= 36 and box["height"] >= 40
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    await browser.log_out()
    await context.close()
    assert browser.said == []
