"""The settings by their real keys, on a store that notes what it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.core.app_context import Appearance
from screens.core.view import View
from screens.dialogs.choose import OptionLines
from screens.main.main_screen import MainScreen
from screens.main.navigation import VIEWS
from store.common.errors import Refused

if TYPE_CHECKING:
    from tests.screens.conftest import Staged


@pytest.fixture(autouse=True)
def only_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    views = {**dict.fromkeys(VIEWS, View), "settings": VIEWS["settings"]}
    monkeypatch.setattr(MainScreen, "views", views)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the store's team functions were asked."""
    calls: list[tuple[object, ...]] = []
    for module, name in [
        ("screens.forms.team_form", "set_team"),
        ("screens.settings.view", "_add_members"),
        ("screens.settings.view", "_rename_member"),
    ]:
        monkeypatch.setattr(
            f"{module}.{name}", lambda *args, name=name: calls.append((name, *args[1:]))
        )
    monkeypatch.setattr(
        "screens.settings.view._member_leaves", lambda _seat, id: calls.append(("leaves", id)) or 2
    )
    return calls


async def open_settings(show: Staged, pilot: Pilot[Any], settle: Callable[..., Any]) -> OptionLines:
    await settle(pilot)
    await pilot.press("comma")
    return show.main.current_view.query_one(OptionLines)


async def test_a_theme_is_shown_while_choosing_and_kept_when_chosen(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    kept: list[Appearance] = []
    show.app_context.save_appearance = kept.append
    async with show.app.run_test(size=(80, 24)) as pilot:
        await open_settings(show, pilot, settle)
        await pilot.press("enter", "down")
        await pilot.pause()
        assert show.app.theme == "care-light"
        await pilot.press("escape")
        await settle(pilot)
        assert show.app.theme == "care-dark"
        assert kept == []
        await pilot.press("enter", "down", "down", "enter")
        await settle(pilot)
        assert kept == [Appearance("care-contrast", False)]
        assert show.app.theme == "care-contrast"


async def test_the_mouse_is_left_to_the_terminal_from_the_next_start_on(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    kept = []
    show = stage_app()
    show.app_context.save_appearance = kept.append
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("mouse")
        await pilot.press("enter")
        await settle(pilot)
        assert kept == [Appearance(mouse=False)]
        await pilot.press("enter")
        await settle(pilot)
        assert kept[1:] == [Appearance(mouse=True)]


async def test_settings_that_cannot_be_written_are_said(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    def refuse(_appearance: Any) -> None:
        raise Refused("The settings cannot be written: disk full.")

    show = stage_app()
    show.app_context.save_appearance = refuse
    async with show.app.run_test(size=(80, 24)) as pilot:
        await open_settings(show, pilot, settle)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert show.app_context.appearance.ascii is False
        assert [note.message for note in show.app._notifications] == [
            "The settings cannot be written: disk full."
        ]


async def test_the_team_is_changed_in_one_form(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    asked: list[tuple[object, ...]],
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("team.reply_target_hours")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("end", "backspace", "backspace", *"48", "ctrl+s")
        await settle(pilot)
        assert asked == [("set_team", {"reply_target_hours": "48"}, 1)]


async def test_members_join_and_leave(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    asked: list[tuple[object, ...]],
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("member.kim")
        await pilot.press("a", *"Ola", "enter", "escape")
        await settle(pilot)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert asked == [("_add_members", ["Ola"])]
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("y")
        await settle(pilot)
        assert asked[1:] == [("leaves", "kim")]


async def test_an_agenda_is_a_form_of_minutes(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = []
    monkeypatch.setattr(
        "screens.settings.view._set_agenda",
        lambda _seat, kind, values, _seen: steps.append((kind, values)),
    )
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("agenda.solo")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("5", "ctrl+s")
        await settle(pilot)
        assert steps[0][0] == "solo"
        assert steps[0][1]["check-in"] == "5"
        assert steps[0][1]["pick"] == "4"


async def test_a_step_is_moved_by_its_keys_and_its_minutes_are_the_agenda_s_form(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moved = []
    monkeypatch.setattr(
        "screens.settings.view._move_step",
        lambda _seat, kind, step, by: moved.append((kind, step, by)),
    )
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("step.team.evidence")
        await pilot.press("J", "shift+up")
        await settle(pilot)
        assert moved == [("team", "evidence", 1), ("team", "evidence", -1)]
        assert lines.value == "step.team.evidence"
        await pilot.press("enter")
        await pilot.pause()
        assert show.app.focused.id == "field-evidence"
        await pilot.press("escape")
        lines.go_to("agenda.team")
        await pilot.press("J")
        await settle(pilot)
        assert len(moved) == 2


async def test_the_palette_leads_to_a_part_of_the_settings(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"who is in the team")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert show.main.current_view.query_one(OptionLines).value == "member.add"


async def test_several_members_are_added_by_one_line(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    asked: list[tuple[object, ...]],
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("member.add")
        await pilot.press("enter", *"Dana", "comma", "space", *"Lee", "comma", "enter", "escape")
        await settle(pilot)
        assert asked == [("_add_members", ["Dana", " Lee"])]


async def test_enter_on_a_member_asks_for_another_name(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    asked: list[tuple[object, ...]],
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("member.kim")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"ber", "enter")
        await settle(pilot)
        assert asked == [("_rename_member", "kim", "Kimber", "Kim")]
        assert lines.value == "member.kim"


async def test_when_a_member_has_left_the_cursor_stays_near(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    asked: list[tuple[object, ...]],
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("member.lee")
        dana, lee, sam, kim = show.snapshot.team.members
        left = replace(lee, left_on=date(2026, 11, 21))
        team = replace(show.snapshot.team, members=(dana, sam, kim, left))
        show.snapshot = replace(show.snapshot, team=team)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("y")
        await settle(pilot)
        assert asked == [("leaves", "lee")]
        assert lines.value == "member.sam"


async def test_nothing_is_cut_at_80_columns_without_saying_so(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(review=True)
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        assert str(show.main.query_one("#tabs").render()).rstrip().endswith("6  Settings")
        lines.go_to("agenda.solo")
        await pilot.pause()
        shown = [lines.render_line(y).text.rstrip() for y in range(lines.size.height)]
        (team,) = [line for line in shown if "45 min" in line]
        assert team.split() == ["Team", "45", "min"]
        width = lines.scrollable_content_region.width
        assert width < lines.size.width
        assert max(map(len, shown)) <= width


@pytest.mark.parametrize("view", ["today", "board", "settings"])
async def test_every_tab_has_room_for_its_name_or_shows_its_key_alone(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], view: str
) -> None:
    show = stage_app(review=True)
    async with show.app.run_test(size=(60, 24)) as pilot:
        await settle(pilot)
        await show.main.show(view)
        tabs = show.main.query_one("#tabs")
        await pilot.pause()
        said = str(tabs.render())
        assert "…" not in said
        assert all(figure in said for figure in "123456")
