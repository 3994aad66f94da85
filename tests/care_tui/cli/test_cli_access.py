"""``care invite`` and ``care member key``."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from care_tui.cli.host import remember_for_invites
from care_tui.host.ssh.host_key import host_key

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care

BLOB = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + b"\x07" * 32
KEY = f"ssh-ed25519 {base64.b64encode(BLOB).decode()} dana@laptop\n"


def test_invite_prints_the_line_to_paste_and_the_code(care: Care) -> None:
    line, code = care("invite", "dana", "--host", "care.example.org", "--port", "22").splitlines()
    assert line == "ssh -p 22 join@care.example.org"
    assert re.fullmatch(r"Invite code: (?:[0-9a-z]{5}-){4}[0-9a-z]{5}", code)
    assert code.split()[-1] not in "".join(care.content())


def test_invite_names_the_port_of_the_server_on_this_machine(care: Care) -> None:
    assert care("invite", "Dana").startswith("ssh -p 2222 join@HOST\n")
    remember_for_invites("", 2022)
    assert care("invite", "Dana").startswith("ssh -p 2022 join@HOST\n")
    assert care("invite", "Dana", "--port", "22").startswith("ssh -p 22 join@HOST\n")


def test_invite_says_how_long_it_works(care: Care) -> None:
    assert "until 2026-11-23 12:00 UTC" in care.says("invite", "Dana")
    made = care.json("invite", "Dana", "--hours", "1.5")
    assert datetime.fromisoformat(made["expires_at"]).hour == 13
    assert set(made) == {"command", "code", "expires_at", "host_key", "link"}
    assert made["host_key"] is None


def test_invite_tells_the_host_key_that_the_server_on_this_machine_shows(
    care: Care, write: Callable[[str, str], str]
) -> None:
    default = care.folder / "data" / "care" / "host_key"
    shown = host_key(default).get_fingerprint()
    assert care("invite", "Dana").splitlines()[2] == f"Host key: {shown}"
    other = care.folder / "other_key"
    told = care.json("invite", "Dana", "--host-key", str(other))["host_key"]
    assert told is None
    assert not other.exists()
    told = care.json("invite", "Dana", "--host-key", write("none", "not a key"))["host_key"]
    assert told is None
    shown = host_key(other).get_fingerprint()
    assert care.json("invite", "Dana", "--host-key", str(other))["host_key"] == shown


def test_invite_is_refused_for_strangers_and_odd_times(care: Care) -> None:
    assert "no member “Zoe”" in care.refused("invite", "Zoe")
    for hours in ("0", "-1", "nan", "inf", "1e300"):
        assert "from a minute to 30 days" in care.refused("invite", "Dana", "--hours", hours)
    care.misused("invite", "Dana", "--hours", "soon")


def test_keys_are_added_listed_and_removed(care: Care, write: Callable[[str, str], str]) -> None:
    path = write("id_ed25519.pub", KEY)
    assert "Dana logs in with SHA256:" in care.says("member", "key", "Dana", "add", path)
    (key,) = care.json("member", "key", "Dana", "list")
    assert key["kind"] == "ssh-ed25519"
    assert key["added_on"] == "2026-11-20"
    assert key["fingerprint"] in care("member", "key", "dana", "list")
    assert "laptop" not in "".join(care.content())
    assert care.json("member", "key", "Lee", "list") == []
    assert "Another member" in care.refused("member", "key", "Lee", "add", path)
    assert "no such key" in care.refused("member", "key", "Lee", "remove", key["fingerprint"])
    care("member", "key", "Dana", "remove", key["fingerprint"])
    assert care.json("member", "key", "Dana", "list") == []


def test_a_key_is_read_from_standard_input(care: Care) -> None:
    care("member", "key", "Dana", "add", "-", input=KEY)
    assert len(care.json("member", "key", "Dana", "list")) == 1


def test_a_key_that_is_none_is_refused(care: Care, write: Callable[[str, str], str]) -> None:
    path = write("id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n")
    assert "private key" in care.refused("member", "key", "Dana", "add", path)
    assert "cannot be read" in care.refused("member", "key", "Dana", "add", "nowhere.pub")
    assert "no member" in care.refused("member", "key", "Zoe", "add", path)
    care.misused("member", "key", "Dana")
