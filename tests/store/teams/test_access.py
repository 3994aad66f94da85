"""Invites and keys: one time, not for long, and gone with who leaves."""

from __future__ import annotations

import base64
import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.journal.seat import Seat
from store.teams import access, members
from store.teams.ssh_keys import read_key
from store.teams.teams import NewTeam, create_team
from store.transfer.workspace_file import export_workspace, to_toml
from store.workspace.backup import backup


def key(number: int = 0, comment: str = "dana@laptop") -> str:
    """A public key as a ``.pub`` file holds it."""
    kind, value = b"ssh-ed25519", bytes([number]) * 32
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in (kind, value))
    return f"ssh-ed25519 {base64.b64encode(blob).decode()} {comment}\n"


def _files(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def _journal(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return str(connection.execute("SELECT * FROM journal").fetchall())


def test_an_invite_lets_its_member_in_until_it_is_used_up(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    invite = access.make_invite(room, str(dana.member_id))
    access.make_invite(room, str(lee.member_id))
    assert invite.expires_at - room.now == timedelta(hours=72)
    assert re.fullmatch(r"(?:[0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{5}", invite.code)
    came = access.find_invite(room.workspace, invite.code, room.now)
    assert came is not None
    assert came.login == access.TeamLogin(room.team_id, "Acme Support", str(dana.member_id), "Dana")
    assert access.find_invite(room.workspace, invite.code, room.now) == came
    access.use_up(room.workspace, came.invite_id, room.now)
    assert access.find_invite(room.workspace, invite.code, room.now) is None
    with pytest.raises(Refused, match="used up"):
        access.use_up(room.workspace, came.invite_id, room.now)


def test_a_code_may_be_typed_as_it_is_read(room: Seat, dana: Seat) -> None:
    code = access.make_invite(room, str(dana.member_id)).code
    typed = f"  {code.upper().replace('-', ' ').replace('0', 'O').replace('1', 'l')}\n"
    assert access.find_invite(room.workspace, typed, room.now) is not None


@pytest.mark.parametrize("code", ["", "-", "x", "k7mq2-x9d3f-hp2aa-bbbbb-ccccc", "’; DROP"])
def test_a_code_nobody_was_given_lets_nobody_in(room: Seat, dana: Seat, code: str) -> None:
    access.make_invite(room, str(dana.member_id))
    assert access.find_invite(room.workspace, code, room.now) is None


def test_an_invite_expires(room: Seat, dana: Seat, clock: SetClock) -> None:
    code = access.make_invite(room, str(dana.member_id), timedelta(hours=1)).code
    clock.move(hours=1)
    assert access.find_invite(room.workspace, code, room.now) is None
    for lifetime in (timedelta(), timedelta(days=31)):
        with pytest.raises(Refused, match="from a minute to 30 days"):
            access.make_invite(room, str(dana.member_id), lifetime)


def test_a_new_invite_replaces_the_one_before(room: Seat, dana: Seat) -> None:
    first = access.make_invite(room, str(dana.member_id)).code
    second = access.make_invite(room, str(dana.member_id)).code
    assert access.find_invite(room.workspace, first, room.now) is None
    assert access.find_invite(room.workspace, second, room.now) is not None


def test_keys_are_added_listed_and_removed(
    room: Seat, dana: Seat, path: Path, clock: SetClock
) -> None:
    one = access.add_key(room, str(dana.member_id), key(1))
    clock.move(hours=1)
    two = access.add_key(room, str(dana.member_id), f"  {key(2, '')}")
    assert one.line == " ".join(key(1).split()[:2])
    assert one.fingerprint == "SHA256:RXm/ruZ0eTzRXKwi1AQEDynB0VgHQ2ac9KPSFdf/YnA"
    assert [each.line for each in access.keys_of(room, str(dana.member_id))] == [one.line, two.line]
    assert access.remove_key(room, str(dana.member_id), two.fingerprint[:16]).line == two.line
    assert access.remove_key(room, str(dana.member_id), one.fingerprint[7:]).line == one.line
    assert access.keys_of(room, str(dana.member_id)) == ()
    assert one.line.split()[1].encode() not in _files(path)
    with pytest.raises(NotFound):
        access.remove_key(room, str(dana.member_id), one.fingerprint)
    with pytest.raises(NotFound):
        access.remove_key(room, str(dana.member_id), "")


def test_a_fingerprint_that_fits_several_keys_removes_none(room: Seat, dana: Seat) -> None:
    for number in range(65):
        if len(access.keys_of(room, str(dana.member_id))) == access.MOST_KEYS:
            with pytest.raises(Refused, match="20 keys already"):
                access.add_key(room, str(dana.member_id), key(number))
            break
        access.add_key(room, str(dana.member_id), key(number))
    starts = [each.fingerprint[7] for each in access.keys_of(room, str(dana.member_id))]
    (twice, *_) = (start for start in starts if starts.count(start) > 1)
    with pytest.raises(Refused, match="Several"):
        access.remove_key(room, str(dana.member_id), twice)
    assert len(access.keys_of(room, str(dana.member_id))) == access.MOST_KEYS


def test_a_key_is_one_members_in_a_team_and_may_be_in_several(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    mine = access.add_key(room, str(dana.member_id), key())
    with pytest.raises(Refused, match="Another member"):
        access.add_key(room, str(lee.member_id), key())
    with pytest.raises(Refused, match="already"):
        access.add_key(room, str(dana.member_id), key())
    other = create_team(room.workspace, NewTeam("Aardvark", members=("Dana",)))
    there = Seat(room.workspace, other.id)
    access.add_key(there, members.find_member(there, "Dana"), key())
    create_team(room.workspace, NewTeam("Not hers", members=("Dana",)))
    found = access.members_with_key(room.workspace, mine.fingerprint)
    assert [each.team for each in found] == ["Aardvark", "Acme Support"]
    assert access.members_with_key(room.workspace, "SHA256:other") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "private key"),
        ("", "not a public SSH key"),
        ("hello world", "not a public SSH key"),
        ("ssh-dss AAAAB3NzaC1kc3M=", "not a public SSH key"),
        ("command=evil ssh-ed25519 AAAA", "not a public SSH key"),
        ("ssh-ed25519 AAAA!", "cut short"),
        (key()[:60], "cut short"),
        (key().replace("ssh-ed25519", "ssh-rsa", 1), "cut short"),
    ],
)
def test_what_is_no_public_key_is_refused(room: Seat, dana: Seat, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        access.add_key(room, str(dana.member_id), text)


def test_a_short_rsa_key_is_refused() -> None:
    parts = (b"ssh-rsa", b"\x01\x00\x01", b"\0" + b"\xff" * 128)
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    with pytest.raises(Refused, match="too short"):
        read_key(f"ssh-rsa {base64.b64encode(blob).decode()}")


def test_who_leaves_can_not_come_in_any_more_and_undo_does_not_change_that(
    room: Seat, dana: Seat, path: Path
) -> None:
    from store.undo import undo

    mine = access.add_key(room, str(dana.member_id), key())
    invite = access.make_invite(room, str(dana.member_id))
    assert access.still_members(room.workspace, [str(dana.member_id)]) == {dana.member_id}
    assert access.keys_in_use(room.workspace, [mine.fingerprint]) == {
        (mine.fingerprint, dana.member_id)
    }
    members.member_leaves(room, str(dana.member_id))
    assert access.still_members(room.workspace, [str(dana.member_id)]) == frozenset()
    assert access.keys_in_use(room.workspace, [mine.fingerprint]) == frozenset()
    for erased in (access._hash(invite.code), mine.fingerprint, mine.line.split()[1]):
        assert erased.encode() not in _files(path)
    with pytest.raises(Refused, match="has left"):
        access.add_key(room, str(dana.member_id), key())
    with pytest.raises(Refused, match="has left"):
        access.make_invite(room, str(dana.member_id))
    undo.undo(room)
    assert access.members_with_key(room.workspace, mine.fingerprint) == ()
    assert access.find_invite(room.workspace, invite.code, room.now) is None


def test_nothing_of_it_is_in_the_journal_in_exports_or_of_invites_in_backups(
    room: Seat, dana: Seat, path: Path, tmp_path: Path
) -> None:
    mine = access.add_key(room, str(dana.member_id), key())
    code = access.make_invite(room, str(dana.member_id)).code
    secret = access._hash(code)
    written = to_toml(export_workspace(room.workspace))
    copy = backup(room.workspace, tmp_path / "backup.db").read_bytes()
    for text in (written, _journal(path), copy.decode("latin-1")):
        assert secret not in text
        assert code not in text
    for text in (written, _journal(path)):
        assert mine.fingerprint not in text
        assert mine.line.split()[1] not in text
    assert code.encode() not in _files(path)
