"""The page's door: codes once, cookies hashed, strangers told nothing, withdrawn is out."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from sqlalchemy import update
from yarl import URL

from care_tui.host.login import Login
from care_tui.host.session_spec import SessionSpec
from care_tui.host.sessions import BROWSER_LEFT
from care_tui.host.web.web_door import MembersDoor
from care_tui.host.web.web_line import WRONG_CODE
from care_tui.host.web.web_session import TAKEN_OVER
from store.common.errors import Unreachable
from store.db.tables.access_models import BrowserRow
from store.teams import browsers, members
from tests.care_tui.host.web.conftest import Page, Shown, app_in

if TYPE_CHECKING:
    from care_tui.host.login import Session
    from care_tui.host.sessions import Sessions


async def test_a_code_lets_one_browser_in_and_its_cookie_lets_it_back(page: Page) -> None:
    client, code = page.client(), page.host.invite()
    async with client.get("/me") as answer:
        assert answer.status == 401
    async with client.post("/in", json={"code": code, "stay": True}, headers=page.origin) as answer:
        assert answer.status == 204
        cookie = answer.headers["Set-Cookie"]
    for word in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"):
        assert word in cookie
    async with client.get("/me") as answer:
        assert answer.status == 204
    assert await page.come_in(page.client(), code) == 401
    (browser,) = browsers.browsers_of(page.host.room, page.host.member("Dana"))
    assert browser.label == "Firefox on Linux"


async def test_without_staying_the_cookie_goes_with_the_browser(page: Page) -> None:
    client = page.client()
    said = {"code": page.host.invite()}
    async with client.post("/in", json=said, headers=page.origin) as answer:
        assert "Max-Age" not in answer.headers["Set-Cookie"]


async def test_wrong_codes_are_answered_alike_slowed_and_counted_with_those_of_ssh(
    page: Page,
) -> None:
    client = page.client()
    said = []
    for code in ("", "aaaaa-aaaaa-aaaaa-aaaaa-aaaaa", {"no": "text"}):
        async with client.post("/in", json={"code": code}, headers=page.origin) as answer:
            said.append((answer.status, await answer.text()))
    assert set(said) == {(401, WRONG_CODE)}
    ssh = page.host.ssh(options=("-o", "NumberOfPasswordPrompts=1"))
    ssh.wait_for("Invite code:")
    before = time.monotonic()
    ssh.type("wrong\r")
    assert ssh.ended() == 255
    assert time.monotonic() - before >= 4.0 - 0.2


async def test_logging_out_forgets_the_browser(page: Page) -> None:
    client = await page.joined()
    async with client.post("/out", json={}, headers=page.origin) as answer:
        assert answer.status == 204
    async with client.get("/me") as answer:
        assert answer.status == 401
    assert browsers.browsers_of(page.host.room, page.host.member("Dana")) == ()


async def test_an_invented_cookie_opens_nothing(page: Page) -> None:
    for token in ("", "x", "a" * 43, "é" * 43, "a" * 5000):
        headers = {**page.origin, "Cookie": f"care={token}"}
        async with page.client().get("/ws", headers=headers) as answer:
            assert answer.status in (400, 401)


async def test_an_old_cookie_opens_nothing_and_who_is_in_by_it_is_out(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page) as app:
        await app.wait_for("● Dana")
        workspace = page.host.room.workspace
        with workspace.writing() as session:
            ended = workspace.clock.now() - timedelta(seconds=1)
            own = BrowserRow.team_id == page.host.room.team_id
            session.execute(update(BrowserRow).where(own).values(expires_at=ended))
        assert await app.closed() == (4001, BROWSER_LEFT)
    for path in ("/me", "/ws"):
        async with client.get(path) as answer:
            assert answer.status == 401


async def test_a_copied_cookie_is_its_member_until_the_browser_is_withdrawn(page: Page) -> None:
    """What is promised of one that was stolen: its owner is told, and can end it."""
    client = await page.joined()
    cookies = client.cookie_jar.filter_cookies(URL(page.url))
    copied = {"Cookie": f"care={cookies['care'].value}"}
    elsewhere = page.client("127.0.0.250")
    async with app_in(client, page) as app:
        await app.wait_for("● Dana")
        path, said = "/ws?width=100&height=30", {**page.origin, **copied}
        async with elsewhere.ws_connect(path, headers=said, autoclose=False) as socket:
            assert await app.closed() == (4002, TAKEN_OVER)
            thief = Shown(socket, (100, 30))
            await thief.wait_for("● Dana")
            dana = page.host.member("Dana")
            (browser,) = browsers.browsers_of(page.host.room, dana)
            browsers.remove_browser(page.host.room, dana, browser.number)
            assert await thief.closed() == (4001, BROWSER_LEFT)
        async with elsewhere.get("/me", headers=copied) as answer:
            assert answer.status == 401


async def test_a_browser_that_is_withdrawn_is_out_within_five_seconds(page: Page) -> None:
    client = await page.joined()
    async with app_in(client, page) as app:
        await app.wait_for("● Dana")
        dana = page.host.member("Dana")
        (browser,) = browsers.browsers_of(page.host.room, dana)
        browsers.remove_browser(page.host.room, dana, browser.number)
        before = time.monotonic()
        assert await app.closed() == (4001, BROWSER_LEFT)
        assert time.monotonic() - before < 5.0
    async with client.get("/me") as answer:
        assert answer.status == 401


async def test_who_leaves_the_team_is_out(page: Page) -> None:
    client = await page.joined("Lee")
    async with app_in(client, page) as app:
        await app.wait_for("● Lee")
        members.member_leaves(page.host.room, page.host.member("Lee"))
        assert (await app.closed())[0] == 4001


async def test_who_is_in_stays_in_where_the_day_of_it_cannot_be_written() -> None:
    spec = SessionSpec((), {})

    class Away:
        async def come_in(self, *_: object) -> SessionSpec:
            return spec

        async def ask(self, *_: object) -> None:
            raise Unreachable("The workspace cannot be reached now.")

    door = MembersDoor(cast("Sessions", Away()))
    assert await door.come_in(Login(browser="a"), cast("Session", object())) is spec
