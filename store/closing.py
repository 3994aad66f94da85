"""Closing a review: what is left private is revealed, the next date set, the report written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store import ballots
from store.calendars import load_calendar
from store.db.models import ReviewRow, TeamRow
from store.errors import NotFound, Refused
from store.load import load_team
from store.load_reviews import review_from
from store.practice.agenda import Deed, StepKey
from store.report import next_review, report_in
from store.report_text import as_markdown
from store.review_rules import decode_steps, need_review
from store.reviews import bank_timer
from store.seat import Seat
from store.snapshot import Review


@dataclass(frozen=True, slots=True)
class Closed:
    """A review just closed."""

    review_id: str
    planned: str
    report: str
    """The report as Markdown; the workspace keeps it too."""
    next_review: datetime


def close_review(seat: Seat) -> Closed:
    """Close the open review from its last step: reveal, set the next date, write the report.

    Only the lead may. Raises Refused from any other step. Never undone; a closed review can
    be reopened.
    """
    with seat.change("review-closed", undoable=False) as change:
        review = need_review(change, Deed.CLOSE)
        steps = decode_steps(review.steps)
        if review.step_index != len(steps) - 1:
            raise Refused(f"The review closes from its last step, {steps[-1].key.label}.")
        for step in (StepKey.CHECK_IN, StepKey.MAP, StepKey.FOCUS, StepKey.CLOSE):
            if ballots.waits_for_reveal(change.session, review, step):
                ballots.reveal(change, review, step)
        bank_timer(review, change.now)
        review.timer_since = None
        review.closed_at = change.now
        review.next_review = next_review(
            change.session, change.team, change.calendar, change.now, closing=True
        )
        change.say(f"Closed the review that plans {review.planned}")
        review_id = review.id
    seat.workspace.settle()
    return _write_report(seat, review_id)


def _write_report(seat: Seat, review_id: str) -> Closed:
    with seat.ballot() as change:
        review = change.session.get(ReviewRow, review_id)
        if review is None or review.next_review is None:
            raise NotFound("The review is not there any more.")
        report = report_in(change.session, seat.team_id, review.planned, change.now)
        review.report = as_markdown(report)
        return Closed(review.id, review.planned, review.report, review.next_review)


@dataclass(frozen=True, slots=True)
class PastReview:
    """A closed review with its report as it was when it closed."""

    review: Review
    report: str


def past_reviews(seat: Seat) -> Sequence[PastReview]:
    """The team's closed reviews, the newest first."""
    with seat.reading() as session:
        row = session.get(TeamRow, seat.team_id)
        if row is None:
            raise NotFound("This team is not in the workspace any more.")
        team = load_team(session, row, load_calendar(session, row).today(seat.now))
        rows = session.scalars(
            select(ReviewRow)
            .where(ReviewRow.team_id == seat.team_id, ReviewRow.closed_at.is_not(None))
            .order_by(ReviewRow.closed_at.desc())
        ).all()
        return [PastReview(review_from(session, team, row), row.report) for row in rows]
