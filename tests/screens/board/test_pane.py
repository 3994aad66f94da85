"""The board by its real keys, on a real workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from screens.board import BoardPane
from screens.board.add_line import AddLine
from screens.board.beside import CardPane
from screens.board.notice_line import NoticeLine
from screens.chrome.footer import Footer
from screens.dialogs.base import Dialog
from screens.forms.fields import OneLine
from screens.forms.improvement.improvement import ImprovementDialog
from screens.widgets.board.board_widget import BoardWidget
from store.board import touchpoints
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvements
from store.reviews import reviews

if TYPE_CHECKING:
    from tests.conftest import Live

SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def filled(live: Live) -> Live:
    """The team with three cards in Connect and one in Resolve."""
    touchpoints.add_many(live.seat, Stage.CONNECT, ["Welcome", "Greeting", "Chat"])
    touchpoints.add(live.seat, Stage.RESOLVE, "Refund", channel="e-mail")
    return live


def footer(app: App[Any]) -> str:
    return str(app.screen.query_one(Footer).render())


@pytest.mark.parametrize("size", SIZES)
async def test_touchpoints_are_added_one_below_the_other(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    typed: Callable[..., Any],
    size: tuple[int, int],
) -> None:
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


async def test_half_typed_text_is_offered_next_time(
    filled: Live, settle: Callable[[Pilot[Any]], Any], typed: Callable[..., Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await typed(pilot, "Half a thou")
        await pilot.press("escape", "j", "a")
        await settle(pilot)
        assert app.screen.query_one("AddLine OneLine", OneLine).value == "Half a thou"
        await typed(pilot, "ght")
        await pilot.press("enter", "escape", "a")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Half a thought", "Chat"]
        assert app.screen.query_one("AddLine OneLine", OneLine).value == ""


async def test_half_typed_text_outlives_its_pane(
    filled: Live, settle: Callable[[Pilot[Any]], Any], typed: Callable[..., Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await typed(pilot, "Half")
        await app.screen.query_one(BoardPane).remove()
        drafts = filled.main(app).app_context
        assert drafts.draft_savers == set()
        assert drafts.drafts.get(f"room-{filled.seat.team_id}/touchpoint/new") == {"text": "Half"}


async def test_esc_ends_adding_when_the_focus_has_left_the_line(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await pilot.click("BoardWidget")
        await pilot.press("escape")
        assert not app.screen.query_one(AddLine).is_open
        assert filled.main(app).view == "board"


async def test_what_is_refused_stays_in_the_line_with_its_reason(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        line = app.screen.query_one("AddLine OneLine", OneLine)
        line.value = "x" * 10_001
        await pilot.press("enter")
        await settle(pilot)
        assert len(line.value) == 10_001
        assert "10,000" in str(app.screen.query_one("#add-said").render())
        assert live.texts() == [[], [], [], []]


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_moved_and_keeps_the_cursor(
    filled: Live, settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    app = filled.app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("J")
        assert filled.texts()[0] == ["Greeting", "Welcome", "Chat"]
        line = app.screen.query_one(NoticeLine)
        assert line.notice == "Customers meet the top of a column first."
        line.forget()
        await pilot.press("shift+down", "shift+down")
        assert line.notice == ""
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


async def test_friction_goes_round_and_is_asked_for_several(
    filled: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", "f", "f")
        assert filled.card("Welcome").friction == 3
        await pilot.press("f")
        assert filled.card("Welcome").friction == 0
        await pilot.press("space", "j", "space", "f")
        await asked(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert [c.friction for c in filled.snapshot.board[0].touchpoints] == [2, 2, 0]
        assert app.screen.query_one(BoardPane).marked == frozenset()


async def test_a_figure_right_after_f_marks_how_much_it_hurts(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", "3")
        await settle(pilot)
        assert filled.card("Welcome").friction == 3
        assert "Friction: severe." in app.screen.query_one(NoticeLine).notice
        await pilot.press("0")
        await settle(pilot)
        assert filled.card("Welcome").friction == 0
        await pilot.press("j")
        await settle(pilot)
        assert not app.screen.query_one(NoticeLine).notice
        before = [each.friction for each in filled.snapshot.board[0].touchpoints]
        await pilot.press("3")
        await settle(pilot)
        assert [each.friction for each in filled.snapshot.board[0].touchpoints] == before


async def test_the_footer_offers_to_merge_two_that_are_marked(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("space", "j", "space")
        await settle(pilot)
        assert "m Merge 2 marked" in footer(app)


async def test_marked_cards_are_merged_into_the_one_chosen(
    filled: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert any("space" in note for note in filled.notes)
        await pilot.press("j", "j", "space", "k", "m")
        await asked(pilot)
        await pilot.press("enter")
        await asked(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting"]
        assert "Merged: Chat" in filled.card("Greeting").notes
        await pilot.press("u")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        assert filled.card("Greeting").notes == ""


async def test_archiving_says_how_to_bring_it_back(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("j", "x")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Chat"]
        line = app.screen.query_one(NoticeLine)
        assert line.notice == "Archived “Greeting”. u or Z brings it back."
        assert line.region.y > app.screen.query_one(BoardWidget).region.bottom - 1
        assert not app.screen.query("Toast")
        await pilot.press("escape")
        assert not line.display
        await pilot.press("u")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]


async def test_esc_lets_the_marks_go_first(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "j", "space", "escape")
        assert app.screen.query_one(BoardPane).marked == frozenset()
        assert filled.main(app).view == "board"


async def test_a_pasted_list_becomes_touchpoints_after_asking(
    filled: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
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


async def test_lines_pasted_into_the_add_line_are_asked_about_too(
    live: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        app.post_message(events.Paste("One\nTwo"))
        await asked(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert live.texts()[0] == ["One", "Two"]


async def test_one_pasted_line_begins_a_touchpoint(
    live: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.post_message(events.Paste("From the clipboard"))
        await until(pilot, lambda: app.screen.query_one(AddLine).is_open)
        assert app.screen.query_one("AddLine OneLine", OneLine).value == "From the clipboard"
        await pilot.press("enter")
        await settle(pilot)
        assert live.texts()[0] == ["From the clipboard"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_touchpoint_is_edited_whole(
    filled: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
    typed: Callable[..., Any],
    size: tuple[int, int],
) -> None:
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
        await pilot.press("tab", "tab", "tab", "tab")
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
    filled: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    app = filled.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await asked(pilot)
        await typed(pilot, " mine")
        lee = filled.as_member("Lee")
        touchpoints.edit(lee, filled.card("Welcome").id, text="Lee's words")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Dialog)
        assert app.screen.heading == "Lee changed the text just now."
        assert filled.texts()[0][0] == "Lee's words"
        await pilot.press("m")
        await settle(pilot)
        assert filled.texts()[0][0] == "Welcome mine"


async def test_notes_are_saved_on_ctrl_s_alone(
    filled: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
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


async def test_merge_and_archive_wait_while_votes_are_placed(
    filled: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    dana = filled.as_member("Dana")
    reviews.open_review(dana, present=[str(dana.member_id)])
    reviews.go_to_step(dana, 4)
    app = filled.app(seat=dana)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "v Vote" in footer(app))
        assert "Merge" not in footer(app)
        await pilot.press("x", "v", "v", "V", "j", "v", "v")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        mine = app.screen.query_one(BoardWidget).options.my_votes
        assert mine == {filled.card("Welcome").id: 1, filled.card("Greeting").id: 2}
        assert filled.snapshot.board[0].touchpoints[0].votes is None


async def test_votes_are_offered_in_focus_only(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Vote" not in footer(app)
        await pilot.press("v")
        await settle(pilot)
        assert filled.notes == []


async def test_an_empty_column_says_what_to_press(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Press a" in app.screen.query_one(BoardWidget).options.empty
        assert "Edit" not in footer(app)
        assert "a Add" in footer(app)
        await pilot.press("e", "f", "x", "m", "o", "space", "J")
        await settle(pilot)
        assert live.texts() == [[], [], [], []]


async def test_keys_that_are_typed_while_adding_are_not_named(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app("board")
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        assert "/ Find" in footer(app)
        await pilot.press("a")
        await settle(pilot)
        said = footer(app)
        for named in ("Add, type the next", "tab Next stage", "esc Stop writing"):
            assert named in said
        for typed in ("/ Find", ", Settings", "? Help", "b Log", "u Undo"):
            assert typed not in said
        assert "^p Commands" in said


async def test_the_keys_are_looked_at_again_only_where_the_cursor_changes_what_they_can_do(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
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


async def test_a_message_never_covers_the_line_that_is_typed(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: live.main(app).app_context.seat is not None)
        await pilot.press("u", "a")
        main = live.main(app)
        line = main.query_one(AddLine)
        assert line.is_open
        (toast,) = main.query("Toast")
        assert toast.region.area
        assert toast.region.bottom <= line.region.y
        live.main(app).notify("Lee started the review. Press r to join.")
        await pilot.pause()
        assert all(each.region.bottom <= line.region.y for each in main.query("Toast"))


async def test_a_message_is_cleaned_like_all_text(live: Live, until: Callable[..., Any]) -> None:
    """What joins pictures is of no width that terminals agree on; markup is text."""
    app = live.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: live.main(app).app_context.seat is not None)
        live.main(app).notify("1\ufe0f\u20e312€ \x1b[31m [b]x[/]\u202e", title="\x1b]0;\x07\ufe0ft")
        await pilot.pause()
        (toast,) = live.main(app).query("Toast")
        assert "1\u20e312€ [31m [b]x[/]" in str(toast.render())
        assert not set("\ufe0f\x1b\x07\u202e") & set(str(toast.render()))


async def test_a_form_takes_the_messages_off(live: Live, until: Callable[..., Any]) -> None:
    touchpoints.add(live.seat, Stage.CONNECT, "Welcome")
    app = live.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: live.main(app).app_context.seat is not None)
        live.main(app).notify("Something was said.")
        await pilot.pause()
        assert app.screen.query("Toast")
        await pilot.press("e")
        await until(pilot, lambda: app.screen.is_modal)
        assert not app.screen.query("Toast")


async def test_tab_stays_in_the_line(
    live: Live, typed: Callable[..., Any], settle: Callable[[Pilot[Any]], Any]
) -> None:
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
async def test_a_board_that_goes_while_the_line_comes_is_no_failure(
    live: Live, until: Callable[..., Any], turns: Any
) -> None:
    """As when the lead moves on in the moment that somebody begins to write."""
    app = live.app("board")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.app_context.seat is not None)
        main = live.main(app)
        pane = main.query_one(BoardPane)
        pane.call_next(pane.action_add)
        for _ in range(turns):
            await asyncio.sleep(0)
        await main.current_view.remove()
        await pilot.pause()


@pytest.mark.parametrize("turns", range(0, 14, 2))
async def test_who_begins_twice_has_one_line(
    live: Live, until: Callable[..., Any], turns: Any
) -> None:
    app = live.app("board")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.app_context.seat is not None)
        pane = live.main(app).query_one(BoardPane)
        pane.call_next(pane.action_add)
        for _ in range(turns):
            await asyncio.sleep(0)
        await pane.action_add()
        await pilot.pause()
        assert [line.is_open for line in pane.query(AddLine)] == [True]


async def test_the_marked_move_together_and_the_keys_count_them(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await pilot.press("space", "down", "space")
        assert "Friction 2 marked" in footer(app)
        assert "HJKL Move 2 marked" in footer(app)
        await pilot.press("L")
        await settle(pilot)
        assert filled.texts() == [["Chat"], ["Welcome", "Greeting"], ["Refund"], []]
        await pilot.press("J")
        await settle(pilot)
        assert filled.texts()[1] == ["Welcome", "Greeting"]


async def test_the_marked_of_a_column_move_up_and_down_as_one(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = filled.app()
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        await pilot.press("space", "down", "space", "J")
        await settle(pilot)
        assert filled.texts()[0] == ["Chat", "Welcome", "Greeting"]
        await pilot.press("K")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        await pilot.press("right", "right", "space", "J")
        await settle(pilot)
        assert filled.texts()[0] == ["Welcome", "Greeting", "Chat"]
        said = app.screen.query_one(NoticeLine).notice
        assert "several stages" in said


async def test_a_feeling_is_said_of_all_that_are_marked_in_one_step(
    filled: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = filled.app()

    def feelings() -> list[str]:
        return [card.feeling for card in filled.snapshot.board[0].touchpoints]

    async with app.run_test(size=(200, 45)) as pilot:
        await settle(pilot)
        await pilot.press("space", "down", "space")
        assert "F Feeling 2 marked" in footer(app)
        await pilot.press("F")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"calm", "enter")
        await until(pilot, lambda: feelings() == ["calm", "calm", ""])
        await until(pilot, lambda: app.screen.query_one(BoardPane).marked == frozenset())
        await pilot.press("u")
        await until(pilot, lambda: feelings() == ["", "", ""])


async def test_two_marked_in_one_stage_are_not_picked_from(
    filled: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = filled.app()
    async with app.run_test(size=(200, 45)) as pilot:
        await settle(pilot)
        await pilot.press("space", "down", "space", "i")
        await settle(pilot)
        assert not app.screen.is_modal
        said = app.screen.query_one(NoticeLine).notice
        assert said.startswith("One improvement a stage")
        await pilot.press("space", "right", "right", "space", "i")
        await until(pilot, lambda: isinstance(app.screen, ImprovementDialog))


async def test_cards_are_sorted_for_the_eye_and_the_board_stays_as_it_is(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    ids = {card.text: card.id for column in filled.snapshot.board for card in column.touchpoints}
    touchpoints.set_friction(filled.seat, [ids["Chat"]], 3)
    touchpoints.edit(filled.seat, ids["Greeting"], volume=40)
    stored = filled.texts()
    app = filled.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        board = app.screen.query_one(BoardWidget)

        def shown() -> list[str]:
            return [card.text for card in board.columns[0].touchpoints]

        assert shown() == ["Welcome", "Greeting", "Chat"]
        await pilot.press("s")
        assert shown() == ["Chat", "Welcome", "Greeting"]
        await pilot.press("K")
        await settle(pilot)
        assert filled.texts() == stored
        await pilot.press("s")
        assert shown() == ["Greeting", "Welcome", "Chat"]
        await pilot.press("s")
        assert shown() == ["Welcome", "Greeting", "Chat"]


async def test_a_wide_board_says_what_is_known_of_the_card_once_the_cursor_rests(
    filled: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    ids = {card.text: card.id for column in filled.snapshot.board for card in column.touchpoints}
    touchpoints.edit(filled.seat, ids["Greeting"], notes="Say the name", volume=40)
    for value in (5, 5, 2):
        evidence.log(
            filled.seat, Stage.CONNECT, measure="csat", value=value, quote=f"[b]Given {value}[/]",
            touchpoint=ids["Greeting"],
        )  # fmt: skip
    improvements.pick(filled.seat, Stage.CONNECT, "Use names", touchpoint=ids["Greeting"])
    app = filled.app()
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        pane = app.screen.query_one(CardPane)
        await pilot.press("down")
        await until(pilot, lambda: "Greeting" in str(pane.border_title))
        text = "\n".join("".join(span.text for span in line) for line in pane._sheet.lines)
        for words in ("40 customers a week", "Say the name", "CSAT", "n 3", "“[b]Given 2[/]”"):
            assert words in text
        assert "Use names" in text
        assert app.focused is app.screen.query_one("BoardWidget")
        await pilot.resize_terminal(120, 36)
        await settle(pilot)
        assert not pane.display


async def test_a_board_that_is_being_taken_away_draws_no_more(
    filled: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    """What was read for it may come when its columns are gone already."""
    app = filled.app()
    async with app.run_test(size=SIZES[0]) as pilot:
        await settle(pilot)
        pane = app.screen.query_one(BoardPane)
        await pane.view.remove()
        assert pane.is_mounted
        pane.forget()
