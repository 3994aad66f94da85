"""A key goes straight to its command, and the usual way where something looks at keys itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Event, Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from care_tui.terminal.short_way import went_short_way
from store.board.touchpoints import add_many
from store.domain.stages import Stage

if TYPE_CHECKING:
    from tests.conftest import Live


class Plain(Static, can_focus=True):
    """Looks at no key."""

    BINDINGS = [
        Binding("x", "do('x')"),
        Binding("z", "do('skipped')"),
        Binding("y", "impossible"),
        Binding("v", "hidden"),
    ]

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return {"impossible": None, "hidden": False}.get(action, True)

    def action_do(self, what: str) -> None:
        self.app.did.append(what)  # type: ignore[attr-defined]


class Looking(Plain):
    def on_key(self, event: Key) -> None:
        self.app.did.append(f"saw {event.key}")  # type: ignore[attr-defined]


class Decorated(Plain):
    @on(Key)
    def see(self, event: Key) -> None:
        self.app.did.append(f"saw {event.key}")  # type: ignore[attr-defined]


class Named(Plain):
    def key_x(self) -> None:
        self.app.did.append("saw x")  # type: ignore[attr-defined]


class Hearing(Plain):
    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key):
            self.app.did.append(f"saw {event.key}")  # type: ignore[attr-defined]
        await super().on_event(event)


class Box(Vertical):
    BINDINGS = [Binding("x", "do('of the box')"), Binding("v", "do('v of the box')")]

    def action_do(self, what: str) -> None:
        self.app.did.append(what)  # type: ignore[attr-defined]


class Host(App[None]):
    BINDINGS = [Binding("p", "do('first')", priority=True), Binding("w", "do('w')")]

    def __init__(self, widget: type[Plain]) -> None:
        super().__init__()
        self.widget = widget
        self.did: list[str] = []
        self.short: list[str] = []

    def compose(self) -> ComposeResult:
        with Box():
            yield self.widget()
            yield Input()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key) and not event.is_forwarded and await went_short_way(self, event):
            self.short.append(event.key)
        else:
            await super().on_event(event)

    def action_do(self, what: str) -> None:
        self.did.append(what)


@pytest.mark.parametrize(
    ("keys", "did", "short"),
    [
        ("x", ["x"], ["x"]),
        ("v", ["v of the box"], ["v"]),
        ("w", ["w"], ["w"]),
        ("p", ["first"], []),
        ("y", [], []),
        ("q", [], []),
    ],
)
async def test_the_key_does_what_it_is_bound_to(
    keys: str, did: list[str], short: list[str]
) -> None:
    app = Host(Plain)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
    assert (app.did, app.short) == (did, short)


@pytest.mark.parametrize("widget", [Looking, Decorated, Named, Hearing])
async def test_what_looks_at_keys_sees_them(widget: type[Plain]) -> None:
    app = Host(widget)
    async with app.run_test() as pilot:
        await pilot.press("x")
    assert app.did[0] == "saw x"
    assert app.short == []


async def test_a_key_that_one_method_is_named_after_leaves_the_others_alone() -> None:
    app = Host(Named)
    async with app.run_test() as pilot:
        await pilot.press("z")
    assert app.short == ["z"]


async def test_what_is_typed_is_typed() -> None:
    app = Host(Plain)
    async with app.run_test() as pilot:
        await pilot.press("tab", "x", "w")
        assert app.query_one(Input).value == "xw"
    assert (app.short, app.did) == (["tab"], [])


async def test_nothing_under_a_dialog_is_done() -> None:
    app = Host(Plain)
    async with app.run_test() as pilot:
        dialog = ModalScreen[None]()
        await app.push_screen(dialog)
        await dialog.mount(Plain())
        dialog.query_one(Plain).focus()
        await pilot.press("v", "w", "x", "p")
    assert app.did == ["x", "first"]


async def test_the_cursor_of_the_board_goes_the_short_way(
    live: Live, until: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_many(live.seat, Stage.CONNECT, ["Welcome", "First invoice"])
    app = live.app(start="board")
    short: list[str] = []

    async def watched(app: App[Any], key: Key) -> bool:
        went = await went_short_way(app, key)
        short.extend([key.key] if went else [])
        return went

    monkeypatch.setattr("care_tui.app.went_short_way", watched)
    async with app.run_test() as pilot:
        await until(pilot, lambda: live.main(app).snapshot)
        await pilot.press("down", "m", "2")
    assert short == ["down", "m", "2"]
