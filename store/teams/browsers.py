"""Browsers that members come back with: a random token each, of which only the hash is kept.

Nothing here is in the journal, in exports, in backups or in copies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import NotFound, Refused
from store.common.text import drawable
from store.db.tables.access_models import BrowserRow
from store.db.tables.models import MemberRow
from store.teams import access

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.teams.access import TeamLogin, UsableInvite
    from store.workspace.workspace import Workspace

STAY, SHORT = timedelta(days=30), timedelta(hours=12)
"""How long a browser is known: where its person wants that, and else."""
MOST_BROWSERS = 20
"""Browsers that one member may have; the one not used for longest makes room."""
LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser as its member's keys are listed."""

    number: str
    """The first letters of its token's hash, by which it is withdrawn."""
    label: str
    """What the browser called itself, such as ``Firefox on Linux``."""
    made_at: datetime
    used_at: datetime
    expires_at: datetime


def new_token() -> str:
    """A token of 256 random bits, as a cookie holds it."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def let_in(
    workspace: Workspace, invite: UsableInvite, token: str, label: str, *, stay: bool
) -> datetime:
    """Use ``invite`` up and know the browser with ``token`` from now on; until when.

    Raises Refused where somebody else came in by the invite meanwhile.
    """
    now = workspace.clock.now()
    expires_at = now + (STAY if stay else SHORT)
    with workspace.writing() as session:
        access.spend(session, invite.invite_id, now)
        member_id, token_hash = invite.login.member_id, hash_of(token)
        own = BrowserRow.member_id == member_id
        session.execute(delete(BrowserRow).where(BrowserRow.expires_at <= now))
        session.execute(delete(BrowserRow).where(own, BrowserRow.token_hash == token_hash))
        newest = select(BrowserRow.id).where(own).order_by(BrowserRow.used_at.desc())
        for outdated in session.scalars(newest.offset(MOST_BROWSERS - 1)).all():
            session.execute(delete(BrowserRow).where(BrowserRow.id == outdated))
        session.add(
            BrowserRow(
                id=workspace.new_id(),
                team_id=invite.login.team_id,
                member_id=member_id,
                token_hash=token_hash,
                label=drawable(label)[:LONGEST_LABEL] or "A browser",
                made_at=now,
                used_at=now,
                expires_at=expires_at,
            )
        )
    workspace.truncate_wal()
    return expires_at


def members_with_browser(workspace: Workspace, token_hash: str) -> tuple[TeamLogin, ...]:
    """Who may come in with the browser whose token has this hash: a member for each of their
    teams, by the teams' names."""
    holders = select(BrowserRow.member_id).where(
        BrowserRow.token_hash == token_hash, BrowserRow.expires_at > workspace.clock.now()
    )
    with workspace.reading() as session:
        return access.admitted(session, MemberRow.id.in_(holders))


def note_use(workspace: Workspace, token_hash: str) -> None:
    """Remember that the browser was used now."""
    with workspace.writing() as session:
        session.execute(
            update(BrowserRow)
            .where(BrowserRow.token_hash == token_hash)
            .values(used_at=workspace.clock.now())
        )


def browsers_in_use(
    workspace: Workspace, token_hashes: Iterable[str]
) -> frozenset[tuple[str, str]]:
    """The members whom these browsers still let in: pairs of a token's hash and a member's id."""
    holders = select(BrowserRow.token_hash, BrowserRow.member_id).where(
        BrowserRow.token_hash.in_(list(token_hashes)),
        BrowserRow.expires_at > workspace.clock.now(),
    )
    with workspace.reading() as session:
        return frozenset((browser, member) for browser, member in session.execute(holders))


def forget(workspace: Workspace, token_hash: str) -> None:
    """Let nobody in by the browser any more, in any of its teams; again is nothing."""
    with workspace.writing() as session:
        session.execute(delete(BrowserRow).where(BrowserRow.token_hash == token_hash))
    workspace.truncate_wal()


def browsers_of(seat: Seat, member_id: str) -> tuple[Browser, ...]:
    """The browsers that the member may come back with, the oldest first."""
    with seat.reading() as session:
        return tuple(map(_as_browser, _rows(session, seat, member_id, seat.now)))


def remove_browser(seat: Seat, member_id: str, number: str) -> Browser:
    """Withdraw a browser of the member's; the beginning of its number is enough.

    Raises NotFound, Refused where it fits several.
    """
    with seat.unjournaled_change() as change:
        rows = [
            row
            for row in _rows(change.session, seat, member_id, change.now)
            if number and row.token_hash.startswith(number.strip().casefold())
        ]
        if not rows:
            raise NotFound("There is no such browser. See them with: care member key NAME list")
        if len(rows) > 1:
            raise Refused("Several browsers begin like this. Give more of the number.")
        removed = _as_browser(rows[0])
        change.session.delete(rows[0])
    seat.workspace.truncate_wal()
    return removed


def _rows(session: Session, seat: Seat, member_id: str, now: datetime) -> list[BrowserRow]:
    own = select(BrowserRow).where(
        BrowserRow.team_id == seat.team_id,
        BrowserRow.member_id == member_id,
        BrowserRow.expires_at > now,
    )
    return list(session.scalars(own.order_by(BrowserRow.made_at, BrowserRow.id)))


def _as_browser(row: BrowserRow) -> Browser:
    return Browser(row.token_hash[:12], row.label, row.made_at, row.used_at, row.expires_at)
