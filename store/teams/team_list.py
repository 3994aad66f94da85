"""The teams of a workspace as one chooses between them: who is in them, when they review."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.text import fold_key
from store.db.calendars import load_calendar
from store.db.tables.models import MemberRow, TeamRow
from store.db.tables.review_models import ReviewRow
from store.db.tables.types import in_code_order
from store.domain.cycles import Cadence
from store.teams.review_times import due_review
from store.workspace.workspace import Workspace


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
    zone: str
    cadence: Cadence | None
    """Of the cycle that runs now; None in the days between two cadences."""
    review_weekday: int
    """0 Monday to 6 Sunday."""
    review_week: str
    """Monthly teams: ``first`` or ``last`` such weekday of the month."""
    review_time: str
    """``HH:MM`` in the team's zone."""


def team_places(
    workspace: Workspace, *, member: str | None = None, only: Collection[str] | None = None
) -> tuple[TeamPlace, ...]:
    """The workspace's teams by name: those with a member called ``member``, and those whose id
    is in ``only``, where these are given."""
    now = workspace.clock.now()
    with workspace.reading() as session:
        query = select(TeamRow).order_by(in_code_order(TeamRow.name_key))
        if member is not None:
            own_teams = select(MemberRow.team_id).where(
                MemberRow.name_key == fold_key(member), MemberRow.left_on.is_(None)
            )
            query = query.where(TeamRow.id.in_(own_teams))
        if only is not None:
            query = query.where(TeamRow.id.in_(only))
        return tuple(_place(session, row, now) for row in session.scalars(query).all())


def _place(session: Session, row: TeamRow, now: datetime) -> TeamPlace:
    members = session.scalar(
        select(func.count()).where(MemberRow.team_id == row.id, MemberRow.left_on.is_(None))
    )
    reviews, closed = session.execute(
        select(
            func.count(ReviewRow.id),
            func.count(ReviewRow.closed_at),
        ).where(ReviewRow.team_id == row.id)
    ).one()
    calendar = load_calendar(session, row)
    due, overdue = due_review(session, row, calendar, now)
    running = calendar.running(calendar.today(now))
    return TeamPlace(
        row.id,
        row.name,
        members or 0,
        due.at.astimezone(ZoneInfo(row.zone)),
        overdue,
        reviews > closed,
        row.zone,
        running.cadence if running else None,
        row.review_weekday,
        row.review_week,
        row.review_time,
    )
