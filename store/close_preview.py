"""The report and the next date as they would be if the open review closed now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from store.calendars import load_calendar
from store.db.models import ReviewRow, TeamRow
from store.errors import NotFound
from store.report import next_review, report_in
from store.report_text import as_markdown
from store.seat import Seat


@dataclass(frozen=True, slots=True)
class ClosePreview:
    """What closing will write."""

    report: str
    """As Markdown."""
    next_review: datetime


def preview(seat: Seat) -> ClosePreview:
    """What closing the open review now would write. Raises NotFound when none is open."""
    with seat.reading() as session:
        team = session.get(TeamRow, seat.team_id)
        review = session.scalar(
            select(ReviewRow).where(
                ReviewRow.team_id == seat.team_id, ReviewRow.closed_at.is_(None)
            )
        )
        if team is None or review is None:
            raise NotFound("No review is open.")
        calendar = load_calendar(session, team)
        first = review.first_closed_at is None
        at = next_review(session, team, calendar, seat.now, closing=first)
        report = report_in(session, seat.team_id, review.planned, seat.now)
        report = replace(report, next_review=at)
        return ClosePreview(as_markdown(report), at)
