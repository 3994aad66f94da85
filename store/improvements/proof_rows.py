"""The proofs of one measure and stage, as the rules on two at once look at them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import canonical_id
from store.db.tables.models import ImprovementRow, TouchpointRow
from store.domain.cycles import parse_cycle
from store.domain.statistics.overlap import ProvenImprovement
from store.domain.statistics.windows import Window


def proof_of(row: ImprovementRow, touchpoint: str | None) -> ProvenImprovement:
    """Give the row's proof; ``touchpoint`` is what its touchpoint counts as after merging.

    The row has a proof (`has_proof`).
    """
    assert row.before_from is not None
    assert row.before_to is not None
    after = None
    if row.after_from is not None and row.after_to is not None:
        after = Window(row.after_from, row.after_to)
    return ProvenImprovement(
        id=row.id,
        text=row.text,
        before=Window(row.before_from, row.before_to),
        after_days=row.after_days or 0,
        done_on=row.done_on,
        after=after,
        touchpoint=touchpoint,
        narrowed=row.touchpoint_only,
    )


def done_proofs(
    session: Session, team_id: str, stage: str, measure: str
) -> tuple[tuple[ImprovementRow, ProvenImprovement], ...]:
    """Give the team's done improvements with a proof by ``measure`` in ``stage``, in the order
    they were done."""
    rows = session.execute(
        select(ImprovementRow, canonical_id(TouchpointRow))
        .outerjoin(TouchpointRow, TouchpointRow.id == ImprovementRow.touchpoint_id)
        .where(
            ImprovementRow.team_id == team_id,
            ImprovementRow.stage == stage,
            ImprovementRow.measure == measure,
            ImprovementRow.status == "done",
            ImprovementRow.before_from.is_not(None),
        )
        .order_by(ImprovementRow.done_on, ImprovementRow.id)
    )
    return tuple((row, proof_of(row, stands)) for row, stands in rows)


def group_of(session: Session, row: ImprovementRow) -> list[ImprovementRow]:
    """Give the planned and done improvements that ``row`` is read together with as one, itself
    included, by cycle."""
    root = row.together_with_id or row.id
    improvement = ImprovementRow
    rows = session.scalars(
        select(improvement).where(
            improvement.team_id == row.team_id,
            (improvement.id == root) | (improvement.together_with_id == root),
            improvement.status.in_(("planned", "done")),
        )
    )
    return sorted(rows, key=lambda each: (parse_cycle(each.cycle).start, each.id))
