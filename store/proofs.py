"""The proof of an improvement: its measure, and the days looked at before and after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from store.db.models import EvidenceRow, ImprovementRow, TouchpointRow
from store.errors import Refused
from store.own_measures import load_own_measures
from store.practice.cycles import Cycle
from store.practice.measures import Measure, find_measure
from store.practice.windows import ProofWindows, after_window, baseline_cycles, choose_windows
from store.seat import Change


def set_after(row: ImprovementRow, cycle: Cycle) -> None:
    """Fix the after window; what was done ahead of its cycle is not looked at inside the
    baseline."""
    if row.after_days is None or row.done_on is None:
        return
    window = after_window(max(row.done_on, cycle.start - timedelta(days=1)), row.after_days)
    row.after_from, row.after_to = window.first, window.last


def set_proof(
    change: Change,
    row: ImprovementRow,
    cycle: Cycle,
    key: str | None,
    target: float | None,
    touchpoint_only: bool,
    after_days: int | None,
) -> None:
    """Fix the proof: its measure, the baseline ahead of the cycle, the after window's length."""
    if key is None:
        if target is not None:
            raise Refused("A target needs a measure.", field="target")
        row.measure = row.before_from = row.before_to = row.after_days = row.target = None
        row.touchpoint_only = False
        return
    measure = find_measure(key, load_own_measures(change.session, change.team.id))
    if touchpoint_only and row.touchpoint_id is None:
        raise Refused(
            "To narrow the proof to a touchpoint, choose the touchpoint.", field="touchpoint"
        )
    chosen_days = checked_after_days(after_days)
    row.measure = measure.key
    row.touchpoint_only = touchpoint_only
    row.target = target
    narrowed = row.touchpoint_id if touchpoint_only else None
    windows = proof_windows(change.session, change.team.id, row.stage, cycle, measure, narrowed)
    row.before_from, row.before_to = windows.before.first, windows.before.last
    row.after_days = chosen_days or windows.after_days


def checked_after_days(days: int | None) -> int | None:
    """The after window's length if it is 1 to 366 days or not said, else Refused."""
    if days is not None and not 1 <= days <= 366:
        raise Refused("The after window is 1 to 366 days.", field="after_days")
    return days


def proof_windows(
    session: Session,
    team_id: str,
    stage: str,
    cycle: Cycle,
    measure: Measure,
    touchpoint: str | None,
) -> ProofWindows:
    """The windows a proof by ``measure`` gets in ``stage`` and ``cycle``, going by the evidence
    there is now; ``touchpoint`` is the one it is narrowed to."""
    before = baseline_cycles(cycle)
    condition = [
        EvidenceRow.team_id == team_id,
        EvidenceRow.measure == measure.key,
        EvidenceRow.stage == stage,
        EvidenceRow.day.between(before[-1].start, before[0].end),
        EvidenceRow.withdrawn.is_(False),
    ]
    if touchpoint is not None:
        condition.append(EvidenceRow.touchpoint_id.in_(family(touchpoint)))
    by_day = session.execute(
        select(EvidenceRow.day, func.count()).where(*condition).group_by(EvidenceRow.day)
    )
    counts = [0] * len(before)
    for day, count in by_day:
        counts[next(place for place, each in enumerate(before) if each.contains(day))] += count
    return choose_windows(cycle, measure, counts)


def standing(card: Any) -> Any:
    """The SQL for the touchpoint ``card`` counts as: what it was merged into, else itself.

    Two touchpoints are the same one when this is the same for both.
    """
    return func.coalesce(card.merged_into, card.id)


def family(touchpoint_id: str) -> Any:
    """A query for the ids counted as the same touchpoint as this one, its own among them."""
    own = aliased(TouchpointRow)
    wanted = select(standing(own)).where(own.id == touchpoint_id).scalar_subquery()
    return select(TouchpointRow.id).where(
        (TouchpointRow.id == wanted) | (TouchpointRow.merged_into == wanted)
    )
