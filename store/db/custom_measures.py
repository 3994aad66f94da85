"""The measures a team made itself, read from the database."""

from __future__ import annotations

from sqlalchemy import select
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
    rows = session.scalars(
        select(MeasureRow)
        .where(MeasureRow.team_id == team_id)
        .order_by(in_code_order(MeasureRow.key))
    )
    return tuple(_measure(row) for row in rows)


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
