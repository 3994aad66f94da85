"""What closing the open review would write, and what was settled in it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from store.common.dataclass import dataclass
from store.common.errors import NotFound
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.models import ImprovementRow
from store.db.tables.review_models import ReviewRow
from store.domain.cycles import Cycle
from store.domain.statistics.momentum import (
    CycleRecord,
    Marks,
    StageMark,
    momentum,
    present_series,
)
from store.journal.seat import Seat, TeamReading
from store.models.improvement import Improvement
from store.queries.history import records
from store.queries.load_improvements import improvements_from
from store.reports.report import CycleReport, report_in
from store.reports.report_text import as_markdown
from store.reports.summary import summary_text
from store.teams.review_times import review_to_come

RATED = 12
"""How many closed reviews' ratings are told."""
_DECIDED = ("improvement-done", "improvement-dropped", "improvement-carried")


@dataclass(frozen=True, slots=True)
class Expected:
    """Momentum with this review counted in."""

    first: bool
    """Whether no cycle of the team has closed yet."""
    streak: int
    """The streak as it will be once ``cycle`` has closed as it stands."""
    closes: date | None
    """The last day of its grace, after which it counts; None where there is none."""
    cycle: Cycle | None
    """The first planned cycle that has not closed, its grace included."""
    done: int
    planned: int
    """What was planned in that cycle, and what is done so far."""


@dataclass(frozen=True, slots=True)
class ClosePreview:
    """What closing will write."""

    report: str
    """As Markdown."""
    summary: str
    """As plain text."""
    next_review: datetime
    moved: bool
    """Whether the next review was moved from the team's own day."""
    settled: tuple[Improvement, ...]
    """What was decided since the review was opened."""
    facts: CycleReport
    expected: Expected
    ratings: tuple[float | None, ...]
    """The mean rating of the last closed reviews, oldest first; None where it was not shown."""


def preview(seat: Seat) -> ClosePreview:
    """What closing the open review now would write. Raises NotFound when none is open."""
    with seat.read_team() as team:
        review = team.session.scalar(
            select(ReviewRow).where(
                ReviewRow.team_id == seat.team_id, ReviewRow.closed_at.is_(None)
            )
        )
        if review is None:
            raise NotFound("No review is open.")
        closing = review.planned if review.first_closed_at is None else None
        moment = review_to_come(team.session, team.row, team.calendar, team.now, closing).at
        report = replace(report_in(team, review.planned), next_review=moment)
        return ClosePreview(
            report=as_markdown(report),
            summary=summary_text(report),
            next_review=moment,
            moved=report.review is not None and report.review.next_moved_to is not None,
            settled=_settled(team, report, review),
            facts=report,
            expected=expected_momentum(
                records(team.session, seat.team_id, team.calendar, team.today)
            ),
            ratings=_ratings(team),
        )


def expected_momentum(every: Sequence[CycleRecord]) -> Expected:
    """Momentum with the first cycle under way closed as it stands: what is planned there and not
    done counts as missed."""
    begun = [record for record in every if record.closed or record.running or record.planned]
    series = list(present_series(begun))
    counted = [record for record in series if record.closed]
    under_way = [record for record in series if not record.closed and record.planned]
    first = under_way[0] if under_way else None
    closing = [
        replace(
            record,
            closed=True,
            stages=_as_closed(record.stages),
        )
        for record in under_way[:1]
    ]
    streak = momentum([*counted, *closing], 0).streak if counted or closing else 0
    return Expected(
        first=not counted,
        streak=streak,
        closes=first.cycle.grace_end if first else None,
        cycle=first.cycle if first else None,
        done=first.done if first else 0,
        planned=first.planned if first else 0,
    )


def _as_closed(stages: Marks) -> Marks:
    """What is planned and not done counts as missed once the cycle closes."""
    connect, assist, resolve, enhance = (
        StageMark.MISSED if mark is StageMark.PLANNED else mark for mark in stages
    )
    return connect, assist, resolve, enhance


def _settled(team: TeamReading, report: CycleReport, review: ReviewRow) -> tuple[Improvement, ...]:
    """What was decided since the review was opened, as it stands now."""
    touched = (
        select(JournalTouchRow.entity_id)
        .join(
            JournalRow,
            (JournalRow.team_id == JournalTouchRow.team_id)
            & (JournalRow.seq == JournalTouchRow.seq),
        )
        .where(
            JournalTouchRow.team_id == review.team_id,
            JournalTouchRow.entity == ImprovementRow.__tablename__,
            JournalRow.at >= review.opened_at,
            JournalRow.kind.in_(_DECIDED),
        )
    )
    rows = team.session.scalars(
        select(ImprovementRow).where(
            ImprovementRow.id.in_(touched), ImprovementRow.status != "planned"
        )
    ).all()
    members = {member.id: member for member in report.team.members}
    return improvements_from(
        team.session, rows, members, team.calendar, team.today, team.own_measures
    )


def _ratings(team: TeamReading) -> tuple[float | None, ...]:
    reviews = team.session.scalars(
        select(ReviewRow.rating_mean)
        .where(ReviewRow.team_id == team.row.id, ReviewRow.closed_at.is_not(None))
        .order_by(ReviewRow.first_closed_at.desc())
        .limit(RATED)
    ).all()
    return tuple(reversed(reviews))
