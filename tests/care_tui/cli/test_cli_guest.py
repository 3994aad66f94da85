"""The app for who came through another SSH server, as by a forced command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from care_tui.host import forced

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care


@pytest.fixture
def came(monkeypatch: pytest.MonkeyPatch, care: Care) -> list[Any]:
    """Whom the app would have been run for, and where."""
    found = []

    def run(visit: Any, ground: Any) -> int:
        found.append((visit, ground))
        return 7

    monkeypatch.setattr(forced, "run_guest", run)
    monkeypatch.setattr("care_tui.terminal.terminal.why_not", lambda *_streams: None)
    return found


def test_a_guest_comes_as_the_member_named(
    care: Care, came: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "screen-256color")
    monkeypatch.setenv("EDITOR", "/bin/sh")
    assert care.run("--guest", "--as", "Lee").code == 7
    ((visit, ground),) = came
    (place,) = visit.places
    assert (place.team, place.member) == ("Acme Support", "Lee")
    assert visit.terminal["TERM"] == "screen-256color"
    assert "EDITOR" not in visit.terminal
    assert ground.workspace == str(care.workspace)


def test_a_guest_is_somebody(care: Care, came: list[Any]) -> None:
    assert care.run("--guest").code == 1
    assert care.run("--guest", "--as", "Nobody").code == 1
    assert came == []


def test_who_is_refused_learns_no_name_and_no_place(care: Care, came: list[Any]) -> None:
    refused = [
        care.run("--guest", "--as", "Nobody"),
        care.run("--guest", "--as", "Lee", "--team", "X"),
    ]
    care.run("init", "--team", "Night Shift", "--member", "Lee")
    refused.append(care.run("--guest", "--as", "Lee"))
    assert "Its command needs --team NAME" in refused[-1].err
    care.workspace.write_bytes(b"something else")
    refused.append(care.run("--guest", "--as", "Lee"))
    assert "The workspace cannot be opened" in refused[-1].err
    for each in refused:
        assert each.code == 1
        assert "Tell the person who runs this server." in each.err
        for secret in ("Acme", "Night", "Dana", str(care.workspace)):
            assert secret not in each.err + each.out
    assert came == []


def test_a_team_is_named_where_there_are_several(care: Care, came: list[Any]) -> None:
    care.run("init", "--team", "Night Shift", "--member", "Lee")
    assert care.run("--guest", "--as", "Lee", "--team", "Night Shift").code == 7
    assert [place.team for place in came[0][0].places] == ["Night Shift"]


def test_a_guest_has_the_app_and_no_command(care: Care, came: list[Any]) -> None:
    ran = care.run("--guest", "--as", "Lee", "export")
    assert ran.code == 2
    assert "--guest opens the app. Leave the command out." in ran.err
    assert came == []
