"""Who is at which terminal now: kept apart from the journal, so that it wakes nobody.

Each terminal says that it is there (`arrive`, then `write_heartbeat` every `BEAT`); one that says
so no more is gone. While somebody has a private turn, private words half-typed, or an improvement's
form in Pick, there, another row says whose. A row is no commitment and no history: it goes with the terminal.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.db.tables.presence_models import PresenceRow
from store.journal.seat import Seat
from store.models.presence_state import Presence, State
from store.workspace.workspace import Workspace

BEAT = timedelta(seconds=15)
"""How often a terminal says that it is there."""
QUIET_AFTER = timedelta(minutes=5)
"""Without a key for this long, whoever sits there is shown dimmed."""
AWAY_AFTER = timedelta(minutes=10)
"""Without a key for this long, whoever sits there is away."""
GONE_AFTER = timedelta(seconds=45)
"""Without a sign for this long, a terminal is gone."""
_WRITES = "/writes"
"""Ends the name of the row that says who types privately at a terminal: at the room's it is
the member whose turn it is, so it is a row of its own."""
_TURN = "/turn"
"""Ends the name of the row that says whose private turn it is at a terminal."""


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


def write_heartbeat(seat: Seat, active_at: datetime) -> None:
    """The seat's terminal is still there; its last key came at ``active_at``."""
    with seat.workspace.writing() as session:
        _write(session, seat, seat.now, active_at)


def _write(session: Session, seat: Seat, now: datetime, active_at: datetime) -> None:
    beside = (seat.sitting + _WRITES, seat.sitting + _TURN)
    session.execute(update(PresenceRow).where(PresenceRow.sitting.in_(beside)).values(seen_at=now))
    member_id = session.scalar(
        update(PresenceRow)
        .where(PresenceRow.sitting == seat.sitting)
        .values(seen_at=now, active_at=active_at)
        .returning(PresenceRow.sitting)
    )
    if member_id is None:
        session.add(
            PresenceRow(
                sitting=seat.sitting,
                team_id=seat.team_id,
                member_id=seat.member_id,
                seen_at=now,
                active_at=active_at,
            )
        )


def remove_presence(seat: Seat) -> None:
    """The seat's terminal shows the team no more."""
    with seat.workspace.writing() as session:
        mine = (seat.sitting, seat.sitting + _WRITES, seat.sitting + _TURN)
        session.execute(delete(PresenceRow).where(PresenceRow.sitting.in_(mine)))


def say_writing(seat: Seat, writes: bool) -> None:
    """The seat's member has private words half-typed, or writes in Pick, at this terminal, or does
    so no more."""
    _say_beside(seat, _WRITES, writes)


def say_turn(seat: Seat, has_turn: bool) -> None:
    """The seat's member has a private turn at this terminal, or has it no more."""
    _say_beside(seat, _TURN, has_turn)


def end_turn(seat: Seat) -> None:
    """Nobody has a private turn, or private words half-typed, at the seat's terminal any more."""
    beside = (seat.sitting + _WRITES, seat.sitting + _TURN)
    with seat.workspace.writing() as session:
        session.execute(delete(PresenceRow).where(PresenceRow.sitting.in_(beside)))


def _say_beside(seat: Seat, suffix: str, said: bool) -> None:
    with seat.workspace.writing() as session:
        session.execute(delete(PresenceRow).where(PresenceRow.sitting == seat.sitting + suffix))
        if said and seat.member_id is not None:
            session.add(
                PresenceRow(
                    sitting=seat.sitting + suffix,
                    team_id=seat.team_id,
                    member_id=seat.member_id,
                    seen_at=seat.now,
                    active_at=seat.now,
                )
            )


def say_place(seat: Seat, place: str | None) -> None:
    """The seat's terminal looks at the stage ``place`` in Pick, by its value; None: elsewhere."""
    with seat.workspace.writing() as session:
        session.execute(
            update(PresenceRow).where(PresenceRow.sitting == seat.sitting).values(place=place)
        )


def who_writes(seat: Seat) -> frozenset[str]:
    """The ids of the team's members who have words half-typed now, at any terminal."""
    with seat.reading() as session:
        member_ids = session.scalars(
            select(PresenceRow.member_id).where(
                PresenceRow.team_id == seat.team_id,
                PresenceRow.sitting.endswith(_WRITES),
                PresenceRow.seen_at > seat.now - GONE_AFTER,
            )
        )
        return frozenset(id for id in member_ids if id is not None)


def who_is_here(workspace: Workspace, team_id: str, now: datetime) -> tuple[Presence, ...]:
    """The terminals that show the team at ``now``, in a steady order; never those gone."""
    with workspace.reading() as session:
        return read_presence(session, team_id, now)


def read_presence(session: Session, team_id: str, now: datetime) -> tuple[Presence, ...]:
    """As `who_is_here`, in a transaction that is under way."""
    rows = session.execute(
        select(PresenceRow.sitting, PresenceRow.member_id, PresenceRow.active_at, PresenceRow.place)
        .where(PresenceRow.team_id == team_id, PresenceRow.seen_at > now - GONE_AFTER)
        .order_by(PresenceRow.sitting)
    ).all()
    writes = {sitting.partition("/")[0]: member for sitting, member, _, _ in rows if "/" in sitting}
    return tuple(
        Presence(member, sitting, _state(now - active), writes.get(sitting), place)
        for sitting, member, active, place in rows
        if "/" not in sitting
    )


def _state(idle: timedelta) -> State:
    if idle >= AWAY_AFTER:
        return State.AWAY
    return State.QUIET if idle >= QUIET_AFTER else State.HERE
