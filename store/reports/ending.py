"""What everybody takes away from a review that was just closed."""

from __future__ import annotations

from datetime import datetime

from store.common.dataclass import dataclass
from store.db.tables.review_models import ReviewRow
from store.journal.seat import Seat
from store.models.case import FollowUp
from store.models.improvement import Improvement, SkippedStage
from store.models.review import Review
from store.queries.load_snapshot import load_snapshot
from store.reports.report import TalkedTopic, report_in
from store.reports.summary import summary_text


@dataclass(frozen=True, slots=True)
class Ending:
    """A closed review, seen by somebody who was in it."""

    review: Review
    improvements: tuple[Improvement, ...]
    """What was picked for the planned cycle."""
    skipped: tuple[SkippedStage, ...]
    topics: tuple[TalkedTopic, ...]
    follow_ups: tuple[FollowUp, ...]
    """What is due with customers, or coming."""
    next_review: datetime
    report: str
    """As Markdown, as the workspace keeps it."""
    summary: str
    """As plain text."""

    @property
    def minutes(self) -> int:
        """How long it took, from its opening to its close."""
        closed = self.review.closed_at or self.review.opened_at
        return max(1, round((closed - self.review.opened_at).total_seconds() / 60))


def ending(seat: Seat, review_id: str) -> Ending | None:
    """How the review ended; None where it is open, or was cancelled."""
    follow_ups = load_snapshot(seat).follow_ups
    with seat.read_team() as team:
        row = team.session.get(ReviewRow, review_id)
        if row is None or row.team_id != seat.team_id or row.closed_at is None:
            return None
        report = report_in(team, row.planned)
        if report.review is None:
            return None
        return Ending(
            review=report.review,
            improvements=report.commitments,
            skipped=report.skipped_stages,
            topics=report.topics,
            follow_ups=follow_ups,
            next_review=row.next_review or report.next_review,
            report=row.report,
            summary=summary_text(report),
        )
