"""Nobody sees a team they are not in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from store.journal.seat import Seat
from store.teams import access
from store.teams.members import find_member
from store.teams.teams import NewTeam, create_team
from tests.care_tui.host.test_coming_in import answer

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted


def other_team(host: Hosted, name: str, key: Any = None) -> Seat:
    """Another team on the same server; the key's holder is in it as Zoe where one is given."""
    made = create_team(host.server.workspace, NewTeam(name, members=("Zoe", "Dana")))
    seat = Seat(host.server.workspace, made.id)
    if key is not None:
        access.add_key(seat, find_member(seat, "Zoe"), key.with_suffix(".pub").read_text())
    return seat


def test_with_a_seat_in_one_team_no_other_is_named(host: Hosted) -> None:
    other_team(host, f"Hidden {host.team}")
    client = host.ssh(key=host.key(member="Dana"))
    client.wait_for("● Dana")
    client.type("\x10")
    client.wait_for("Type part of a name")
    client.type("team")
    client.wait_for("Who is in the team")
    client.type("\x1b")
    client.wait_for("? Help")
    client.type("q")
    client.ended()
    assert b"Hidden" not in client.bytes


def test_with_seats_in_several_teams_one_chooses_among_ones_own(host: Hosted) -> None:
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


def test_half_typed_text_stays_with_its_team(host: Hosted) -> None:
    key = host.key(member="Dana")
    seat = other_team(host, f"Zebra of {host.team}", key)
    client = host.ssh(key=key)
    client.wait_for("Which team?")
    client.type("2")
    client.wait_for("● Zoe")
    client.type("2")
    client.wait_for("a Add")
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


def test_a_key_withdrawn_in_one_team_ends_the_session_and_opens_the_other_alone(
    host: Hosted,
) -> None:
    key = host.key(member="Dana")
    seat = other_team(host, f"Zebra of {host.team}", key)
    client = host.ssh(key=key)
    client.wait_for("Which team?")
    client.type("2")
    client.wait_for("● Zoe")
    (held,) = access.keys_of(seat, find_member(seat, "Zoe"))
    access.remove_key(seat, find_member(seat, "Zoe"), held.fingerprint)
    withdrawn = time.monotonic()
    client.ended()
    assert time.monotonic() - withdrawn < 5
    client.wait_for("your key was withdrawn")
    again = host.ssh(key=key)
    again.wait_for("● Dana")
    assert "Zebra" not in again.bytes.decode()


def test_a_key_of_one_team_is_proved_and_added_in_another(host: Hosted) -> None:
    key = host.key(member="Dana")
    seat = other_team(host, f"Zebra of {host.team}")
    code = access.make_invite(seat, find_member(seat, "Zoe")).code
    client = host.ssh(key=key, user="join")
    client.wait_for("Invite code:")
    client.type(f"{code}\r")
    client.wait_for("Yes, with SHA256:")
    answer(client, "1")
    client.wait_for("you log in with your key")
    assert len(access.keys_of(seat, find_member(seat, "Zoe"))) == 1


def test_who_joins_without_a_code_comes_in_by_a_known_key(host: Hosted) -> None:
    client = host.ssh(key=host.key(member="Dana"), user="join")
    client.wait_for("Invite code:")
    client.type("\r")
    client.wait_for("● Dana")
