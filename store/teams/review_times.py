"""When a team's reviews are due, read from its settings and its closed reviews."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import cache

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from store.db.tables.models import TeamRow
from store.db.tables.review_models import ReviewRow
from store.domain.calendar import Calendar, planned_by_default
from store.domain.review_due import (
    DueReview,
    HeldReviews,
    ReviewTime,
    next_review,
    review_due,
)


def review_time(team: TeamRow) -> ReviewTime:
    """When the team meets."""
    moment = time.fromisoformat(team.review_time)
    return ReviewTime(team.review_weekday, team.review_week, moment)


_LOOKED_BACK = 60
"""Closed reviews, the newest, among which those of cycles still to come surely are."""


def held_reviews(session: Session, team: TeamRow) -> HeldReviews:
    """When the latest review was closed, and which cycles the newest ones planned."""
    rows = session.execute(_newest_closed(), {"team": team.id}).all()
    return HeldReviews(
        max((closed for _, closed in rows if closed is not None), default=None),
        frozenset(planned for planned, _ in rows),
    )


def due_review(
    session: Session, team: TeamRow, calendar: Calendar, now: datetime
) -> tuple[DueReview, bool]:
    """The review to be held next, and whether it is overdue."""
    held = held_reviews(session, team)
    moved = moved_to(session, team)
    if moved is not None:
        return _at(calendar, moved, held), moved < now
    return review_due(calendar, review_time(team), now, held, team.made_at)


def moved_to(session: Session, team: TeamRow) -> datetime | None:
    """The date to which the one next review was moved; None where the team's own day holds.

    It is kept with the review held last, so that it is over once another is opened.
    """
    at: datetime | None = session.scalar(_latest_move(), {"team": team.id})
    return at


@cache
def _newest_closed() -> Executable:
    """The query for the newest closed reviews of ``:team``; put together once, as when the next is
    due is asked after every change."""
    return (
        select(ReviewRow.planned, ReviewRow.first_closed_at)
        .where(ReviewRow.team_id == bindparam("team"), ReviewRow.first_closed_at.is_not(None))
        .order_by(ReviewRow.first_closed_at.desc())
        .limit(_LOOKED_BACK)
    )


@cache
def _latest_move() -> Executable:
    """The query for the date kept with the latest review of ``:team``."""
    return (
        select(ReviewRow.next_moved_to)
        .where(ReviewRow.team_id == bindparam("team"))
        .order_by(ReviewRow.opened_at.desc())
        .limit(1)
    )


def _at(calendar: Calendar, at: datetime, held: HeldReviews) -> DueReview:
    """A review at an instant of the team's choice."""
    return DueReview(at, planned_by_default(calendar, calendar.today(at), held.planned))


def review_to_come(
    session: Session,
    team: TeamRow,
    calendar: Calendar,
    now: datetime,
    closing: str | None = None,
) -> DueReview:
    """The next review that does not lie in the past. ``closing``: the cycle planned by a review
    that closes for the first time just now."""
    held = held_reviews(session, team)
    if closing is not None:
        held = HeldReviews(now, held.planned | {closing})
    moved = moved_to(session, team)
    if moved is not None and moved >= now:
        return _at(calendar, moved, held)
    return next_review(calendar, review_time(team), now, held)


def coming_reviews(
    session: Session, team: TeamRow, calendar: Calendar, now: datetime, count: int
) -> list[DueReview]:
    """The next ``count`` reviews that do not lie in the past, the next first, if each is held when
    it is due and plans what it is to plan."""
    coming = [review_to_come(session, team, calendar, now)]
    planned = held_reviews(session, team).planned
    while len(coming) < count:
        latest = coming[-1]
        planned |= {latest.plans.label}
        held = HeldReviews(latest.at, planned)
        after = latest.at + timedelta(seconds=1)
        coming.append(next_review(calendar, review_time(team), after, held))
    return coming
