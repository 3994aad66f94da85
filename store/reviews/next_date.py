"""Moving the one next review to another day or time; the team's own day stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.common.errors import Refused
from store.db.tables.review_models import ReviewRow
from store.domain.agenda import Deed
from store.journal import journal
from store.journal.seat import Seat
from store.teams.review_rules import need_review
from store.teams.review_times import review_time, review_to_come

FARTHEST = timedelta(days=100)
"""How far ahead the next review can be."""


def move_next_review(seat: Seat, day: date | None, at: time | None = None) -> datetime:
    """Move the next review to ``day`` and the time ``at``, the team's own time without; with no
    day the team's own day holds again. When the next review then is.

    Only the lead of the open review may. Raises Refused for a time that is past, or more than
    100 days ahead.
    """
    with seat.change("next-review-moved") as change:
        review = need_review(change, Deed.NEXT_DATE)
        latest = change.session.scalar(
            select(ReviewRow)
            .where(ReviewRow.team_id == change.team.id)
            .order_by(ReviewRow.opened_at.desc())
            .limit(1)
        )
        assert latest is not None
        if day is None:
            latest.next_moved_to = None
        else:
            local = datetime.combine(
                day, at or review_time(change.team).time, ZoneInfo(change.team.zone)
            )
            moved = local.astimezone(UTC)
            if moved <= change.now:
                raise Refused("The next review is later than now.", field="day")
            if moved - change.now > FARTHEST:
                raise Refused("The next review is at most 100 days ahead.", field="day")
            latest.next_moved_to = moved
        change.extra.extend(journal.images(change.session))
        change.session.flush()
        closing = review.planned if review.first_closed_at is None else None
        proposed = review_to_come(
            change.session, change.team, change.calendar, change.now, closing
        ).at
        change.set_summary(f"Moved the next review to {change.calendar.today(proposed):%-d %b}")
        return proposed
