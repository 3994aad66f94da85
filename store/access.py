"""How members get in over SSH: one-time invites and the public keys they log in with.

Nothing here is in the journal or in exports, and no backup has an invite. Of an invite only the
code's hash is kept; the code itself is shown once, to who made it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from store.db.access_models import InviteRow, MemberKeyRow
from store.db.models import MemberRow, TeamRow
from store.db.types import in_code_order
from store.errors import NotFound, Refused
from store.seat import Change, Seat
from store.workspace import Workspace

LIFETIME = timedelta(hours=72)
"""How long an invite can be used, unless said otherwise."""
LONGEST = timedelta(days=30)
MOST_KEYS = 20
"""Keys that one member may have."""
_GROUPS, _GROUP = 5, 5
"""An invite's code: five groups of five letters, 125 random bits."""
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None})
_KINDS = (
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
_SMALLEST_RSA = 256
"""Bytes of the shortest RSA modulus that is taken: 2,048 bits."""


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time way in for a member, as it is handed over."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Admitted:
    """A member who may come in, and to which team."""

    team_id: str
    team: str
    member_id: str
    member: str


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


def make_invite(seat: Seat, member_id: str, lifetime: timedelta = LIFETIME) -> Invite:
    """Make a one-time invite for the member; one made before stops working.

    Raises Refused when the member has left, or for a lifetime of under a minute or more
    than thirty days.
    """
    if not timedelta(minutes=1) <= lifetime <= LONGEST:
        raise Refused("An invite lasts from a minute to 30 days.", field="hours")
    code = "-".join(
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)
    )
    with seat.ballot() as change:
        member = change.member(member_id)
        change.session.execute(delete(InviteRow).where(InviteRow.member_id == member.id))
        invite = Invite(code, change.now + lifetime)
        change.session.add(
            InviteRow(
                id=change.new_id(),
                team_id=change.team.id,
                member_id=member.id,
                code_hash=_hash(code),
                made_at=change.now,
                expires_at=invite.expires_at,
                used_at=None,
            )
        )
    seat.workspace.settle()
    return invite


def redeem(workspace: Workspace, code: str, now: datetime) -> Admitted | None:
    """Use the invite with this code up; who may come in by it.

    None for a code that nobody was given, that was used, or that has expired.
    """
    with workspace.writing() as session:
        invite = session.scalar(
            select(InviteRow).where(InviteRow.code_hash == _hash(code)).with_for_update()
        )
        if invite is None or invite.used_at is not None or invite.expires_at <= now:
            return None
        invite.used_at = now
        return _admitted(session, MemberRow.id == invite.member_id)[0]


def _hash(code: str) -> str:
    plain = "".join(code.split()).casefold().translate(_MISREAD)
    return hashlib.sha256(plain.encode()).hexdigest()


def read_key(text: str) -> MemberKey:
    """The public key in one line of text such as a ``.pub`` file holds; its comment is left out.

    Raises Refused for anything else.
    """
    if "PRIVATE KEY" in text:
        raise Refused(
            "That is a private key, which nobody else should see; give the .pub file beside it.",
            field="key",
        )
    words = text.split()
    if len(words) < 2 or words[0] not in _KINDS or len(text) > 10_000:
        raise Refused("That is not a public SSH key such as “ssh-ed25519 AAAA…”.", field="key")
    kind, value = words[0], words[1]
    try:
        blob = base64.b64decode(value, validate=True)
        parts = _parts(blob)
    except (binascii.Error, ValueError):
        parts = []
    if len(parts) < 2 or parts[0] != kind.encode():
        raise Refused(
            "That public key is cut short or mistyped; paste its whole line.", field="key"
        )
    if kind == "ssh-rsa" and len(parts[-1].lstrip(b"\0")) < _SMALLEST_RSA:
        raise Refused("That RSA key is too short to be safe; use ssh-ed25519.", field="key")
    return MemberKey(f"{kind} {base64.b64encode(blob).decode()}", _fingerprint(blob))


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


def add_key(seat: Seat, member_id: str, text: str) -> MemberKey:
    """Let the member log in with the public key in ``text``.

    Raises Refused for what is no public key, for one that is in use in the team, and for a
    member who has left.
    """
    key = read_key(text)
    with seat.ballot() as change:
        member = change.member(member_id)
        _check_free(change, member, key)
        change.session.add(
            MemberKeyRow(
                id=change.new_id(),
                team_id=change.team.id,
                member_id=member.id,
                fingerprint=key.fingerprint,
                public_key=key.line,
                added_at=change.now,
            )
        )
    return key


