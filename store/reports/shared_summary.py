"""A review's summary as it is sent to where the team talks."""

from __future__ import annotations

from sqlalchemy import select

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.tables.review_models import ReviewRow
from store.journal.seat import Seat
from store.reports.report import CycleReport, cycle_report
from store.reports.summary import summary_text


@dataclass(frozen=True, slots=True)
class SharedSummary:
    """A summary with its heading apart, and whose it is."""

    review: str
    """The review's id."""
    cycle: str
    """The label of the cycle it planned."""
    title: str
    body: str
    is_open: bool
    """Whether the review is not closed yet, so that more may be settled in it."""


def shared_summary(report: CycleReport) -> SharedSummary:
    """What is sent of ``report``. Raises Refused where no review planned its cycle."""
    review = report.review
    if review is None:
        raise Refused(f"No review planned {report.cycle.name}, so there is no summary to send.")
    title, _, body = summary_text(report).partition("\n")
    return SharedSummary(
        review.id, report.cycle.label, title, body.strip("\n"), is_open=review.closed_at is None
    )


def summary_to_share(seat: Seat, label: str | None = None) -> SharedSummary:
    """What is sent of the review that planned the cycle ``label``; without one, of the latest
    review. Raises Refused where there is none."""
    return shared_summary(cycle_report(seat, label or _latest(seat)))


def _latest(seat: Seat) -> str:
    with seat.read_team() as team:
        planned = team.session.scalar(
            select(ReviewRow.planned)
            .where(ReviewRow.team_id == seat.team_id)
            .order_by(ReviewRow.opened_at.desc())
            .limit(1)
        )
    if planned is None:
        raise Refused(
            "No review has been held yet, so there is no summary to send. care summary prints what "
            "there is of the running cycle."
        )
    return planned
