"""The teams of a workspace as one chooses between them: who is in them, when they review."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.calendars import load_calendar
from store.db.models import MemberRow, ReviewRow, TeamRow
from store.db.types import in_code_order
from store.practice.review_due import review_due
from store.text import fold_key
from store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """A team one may go to."""

    id: str
    name: str
    members: int
    """How many are in it now."""
    next_review: datetime
    """When the next review is due, in the team's zone."""
    overdue: bool
    reviewing: bool
    """A review is open."""


def team_places(
    workspace: Workspace, *, member: str | None = None, only: Collection[str] | None = None
) -> tuple[TeamPlace, ...]:
    """The workspace's teams by name: those with a member called ``member``, and those whose id
    is in ``only``, where these are given."""
    now = workspace.clock.now()
    with workspace.reading() as session:
        query = select(TeamRow).order_by(in_code_order(TeamRow.name_key))
        if member is not None:
            mine = select(MemberRow.team_id).where(
                MemberRow.name_key == fold_key(member), MemberRow.left_on.is_(None)
            )
            query = query.where(TeamRow.id.in_(mine))
        if only is not None:
            query = query.where(TeamRow.id.in_(only))
        return tuple(_place(session, row, now) for row in session.scalars(query).all())


def _place(session: Session, row: TeamRow, now: datetime) -> TeamPlace:
    members = session.scalar(
        select(func.count()).where(MemberRow.team_id == row.id, MemberRow.left_on.is_(None))
    )
    last_closed, reviews, closed = session.execute(
        select(
            func.max(ReviewRow.first_closed_at),
            func.count(ReviewRow.id),
            func.count(ReviewRow.closed_at),
        ).where(ReviewRow.team_id == row.id)
    ).one()
    due, overdue = review_due(
        load_calendar(session, row),
        row.review_weekday,
        row.review_week,
        time.fromisoformat(row.review_time),
        now,
        last_closed,
        row.made_at,
    )
    at = due.astimezone(ZoneInfo(row.zone))
    return TeamPlace(row.id, row.name, members or 0, at, overdue, reviews > closed)
