"""Who is at which terminal now: kept apart from the journal, so that it wakes nobody.

Each terminal says that it is there (`arrive`, then `beat` every `BEAT`); one that says so no
more is gone. A row is no commitment and no history: it goes with the terminal.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.attendance import Presence, State
from store.db.access_models import PresenceRow
from store.seat import Seat
from store.workspace import Workspace

BEAT = timedelta(seconds=15)
"""How often a terminal says that it is there."""
AWAY_AFTER = timedelta(seconds=60)
"""Without a key for this long, whoever sits there is away."""
GONE_AFTER = timedelta(seconds=45)
"""Without a sign for this long, a terminal is gone."""


def arrive(seat: Seat) -> None:
    """The seat's terminal shows the team from now on. Rows of terminals that are gone go."""
    now = seat.now
    with seat.workspace.writing() as session:
        session.execute(
            delete(PresenceRow).where(
                PresenceRow.team_id == seat.team_id, PresenceRow.seen_at < now - GONE_AFTER
            )
        )
        _write(session, seat, now, now)


def beat(seat: Seat, active_at: datetime) -> None:
    """The seat's terminal is still there; its last key came at ``active_at``."""
    with seat.workspace.writing() as session:
        _write(session, seat, seat.now, active_at)


def _write(session: Session, seat: Seat, now: datetime, active_at: datetime) -> None:
    found = session.scalar(
        update(PresenceRow)
        .where(PresenceRow.sitting == seat.sitting)
        .values(seen_at=now, active_at=active_at)
        .returning(PresenceRow.sitting)
    )
    if found is None:
        session.add(
            PresenceRow(
                sitting=seat.sitting,
                team_id=seat.team_id,
                member_id=seat.member_id,
                seen_at=now,
                active_at=active_at,
            )
        )


def leave(seat: Seat) -> None:
    """The seat's terminal shows the team no more."""
    with seat.workspace.writing() as session:
        session.execute(delete(PresenceRow).where(PresenceRow.sitting == seat.sitting))


def who_is_here(workspace: Workspace, team_id: str, now: datetime) -> tuple[Presence, ...]:
    """The terminals that show the team at ``now``, in a steady order; never those gone."""
    with workspace.reading() as session:
        return read_presence(session, team_id, now)


def read_presence(session: Session, team_id: str, now: datetime) -> tuple[Presence, ...]:
    """As `who_is_here`, in a transaction that is under way."""
    rows = session.execute(
        select(PresenceRow.member_id, PresenceRow.sitting, PresenceRow.active_at)
        .where(PresenceRow.team_id == team_id, PresenceRow.seen_at > now - GONE_AFTER)
        .order_by(PresenceRow.sitting)
    )
    return tuple(
        Presence(member_id, sitting, State.AWAY if now - active_at >= AWAY_AFTER else State.HERE)
        for member_id, sitting, active_at in rows
    )
