"""What one terminal changes shows on the others, and nothing they are at is disturbed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from screens.board.add_line import AddLine
from screens.core.store_calls import attempt
from screens.main.live_updates import LiveUpdates
from screens.widgets.board.board_widget import BoardWidget
from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live import presence
from store.live.change_watcher import ChangeMark

if TYPE_CHECKING:
    from tests.together.conftest import Table


async def test_changes_show_at_the_other_terminal_and_own_ones_are_read_once(table: Table) -> None:
    async with table.terminal("Dana") as dana, table.terminal("Lee") as lee:
        before = len(dana.loads)
        await dana.press("f")
        await table.until(lambda: lee.loads[-1].seq == table.snapshot.seq)
        touchpoints.add(table.seat, Stage.CONNECT, "Later")
        await dana.shows("Later")
        assert len(dana.loads) == before + 2
        await dana.press("a")
        await dana.type("Thank you note")
        await dana.press("enter", "escape")
        await dana.shows("Thank you note")
        await lee.shows("Thank you note")


async def test_an_own_change_that_is_heard_of_before_it_is_done_is_read_once(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = threading.Event()
    look_at = LiveUpdates._look_at

    def hear(self: LiveUpdates, mark: ChangeMark | None) -> None:
        look_at(self, mark)
        heard.set()

    def change(seat: Seat) -> None:
        heard.clear()
        touchpoints.add(seat, Stage.CONNECT, "Later")
        assert heard.wait(30)

    async with table.terminal("Dana") as dana:
        before = len(dana.loads)
        monkeypatch.setattr(LiveUpdates, "_look_at", hear)
        with dana.app._context():
            assert await attempt(dana.main, change)
        await dana.shows("Later")
        assert len(dana.loads) == before + 1


async def test_a_beat_is_read_by_nobody(table: Table) -> None:
    async with table.terminal("Dana") as dana:
        before = len(dana.loads)
        presence.arrive(table.member("Sam"))
        await table.until(lambda: len(dana.main.people) == 2)
        presence.remove_presence(table.member("Sam"))
        touchpoints.add(table.seat, Stage.CONNECT, "Later")
        await dana.shows("Later")
        assert len(dana.loads) == before + 1


async def test_the_cursor_stays_on_its_card_and_a_long_column_at_its_place(table: Table) -> None:
    async with table.terminal("Dana") as dana:
        await dana.press("j", "j")
        board = dana.main.query_one(BoardWidget)
        _, before = board.cursor
        assert before is not None
        assert before.text == "First call"
        cards = [card.id for card in board.columns[0].touchpoints]
        touchpoints.archive(table.seat, [cards[0]])
        touchpoints.add_many(table.seat, Stage.CONNECT, ["One more", "And another"])
        await dana.shows("And another")
        _, now = board.cursor
        assert now is not None
        assert now.id == before.id
        assert dana.main.focused is board
        touchpoints.add_many(table.seat, Stage.CONNECT, [f"Card {n}" for n in range(40)])
        await dana.shows("Card 9")
        await dana.press("end")
        await dana.shows("Card 39")
        rows = dana.rows[4:-3]
        touchpoints.add(table.seat, Stage.ENHANCE, "Over there")
        await dana.shows("Over there")
        width = 20
        assert [row[:width] for row in dana.rows[4:-3]] == [row[:width] for row in rows]


async def test_a_half_typed_card_and_a_dialog_being_typed_in_stay(table: Table) -> None:
    async with table.terminal("Dana") as dana:
        await dana.press("e")
        await table.until(lambda: dana.app.screen.is_modal)
        await dana.type("X")
        dialog, focused = dana.app.screen, dana.app.focused
        touchpoints.add(table.seat, Stage.CONNECT, "Somebody else's")
        await table.until(lambda: dana.loads[-1].seq == table.snapshot.seq)
        assert dana.app.screen is dialog
        assert dana.app.focused is focused
        await dana.type("Y")
        assert "XY" in dana.text or "YX" in dana.text
        await dana.press("escape")
        await table.until(lambda: not dana.app.screen.is_modal)
        await dana.press("a")
        await dana.type("Half a ca")
        await dana.press("left", "left")
        field = dana.main.query_one(AddLine).query_one(Input)
        touchpoints.add(table.seat, Stage.CONNECT, "And another's")
        await dana.shows("And another's")
        assert (field.value, field.cursor_position) == ("Half a ca", 7)
        assert dana.main.focused is field
        await dana.press("end")
        await dana.type("rd")
        await dana.press("enter")
        await dana.shows("Half a card")


async def test_every_view_takes_a_change_by_others(table: Table) -> None:
    async with table.terminal("Dana", start="today") as dana:
        for view in "123456":
            await dana.press(view)
            touchpoints.add(table.seat, Stage.CONNECT, f"While in {view}")
            await table.until(lambda: dana.loads[-1].seq == table.snapshot.seq)
            await dana.pilot.pause()
        await dana.press("2")
        await dana.shows("While in 6")


async def test_the_first_row_says_who_is_here_and_who_has_gone(table: Table) -> None:
    async with table.terminal("Dana", size=(120, 36)) as dana:
        await dana.shows("● Dana")
        async with (
            table.terminal(None) as room,
            table.terminal("Lee", size=(70, 24)) as lee,
        ):
            await dana.shows("● Dana   ● Lee   ● the room")
            await room.shows("● the room   ● Dana   ● Lee")
            await lee.shows("● Lee, 3 here")
            await lee.press("q")
            await dana.hides("Lee")
            await dana.shows("● Dana   ● the room")


async def test_a_terminal_that_went_without_a_word_is_gone_after_a_while(table: Table) -> None:
    presence.arrive(table.member("Sam"))
    async with table.terminal("Dana", size=(120, 36)) as dana:
        await dana.shows("● Dana   ● Sam")
        table.clock.move(seconds=46)
        await dana.hides("Sam")
