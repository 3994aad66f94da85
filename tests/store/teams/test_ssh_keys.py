"""Which public keys a member can log in with, and the words for the others."""

from __future__ import annotations

import base64

import pytest

from store.common.errors import Refused
from store.teams.ssh_keys import KINDS, MOST_BYTES, key_of, read_key


def blob(kind: str, *parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in (kind.encode(), *parts))


E3 = b"\x01\x00\x01"
SK = "sk-ssh-ed25519@openssh.com"
SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"


def modulus(bits: int) -> bytes:
    return b"\0" + b"\xff" * (bits // 8)


@pytest.mark.parametrize(
    "good",
    [
        blob("ssh-ed25519", b"k" * 32),
        blob("ssh-rsa", E3, modulus(2048)),
        blob("ssh-rsa", E3, modulus(16_384)),
        blob("ecdsa-sha2-nistp256", b"nistp256", b"\x04" * 65),
        blob("ecdsa-sha2-nistp384", b"nistp384", b"\x04" * 97),
        blob("ecdsa-sha2-nistp521", b"nistp521", b"\x04" * 133),
        blob(SK, b"k" * 32, b"ssh:"),
        blob(SK_ECDSA, b"nistp256", b"\x04" * 65, b"ssh:"),
    ],
)
def test_these_can_be_registered(good: bytes) -> None:
    found = key_of(good)
    assert found.kind in KINDS
    assert read_key(f"{found.line} dana@laptop") == found


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (blob("ssh-rsa", E3, modulus(1024)), "too short to be safe"),
        (blob("ssh-rsa", E3, modulus(1_600_000)), "too long"),
        (blob("ssh-rsa", b"\xff" * 256, modulus(2048)), "cut short"),
        (blob("ssh-ed448", b"k" * 57), "An ed448 key cannot be used"),
        (blob("ssh-dss", b"k" * 57), "A DSA key cannot be used"),
        (blob("webauthn-sk-ecdsa-sha2-nistp256@openssh.com", b"k"), "A webauthn key cannot"),
        (blob("\x1b]52;c;evil\x07", b"k"), "A key of its kind cannot"),
        (blob("ssh-ed25519", b"k" * 31), "cut short"),
        (blob("ssh-ed25519", b"k" * MOST_BYTES), "cut short"),
        (blob("ecdsa-sha2-nistp256", b"nistp384", b"\x04" * 65), "cut short"),
        (blob(SK, b"k" * 32), "cut short"),
        (b"", "A key of its kind cannot"),
        (b"\xff" * 300_000, "A key of its kind cannot"),
        (blob("ssh-ed25519", b"k" * 32)[:-3], "cut short"),
    ],
)
def test_these_are_refused_with_words(odd: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        key_of(odd)
    kind = odd[4:15].decode("latin-1")
    if kind in KINDS:
        with pytest.raises(Refused):
            read_key(f"{kind} {base64.b64encode(odd).decode()}")
