"""Evidence of one measure in one stage, added up a period at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import ids_merged_with
from store.db.tables.evidence_models import EvidenceRow
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.counts import period_tallies
from store.domain.statistics.measures import CountKind, Measure, MeasureKind, Missing, PerCycle
from store.domain.statistics.windows import Window
from store.evidence.evidence import sums, tally_from


def tallies_of(
    session: Session,
    team_id: str,
    stage: str,
    measure: Measure,
    periods: Sequence[Window],
    today: date,
    touchpoint: str | None = None,
) -> tuple[Tally, ...]:
    """Give a tally for each of ``periods``, in their order; they do not overlap.

    ``touchpoint``: the one it is narrowed to. A count's tally holds the period's figure, or
    nothing where it is not known.
    """
    if not periods:
        return ()
    every = _conditions(team_id, stage, measure.key, touchpoint)
    days = EvidenceRow.day.between(
        min(each.first for each in periods), max(each.last for each in periods)
    )
    if measure.kind is not MeasureKind.COUNT:
        rows = session.execute(
            select(EvidenceRow.day, *sums()).where(*every, days).group_by(EvidenceRow.day)
        )
        return added_up(periods, ((day, tally_from(*figures)) for day, *figures in rows))
    entries = session.execute(
        select(EvidenceRow.day, EvidenceRow.value)
        .where(*every, days)
        .order_by(EvidenceRow.made_at, EvidenceRow.day)
    )
    began = session.scalar(select(func.min(EvidenceRow.day)).where(*every))
    numbers = [(day, value) for day, value in entries if value is not None]
    return figures_of(measure, periods, numbers, began, today)


def answers_in(
    session: Session,
    team_id: str,
    stage: str,
    measure: Measure,
    window: Window,
    touchpoint: str | None = None,
) -> int:
    """Count the answers, or a count's numbers, in ``window``."""
    answer_count = select(func.count()).where(
        *_conditions(team_id, stage, measure.key, touchpoint),
        EvidenceRow.day.between(window.first, window.last),
    )
    return session.scalar(answer_count) or 0


def _conditions(team_id: str, stage: str, measure: str, touchpoint: str | None) -> list[Any]:
    conditions = [
        EvidenceRow.team_id == team_id,
        EvidenceRow.measure == measure,
        EvidenceRow.stage == stage,
        EvidenceRow.withdrawn.is_(False),
    ]
    if touchpoint is not None:
        conditions.append(EvidenceRow.touchpoint_id.in_(ids_merged_with(touchpoint)))
    return conditions


def added_up(periods: Sequence[Window], by_day: Iterable[tuple[date, Tally]]) -> tuple[Tally, ...]:
    """Add up the tallies of days for each of ``periods``, in their order."""
    tallies = [Tally()] * len(periods)
    for day, tally in by_day:
        index = next((place for place, each in enumerate(periods) if each.contains(day)), None)
        if index is not None:
            tallies[index] += tally
    return tuple(tallies)


def figures_of(
    measure: Measure,
    periods: Sequence[Window],
    entries: Sequence[tuple[date, float]],
    began: date | None,
    today: date,
) -> tuple[Tally, ...]:
    """Give a count's tally for each of ``periods`` from its numbers in the order they were
    entered; ``began``: the day of the first number ever."""
    figures = []
    for period in periods:
        values = [value for day, value in entries if period.contains(day)]
        figures.append(period_figure(measure, values) if values else None)
    zero = measure.counts is CountKind.EVENTS and measure.missing is Missing.ZERO
    return period_tallies(periods, figures, zero=zero, began=began, today=today)


def period_figure(measure: Measure, values: Sequence[float]) -> float:
    """Give a count's figure for one period from its numbers in the order they were entered:
    their sum, or the last."""
    return values[-1] if measure.per_cycle is PerCycle.LAST else sum(values)
