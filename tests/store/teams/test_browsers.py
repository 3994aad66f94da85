"""Browsers that members come back with: known for a while, withdrawn at once, never copied."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.journal.seat import Seat
from store.teams import access, browsers, members
from store.teams.teams import NewTeam, create_team
from store.transfer.workspace_file import export_workspace, to_toml
from store.workspace.backup import backup


def come(seat: Seat, token: str, *, stay: bool = False, label: str = "Firefox on Linux") -> None:
    code = access.make_invite(seat, str(seat.member_id)).code
    invite = access.find_invite(seat.workspace, code, seat.now)
    assert invite is not None
    browsers.let_in(seat.workspace, invite, token, label, stay=stay)


def who(seat: Seat, token: str) -> list[str]:
    found = browsers.members_with_browser(seat.workspace, browsers.hash_of(token))
    return [login.member for login in found]


def test_a_browser_is_known_for_twelve_hours_or_for_thirty_days(
    dana: Seat, clock: SetClock
) -> None:
    token, kept = browsers.new_token(), browsers.new_token()
    come(dana, token)
    come(dana, kept, stay=True)
    assert len(token) >= 43 and token != kept
    assert who(dana, token) == who(dana, kept) == ["Dana"]
    clock.move(hours=12)
    assert who(dana, token) == []
    assert who(dana, kept) == ["Dana"]
    clock.move(days=30)
    assert who(dana, kept) == []


def test_an_invite_lets_one_browser_in(dana: Seat) -> None:
    code = access.make_invite(dana, str(dana.member_id)).code
    invite = access.find_invite(dana.workspace, code, dana.now)
    assert invite is not None
    browsers.let_in(dana.workspace, invite, "one", "", stay=False)
    with pytest.raises(Refused, match="used up"):
        browsers.let_in(dana.workspace, invite, "two", "", stay=False)
    assert who(dana, "two") == []


def test_one_browser_stands_for_its_member_in_each_of_their_teams(dana: Seat) -> None:
    made = create_team(dana.workspace, NewTeam("Zebra", members=("Dee",)))
    other = Seat(dana.workspace, made.id)
    dee = Seat(dana.workspace, made.id, members.find_member(other, "Dee"))
    come(dana, "token")
    come(dee, "token")
    assert who(dana, "token") == ["Dana", "Dee"]
    (kept,) = browsers.browsers_of(dana, str(dana.member_id))
    browsers.remove_browser(dana, str(dana.member_id), kept.number[:6].upper())
    assert who(dana, "token") == ["Dee"]
    browsers.forget(dana.workspace, browsers.hash_of("token"))
    assert who(dana, "token") == []


def test_browsers_are_listed_and_withdrawn_and_leave_with_their_member(
    dana: Seat, lee: Seat, room: Seat, clock: SetClock
) -> None:
    come(dana, "one", label="Firefox\x1b[2J on Linux")
    clock.move(minutes=1)
    come(dana, "two", label="")
    first, second = browsers.browsers_of(room, str(dana.member_id))
    assert first.label == "Firefox[2J on Linux" or "\x1b" not in first.label
    assert second.label == "A browser"
    hashes = {browsers.hash_of("one"), browsers.hash_of("two")}
    assert len(browsers.browsers_in_use(room.workspace, hashes)) == 2
    with pytest.raises(NotFound):
        browsers.remove_browser(room, str(lee.member_id), first.number)
    with pytest.raises(NotFound):
        browsers.remove_browser(room, str(dana.member_id), "")
    assert browsers.remove_browser(room, str(dana.member_id), first.number) == first
    assert who(dana, "one") == []
    members.member_leaves(room, str(dana.member_id))
    assert who(dana, "two") == []
    assert browsers.browsers_in_use(room.workspace, hashes) == frozenset()


def test_the_one_not_used_for_longest_makes_room(dana: Seat, clock: SetClock) -> None:
    for number in range(browsers.MOST_BROWSERS):
        come(dana, f"token {number}", stay=True)
        clock.move(minutes=1)
    browsers.note_use(dana.workspace, browsers.hash_of("token 0"))
    clock.move(minutes=1)
    come(dana, "one more", stay=True)
    assert who(dana, "token 0") == who(dana, "one more") == ["Dana"]
    assert who(dana, "token 1") == []
    assert len(browsers.browsers_of(dana, str(dana.member_id))) == browsers.MOST_BROWSERS


def test_no_token_stands_anywhere_and_no_backup_or_export_has_one(
    dana: Seat, tmp_path: Path
) -> None:
    token = browsers.new_token()
    come(dana, token)
    path = dana.workspace.path
    if path is None:
        pytest.skip("a server's files are not at hand")
    target = backup(dana.workspace, tmp_path / "copy.db")
    with sqlite3.connect(target) as copy:
        assert copy.execute("SELECT count(*) FROM browser").fetchone() == (0,)
    for text in (token.encode(), browsers.hash_of(token).encode()):
        assert text not in target.read_bytes()
        assert text not in to_toml(export_workspace(dana.workspace)).encode()
    assert token.encode() not in b"".join(each.read_bytes() for each in path.parent.iterdir())
