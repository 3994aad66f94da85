"""The app for who came through another SSH server, as by a forced command."""

from __future__ import annotations

import pytest

from care_tui.host import forced


@pytest.fixture
def came(monkeypatch, care):
    """Whom the app would have been run for, and where."""
    found = []

    def run(visit, ground):
        found.append((visit, ground))
        return 7

    monkeypatch.setattr(forced, "run_guest", run)
    monkeypatch.setattr("care_tui.terminal.why_not", lambda *_streams: None)
    return found


def test_a_guest_comes_as_the_member_named(care, came, monkeypatch):
    monkeypatch.setenv("TERM", "screen-256color")
    monkeypatch.setenv("EDITOR", "/bin/sh")
    assert care.run("--guest", "--as", "Lee").code == 7
    ((visit, ground),) = came
    (place,) = visit.places
    assert (place.team, place.member) == ("Acme Support", "Lee")
    assert visit.terminal["TERM"] == "screen-256color"
    assert "EDITOR" not in visit.terminal
    assert ground.place == str(care.workspace)


def test_a_guest_is_somebody(care, came):
    assert care.run("--guest").code == 1
    assert care.run("--guest", "--as", "Nobody").code == 1
    assert came == []


def test_a_guest_has_the_app_and_no_command(care, came):
    ran = care.run("--guest", "--as", "Lee", "export")
    assert ran.code == 2
    assert "--guest opens the app and goes with no command." in ran.err
    assert came == []
