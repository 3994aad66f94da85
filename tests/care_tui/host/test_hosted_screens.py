"""What the screens keep from a guest: the server's files, its shell, its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.widgets import TextArea

from care_tui.host.session_process import HostLocation, guest_app
from care_tui.host.session_spec import SessionSpec
from care_tui.host.session_teams import GuestAppSession
from screens.forms.fields import OneLine
from screens.importing.file_form import FileForm
from screens.review.steps.passing import PassOn
from store.domain.stages import Stage
from store.reviews import ballots, reviews
from store.teams.access import TeamLogin

if TYPE_CHECKING:
    from tests.conftest import Live


@pytest.fixture
def guest(live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The app as Dana has it when she comes over SSH; everything below ``hosted`` is hers."""
    for name in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "owner"))
    monkeypatch.setenv("HOME", str(tmp_path / "owner"))
    dana = live.as_member("Dana")
    came = TeamLogin(dana.team_id, "Acme Support", str(dana.member_id), "Dana")
    opening = GuestAppSession(live.seat.workspace.location, (came,), live.clock)
    yield guest_app(
        SessionSpec((came,), {}), opening, HostLocation(opening.location, tmp_path / "hosted")
    )
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
    guest: Any, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_WORKSPACE", "/elsewhere.db")
    monkeypatch.setenv("CARE_MEMBER", "Lee")
    async with guest.run_test() as pilot:
        await pilot.pause()
        assert guest.app_context.seat.member_id == live.as_member("Dana").member_id
        assert guest.app_context.hosted
        assert guest.app_context.settings_path is None
        assert guest.app_context.reports is None


@pytest.mark.parametrize("action", ["suspend_process", "screenshot"])
async def test_actions_that_leave_the_app_or_write_a_file_do_nothing(
    guest: Any, tmp_path: Path, action: str
) -> None:
    async with guest.run_test() as pilot:
        await pilot.pause()
        assert not await guest.run_action(action)
        assert files(tmp_path) == []


async def test_ctrl_z_does_not_stop_the_app(guest: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = []
    monkeypatch.setattr(App, "action_suspend_process", lambda _self: stopped.append(1))
    async with guest.run_test() as pilot:
        await pilot.press("ctrl+z")
        assert stopped == []


async def test_an_import_is_pasted_and_has_no_field_for_a_file(
    guest: Any, until: Callable[..., Any]
) -> None:
    async with guest.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.press("3", "i")
        await until(pilot, lambda: isinstance(guest.screen, FileForm))
        assert not guest.screen.query(OneLine)
        assert guest.screen.query(TextArea)


async def test_how_the_screen_looks_is_kept_in_the_guests_own_folder(
    guest: Any, live: Live, tmp_path: Path
) -> None:
    from screens.core.app_context import Appearance

    async with guest.run_test() as pilot:
        await pilot.pause()
        guest.app_context.save_appearance(Appearance("care-light", False))
    own = tmp_path / "hosted" / str(live.as_member("Dana").member_id) / "config.toml"
    assert tomllib.loads(own.read_text())["theme"] == "care-light"
    assert own.stat().st_mode & 0o777 == 0o600
    assert files(tmp_path) == []


async def test_a_failure_does_not_tell_the_guest_where_files_are(
    guest: Any, tmp_path: Path
) -> None:
    said = guest.app_context.report_failure(ValueError("secret"))
    assert str(tmp_path) not in said
    assert "secret" not in said
    (report,) = (tmp_path / "hosted" / "failures").iterdir()
    assert "secret" not in report.read_text()


async def test_every_view_opens_and_writes_nothing_to_the_server(
    guest: Any, tmp_path: Path
) -> None:
    async with guest.run_test(size=(120, 40)) as pilot:
        for key in ("1", "2", "3", "4", "5", "6", ","):
            await pilot.press(key)
        assert files(tmp_path) == []


async def test_a_guest_can_take_nobody_elses_private_turn(guest: Any, live: Live) -> None:
    dana, lee = live.as_member("Dana"), live.as_member("Lee")
    reviews.open_review(live.seat)
    reviews.go_to_step(live.seat, 3)
    ballots.write_card(lee, Stage.CONNECT, "Only for Lee's eyes")
    async with guest.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("r")
        reviews.set_present(live.seat, [str(lee.member_id)])
        await live.main(guest).reload()
        view: Any = live.main(guest).current_view
        await pilot.press("w")
        assert not guest.screen.query(PassOn)
        turn = guest.app_context.turn
        assert turn is None or turn.member_id == dana.member_id
        await live.main(guest).end_turn()
        (member,) = (m for m in live.snapshot.team.members if m.id == lee.member_id)
        await view.on_pass_on_chosen(PassOn.Chosen(member))
        assert guest.app_context.turn is None
