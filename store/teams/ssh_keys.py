"""Public SSH keys: which of them a member can log in with, and how they are written down.

RFC 4253 (6.6), RFC 5656, RFC 8709 and OpenSSH's PROTOCOL.u2f say what a public key is made of.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from datetime import datetime

from store.common.dataclass import dataclass
from store.common.errors import Refused

MOST_BYTES = 2_200
"""Bytes of the longest public key that is looked at: RSA of 16,384 bits."""
_LONGEST_LINE = 10_000
_BITS = (2_048, 16_384)
"""The shortest and the longest RSA modulus that is taken."""
_POINTS = {"nistp256": 65, "nistp384": 97, "nistp521": 133}
"""Bytes of a point on each curve of ECDSA."""
_SK_ED25519 = "sk-ssh-ed25519@openssh.com"
_SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
_KINDS = ("ssh-ed25519", "ssh-rsa", *(f"ecdsa-sha2-{curve}" for curve in _POINTS))
KINDS = (*_KINDS, _SK_ED25519, _SK_ECDSA)
"""The kinds of key that a member can log in with."""
_CALLED = {
    "ssh-dss": "A DSA key",
    "ssh-ed448": "An ed448 key",
    "webauthn-sk-ecdsa-sha2-nistp256@openssh.com": "A webauthn key",
}
_CUT_SHORT = "That public key is cut short or mistyped. Paste its whole line."


@dataclass(frozen=True, slots=True)
class MemberKey:
    """A public key: ``line`` is its kind and its value, as in an ``authorized_keys`` file;
    ``fingerprint`` is what OpenSSH shows for it."""

    line: str
    fingerprint: str
    added_at: datetime | None = None

    @property
    def kind(self) -> str:
        return self.line.split()[0]


def read_key(text: str) -> MemberKey:
    """The public key in one line of text such as a ``.pub`` file holds; its comment is left out.

    Raises Refused for anything else.
    """
    if "PRIVATE KEY" in text:
        raise Refused(
            "That is a private key, which nobody else should see. Give the .pub file beside it.",
            field="key",
        )
    words = text.split()
    if len(words) < 2 or words[0] not in KINDS or len(text) > _LONGEST_LINE:
        raise Refused("That is not a public SSH key such as “ssh-ed25519 AAAA…”.", field="key")
    try:
        blob = base64.b64decode(words[1], validate=True)
        same = _parts(blob)[0] == words[0].encode()
    except (binascii.Error, ValueError, IndexError):
        same = False
    if not same:
        raise Refused(_CUT_SHORT, field="key")
    return key_of(blob)


def key_of(blob: bytes) -> MemberKey:
    """The key in ``blob``, as SSH sends it. Raises Refused, with a sentence that says why, for
    what nobody can log in with; no more than `MOST_BYTES` of it are looked at."""
    kind = _kind(blob)
    if kind not in KINDS:
        raise Refused(f"{_CALLED.get(kind, 'A key of its kind')} cannot be used here.", field="key")
    try:
        parts = _parts(blob) if len(blob) <= MOST_BYTES else []
    except ValueError:
        parts = []
    if kind == "ssh-rsa" and len(parts) == 3:
        _check_rsa(int.from_bytes(parts[2], "big").bit_length())
    elif kind == "ssh-rsa" and len(blob) > MOST_BYTES:
        _check_rsa(len(blob) * 8)
    if not _is_whole(kind, parts):
        raise Refused(_CUT_SHORT, field="key")
    return MemberKey(f"{kind} {base64.b64encode(blob).decode()}", _fingerprint(blob))


def _check_rsa(bits: int) -> None:
    if bits < _BITS[0]:
        raise Refused("That RSA key is too short to be safe. Use ssh-ed25519.", field="key")
    if bits > _BITS[1]:
        raise Refused("That RSA key is too long. Use ssh-ed25519.", field="key")


def _kind(blob: bytes) -> str:
    length = int.from_bytes(blob[:4], "big")
    return blob[4 : 4 + length].decode("latin-1") if length <= 64 else ""


def _is_whole(kind: str, parts: list[bytes]) -> bool:
    """Whether a key of this kind is made of these parts."""
    sizes = [len(part) for part in parts[1:]]
    match kind:
        case "ssh-rsa":
            return len(sizes) == 2 and 0 < sizes[0] <= 8
        case "ssh-ed25519":
            return sizes == [32]
        case "sk-ssh-ed25519@openssh.com":
            return sizes[:1] == [32] and len(sizes) == 2
    curve = kind.partition("@")[0].rpartition("-")[2]
    extra = 1 if kind == _SK_ECDSA else 0
    return len(sizes) == 2 + extra and parts[1] == curve.encode() and sizes[1] == _POINTS[curve]


def _parts(blob: bytes) -> list[bytes]:
    """The strings that a public key is made of. Raises ValueError where it ends within one."""
    parts = []
    while blob:
        length = int.from_bytes(blob[:4], "big")
        part, rest = blob[4 : 4 + length], blob[4 + length :]
        if len(blob) < 4 or len(part) < length:
            raise ValueError("cut short")
        parts.append(part)
        blob = rest
    return parts


def _fingerprint(blob: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return f"SHA256:{digest}"