def _check_free(change: Change, member: MemberRow, key: MemberKey) -> None:
    in_team = select(MemberKeyRow).where(MemberKeyRow.team_id == change.team.id)
    same = in_team.where(MemberKeyRow.fingerprint == key.fingerprint)
    holder = change.session.scalar(same)
    if holder is not None and holder.member_id == member.id:
        raise Refused(f"{member.name} logs in with this key already.", field="key")
    if holder is not None:
        raise Refused("Another member of the team logs in with this key.", field="key")
    own = in_team.where(MemberKeyRow.member_id == member.id)
    if len(change.session.scalars(own).all()) >= MOST_KEYS:
        raise Refused(f"{member.name} has {MOST_KEYS} keys already; remove one first.", field="key")


def remove_key(seat: Seat, member_id: str, fingerprint: str) -> MemberKey:
    """Take a key of the member's away; ``fingerprint`` may be its beginning, with or without
    ``SHA256:``. Raises NotFound, Refused where it fits several."""
    with seat.ballot() as change:
        wanted = fingerprint.strip().removeprefix("SHA256:")
        rows = [
            row
            for row in _key_rows(change.session, seat.team_id, member_id)
            if wanted and row.fingerprint.removeprefix("SHA256:").startswith(wanted)
        ]
        if not rows:
            raise NotFound("There is no such key; care member key NAME list shows them.")
        if len(rows) > 1:
            raise Refused("Several keys begin so; give more of the fingerprint.")
        removed = _as_key(rows[0])
        change.session.delete(rows[0])
    seat.workspace.settle()
    return removed


def keys_of(seat: Seat, member_id: str) -> tuple[MemberKey, ...]:
    """The keys that the member logs in with, the oldest first."""
    with seat.reading() as session:
        return tuple(_as_key(row) for row in _key_rows(session, seat.team_id, member_id))


def _key_rows(session: Session, team_id: str, member_id: str) -> list[MemberKeyRow]:
    query = select(MemberKeyRow).where(
        MemberKeyRow.team_id == team_id, MemberKeyRow.member_id == member_id
    )
    return list(session.scalars(query.order_by(MemberKeyRow.added_at, MemberKeyRow.id)))


def _as_key(row: MemberKeyRow) -> MemberKey:
    return MemberKey(row.public_key, row.fingerprint, row.added_at)


def members_with_key(workspace: Workspace, fingerprint: str) -> tuple[Admitted, ...]:
    """Who may come in with the key of this fingerprint: a member for each of their teams, by
    the teams' names."""
    holders = select(MemberKeyRow.member_id).where(MemberKeyRow.fingerprint == fingerprint)
    with workspace.reading() as session:
        return _admitted(session, MemberRow.id.in_(holders))


def still_members(workspace: Workspace, member_ids: Iterable[str]) -> frozenset[str]:
    """Those of these members who have not left since."""
    with workspace.reading() as session:
        return frozenset(
            session.scalars(
                select(MemberRow.id).where(
                    MemberRow.id.in_(list(member_ids)), MemberRow.left_on.is_(None)
                )
            )
        )


def keys_in_use(workspace: Workspace, fingerprints: Iterable[str]) -> frozenset[str]:
    """Those of these keys that somebody logs in with."""
    with workspace.reading() as session:
        return frozenset(
            session.scalars(
                select(MemberKeyRow.fingerprint).where(
                    MemberKeyRow.fingerprint.in_(list(fingerprints))
                )
            )
        )


def withdraw(session: Session, member_id: str) -> None:
    """Take away every way in that a member has, as when they leave."""
    for table in (InviteRow, MemberKeyRow):
        session.execute(delete(table).where(table.member_id == member_id))


def _admitted(session: Session, which: ColumnElement[bool]) -> tuple[Admitted, ...]:
    rows = session.execute(
        select(TeamRow.id, TeamRow.name, MemberRow.id, MemberRow.name)
        .join(TeamRow, TeamRow.id == MemberRow.team_id)
        .where(which, MemberRow.left_on.is_(None))
        .order_by(in_code_order(TeamRow.name_key))
    )
    return tuple(Admitted(*row) for row in rows)
