"""Archived touchpoints in the app, typing and clicking on the board, proposals, and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from screens.board.pane import BoardPane
from store.board import touchpoints
from store.queries.load_snapshot import load_snapshot

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


def on_board(room: Room) -> list[str]:
    return [card.text for column in load_snapshot(room.seat).board for card in column.touchpoints]


async def test_an_archived_touchpoint_is_listed_or_found_and_comes_back(room: Room) -> None:
    touchpoints.archive(room.seat, [room.card("Refund approval")])
    async with room.desk() as desk:
        await desk.press("2", "Z")
        assert "Refund approval" in desk.said
        await desk.press("enter")
        assert "Refund approval" in on_board(room)
        assert "“Refund approval” is back in Resolve." in " ".join(desk.toasts.split())
        assert desk.main.current_view.query_one(BoardPane).card.text == "Refund approval"
        await desk.press("Z")
        assert "No touchpoint is archived." in desk.toasts
        touchpoints.archive(room.seat, [room.card("Refund approval")])
        await desk.reload()
        await desk.press("1", "slash")
        await desk.type("approval")
        assert "Archived touchpoints" in desk.said
        await desk.press("enter")
        assert "Bring it back to Resolve?" in desk.said
        await desk.press("y")
        assert "Refund approval" in on_board(room)
        assert desk.main.view == "board"


async def test_a_click_on_a_card_while_typing_moves_where_it_goes(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("2", "a")
        await desk.type("Night line")
        rows = desk.text.splitlines()
        y = next(y for y, row in enumerate(rows) if "Help-centre" in row)
        await desk.pilot.click(offset=(rows[y].index("Help-centre"), y))
        await desk.settled()
        assert isinstance(desk.main.focused, Input)
        assert desk.main.focused.value == "Night line"
        await desk.press("enter", "escape")
        assert on_board(room)[2:4] == ["Help-centre search", "Night line"]
        await desk.press("down")
        assert desk.main.current_view.query_one(BoardPane).card.text == "Error page"


async def test_the_first_letter_replaces_a_proposed_day_and_not_an_edited_one(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("2", "i")
        due = desk.app.screen.query_one("#field-due", Input)
        proposed = due.value
        assert proposed
        due.focus()
        await desk.pilot.pause()
        await desk.press("f")
        assert due.value == "f"
        await desk.press("r", "i", "tab", "shift+tab", "x")
        assert due.value == "frix"
        await desk.press("escape", "i")
        due = desk.app.screen.query_one("#field-due", Input)
        due.focus()
        await desk.pilot.pause()
        await desk.press("y")
        assert due.value == "frixy"


async def test_a_message_stands_once_under_a_dialog_too(room: Room) -> None:
    said = ("Saved it.", "Saved that too.")
    async with room.desk() as desk:
        await desk.press("2")
        for each in said:
            desk.main.notify(each, markup=False)
        await desk.pilot.pause()
        await desk.press("ctrl+p")
        assert desk.app.screen.is_modal
        assert [desk.text.count(each) for each in said] == [1, 1]
        assert not desk.main.query("Toast")
        await desk.press("escape")
        assert [desk.text.count(each) for each in said] == [1, 1]
