"""Who gets in, with the real OpenSSH client: members once by invite, then by key; nobody else."""

from __future__ import annotations

import re
import sqlite3
import time
from typing import TYPE_CHECKING, Any

import pytest

from care_tui.host.login_rate_limiter import FIRST_DELAY
from store.teams import access, members
from store.teams.ssh_keys import read_key

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Client, Hosted


def come_by_invite(host: Hosted, code: str, **how: Any) -> Any:
    client = host.ssh(**how)
    client.wait_for("Invite code:")
    client.type(f"{code}\r")
    return client


def answer(client: Client, key: str) -> None:
    """Answer a question that opened by itself, once it shows its keys."""
    client.wait_for("esc Back")
    client.type(key)


def leave(client: Client) -> None:
    client.type("q")
    assert client.ended() == 0


def test_an_invite_lets_its_member_in_and_registers_the_key_they_have(host: Hosted) -> None:
    key = host.key()
    client = come_by_invite(host, host.invite("Lee"), key=key, user="join")
    client.wait_for("Log in with your SSH key next time?")
    found = read_key(key.with_suffix(".pub").read_text())
    client.wait_for(f"Yes, with {found.fingerprint}")
    answer(client, "1")
    client.wait_for("you log in with your key")
    leave(client)
    assert [each.line for each in access.keys_of(host.room, host.member("Lee"))] == [found.line]
    again = host.ssh(key=key)
    again.wait_for("● Lee")
    assert "Invite code" not in again.shown
    assert "next time" not in again.shown
    leave(again)


def test_another_key_is_added_once_its_holder_has_come_with_it(host: Hosted) -> None:
    client = come_by_invite(host, host.invite())
    client.wait_for("Log in with your SSH key next time?")
    answer(client, "1")
    client.wait_for("Your code: ")
    (code,) = re.findall(r"Your code: (\S+)", client.shown)
    client.type("1")
    client.wait_for("? Help")
    assert access.keys_of(host.room, host.member("Dana")) == ()
    key = host.key()
    again = come_by_invite(host, code, key=key, user="join")
    found = read_key(key.with_suffix(".pub").read_text())
    again.wait_for(f"Yes, with {found.fingerprint}")
    answer(again, "1")
    again.wait_for("you log in with your key")
    leave(again)
    assert [each.line for each in access.keys_of(host.room, host.member("Dana"))] == [found.line]


@pytest.mark.parametrize("kind", ["ecdsa", "rsa", "ed25519"])
def test_the_usual_kinds_of_key_are_proved_and_added(host: Hosted, kind: str) -> None:
    key = host.key(kind=kind)
    client = come_by_invite(host, host.invite(), key=key, user="join")
    client.wait_for("Yes, with SHA256:")
    answer(client, "1")
    client.wait_for("you log in with your key")
    host.ssh(key=key).wait_for("● Dana")


def test_a_key_that_is_too_short_is_refused_with_words(host: Hosted) -> None:
    key = host.key(kind="rsa", bits=1024)
    weak = ("-o", "RequiredRSASize=1024")
    client = come_by_invite(host, host.invite(), key=key, user="join", options=weak)
    client.wait_for("That RSA key is too short to be safe")
    assert "SHA256" not in client.shown
    answer(client, "2")
    leave(client)


def test_who_is_cut_off_before_the_first_screen_comes_by_the_same_code(host: Hosted) -> None:
    code = host.invite()
    for _ in range(2):
        client = come_by_invite(host, code, TERM="dumb")
        assert client.ended() == 1
        assert b"cannot draw the app" in client.bytes
    client = come_by_invite(host, code)
    client.wait_for("Log in with your SSH key next time?")
    client.process.kill()
    again = host.ssh(options=("-o", "NumberOfPasswordPrompts=1"))
    again.wait_for("Invite code:")
    again.type(f"{code}\r")
    assert again.ended() == 255


def test_a_key_nobody_proved_is_neither_added_nor_reserved(host: Hosted) -> None:
    """Dana's client shows the public half of Lee's key, which it cannot prove."""
    lee = host.key("lee")
    stolen = host.folder / "stolen.pub"
    stolen.write_bytes(lee.with_suffix(".pub").read_bytes())
    client = come_by_invite(host, host.invite("Dana"), key=stolen, user="join")
    client.wait_for("Log in with your SSH key next time?")
    assert "SHA256" not in client.shown
    answer(client, "2")
    leave(client)
    client = come_by_invite(host, host.invite("Lee"), key=lee, user="join")
    client.wait_for("Yes, with SHA256:")
    answer(client, "1")
    client.wait_for("you log in with your key")


