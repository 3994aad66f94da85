"""An improvement's link in Today: typed in the form, seen, and opened by a key after asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from store.domain.stages import Stage
from store.improvements import improvements

if TYPE_CHECKING:
    from tests.conftest import Live

Settle = Callable[[Pilot[Any]], Any]
ADDRESS = "https://example.org/issues/12"


def seen(app: Any) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked for; there is one with a window of its own."""
    addresses: list[str] = []
    monkeypatch.setattr("screens.dialogs.link.has_browser", lambda: True)
    monkeypatch.setattr(
        "care_tui.app.CareApp.open_url", lambda _app, url, **_: addresses.append(url)
    )
    return addresses


async def test_the_link_is_opened_once_its_host_was_seen(
    live: Live, settle: Settle, opened: list[str]
) -> None:
    improvements.pick(live.seat, Stage.CONNECT, "Use the name", link=ADDRESS)
    app = live.app("today")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "example.org" in seen(app)
        await pilot.press("U")
        await pilot.pause()
        assert "Open example.org in your browser?" in seen(app)
        await pilot.press("n")
        await pilot.pause()
        assert opened == []
        await pilot.press("U")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert opened == [ADDRESS]


async def test_a_guest_and_who_has_no_browser_copy_it(
    live: Live, settle: Settle, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    improvements.pick(live.seat, Stage.CONNECT, "Use the name", link=ADDRESS)
    for hosted in (True, False):
        if not hosted:
            monkeypatch.setattr("screens.dialogs.link.has_browser", lambda: False)
        app = live.app("today", hosted=hosted)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            await pilot.press("U")
            await pilot.pause()
            assert ADDRESS in seen(app)
            assert "Copy" in seen(app)
    assert opened == []


async def test_without_a_link_the_key_says_how_to_give_one(live: Live, settle: Settle) -> None:
    improvements.pick(live.seat, Stage.CONNECT, "Use the name")
    app = live.app("today")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("U")
        await pilot.pause()
        assert "This improvement has no link. Press e to give it one." in " ".join(live.notes)


async def test_the_form_takes_a_link_and_says_what_is_none(live: Live, settle: Settle) -> None:
    improvements.pick(live.seat, Stage.CONNECT, "Use the name")
    app = live.app("today")
    async with app.run_test(size=(120, 45)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one("#field-link").focus()
        await pilot.press(*"example")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "A link is a web address such as" in seen(app)
        await pilot.press(
            "ctrl+u", *"https", "colon", "slash", "slash", *"example", "full_stop", *"org"
        )
        await pilot.press("ctrl+s")
        await pilot.pause()
        (each,) = live.snapshot.undecided
        assert each.link == "https://example.org"
