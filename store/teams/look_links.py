"""Links for those who only look: whoever has one reads the board and the last report.

A link is a random token, of which only the hash is kept. Nothing here is in the journal, in
exports, in backups or in copies.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from store.common.dataclass import dataclass
from store.common.errors import NotFound, Refused
from store.db.tables.access_models import LookLinkRow
from store.teams.browsers import hash_of, new_token

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.workspace.workspace import Workspace

LIFETIME = timedelta(days=30)
"""How long a link can be used."""
MOST_LINKS = 20
"""Links that one team may have at once."""


@dataclass(frozen=True, slots=True)
class LookLink:
    """A link as it is listed."""

    number: str
    """The first letters of its token's hash, by which it is withdrawn."""
    team_id: str
    quotes: bool
    """Whether customers' words are shown."""
    names: bool
    """Whether members' names are shown."""
    made_at: datetime
    expires_at: datetime


def make_look_link(
    seat: Seat, *, quotes: bool = False, names: bool = False
) -> tuple[str, LookLink]:
    """Make a link; its token, which is told only here, and what it is.

    Raises Refused where the team has twenty already.
    """
    token = new_token()
    with seat.unjournaled_change() as change:
        mine = LookLinkRow.team_id == seat.team_id
        change.session.execute(
            delete(LookLinkRow).where(mine, LookLinkRow.expires_at <= change.now)
        )
        if len(change.session.scalars(select(LookLinkRow.id).where(mine)).all()) >= MOST_LINKS:
            raise Refused(f"The team has {MOST_LINKS} links already. Withdraw one first.")
        row = LookLinkRow(
            id=change.new_id(),
            team_id=seat.team_id,
            token_hash=hash_of(token),
            quotes=quotes,
            names=names,
            made_at=change.now,
            expires_at=change.now + LIFETIME,
        )
        change.session.add(row)
        link = _as_link(row)
    seat.workspace.truncate_wal()
    return token, link


def find_look_link(workspace: Workspace, token: str) -> LookLink | None:
    """The link with this token; None for one that was never made, was withdrawn or is over."""
    with workspace.reading() as session:
        row = session.scalar(select(LookLinkRow).where(LookLinkRow.token_hash == hash_of(token)))
        if row is None or row.expires_at <= workspace.clock.now():
            return None
        return _as_link(row)


def look_links(seat: Seat) -> tuple[LookLink, ...]:
    """The team's links that can be used, the oldest first."""
    query = select(LookLinkRow).where(
        LookLinkRow.team_id == seat.team_id, LookLinkRow.expires_at > seat.now
    )
    with seat.reading() as session:
        rows = session.scalars(query.order_by(LookLinkRow.made_at, LookLinkRow.id))
        return tuple(map(_as_link, rows))


def withdraw_look_link(seat: Seat, number: str) -> LookLink:
    """Let nobody look by the link any more; the beginning of its number is enough.

    Raises NotFound, Refused where it fits several.
    """
    beginning = number.strip().casefold()
    fitting = [link for link in look_links(seat) if beginning and link.number.startswith(beginning)]
    if not fitting:
        raise NotFound("There is no such link. See them with: care look list")
    if len(fitting) > 1:
        raise Refused("Several links begin like this. Give more of the number.")
    with seat.unjournaled_change() as change:
        change.session.execute(
            delete(LookLinkRow).where(
                LookLinkRow.team_id == seat.team_id,
                LookLinkRow.token_hash.startswith(fitting[0].number),
            )
        )
    seat.workspace.truncate_wal()
    return fitting[0]


def _as_link(row: LookLinkRow) -> LookLink:
    return LookLink(
        row.token_hash[:12], row.team_id, row.quotes, row.names, row.made_at, row.expires_at
    )
