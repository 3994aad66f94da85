"""Keys that arrive together act in the order typed, each on what the one before left."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Event, Key, Paste
from textual.screen import ModalScreen
from textual.widgets import Input

from care_tui.app import CareApp
from care_tui.terminal import key_queue
from care_tui.terminal.key_queue import KeyQueue
from screens.commands.welcome import FirstRun, WelcomeScreen
from screens.core import unasked
from screens.core.app_context import AppContext
from screens.main.main_screen import MainScreen
from store.board import touchpoints
from store.domain.stages import Stage

if TYPE_CHECKING:
    from tests.conftest import Live

NO_END = 3600.0


@pytest.fixture(autouse=True)
def keys_are_over() -> None:
    """Keys here are held up on purpose: the pilot waits as Textual has it wait."""


def send(app: App[Any], *keys: str) -> None:
    """Hand keys to the app all at once, as a terminal's driver does with one packet; a key
    in ``<>`` is named, all else is letters."""
    for part in re.findall(r"<[^>]+>|.", "".join(keys)):
        key = part[1:-1] if len(part) > 1 else "space" if part == " " else part
        app.post_message(Key(key, part if len(part) == 1 else None))


# The program's own screens


async def test_tabs_and_text_go_to_the_fields_they_are_meant_for(until: Callable[..., Any]) -> None:
    made: list[dict[str, str]] = []
    first_run = FirstRun(made.append, lambda: None, "Europe/Berlin", "~/care.db")
    shell = AppContext(open_seat=lambda: None, load=lambda _seat: None)  # type: ignore[arg-type,return-value]
    app = CareApp(shell, first_run=first_run)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen) and app.screen.focused)
        send(app, "<enter>Acme Support<tab><tab><tab><tab><tab>Dana, Lee<shift+tab>", "<ctrl+s>")
        await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.focused)
    assert (made[0]["name"], made[0]["member"]) == ("Acme Support", "Dana, Lee")
    assert (made[0]["timezone"], made[0]["review_time"]) == ("Europe/Berlin", "15:00")


async def test_touchpoints_typed_in_one_go_are_all_there_as_typed(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: live.main(app).app_context.seat)
        send(app, "<right>aqueue at the desk<enter>1 hour on hold<enter><enter>")
        send(app, "<right>arefund form<enter><escape>f")
        await until(pilot, lambda: live.texts()[2] and live.card("refund form").friction == 1)
    assert live.texts() == [[], ["queue at the desk", "1 hour on hold"], ["refund form"], []]


async def test_a_view_takes_the_keys_that_follow_its_own(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app("today")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: live.main(app).app_context.seat)
        send(app, "2aWelcome e-mail<enter><escape>1")
        await until(pilot, lambda: any(live.texts()) and live.main(app).view == "today")
    assert live.texts()[0] == ["Welcome e-mail"]


async def test_a_dialog_takes_what_is_typed_while_it_opens(
    live: Live, until: Callable[..., Any]
) -> None:
    touchpoints.add(live.seat, Stage.CONNECT, "E-mail")
    app = live.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(
            pilot, lambda: live.main(app).app_context.seat and live.main(app).current_view.snapshot
        )
        send(app, "e<end>s, x and u<ctrl+s>aNext<enter><escape>")
        await until(pilot, lambda: len(live.texts()[0]) == 2)
        send(app, "<ctrl+p>find<escape><ctrl+p>momentum<enter>")
        await until(pilot, lambda: live.main(app).view == "momentum")
    assert live.texts()[0] == ["E-mails, x and u", "Next"]


async def test_what_a_command_of_the_palette_opens_takes_the_keys_after_it(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: live.main(app).app_context.seat)
        send(app, "<ctrl+p>add touch<enter>Front desk<enter><escape>")
        await until(pilot, lambda: any(live.texts()))
    assert live.texts()[0] == ["Front desk"]


async def test_many_cursor_keys_end_where_they_should(
    live: Live, until: Callable[..., Any]
) -> None:
    texts = [f"Place {number}" for number in range(120)]
    touchpoints.add_many(live.seat, Stage.CONNECT, texts)
    app = live.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(
            pilot, lambda: live.main(app).app_context.seat and live.main(app).current_view.snapshot
        )
        send(app, "<down>" * 110 + "<up>" * 50 + "<down>" * 40 + "f")
        await until(pilot, lambda: live.card("Place 100").friction == 1)


async def test_a_paste_waits_for_the_field_that_the_key_before_opens(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: live.main(app).app_context.seat)
        send(app, "aThe ")
        app.post_message(Paste("front desk"))
        send(app, "!<enter><escape>")
        await until(pilot, lambda: any(live.texts()))
    assert live.texts()[0] == ["The front desk!"]


# What must not hold keys up


class Question(ModalScreen[None]):
    """A dialog with a field."""

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self) -> None:
        self.dismiss()


class Slow(App[None]):
    """Does things that end only when ``may_end`` is set."""

    BINDINGS = [
        Binding("w", "work"),
        Binding("d", "work(True)"),
        Binding("q", "ask"),
        Binding("a", "act"),
        Binding("r", "remove"),
        Binding("n", "note"),
        Binding("f10", "note", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.order = KeyQueue(self, frozenset({"f10"}))
        self.may_end = asyncio.Event()
        self.done: list[str] = []

    async def on_event(self, event: Event) -> None:
        if not self.order.holds(event):
            await super().on_event(event)

    @work
    async def action_work(self, ask: bool = False) -> None:
        self.done.append("work")
        await self.may_end.wait()
        if ask:
            await self.push_screen_wait(Question())

    @work
    async def action_ask(self) -> None:
        await self.push_screen_wait(Question())
        self.done.append("asked")
        await self.may_end.wait()
        self.done.append("answered")

    async def action_act(self) -> None:
        await self.may_end.wait()
        self.done.append("act")

    async def action_remove(self) -> None:
        for field in self.query(Input):
            await field.remove()

    def action_note(self) -> None:
        self.done.append("note")


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets how long keys wait, in seconds."""
    return lambda seconds: monkeypatch.setattr(key_queue, "PATIENCE", seconds)


