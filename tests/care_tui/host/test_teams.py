"""Nobody sees a team they are not in."""

from __future__ import annotations

from store import access
from store.members import find_member
from store.seat import Seat
from store.teams import NewTeam, create_team


def other_team(host, name, key=None):
    """Another team on the same server; the key's holder is in it as Zoe where one is given."""
    made = create_team(host.server.workspace, NewTeam(name, members=("Zoe", "Dana")))
    seat = Seat(host.server.workspace, made.id)
    if key is not None:
        access.add_key(seat, find_member(seat, "Zoe"), key.with_suffix(".pub").read_text())
    return seat


def test_with_a_seat_in_one_team_no_other_is_named(host):
    other_team(host, f"Hidden {host.team}")
    client = host.ssh(key=host.key(member="Dana"))
    client.wait_for("● Dana")
    client.type("\x10")
    client.wait_for("Type part of a name")
    client.type("team")
    client.wait_for("Who is in the team")
    client.type("\x1b")
    client.wait_for("Quit")
    client.type("q")
    client.ended()
    assert b"Hidden" not in client.bytes


def test_with_seats_in_several_teams_one_chooses_among_ones_own(host):
    key = host.key(member="Dana")
    other_team(host, f"Zebra of {host.team}", key)
    other_team(host, f"Hidden {host.team}")
    client = host.ssh(key=key)
    client.wait_for("Which team?")
    client.wait_for(f"Zebra of {host.team}")
    assert "Hidden" not in client.shown
    client.type("2")
    client.wait_for("● Zoe")
    client.type("q")
    assert client.ended() == 0
    assert b"Hidden" not in client.bytes
    assert f"Dana {host.team}".encode() not in client.bytes


def test_half_typed_text_stays_with_its_team(host):
    key = host.key(member="Dana")
    seat = other_team(host, f"Zebra of {host.team}", key)
    client = host.ssh(key=key)
    client.wait_for("Which team?")
    client.type("2")
    client.wait_for("● Zoe")
    client.type("2")
    client.wait_for("Press a to add one")
    client.type("a")
    client.wait_for("Enter adds it")
    client.type("Half a sent")
    client.wait_for("Half a sent")
    client.process.kill()
    client.process.wait()
    folder = host.server.folder / "state" / "care" / "hosted" / find_member(seat, "Zoe")
    host.until(lambda: (folder / "drafts.json").exists())
    assert "Half a sent" in (folder / "drafts.json").read_text()
    assert host.drafts("Dana") == ""
