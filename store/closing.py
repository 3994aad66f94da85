"""Closing a review: what is left private is revealed, the next date set, the report written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from store import ballots, journal
from store.calendars import load_calendar
from store.db.models import ReviewRow, TeamRow
from store.errors import NotFound, Refused
from store.load import load_team
from store.load_reviews import reviews_from
from store.practice.agenda import Deed, StepKey
from store.report import next_review, report_in
from store.report_text import as_markdown
from store.review_rules import decode_steps, need_review
from store.reviews import bank_timer
from store.seat import Change, Seat
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
        first = review.first_closed_at is None
        review.closed_at = change.now
        if first:
            review.first_closed_at = change.now
        at = next_review(change.session, change.team, change.calendar, change.now, closing=first)
        review.next_review = at
        change.say(f"Closed the review that plans {review.planned}")
        closed = Closed(review.id, review.planned, _write_report(change, review), at)
    seat.workspace.settle()
    return closed


def _write_report(change: Change, review: ReviewRow) -> str:
    """The report, read from what this transaction wrote and kept past the journal."""
    change.extra.extend(journal.images(change.session))
    change.session.flush()
    report = as_markdown(report_in(change.session, change.team.id, review.planned, change.now))
    change.session.execute(update(ReviewRow).where(ReviewRow.id == review.id).values(report=report))
    return report


@dataclass(frozen=True, slots=True)
class PastReview:
    """A closed review with its report as it was when it closed."""

    review: Review
    report: str


PAGE = 26
"""Past reviews read at first."""


def past_reviews(seat: Seat, limit: int = PAGE) -> Sequence[PastReview]:
    """The team's newest ``limit`` closed reviews, the newest first."""
    with seat.reading() as session:
        row = session.get(TeamRow, seat.team_id)
        if row is None:
            raise NotFound("This team is not in the workspace any more.")
        team = load_team(session, row, load_calendar(session, row).today(seat.now))
        rows = session.scalars(
            select(ReviewRow)
            .where(ReviewRow.team_id == seat.team_id, ReviewRow.closed_at.is_not(None))
            .order_by(ReviewRow.first_closed_at.desc())
            .limit(limit)
        ).all()
        reviews = reviews_from(session, team, rows)
        return [PastReview(review, row.report) for review, row in zip(reviews, rows, strict=True)]
