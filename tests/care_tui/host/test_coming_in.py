"""Who gets in, with the real OpenSSH client: members once by invite, then by key; nobody else."""

from __future__ import annotations

import sqlite3
import time

from care_tui.host.guard import FIRST_DELAY
from store import access, members


def come_by_invite(host, code, **how):
    client = host.ssh(**how)
    client.wait_for("Invite code:")
    client.type(f"{code}\r")
    return client


def leave(client):
    client.type("q")
    assert client.ended() == 0


def test_an_invite_lets_its_member_in_and_registers_the_key_they_have(host):
    key = host.key()
    client = come_by_invite(host, host.invite("Lee"), key=key)
    client.wait_for("Log in with your SSH key next time?")
    found = access.read_key(key.with_suffix(".pub").read_text())
    client.wait_for(f"Yes, with {found.fingerprint}")
    client.type("1")
    client.wait_for("you log in with your key")
    leave(client)
    assert [each.line for each in access.keys_of(host.room, host.member("Lee"))] == [found.line]
    again = host.ssh(key=key)
    again.wait_for("● Lee")
    assert "Invite code" not in again.shown
    assert "next time" not in again.shown
    leave(again)


def test_without_a_key_at_hand_one_can_be_pasted(host):
    public = host.key().with_suffix(".pub").read_text()
    client = come_by_invite(host, host.invite())
    client.wait_for("Log in with your SSH key next time?")
    client.type("1")
    client.wait_for("Your public key")
    client.type("nonsense\r")
    client.wait_for("That is not a public SSH key")
    client.type("\x15" + public.strip() + "\r")
    client.wait_for("you log in with your key")
    leave(client)
    assert len(access.keys_of(host.room, host.member("Dana"))) == 1


def test_an_invite_works_once(host):
    code = host.invite()
    client = come_by_invite(host, code)
    client.wait_for("Acme")
    again = host.ssh(options=("-o", "NumberOfPasswordPrompts=1"))
    again.wait_for("Invite code:")
    again.type(f"{code}\r")
    assert again.ended() == 255
    assert "Acme" not in again.bytes.decode()
    assert len(host.guests()) == 1


def test_an_expired_invite_and_a_wrong_code_are_refused_alike(host):
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


def test_right_and_wrong_codes_take_as_long(host):
    def seconds(code, then):
        client = host.ssh(options=("-o", "NumberOfPasswordPrompts=1"))
        client.wait_for("Invite code:")
        started = time.monotonic()
        client.type(f"{code}\r")
        client.wait_for(then)
        return time.monotonic() - started

    right = host.invite()
    assert seconds("wrong", "Permission denied") >= FIRST_DELAY
    assert seconds(right, "Acme") >= 2 * FIRST_DELAY


def test_codes_are_counted_by_address_and_slowed_but_a_known_key_still_opens(host):
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


def test_a_stranger_with_a_key_gets_nothing(host):
    before = host.server.log.read_text()
    client = host.ssh(key=host.key(), options=("-o", "PreferredAuthentications=publickey"))
    assert client.ended() == 255
    said = client.bytes.decode()
    assert "Permission denied" in said
    assert "Acme" not in said
    assert host.server.log.read_text() == before


def test_nothing_secret_is_logged(alone):
    alone.server.start()
    code = alone.invite()
    come_by_invite(alone, code, key=alone.key()).wait_for("next time")
    alone.server.stop()
    said = alone.server.log.read_text()
    for secret in (code, "Dana", "Acme", "AAAA"):
        assert secret not in said
    assert said.count("SHA256:") == 1
    assert "Traceback" not in said


def test_who_leaves_the_team_is_out_within_seconds_and_stays_out(host):
    key = host.key(member="Lee")
    client = host.ssh(key=key)
    client.wait_for("● Lee")
    members.member_leaves(host.room, host.member("Lee"))
    client.ended()
    client.wait_for("You are not in this team any more")
    again = host.ssh(key=key, options=("-o", "PreferredAuthentications=publickey"))
    assert again.ended() == 255


def test_a_key_that_was_withdrawn_ends_its_session(host):
    key = host.key(member="Dana")
    client = host.ssh(key=key)
    client.wait_for("● Dana")
    (found,) = access.keys_of(host.room, host.member("Dana"))
    access.remove_key(host.room, host.member("Dana"), found.fingerprint)
    client.ended()
    client.wait_for("your key was withdrawn")


def test_the_host_key_is_made_once_for_its_owner_alone(alone):
    server = alone.server
    server.start()
    first = server.fingerprint
    file = server.folder / "data" / "care" / "host_key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert first in alone.run("ssh-keygen", "-lf", str(file)).stdout
    assert server.stop() == 0
    server.start()
    assert server.fingerprint == first
