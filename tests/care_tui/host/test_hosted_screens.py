"""What the screens keep from a guest: the server's files, its shell, its settings."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import TextArea

from care_tui.host.guest import guest_app
from care_tui.host.guest_teams import GuestOpening
from care_tui.host.visit import Visit
from screens.dialogs.fields import OneLine
from screens.importing.file_form import FileForm
from screens.review.passing import PassOn
from store import ballots, reviews
from store.access import Admitted
from store.practice.stages import Stage


@pytest.fixture
def guest(live, tmp_path, monkeypatch):
    """The app as Dana has it when she comes over SSH; everything below ``hosted`` is hers."""
    for name in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "owner"))
    monkeypatch.setenv("HOME", str(tmp_path / "owner"))
    dana = live.as_member("Dana")
    came = Admitted(dana.team_id, "Acme Support", str(dana.member_id), "Dana")
    opening = GuestOpening(live.seat.workspace.place, (came,), live.clock)
    yield guest_app(Visit((came,), {}), opening, tmp_path / "hosted")
    opening.close()


def files(tmp_path: Path) -> list[str]:
    """What was written outside the guest's own folder, but for the workspace and its backups."""
    expected = (tmp_path / "hosted", tmp_path / "backups")
    return [
        str(file)
        for file in tmp_path.rglob("*")
        if file.is_file()
        and not any(folder in file.parents for folder in expected)
        and not file.name.startswith("care.db")
    ]


async def test_a_guest_acts_as_who_they_are_and_nothing_else_is_theirs_to_say(
    guest, live, monkeypatch
):
    monkeypatch.setenv("CARE_WORKSPACE", "/elsewhere.db")
    monkeypatch.setenv("CARE_MEMBER", "Lee")
    async with guest.run_test() as pilot:
        await pilot.pause()
        assert guest.shell.seat.member_id == live.as_member("Dana").member_id
        assert guest.shell.hosted
        assert guest.shell.settings_path is None
        assert guest.shell.reports is None


@pytest.mark.parametrize("action", ["suspend_process", "screenshot"])
async def test_actions_that_leave_the_app_or_write_a_file_do_nothing(guest, tmp_path, action):
    async with guest.run_test() as pilot:
        await pilot.pause()
        assert not await guest.run_action(action)
        assert files(tmp_path) == []


async def test_ctrl_z_does_not_stop_the_app(guest, monkeypatch):
    stopped = []
    monkeypatch.setattr(App, "action_suspend_process", lambda _self: stopped.append(1))
    async with guest.run_test() as pilot:
        await pilot.press("ctrl+z")
        assert stopped == []


async def test_an_import_is_pasted_and_has_no_field_for_a_file(guest, until):
    async with guest.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.press("3", "i")
        await until(pilot, lambda: isinstance(guest.screen, FileForm))
        assert not guest.screen.query(OneLine)
        assert guest.screen.query(TextArea)


async def test_how_the_screen_looks_is_kept_in_the_guests_own_folder(guest, live, tmp_path):
    from screens.shell import Appearance

    async with guest.run_test() as pilot:
        await pilot.pause()
        guest.shell.save_appearance(Appearance("care-light", False))
    own = tmp_path / "hosted" / str(live.as_member("Dana").member_id) / "config.toml"
    assert tomllib.loads(own.read_text())["theme"] == "care-light"
    assert own.stat().st_mode & 0o777 == 0o600
    assert files(tmp_path) == []


async def test_a_failure_does_not_tell_the_guest_where_files_are(guest, tmp_path):
    said = guest.shell.report_failure(ValueError("secret"))
    assert str(tmp_path) not in said
    assert "secret" not in said
    (report,) = (tmp_path / "hosted" / "failures").iterdir()
    assert "secret" not in report.read_text()


async def test_every_view_opens_and_writes_nothing_to_the_server(guest, tmp_path):
    async with guest.run_test(size=(120, 40)) as pilot:
        for key in ("1", "2", "3", "4", "5", "6", ","):
            await pilot.press(key)
        assert files(tmp_path) == []


async def test_a_guest_can_take_nobody_elses_private_turn(guest, live):
    dana, lee = live.as_member("Dana"), live.as_member("Lee")
    reviews.open_review(live.seat)
    reviews.go_to_step(live.seat, 2)
    ballots.write_card(lee, Stage.CONNECT, "Only for Lee's eyes")
    async with guest.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("r")
        reviews.set_present(live.seat, [str(lee.member_id)])
        await live.main(guest).reload()
        view = live.main(guest).shown
        await pilot.press("w")
        assert not guest.screen.query(PassOn)
        turn = guest.shell.turn
        assert turn is None or turn.member_id == dana.member_id
        await live.main(guest).end_turn()
        (member,) = (m for m in live.snapshot.team.members if m.id == lee.member_id)
        await view.on_pass_on_chosen(PassOn.Chosen(member))
        assert guest.shell.turn is None
