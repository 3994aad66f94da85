"""Help, palette and find, and quitting, from the main screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.commands.help import Help, help_text
from screens.core.available_commands import usable_commands
from screens.core.keys import KeyScope, bindings
from screens.core.view import View
from screens.dialogs.confirm import Confirm
from screens.dialogs.reader import Reader, TextLines
from screens.forms.fields import OneLine
from screens.forms.finder import Finder
from screens.main.main_screen import MainScreen
from screens.main.navigation import VIEWS

if TYPE_CHECKING:
    from tests.screens.conftest import Staged


class Cards(View):
    """A board with keys and nothing else."""

    PLACE = (KeyScope.BOARD, KeyScope.CURSOR)
    BINDINGS = bindings(*PLACE)
    visited: dict[str, object] = {}
    added = 0

    def check_action(self, action: Any, parameters: Any) -> Any:
        return {"vote": False, "merge": None}.get(action, True)

    def action_add(self) -> None:
        self.added += 1

    def bring_into_view(self, **what: object) -> None:
        self.visited = what


@pytest.fixture(autouse=True)
def cards_for_views(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MainScreen, "views", dict.fromkeys(VIEWS, Cards))


async def test_help_shows_this_views_keys_first_and_what_is_closed(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        text = help_text(usable_commands(show.main), show.main.current_view.PLACE)
        assert text.startswith("Board\n  a ")
        assert "Merge the marked touchpoints into one (not now)" in text
        assert "Put one of your votes here" not in text
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(show.app.screen, Help)
        assert show.app.screen.query_one(TextLines).render_line(0).text.startswith("Board")
        await pilot.press("escape")
        assert show.app.screen is show.main


async def test_the_footer_leaves_out_what_is_closed(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(160, 36)) as pilot:
        await settle(pilot)
        footer = str(show.main.query_one("#footer").render())
        assert "a Add  e Edit  HJKL Move  f Friction" in footer
        assert "Merge" not in footer
        assert "Vote" not in footer


async def test_the_palette_runs_a_command_by_part_of_its_name(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"touchpoints here")
        await pilot.pause()
        assert isinstance(show.app.screen, Finder)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(show.main.current_view, Cards)
        assert show.main.current_view.added == 1


async def test_the_palette_lists_what_is_closed_with_its_reason(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    from screens.commands.palette import command_options

    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        options = {each.value: each for each in command_options(usable_commands(show.main))}
        assert not any(options[name].off for name in ("board.add", "go.team", "quit"))
        assert options["board.merge"].off == "“Merge” is not possible here at the moment."
        assert "until the reveal" in options["board.vote"].off
        assert options["evidence.import"].off == "Works in Evidence, 3."
        assert "cursor.up" not in options


async def test_choosing_what_is_closed_says_why_and_stays(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"merge")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(show.app.screen, Finder)
        said = [each.message for each in show.app._notifications]
        assert said == ["“Merge” is not possible here at the moment."]


async def test_the_palette_matches_letters_in_their_order_and_is_never_empty(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    from screens.dialogs.choose import OptionLines

    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"lgf")
        await pilot.pause()
        lines = show.app.screen.query_one(OptionLines)
        assert lines.options[0].label == "Log feedback"
        await pilot.press(*"zzz")
        await pilot.pause()
        assert [each.label for each in lines.options] == ["Nothing has “lgfzzz” in it."]


async def test_the_palette_explains_a_word_and_opens_a_page_of_the_playbook(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"nps", "enter")
        await until(pilot, lambda: isinstance(show.app.screen, Reader))
        assert "would recommend" in show.app.screen.query_one(TextLines).render_line(0).text
        await pilot.press("escape", "ctrl+p", *"playbook: res", "enter")
        await settle(pilot)
        assert show.main.view == "playbook"


async def test_tab_turns_the_help_to_the_words_and_back(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark", "tab")
        await pilot.pause()
        lines = show.app.screen.query_one("#words", TextLines)
        assert lines.has_focus
        assert lines.render_line(0).text.startswith("CARE ")
        await pilot.press("tab")
        assert show.app.screen.query_one("#keys-text").has_focus
        await pilot.press("slash")
        await until(pilot, lambda: getattr(show.app.screen, "heading", "") == "Find")


async def test_f1_explains_the_words_above_a_dialog_and_leaves_it_as_it_is(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"half-ty", "f1")
        await pilot.pause()
        assert isinstance(show.app.screen, Help)
        assert show.app.screen.shows_words
        await pilot.press("escape")
        assert show.app.screen.query_one(OneLine).value == "half-ty"


async def test_q_quits_at_once_without_a_review(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await show.app.workers.wait_for_complete()
    assert show.app.return_code == 0


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_asks_while_a_review_is_open(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], key: str
) -> None:
    show = stage_app(review=True)
    left: list[object] = []
    show.app_context.leaving = left.append
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
async def test_quitting_says_what_becomes_of_the_review(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], guide: bool, words: str
) -> None:
    show = stage_app(review=True)
    show.app_context.is_sample = guide
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        shown = " ".join(str(each.render()) for each in show.app.screen.query("Static"))
        assert words in shown
        assert ("any terminal" in shown) is not guide


async def test_a_guest_is_not_offered_the_shell(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "suspend" in {one.command.id for one in usable_commands(show.main)}
        show.app_context.hosted = True
        assert "suspend" not in {one.command.id for one in usable_commands(show.main)}
