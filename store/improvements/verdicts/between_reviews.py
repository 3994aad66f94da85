"""Which verdicts belong to a review and its report: those read between two reviews' ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow
from store.db.tables.review_models import ReviewRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.calendar import Calendar
from store.domain.statistics.verdicts import Reading


@dataclass(frozen=True, slots=True)
class VerdictsRead:
    """The verdicts that were read, or read again with late evidence, in a stretch of time."""

    ids: frozenset[str]
    """The improvements whose stored verdict was read then."""
    until_now: bool
    """Whether it lasts until now, so that what is read only now belongs to it too."""

    def holds(self, improvement_id: str, reading: Reading | None) -> bool:
        """Tell whether the improvement's verdict is among them."""
        if reading is None or not reading.final:
            return False
        return improvement_id in self.ids or (self.until_now and reading.read_on is None)


def verdicts_read(
    session: Session,
    team_id: str,
    calendar: Calendar,
    since: datetime | None,
    until: datetime | None = None,
) -> VerdictsRead:
    """Find the verdicts read after ``since`` (None: ever) and not after ``until`` (None: up to
    now). They belong to the day they were read, whenever their days after were over.

    One that could be read before, since later answers had come in, is no news, though it was
    stored only then, as after an upgrade.
    """
    read, one, came = VerdictRow, ImprovementRow, EvidenceRow
    ids = select(read.improvement_id).where(read.team_id == team_id)
    if until is not None:
        ids = ids.where(read.read_at <= until)
    if since is not None:
        readable_before = (
            select(came.id)
            .where(
                came.team_id == team_id,
                came.measure == one.measure,
                came.stage == one.stage,
                came.day > one.after_to,
                came.made_at <= since,
            )
            .exists()
        )
        over_since = one.after_to >= calendar.today(since) - timedelta(days=1)
        ids = ids.join(one, one.id == read.improvement_id).where(
            read.read_at > since, or_(read.place == 2, over_since, ~readable_before)
        )
    return VerdictsRead(frozenset(session.scalars(ids)), until is None)


def last_review_end(
    session: Session,
    team_id: str,
    *,
    before: datetime | None = None,
    but: str | None = None,
) -> datetime | None:
    """Give when the team's last closed review was first closed, not after ``before`` and leaving
    out the review ``but``; None where there is none. One that was opened again keeps its first
    end, so that no verdict read in between is missed."""
    ended = ReviewRow.first_closed_at
    more = [ended <= before] if before is not None else []
    more += [ReviewRow.id != but] if but is not None else []
    return session.scalar(
        select(func.max(ended)).where(
            ReviewRow.team_id == team_id, ReviewRow.closed_at.is_not(None), *more
        )
    )