async def test_work_that_does_not_end_holds_keys_up_only_so_long(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(0.01)
    app = Slow()
    async with app.run_test() as pilot:
        send(app, "wnn")
        await until(pilot, lambda: app.done == ["work", "note", "note"])


async def test_a_key_waits_for_what_the_one_before_opens(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(NO_END)
    app = Slow()
    async with app.run_test() as pilot:
        send(app, "dnn")
        await until(pilot, lambda: app.done == ["work"])
        await pilot.press("n")
        assert app.done == ["work"]
        app.may_end.set()
        await until(pilot, lambda: isinstance(app.screen, Question))
        await until(pilot, lambda: app.screen.query_one(Input).value == "nnn")
    assert app.done == ["work"]


async def test_the_first_key_waits_for_what_the_program_begins_with(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    class Opening(Slow):
        def on_mount(self) -> None:
            self.action_work()

    patience(NO_END)
    app = Opening()
    async with app.run_test() as pilot:
        await pilot.press("n")
        assert app.done == ["work"]
        app.may_end.set()
        await until(pilot, lambda: app.done == ["work", "note"])


async def test_what_waits_until_nobody_types_holds_no_key_up(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(NO_END)
    app = Slow()
    async with app.run_test() as pilot:
        app.run_worker(app.may_end.wait(), group=unasked.GROUP)
        send(app, "nn")
        await until(pilot, lambda: app.done == ["note", "note"])
        app.may_end.set()


async def test_a_key_waits_for_an_action_however_long_it_takes(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(0.0)
    app = Slow()
    async with app.run_test() as pilot:
        send(app, "an")
        await pilot.pause()
        assert app.done == []
        app.may_end.set()
        await until(pilot, lambda: app.done == ["act", "note"])


async def test_a_key_held_down_does_not_wait_for_its_own_work_each_time(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(NO_END)
    app = Slow()
    async with app.run_test() as pilot:
        send(app, "www")
        await until(pilot, lambda: app.done == ["work"])
        app.may_end.set()
        await until(pilot, lambda: len(app.done) == 3)
        app.may_end.clear()
        send(app, "wwn")
        await until(pilot, lambda: app.done[3:] == ["work", "work", "note"])


async def test_typed_text_does_not_wait_for_the_work_that_follows_it(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    class Follower(Vertical):
        def on_input_changed(self) -> None:
            app.action_work()

    patience(NO_END)
    app = Slow()
    async with app.run_test() as pilot:
        await app.mount(Follower(Input()))
        field = app.query_one(Input).focus()
        await until(pilot, lambda: app.focused)
        send(app, "abc")
        await until(pilot, lambda: field.value == "abc")


async def test_an_answer_lets_what_asked_go_on_before_the_next_key(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(NO_END)
    app = Slow()
    async with app.run_test() as pilot:
        app.may_end.set()
        send(app, "q")
        await until(pilot, lambda: isinstance(app.screen, Question) and app.screen.focused)
        app.may_end.clear()
        send(app, "x<enter>n")
        await until(pilot, lambda: app.done == ["asked"])
        assert not isinstance(app.screen, Question)
        await pilot.press("n")
        assert app.done == ["asked"]
        app.may_end.set()
        await until(pilot, lambda: app.done == ["asked", "answered", "note", "note"])


async def test_an_urgent_key_passes_those_that_wait_too_long(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(0.05)
    app = Slow()
    async with app.run_test() as pilot:
        send(app, "wdwdwdwd<f10>")
        await until(pilot, lambda: len(app.done) == 9)
    assert "note" in app.done[:-1]


async def test_an_urgent_key_keeps_its_place_where_nothing_takes_long(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    patience(NO_END)
    app = Slow()
    async with app.run_test() as pilot:
        app.may_end.set()
        send(app, "wnwn<f10>w")
        await until(pilot, lambda: len(app.done) == 6)
    assert app.done == ["work", "note", "work", "note", "note", "work"]


async def test_a_key_that_is_lost_on_its_way_lets_the_next_go(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    class Mayfly(Input):
        async def on_key(self) -> None:
            self.remove()

    patience(NO_END)
    app = Slow()
    async with app.run_test() as pilot:
        await app.mount(Mayfly())
        app.query_one(Mayfly).focus()
        await until(pilot, lambda: app.focused)
        send(app, "<f2>nn")
        await until(pilot, lambda: app.done == ["note", "note"])


async def test_what_is_stuck_holds_up_one_key_and_not_each(
    patience: Callable[[float], None], until: Callable[..., Any]
) -> None:
    class Busy(Vertical):
        async def on_input_changed(self) -> None:
            await app.may_end.wait()

    patience(0.01)
    app = Slow()
    async with app.run_test() as pilot:
        await app.mount(Busy(Input()))
        field = app.query_one(Input).focus()
        await until(pilot, lambda: app.focused)
        typed = asyncio.Queue[str]()
        field.watch(field, "value", lambda value: typed.put_nowait(value), init=False)
        try:
            async with asyncio.timeout(20):
                send(app, "ab")
                assert [await typed.get() for _ in "ab"] == ["a", "ab"]
                patience(NO_END)
                send(app, "cd")
                assert [await typed.get() for _ in "cd"] == ["abc", "abcd"]
        finally:
            app.may_end.set()
