"""The measures a team made itself, read from the database."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from store.db.tables.models import MeasureRow
from store.db.tables.types import in_code_order
from store.domain.statistics.measures import (
    Better,
    CountKind,
    Measure,
    MeasureKind,
    Missing,
    PerCycle,
)
from store.domain.statistics.own_measures import own_measure


def load_own_measures(session: Session, team_id: str) -> tuple[Measure, ...]:
    """The team's own measures by key."""
    return tuple(_measure(row) for row in session.scalars(_measures(), {"team": team_id}))


@cache
def _measures() -> Executable:
    """The query for the measures of ``:team``, put together once."""
    return (
        select(MeasureRow)
        .where(MeasureRow.team_id == bindparam("team"))
        .order_by(in_code_order(MeasureRow.key))
    )


def _measure(row: MeasureRow) -> Measure:
    kind = MeasureKind(row.kind)
    return own_measure(
        row.key,
        kind,
        Better(row.better),
        threshold=row.threshold,
        per_cycle=PerCycle(row.per_cycle) if kind is MeasureKind.COUNT else None,
        counts=CountKind(row.counts) if row.counts else None,
        missing=Missing(row.missing) if kind is MeasureKind.COUNT else None,
    )
