"""The main screen by its real keys, on empty views."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from textual.pilot import Pilot

from screens.chrome.footer import Footer
from screens.chrome.timer import TimerCells
from screens.core.view import ShowView
from screens.main.main_screen import MainScreen
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from tests.screens.conftest import Staged

pytestmark = pytest.mark.usefixtures("plain_views")


def row(main: MainScreen, selector: str) -> str:
    """What a row of the chrome says."""
    return "".join(str(widget.render()) for widget in main.query(selector))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_tabs_lead_to_the_views(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=size) as pilot:
        await settle(pilot)
        for key, view in zip(
            "654321", ["playbook", "reviews", "momentum", "evidence", "board", "today"], strict=True
        ):
            await pilot.press(key)
            assert show.main.view == view
            assert show.main.current_view.snapshot is show.main.snapshot
        shown = [view for view in show.main.query("View") if view.display]
        assert shown == [show.main.current_view]


async def test_esc_goes_back_the_way_one_came(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("2", "4", "escape")
        assert show.main.view == "board"
        await pilot.press("escape")
        assert show.main.view == "today"
        await pilot.press("escape")
        assert show.main.view == "today"


async def test_a_hidden_view_is_not_told_of_changes_until_it_is_shown(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test() as pilot:
        await settle(pilot)
        today = show.main.current_view
        first = today.snapshot
        await pilot.press("2")
        show.snapshot = replace(show.snapshot, seq=2)
        await show.main.reload()
        assert today.snapshot is first
        await pilot.press("1")
        assert today.snapshot is show.snapshot


async def test_a_widget_may_ask_for_another_view(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    came: list[dict[str, object]] = []
    async with show.app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3", "1")
        show.main.mounted_views["evidence"].bring_into_view = lambda **target: came.append(target)
        show.main.current_view.post_message(ShowView("evidence", measure="csat"))
        await settle(pilot)
        assert show.main.view == "evidence"
        assert came == [{"measure": "csat"}]


async def test_the_review_shows_its_rail_and_its_timer(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(review=True)
    async with show.app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        # The clock goes on while the test does.
        assert re.search(r"Map 04:(12|11|10) · r", row(show.main, "#timer"))
        await pilot.press("r")
        assert show.main.view == "review"
        assert "✓ Check-in" in row(show.main, "#tabs")
        shown = row(show.main, "#timer")
        assert re.fullmatch(r"04:(12|11|10) of 6 min   2 of 3 done ", shown)


async def test_at_80_columns_the_rail_shrinks_to_one_step(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(review=True, start="review")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert (row(show.main, "#tabs") + row(show.main, "#timer")).startswith(
            " 4 of 7 · Map · 04:12"
        )


async def test_the_timer_ticks_only_while_it_runs(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    fake_snapshot: Callable[..., Snapshot],
) -> None:
    show = stage_app(review=True)
    async with show.app.run_test() as pilot:
        await settle(pilot)
        timer = show.main.query_one(TimerCells)
        assert timer.ticking
        review = show.snapshot.review
        assert review is not None
        paused = replace(review, timer=replace(review.timer, running_since=None, elapsed=380))
        show.snapshot = replace(show.snapshot, review=paused)
        await show.main.reload()
        assert not timer.ticking
        assert "+00:20" in str(timer.render())
        show.snapshot = replace(show.snapshot, review=None)
        await show.main.reload()
        assert not timer.ticking
        assert str(timer.render()) == ""


async def test_the_footer_names_the_keys_that_work_here(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "? Help" in str(show.main.query_one(Footer).render())


async def test_a_rebound_key_works_and_is_shown(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(keys={"go.board": "f2", "nonsense": "x"})
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        assert show.main.view == "today"
        await pilot.press("f2")
        assert show.main.view == "board"
        assert any("nonsense" in note for note in show.app_context.notes)


async def test_a_small_terminal_asks_for_more_room(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(50, 10)) as pilot:
        await settle(pilot)
        assert show.main.has_class("-too-small")
        await pilot.press("2", "5", "escape")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not show.main.has_class("-too-small")


async def test_a_private_turn_closes_everything_else(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(review=True, start="review")
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await show.main.begin_turn(show.seat_of("lee"), "Lee")
        await pilot.press("2", "slash", "u", "comma", "escape")
        await settle(pilot)
        assert show.main.view == "review"
        assert show.app_context.person == "lee"
        assert "private turn: Lee" in row(show.main, "#top-bar")
        await show.main.end_turn()
        await pilot.press("2")
        assert show.main.view == "board"
        assert show.app_context.person == "room-team"


async def test_what_cannot_be_opened_ends_the_app_with_the_sentence(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    from store.common.errors import NotAWorkspace

    def refuse() -> NoReturn:
        raise NotAWorkspace("This file is not a workspace.")

    show = stage_app()
    show.app_context.open_seat = refuse
    async with show.app.run_test() as pilot:
        await pilot.pause()
        await show.app.workers.wait_for_complete()
    assert show.app.return_code == 1


async def test_esc_never_leads_back_into_the_settings(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("3", "comma", "2", "escape")
        assert show.main.view == "evidence"
        await pilot.press("comma", "escape", "comma", "3", "escape")
        assert show.main.view == "today"
        await pilot.press("3", "comma", "escape")
        assert show.main.view == "evidence"
        await pilot.press("escape")
        assert show.main.view == "today"


async def test_esc_takes_messages_off_before_it_goes_back(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("2")
        show.main.notify("Archived one. u brings it back.")
        await pilot.pause()
        assert show.main.query("Toast")
        await pilot.press("escape")
        await pilot.pause()
        assert not show.main.query("Toast")
        assert show.main.view == "board"
        await pilot.press("escape")
        assert show.main.view == "today"


async def test_a_message_that_is_shown_already_is_not_shown_twice(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(notifications=True) as pilot:
        await settle(pilot)
        for message in ("Nothing to undo.", "Saved.", "Nothing to undo."):
            show.main.notify(message)
            await pilot.pause()
        shown = [str(toast.render()) for toast in show.main.query("Toast")]
        assert shown == ["Saved.", "Nothing to undo."]
