"""How members get in: one-time invites, and the public keys they log in with over SSH.

Nothing here is in the journal or in exports, and no backup has an invite. Of an invite only the
code's hash is kept; the code itself is shown once, to who made it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import NotFound, Refused, WrongValue
from store.db.tables.access_models import BrowserRow, InviteRow, MemberKeyRow
from store.db.tables.models import MemberRow, TeamRow
from store.db.tables.types import in_code_order
from store.journal.seat import Change, Seat
from store.teams.ssh_keys import MemberKey, read_key
from store.workspace.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy import CursorResult

LIFETIME = timedelta(hours=72)
"""How long an invite can be used, unless said otherwise."""
LONGEST = timedelta(days=30)
TO_PROVE = timedelta(minutes=10)
"""How long the code lasts by which a member who is in comes again with another key."""
MOST_KEYS = 20
"""Keys that one member may have."""
_GROUPS, _GROUP = 5, 5
"""An invite's code: five groups of five letters, 125 random bits."""
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None})


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time way in for a member, as it is handed over."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TeamLogin:
    """A member who may come in, and to which team."""

    team_id: str
    team: str
    member_id: str
    member: str


@dataclass(frozen=True, slots=True)
class UsableInvite:
    """Who may come in by an invite, which `use_up` ends."""

    invite_id: str
    login: TeamLogin


def make_invite(seat: Seat, member_id: str, lifetime: timedelta = LIFETIME) -> Invite:
    """Make a one-time invite for the member; one made before stops working.

    Raises Refused when the member has left, or for a lifetime of under a minute or more
    than thirty days.
    """
    if not timedelta(minutes=1) <= lifetime <= LONGEST:
        raise WrongValue("An invite lasts from a minute to 30 days.", field="hours")
    code = "-".join(
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)
    )
    with seat.unjournaled_change() as change:
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
    seat.workspace.truncate_wal()
    return invite


def find_invite(workspace: Workspace, code: str, now: datetime) -> UsableInvite | None:
    """Who may come in by the invite with this code, which `use_up` ends once they are in.

    None for a code that nobody was given, that was used, or that has expired.
    """
    with workspace.reading() as session:
        invite = session.scalar(select(InviteRow).where(InviteRow.code_hash == _hash(code)))
        if invite is None or invite.used_at is not None or invite.expires_at <= now:
            return None
        admitted_seats = admitted(session, MemberRow.id == invite.member_id)
        return UsableInvite(invite.id, admitted_seats[0]) if admitted_seats else None


def use_up(workspace: Workspace, invite_id: str, now: datetime) -> None:
    """Let nobody come in by the invite any more.

    Raises Refused where somebody else came in by it, or a newer one has taken its place.
    """
    with workspace.writing() as session:
        spend(session, invite_id, now)


def spend(session: Session, invite_id: str, now: datetime) -> None:
    """Use the invite up within a transaction; see `use_up`."""
    spent = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, InviteRow.used_at.is_(None))
        .values(used_at=now)
    )
    if cast("CursorResult[Any]", spent).rowcount != 1:
        raise Refused("This invite is used up. Ask for a new one.")


def _hash(code: str) -> str:
    plain = "".join(code.split()).casefold().translate(_MISREAD)
    return hashlib.sha256(plain.encode()).hexdigest()


def add_key(seat: Seat, member_id: str, text: str) -> MemberKey:
    """Let the member log in with the public key in ``text``.

    Raises Refused for what is no public key, for one that is in use in the team, and for a
    member who has left.
    """
    key = read_key(text)
    with seat.unjournaled_change() as change:
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
    own_keys = in_team.where(MemberKeyRow.member_id == member.id)
    if len(change.session.scalars(own_keys).all()) >= MOST_KEYS:
        raise Refused(f"{member.name} has {MOST_KEYS} keys already. Remove one first.", field="key")


def remove_key(seat: Seat, member_id: str, fingerprint: str) -> MemberKey:
    """Take a key of the member's away; ``fingerprint`` may be its beginning, with or without
    ``SHA256:``. Raises NotFound, Refused where it fits several."""
    with seat.unjournaled_change() as change:
        bare_fingerprint = fingerprint.strip().removeprefix("SHA256:")
        rows = [
            row
            for row in _key_rows(change.session, seat.team_id, member_id)
            if bare_fingerprint
            and row.fingerprint.removeprefix("SHA256:").startswith(bare_fingerprint)
        ]
        if not rows:
            raise NotFound("There is no such key. See the keys with: care member key NAME list")
        if len(rows) > 1:
            raise Refused("Several keys begin like this. Give more of the fingerprint.")
        removed = _as_key(rows[0])
        change.session.delete(rows[0])
    seat.workspace.truncate_wal()
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


def members_with_key(workspace: Workspace, fingerprint: str) -> tuple[TeamLogin, ...]:
    """Who may come in with the key of this fingerprint: a member for each of their teams, by
    the teams' names."""
    holders = select(MemberKeyRow.member_id).where(MemberKeyRow.fingerprint == fingerprint)
    with workspace.reading() as session:
        return admitted(session, MemberRow.id.in_(holders))


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


def keys_in_use(workspace: Workspace, fingerprints: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The members who log in with these keys: pairs of a fingerprint and a member's id."""
    holders = select(MemberKeyRow.fingerprint, MemberKeyRow.member_id).where(
        MemberKeyRow.fingerprint.in_(list(fingerprints))
    )
    with workspace.reading() as session:
        return frozenset((key, member) for key, member in session.execute(holders))


def withdraw_access(session: Session, member_id: str) -> None:
    """Take away every way in that a member has, as when they leave."""
    for table in (InviteRow, MemberKeyRow, BrowserRow):
        session.execute(delete(table).where(table.member_id == member_id))


def admitted(session: Session, which: ColumnElement[bool]) -> tuple[TeamLogin, ...]:
    """Those of the members ``which`` names who have not left, by their teams' names."""
    rows = session.execute(
        select(TeamRow.id, TeamRow.name, MemberRow.id, MemberRow.name)
        .join(TeamRow, TeamRow.id == MemberRow.team_id)
        .where(which, MemberRow.left_on.is_(None))
        .order_by(in_code_order(TeamRow.name_key))
    )
    return tuple(TeamLogin(*row) for row in rows)
