"""Closing a review: what is left private is revealed, the next date set, the report written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime

from sqlalchemy import select, update

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.tables.review_models import ReviewRow
from store.domain.agenda import Deed, StepKey
from store.journal import journal
from store.journal.seat import Change, Seat, TeamReading
from store.models.review import Review
from store.queries.cycle_outcomes import CycleOutcome, cycle_outcomes
from store.queries.load_reviews import reviews_from
from store.queries.load_snapshot import load_team
from store.reports.report import report_in
from store.reports.report_text import as_markdown
from store.reviews import ballots, rounds
from store.reviews.reviews import bank_timer
from store.teams.review_rules import decode_steps, need_review
from store.teams.review_times import review_to_come


@dataclass(frozen=True, slots=True)
class ClosedReview:
    """A review just closed."""

    review_id: str
    planned: str
    report: str
    """The report as Markdown; the workspace keeps it too."""
    next_review: datetime


def close_review(seat: Seat) -> ClosedReview:
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
            rounds.settle_round(change, review, step)
        bank_timer(review, change.now)
        review.timer_since = None
        closing = review.planned if review.first_closed_at is None else None
        review.closed_at = change.now
        if closing is not None:
            review.first_closed_at = change.now
        next_review = review_to_come(
            change.session, change.team, change.calendar, change.now, closing
        ).at
        review.next_review = next_review
        change.set_summary(f"Closed the review that plans {review.planned}")
        closed = ClosedReview(review.id, review.planned, _write_report(change, review), next_review)
    seat.workspace.truncate_wal()
    return closed


def _write_report(change: Change, review: ReviewRow) -> str:
    """The report, read from what this transaction wrote and kept past the journal."""
    change.extra.extend(journal.images(change.session))
    change.session.flush()
    report = as_markdown(
        report_in(TeamReading(change.session, change.team, change.now), review.planned)
    )
    change.session.execute(update(ReviewRow).where(ReviewRow.id == review.id).values(report=report))
    return report


@dataclass(frozen=True, slots=True)
class PastReview:
    """A closed review with its report as it was when it closed."""

    review: Review
    report: str
    outcome: CycleOutcome = field(default_factory=CycleOutcome)
    """What became of the cycle it planned."""


PAGE = 26
"""Past reviews read at first."""


def past_reviews(seat: Seat, limit: int = PAGE) -> Sequence[PastReview]:
    """The team's newest ``limit`` closed reviews, the newest first."""
    with seat.read_team() as reading:
        session = reading.session
        team = load_team(session, reading.row, reading.calendar, reading.today)
        rows = session.scalars(
            select(ReviewRow)
            .where(ReviewRow.team_id == seat.team_id, ReviewRow.closed_at.is_not(None))
            .order_by(ReviewRow.first_closed_at.desc())
            .limit(limit)
        ).all()
        reviews = reviews_from(session, team, rows)
        outcomes = cycle_outcomes(reading, [row.planned for row in rows])
        return [
            PastReview(review, row.report, outcomes.get(row.planned, CycleOutcome()))
            for review, row in zip(reviews, rows, strict=True)
        ]
