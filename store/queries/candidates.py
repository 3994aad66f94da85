"""What Pick offers for a proof: the measures."""

from __future__ import annotations

from sqlalchemy import func, select

from store.db.custom_measures import load_own_measures
from store.db.tables.evidence_models import EvidenceRow
from store.domain.stages import Stage
from store.domain.statistics.measures import Measure, offered
from store.journal.seat import Seat

LOOKED_BACK = 12
"""Cycles whose answers tell where customers are missed."""


def measures_for(seat: Seat, stage: Stage) -> tuple[Measure, ...]:
    """Every measure the team may use: those that fit ``stage`` first, and of these the ones
    with the most answers there."""
    with seat.reading() as session:
        rows = session.execute(
            select(EvidenceRow.measure, func.count())
            .where(
                EvidenceRow.team_id == seat.team_id,
                EvidenceRow.stage == stage.value,
                EvidenceRow.withdrawn.is_(False),
            )
            .group_by(EvidenceRow.measure)
        )
        counts = {key: count for key, count in rows}
        every = offered(stage, load_own_measures(session, seat.team_id))
    return tuple(sorted(every, key=lambda m: (stage not in m.stages, -counts.get(m.key, 0))))