def test_an_invite_works_once(host: Hosted) -> None:
    code = host.invite()
    client = come_by_invite(host, code)
    client.wait_for("Acme")
    client.wait_for("Log in with your SSH key next time?")
    again = host.ssh(options=("-o", "NumberOfPasswordPrompts=1"))
    again.wait_for("Invite code:")
    again.type(f"{code}\r")
    assert again.ended() == 255
    assert "Acme" not in again.bytes.decode()
    assert len(host.guests()) == 1


def test_an_expired_invite_and_a_wrong_code_are_refused_alike(host: Hosted) -> None:
    code = host.invite()
    with sqlite3.connect(host.server.place) as connection:
        connection.execute(
            "UPDATE invite SET expires_at = '2020-01-01 00:00:00.000000' WHERE member_id = ?",
            (host.member("Dana"),),
        )
    answers = []
    for tried, user in ((code, "care"), ("wrong", "root")):
        client = host.ssh(user=user, options=("-o", "NumberOfPasswordPrompts=1"))
        client.wait_for("Invite code:")
        client.type(f"{tried}\r")
        assert client.ended() == 255
        answers.append(client.bytes.decode().replace(user, "").replace(tried, ""))
    assert answers[0] == answers[1]
    assert host.guests() == []


def test_right_and_wrong_codes_take_as_long(host: Hosted) -> None:
    def seconds(code: str, then: Any) -> Any:
        client = host.ssh(options=("-o", "NumberOfPasswordPrompts=1"))
        client.wait_for("Invite code:")
        started = time.monotonic()
        client.type(f"{code}\r")
        client.wait_for(then)
        return time.monotonic() - started

    right = host.invite()
    assert seconds("wrong", "Permission denied") >= FIRST_DELAY
    assert seconds(right, "Acme") >= 2 * FIRST_DELAY


def test_codes_are_counted_by_address_and_slowed_but_a_known_key_still_opens(host: Hosted) -> None:
    client = host.ssh()
    for _ in range(3):
        client.wait_for("Invite code:")
        client.type("guess\r")
        client.screen.reset()
    assert client.ended() == 255
    started = time.monotonic()
    client = come_by_invite(host, host.invite())
    client.wait_for("Acme")
    assert time.monotonic() - started >= 4.0
    key = host.key(member="Lee")
    started = time.monotonic()
    host.ssh(key=key).wait_for("● Lee")
    assert time.monotonic() - started < 4.0


def test_a_stranger_with_a_key_gets_nothing(host: Hosted) -> None:
    before = host.server.log.read_text()
    client = host.ssh(key=host.key(), options=("-o", "PreferredAuthentications=publickey"))
    assert client.ended() == 255
    said = client.bytes.decode()
    assert "Permission denied" in said
    assert "Acme" not in said
    assert host.server.log.read_text() == before


def test_nothing_secret_is_logged(alone: Hosted) -> None:
    alone.server.start()
    code = alone.invite()
    come_by_invite(alone, code, key=alone.key()).wait_for("next time")
    alone.server.stop()
    said = alone.server.log.read_text()
    for secret in (code, "Dana", "Acme", "AAAA"):
        assert secret not in said
    assert said.count("SHA256:") == 1
    assert "Traceback" not in said


def test_who_leaves_the_team_is_out_within_seconds_and_stays_out(host: Hosted) -> None:
    key = host.key(member="Lee")
    client = host.ssh(key=key)
    client.wait_for("● Lee")
    members.member_leaves(host.room, host.member("Lee"))
    client.ended()
    client.wait_for("You are not in this team any more")
    again = host.ssh(key=key, options=("-o", "PreferredAuthentications=publickey"))
    assert again.ended() == 255


def test_a_key_that_was_withdrawn_ends_its_session(host: Hosted) -> None:
    key = host.key(member="Dana")
    client = host.ssh(key=key)
    client.wait_for("● Dana")
    (found,) = access.keys_of(host.room, host.member("Dana"))
    access.remove_key(host.room, host.member("Dana"), found.fingerprint)
    client.ended()
    client.wait_for("your key was withdrawn")


def test_the_host_key_is_made_once_for_its_owner_alone(alone: Hosted) -> None:
    server = alone.server
    server.start()
    first = server.fingerprint
    file = server.folder / "data" / "care" / "host_key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert first in alone.run("ssh-keygen", "-lf", str(file)).stdout
    assert server.stop() == 0
    server.start()
    assert server.fingerprint == first
