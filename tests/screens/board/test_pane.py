"""The board by its real keys, on a real workspace."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from screens.board import BoardPane
from screens.board.add_line import AddLine
from screens.chrome.footer import Footer
from store import reviews, touchpoints
from store.practice.stages import Stage

SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def filled(live):
    """The team with three cards in Connect and one in Resolve."""
    touchpoints.add_many(live.seat, Stage.CONNECT, ["Welcome", "Greeting", "Chat"])
    touchpoints.add(live.seat, Stage.RESOLVE, "Refund", channel="e-mail")
    return live


def footer(app) -> str:
    return str(app.screen.query_one(Footer).render())


@pytest.mark.parametrize("size", SIZES)
async def test_touchpoints_are_added_one_below_the_other(live, settle, typed, size):
    app = live.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("l", "a")
        await typed(pilot, "Help search")
        await pilot.press("enter")
        await typed(pilot, "Error page")
        await pilot.press("enter")
        await settle(pilot)
        assert live.texts() == [[], ["Help search", "Error page"], [], []]
        assert app.screen.query_one(BoardPane).card.text == "Error page"
        await pilot.press("escape")
        await settle(pilot)
        assert not app.screen.query_one(AddLine).is_open
        await pilot.press("k", "a")
        await typed(pilot, "FAQ")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert live.texts()[1] == ["Help search", "FAQ", "Error page"]
        assert not app.screen.query_one(AddLine).is_open


async def test_half_typed_text_is_offered_next_time(filled, settle, typed):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await typed(pilot, "Half a thou")
        await pilot.press("escape", "j", "a")
        await settle(pilot)
        assert app.screen.query_one("AddLine OneLine").value == "Half a thou"
        await typed(pilot, "ght")
        await pilot.press("enter", "escape", "a")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Half a thought", "Chat"]
        assert app.screen.query_one("AddLine OneLine").value == ""


async def test_half_typed_text_outlives_its_pane(filled, settle, typed):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await typed(pilot, "Half")
        await app.screen.query_one(BoardPane).remove()
        drafts = filled.main(app).shell
        assert drafts.keepers == set()
        assert drafts.drafts.get(f"room-{filled.seat.team_id}/touchpoint/new") == {"text": "Half"}


async def test_esc_ends_adding_when_the_focus_has_left_the_line(filled, settle):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await pilot.click("BoardView")
        await pilot.press("escape")
        assert not app.screen.query_one(AddLine).is_open
        assert filled.main(app).view == "board"


async def test_what_is_refused_stays_in_the_line_with_its_reason(live, settle):
    app = live.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        line = app.screen.query_one("AddLine OneLine")
        line.value = "x" * 10_001
        await pilot.press("enter")
        await settle(pilot)
        assert len(line.value) == 10_001
        assert "10,000" in str(app.screen.query_one("#add-said").render())
        assert live.texts() == [[], [], [], []]


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_moved_and_keeps_the_cursor(filled, settle, size):
    app = filled.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("J")
        assert filled.texts()[0] == ["Greeting", "Welcome", "Chat"]
        await pilot.press("shift+down", "shift+down")
        assert filled.texts()[0] == ["Greeting", "Chat", "Welcome"]
        await pilot.press("K", "K", "K")
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        await pilot.press("L", "L", "shift+right", "L")
        assert filled.texts() == [["Greeting", "Chat"], [], ["Refund"], ["Welcome"]]
        await pilot.press("shift+left")
        assert filled.texts() == [["Greeting", "Chat"], [], ["Welcome", "Refund"], []]
        assert app.screen.query_one(BoardPane).card.text == "Welcome"
        await pilot.press("H", "H", "H")
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]


async def test_friction_goes_round_and_is_asked_for_several(filled, settle, asked):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", "f", "f")
        assert filled.card("Welcome").friction == 3
        await pilot.press("f")
        assert filled.card("Welcome").friction == 0
        await pilot.press("space", "j", "space", "f")
        await asked(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert [c.friction for c in filled.snapshot.board[0].touchpoints] == [2, 2, 0]
        assert app.screen.query_one(BoardPane).marked == frozenset()


async def test_marked_cards_are_merged_into_the_one_chosen(filled, settle, asked):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert any("space" in note for note in filled.notes)
        await pilot.press("j", "j", "space", "k", "m")
        await asked(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting"]
        assert "Merged: Chat" in filled.card("Greeting").notes
        await pilot.press("u")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        assert filled.card("Greeting").notes == ""


async def test_archiving_says_how_to_bring_it_back(filled, settle):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("j", "x")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Chat"]
        assert filled.notes[-1] == "Archived “Greeting”. u brings it back."
        await pilot.press("u")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]


async def test_esc_lets_the_marks_go_first(filled, settle):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "j", "space", "escape")
        assert app.screen.query_one(BoardPane).marked == frozenset()
        assert filled.main(app).view == "board"


async def test_a_pasted_list_becomes_touchpoints_after_asking(filled, settle, asked):
    app = filled.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pasted = "- Signs up\n* Reads the guide\n\n3. Calls us [bold]now\x1b[31m[/]\n"
        app.post_message(events.Paste(pasted))
        await asked(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert len(filled.texts()[0]) == 3
        app.post_message(events.Paste(pasted))
        await asked(pilot)
        assert str(app.screen.query_one("#title").render()) == "Add 3 touchpoints to Connect?"
        await pilot.press("y")
        await settle(pilot)
        expected = ["Signs up", "Reads the guide", "Calls us [bold]now[31m[/]"]
        assert filled.texts()[0] == ["Welcome", *expected, "Greeting", "Chat"]
        await pilot.press("u")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]


async def test_lines_pasted_into_the_add_line_are_asked_about_too(live, settle, asked):
    app = live.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        app.post_message(events.Paste("One\nTwo"))
        await asked(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert live.texts()[0] == ["One", "Two"]


async def test_one_pasted_line_begins_a_touchpoint(live, settle, until):
    app = live.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.post_message(events.Paste("From the clipboard"))
        await until(pilot, lambda: app.screen.query_one(AddLine).is_open)
        assert app.screen.query_one("AddLine OneLine").value == "From the clipboard"
        await pilot.press("enter")
        await settle(pilot)
        assert live.texts()[0] == ["From the clipboard"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_touchpoint_is_edited_whole(filled, settle, asked, until, typed, size):
    app = filled.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await asked(pilot)
        await typed(pilot, " aboard")
        await pilot.press("tab")
        await typed(pilot, "letter")
        await pilot.press("tab", "right", "right", "tab")
        await typed(pilot, "expected")
        await pilot.press("tab")
        await typed(pilot, "lots")
        await pilot.press("enter")
        problem = app.screen.query_one("#problem-volume")
        await until(pilot, lambda: "whole number" in str(problem.render()))
        await pilot.press(*["backspace"] * 4)
        await typed(pilot, "250")
        await pilot.press("enter")
        await settle(pilot)
        card = filled.card("Welcome aboard")
        assert (card.channel, card.friction, card.feeling, card.volume) == (
            "letter",
            2,
            "expected",
            250,
        )


async def test_a_second_save_is_told_who_changed_what_and_chooses(
    filled, settle, asked, until, typed
):
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await asked(pilot)
        await typed(pilot, " mine")
        lee = filled.as_member("Lee")
        touchpoints.edit(lee, filled.card("Welcome").id, text="Lee's words")
        await pilot.press("ctrl+s")
        assert app.screen.heading == "Lee changed the text just now."
        assert filled.texts()[0][0] == "Lee's words"
        await pilot.press("m")
        await settle(pilot)
        assert filled.texts()[0][0] == "Welcome mine"


async def test_notes_are_saved_on_ctrl_s_alone(filled, settle, until, asked, typed):
    app = filled.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("o")
        await asked(pilot)
        await typed(pilot, "one")
        await pilot.press("enter")
        await typed(pilot, "two")
        assert filled.card("Welcome").notes == ""
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("o")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert filled.card("Welcome").notes == "one\ntwo"


async def test_merge_and_archive_wait_while_votes_are_placed(filled, settle, until):
    dana = filled.as_member("Dana")
    reviews.open_review(dana, present=[dana.member_id])
    reviews.go_to_step(dana, 3)
    app = filled.app(seat=dana)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "v Vote" in footer(app))
        assert "Merge" not in footer(app)
        await pilot.press("x", "v", "v", "V", "j", "v", "v")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        mine = app.screen.query_one("BoardView").options.my_votes
        assert mine == {filled.card("Welcome").id: 1, filled.card("Greeting").id: 2}
        assert filled.snapshot.board[0].touchpoints[0].votes is None


async def test_votes_are_offered_in_focus_only(filled, settle):
    app = filled.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Vote" not in footer(app)
        await pilot.press("v")
        await settle(pilot)
        assert filled.notes == []


async def test_an_empty_column_says_what_to_press(live, settle):
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Press a" in app.screen.query_one("BoardView").options.empty
        assert "Edit" not in footer(app)
        assert "a Add" in footer(app)
        await pilot.press("e", "f", "x", "m", "o", "space", "J")
        await settle(pilot)
        assert live.texts() == [[], [], [], []]


async def test_keys_that_are_typed_while_adding_are_not_named(live, settle):
    app = live.app("board")
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        assert "/ Find" in footer(app)
        await pilot.press("a")
        await settle(pilot)
        said = footer(app)
        assert "^s Save" in said
        for typed in ("/ Find", ", Settings", "? Help", "b Log", "u Undo"):
            assert typed not in said
        assert "^p Commands" in said


async def test_the_keys_are_looked_at_again_only_where_the_cursor_changes_what_they_can_do(
    filled, settle
):
    app = filled.app()
    looked: list[object] = []
    async with app.run_test() as pilot:
        await settle(pilot)
        app.screen.bindings_updated_signal.subscribe(app.screen.query_one(Footer), looked.append)
        looked.clear()
        await pilot.press("j", "k", "j")
        assert looked == []
        await pilot.press("l")
        assert looked
        assert app.screen.query_one(BoardPane).card is None


async def test_a_message_never_covers_the_line_that_is_typed(live, until):
    app = live.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: live.main(app).shell.seat is not None)
        await pilot.press("u", "a")
        main = live.main(app)
        line = main.query_one(AddLine)
        assert line.is_open
        (toast,) = main.query("Toast")
        assert toast.region.area
        assert toast.region.bottom <= line.region.y
        live.main(app).notify("Lee started the review; r joins.")
        await pilot.pause()
        assert all(each.region.bottom <= line.region.y for each in main.query("Toast"))


async def test_a_form_takes_the_messages_off(live, until):
    touchpoints.add(live.seat, Stage.CONNECT, "Welcome")
    app = live.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: live.main(app).shell.seat is not None)
        live.main(app).notify("Something was said.")
        await pilot.pause()
        assert app.screen.query("Toast")
        await pilot.press("e")
        await until(pilot, lambda: app.screen.is_modal)
        assert not app.screen.query("Toast")


async def test_tab_stays_in_the_line(live, typed, settle):
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await typed(pilot, "Help")
        await pilot.press("tab", "shift+tab")
        await typed(pilot, " page")
        await pilot.press("enter")
        await settle(pilot)
        assert live.texts()[0] == ["Help page"]


@pytest.mark.parametrize("turns", range(14))
async def test_a_board_that_goes_while_the_line_comes_is_no_failure(live, until, turns):
    """As when the lead moves on in the moment that somebody begins to write."""
    app = live.app("board")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.shell.seat is not None)
        main = live.main(app)
        pane = main.query_one(BoardPane)
        pane.call_next(pane.action_add)
        for _ in range(turns):
            await asyncio.sleep(0)
        await main.shown.remove()
        await pilot.pause()


@pytest.mark.parametrize("turns", range(0, 14, 2))
async def test_who_begins_twice_has_one_line(live, until, turns):
    app = live.app("board")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.shell.seat is not None)
        pane = live.main(app).query_one(BoardPane)
        pane.call_next(pane.action_add)
        for _ in range(turns):
            await asyncio.sleep(0)
        await pane.action_add()
        await pilot.pause()
        assert [line.is_open for line in pane.query(AddLine)] == [True]
