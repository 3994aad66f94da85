"""Help, palette and find, and quitting, from the main screen."""

from __future__ import annotations

import pytest

from screens.dialogs.confirm import Confirm
from screens.dialogs.reader import TextLines
from screens.help import Help, help_text
from screens.keys import Where, bindings
from screens.main import VIEWS, MainScreen
from screens.palette import Finder
from screens.usable import usable_commands
from screens.view import View


class Cards(View):
    """A board with keys and nothing else."""

    PLACE = (Where.BOARD, Where.CURSOR)
    BINDINGS = bindings(*PLACE)
    visited: dict[str, object] = {}
    added = 0

    def check_action(self, action, parameters):
        return {"vote": False, "merge": None}.get(action, True)

    def action_add(self) -> None:
        self.added += 1

    def visit(self, **what: object) -> None:
        self.visited = what


@pytest.fixture(autouse=True)
def cards_for_views(monkeypatch):
    monkeypatch.setattr(MainScreen, "views", dict.fromkeys(VIEWS, Cards))


async def test_help_shows_this_views_keys_first_and_what_is_closed(stage_app, settle):
    show = stage_app(start="board")
    async with show.app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        text = help_text(usable_commands(show.main), show.main.shown.PLACE)
        assert text.startswith("Board\n  a ")
        assert "Merge the marked touchpoints into one (not now)" in text
        assert "Put one of your votes here" not in text
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(show.app.screen, Help)
        assert show.app.screen.query_one(TextLines).render_line(0).text.startswith("Board")
        await pilot.press("escape")
        assert show.app.screen is show.main


async def test_the_footer_leaves_out_what_is_closed(stage_app, settle):
    show = stage_app(start="board")
    async with show.app.run_test(size=(160, 36)) as pilot:
        await settle(pilot)
        footer = str(show.main.query_one("#footer").render())
        assert "a Add  e Edit  HJKL Move  f Friction" in footer
        assert "Merge" not in footer
        assert "Vote" not in footer


async def test_the_palette_runs_a_command_by_part_of_its_name(stage_app, settle):
    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"touchpoints here")
        await pilot.pause()
        assert isinstance(show.app.screen, Finder)
        await pilot.press("enter")
        await settle(pilot)
        assert show.main.shown.added == 1


async def test_the_palette_offers_nothing_that_is_closed(stage_app, settle):
    from screens.palette import offered

    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        names = {option.value for option in offered(usable_commands(show.main))}
        assert {"board.add", "go.team", "quit"} <= names
        assert not {"board.merge", "board.vote", "cursor.up"} & names


async def test_q_quits_at_once_without_a_review(stage_app, settle):
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await show.app.workers.wait_for_complete()
    assert show.app.return_code == 0


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_asks_while_a_review_is_open(stage_app, settle, key):
    show = stage_app(review=True)
    left: list[object] = []
    show.shell.leaving = left.append
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(show.app.screen, Confirm)
        await pilot.press("enter")
        await settle(pilot)
        assert show.app.screen is show.main
        assert left == []
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("y")
        await show.app.workers.wait_for_complete()
    assert left == [show.seat]
    assert show.app.return_code == 0


@pytest.mark.parametrize(("guide", "words"), [(True, "sample"), (False, "stays open in Map")])
async def test_quitting_says_what_becomes_of_the_review(stage_app, settle, guide, words):
    show = stage_app(review=True)
    show.shell.guide = guide
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        shown = " ".join(str(each.render()) for each in show.app.screen.query("Static"))
        assert words in shown
        assert ("any terminal" in shown) is not guide


async def test_a_guest_is_not_offered_the_shell(stage_app, settle):
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "suspend" in {one.command.id for one in usable_commands(show.main)}
        show.shell.hosted = True
        assert "suspend" not in {one.command.id for one in usable_commands(show.main)}
