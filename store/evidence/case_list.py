"""All cases, those nobody follows up any more too, page by page."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, tuple_

from store.common.dataclass import dataclass
from store.db.tables.evidence_models import CaseRow
from store.db.tables.models import MemberRow
from store.domain.stages import Stage
from store.journal.seat import Seat

PAGE = 50


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case as it is listed."""

    id: str
    ref: str
    subject: str
    stage: Stage
    interactions: int
    opened_at: datetime
    solved_at: datetime | None
    closed_at: datetime | None
    """When nothing was left to follow up; None while something is."""
    answer: bool | None
    """What the customer said to “Did we solve it?”; None where they did not."""
    owner: str
    """Empty for nobody."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """A stretch of cases, those opened last first, and where the next one starts."""

    items: tuple[ListedCase, ...]
    next: tuple[datetime, str] | None


def case_page(
    seat: Seat, *, after: tuple[datetime, str] | None = None, limit: int = PAGE
) -> CasePage:
    """A page of the team's cases; ``after`` is the `next` of the page before."""
    query = (
        select(CaseRow, MemberRow.name)
        .outerjoin(MemberRow, MemberRow.id == CaseRow.owner_id)
        .where(CaseRow.team_id == seat.team_id)
        .order_by(CaseRow.opened_at.desc(), CaseRow.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(tuple_(CaseRow.opened_at, CaseRow.id) < after)
    with seat.reading() as session:
        rows = session.execute(query).all()
    items = tuple(
        ListedCase(
            row.id,
            row.ref,
            row.subject,
            Stage(row.stage),
            row.interactions,
            row.opened_at,
            row.solved_at,
            row.answered_at,
            row.answer,
            owner or "",
        )
        for row, owner in rows[:limit]
    )
    more = len(rows) > limit
    return CasePage(items, (items[-1].opened_at, items[-1].id) if more else None)
