"""The settings by their real keys, on a store that notes what it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from screens.dialogs.choose import OptionLines
from screens.main import VIEWS, MainScreen
from screens.shell import Appearance
from screens.view import View
from store.errors import Refused


@pytest.fixture(autouse=True)
def only_settings(monkeypatch):
    views = {**dict.fromkeys(VIEWS, View), "settings": VIEWS["settings"]}
    monkeypatch.setattr(MainScreen, "views", views)


@pytest.fixture
def asked(monkeypatch):
    """What the store's team functions were asked."""
    calls: list[tuple[object, ...]] = []
    for module, name in [
        ("screens.team_form", "set_team"),
        ("screens.settings", "_add_members"),
        ("screens.settings", "_rename_member"),
    ]:
        monkeypatch.setattr(
            f"{module}.{name}", lambda *args, name=name: calls.append((name, *args[1:]))
        )
    monkeypatch.setattr(
        "screens.settings._member_leaves", lambda _seat, id: calls.append(("leaves", id)) or 2
    )
    return calls


async def open_settings(show, pilot, settle) -> OptionLines:
    await settle(pilot)
    await pilot.press("comma")
    return show.main.shown.query_one(OptionLines)


async def test_a_theme_is_shown_while_choosing_and_kept_when_chosen(stage_app, settle):
    show = stage_app()
    kept: list[Appearance] = []
    show.shell.save_appearance = kept.append
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


async def test_settings_that_cannot_be_written_are_said(stage_app, settle):
    def refuse(_appearance):
        raise Refused("The settings cannot be written: disk full.")

    show = stage_app()
    show.shell.save_appearance = refuse
    async with show.app.run_test(size=(80, 24)) as pilot:
        await open_settings(show, pilot, settle)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert show.shell.appearance.ascii is False
        assert [note.message for note in show.app._notifications] == [
            "The settings cannot be written: disk full."
        ]


async def test_the_team_is_changed_in_one_form(stage_app, settle, asked):
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("team.reply_target_hours")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("end", "backspace", "backspace", *"48", "ctrl+s")
        await settle(pilot)
        assert asked == [("set_team", {"reply_target_hours": "48"}, 1)]


async def test_members_join_and_leave(stage_app, settle, asked):
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


async def test_an_agenda_is_a_form_of_minutes(stage_app, settle, monkeypatch):
    steps = []
    monkeypatch.setattr(
        "screens.settings._set_agenda",
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


async def test_the_palette_leads_to_a_part_of_the_settings(stage_app, settle):
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"who is in the team")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert show.main.shown.query_one(OptionLines).value == "member.add"


async def test_several_members_are_added_by_one_line(stage_app, settle, asked):
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        lines.go_to("member.add")
        await pilot.press("enter", *"Dana", "comma", "space", *"Lee", "comma", "enter", "escape")
        await settle(pilot)
        assert asked == [("_add_members", ["Dana", " Lee"])]


async def test_enter_on_a_member_asks_for_another_name(stage_app, settle, asked):
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


async def test_when_a_member_has_left_the_cursor_stays_near(stage_app, settle, asked):
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


async def test_nothing_is_cut_at_80_columns_without_saying_so(stage_app, settle):
    show = stage_app(review=True)
    async with show.app.run_test(size=(80, 24)) as pilot:
        lines = await open_settings(show, pilot, settle)
        assert str(show.main.query_one("#tabs").render()).rstrip().endswith("6  Settings")
        lines.go_to("agenda.solo")
        await pilot.pause()
        shown = [lines.render_line(y).text.rstrip() for y in range(lines.size.height)]
        (team,) = [line for line in shown if "45 min" in line]
        assert team.endswith("…")
        width = lines.scrollable_content_region.width
        assert width < lines.size.width
        assert max(map(len, shown)) <= width


@pytest.mark.parametrize("view", ["today", "board", "settings"])
async def test_every_tab_has_room_for_its_name_or_shows_its_key_alone(stage_app, settle, view):
    show = stage_app(review=True)
    async with show.app.run_test(size=(60, 24)) as pilot:
        await settle(pilot)
        await show.main.show(view)
        tabs = show.main.query_one("#tabs")
        await pilot.pause()
        said = str(tabs.render())
        assert "…" not in said
        assert all(figure in said for figure in "123456")
