"""Moving the focus."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rich.console import RenderableType
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from screens.core.focus_keeper import FocusedScreen


class Part(Static, can_focus=True):
    """Something that can have the focus."""


class Places(FocusedScreen[None]):
    CSS = """
    Part:focus { background: red; }
    Vertical { border: round blue; height: auto; }
    Vertical:focus-within { border: round red; }
    """

    def compose(self) -> ComposeResult:
        for name in ("one", "two", "three"):
            with Vertical(id=f"around-{name}"):
                yield Part(name, id=name)


class Over(FocusedScreen[None], ModalScreen[None]):
    drawn = 0

    def compose(self) -> ComposeResult:
        yield Part("over", id="over")

    def render(self) -> RenderableType:
        self.drawn += 1
        return super().render()


async def test_a_move_repaints_what_looks_different_and_not_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        await app.push_screen(Places())
        await pilot.pause()
        assert app.screen.focused is app.screen.query_one("#one")
        asked = []
        refresh = Widget.refresh

        def noted(self: Widget, *regions: object, **how: bool) -> Widget:
            asked.append(self.id)
            return refresh(self, *regions, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(Widget, "refresh", noted)
        await pilot.press("tab")
        await pilot.pause()
        assert app.screen.focused is app.screen.query_one("#two")
    assert set(asked) == {"one", "two", "around-one", "around-two"}


async def test_what_stands_under_a_screen_that_opens_is_not_laid_out_again() -> None:
    app = App[None]()
    async with app.run_test(size=(80, 24)) as pilot:
        below = Places()
        await app.push_screen(below)
        await pilot.pause()
        laid_out: list[Screen[Any]] = []
        below.screen_layout_refresh_signal.subscribe(below, laid_out.append)
        await app.push_screen(Over())
        await pilot.pause()
        assert laid_out == []
        await pilot.resize_terminal(100, 30)
        async with asyncio.timeout(10):
            while {below.outer_size, app.screen.outer_size} != {Size(100, 30)}:
                await asyncio.sleep(0.01)


async def test_a_screen_that_opens_is_painted_once_and_anew_as_it_comes_back_on_top() -> None:
    over = Over()

    class Alone(App[None]):
        """Nothing is below the screen, which would have it painted with itself."""

        def get_default_screen(self) -> Screen[Any]:
            return over

    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert over.drawn == 1
        await app.push_screen(Places())
        await pilot.pause()
        before = over.drawn
        await app.pop_screen()
        async with asyncio.timeout(10):
            while over.drawn == before:
                await asyncio.sleep(0.01)
