"""The evidence in the windows of many proofs at once, added up in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from store.board.merged_touchpoints import canonical_id
from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow, TouchpointRow
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.windows import Window
from store.evidence.evidence import sums, tally_from


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a count."""

    day: date
    value: float
    made_at: datetime


@dataclass(frozen=True, slots=True)
class DayTally:
    """One day's answers added up."""

    day: date
    tally: Tally


def after(session: Session, rows: Sequence[ImprovementRow]) -> dict[str, Tally]:
    """What each improvement's window after holds, by its id; empty ones left out."""
    if not rows:
        return {}
    sums_after = session.execute(_after_query(), {"ids": [row.id for row in rows]})
    return {id: tally_from(*figures) for id, *figures in sums_after}


def figures(session: Session, rows: Sequence[ImprovementRow]) -> dict[str, list[Figure]]:
    """A count's numbers in both windows, in the order they were entered, for each improvement."""
    if not rows:
        return {}
    figures_by_id: dict[str, list[Figure]] = {}
    for id, *figure in session.execute(_figure_query(), {"ids": [row.id for row in rows]}):
        figures_by_id.setdefault(id, []).append(Figure(*figure))
    return figures_by_id


def by_day(session: Session, rows: Sequence[ImprovementRow]) -> dict[str, list[DayTally]]:
    """The answers in each improvement's window before, a day at a time, by its id."""
    if not rows:
        return {}
    tallies_by_id: dict[str, list[DayTally]] = {}
    for id, day, *figures in session.execute(_days_query(), {"ids": [row.id for row in rows]}):
        tallies_by_id.setdefault(id, []).append(DayTally(day, tally_from(*figures)))
    return tallies_by_id


def by_day_in(
    session: Session, rows: Sequence[ImprovementRow], window: Window
) -> dict[str, list[DayTally]]:
    """The answers of each improvement's proof in ``window``, a day at a time, by its id."""
    if not rows:
        return {}
    tallies_by_id: dict[str, list[DayTally]] = {}
    for id, day, *figures in session.execute(_days_in_query(), _within(rows, window)):
        tallies_by_id.setdefault(id, []).append(DayTally(day, tally_from(*figures)))
    return tallies_by_id


def figures_in(
    session: Session, rows: Sequence[ImprovementRow], window: Window
) -> dict[str, list[Figure]]:
    """A count's numbers in ``window``, in the order they were entered, for each improvement."""
    if not rows:
        return {}
    figures_by_id: dict[str, list[Figure]] = {}
    for id, *figure in session.execute(_figures_in_query(), _within(rows, window)):
        figures_by_id.setdefault(id, []).append(Figure(*figure))
    return figures_by_id


def _within(rows: Sequence[ImprovementRow], window: Window) -> dict[str, Any]:
    return {"ids": [row.id for row in rows], "first": window.first, "last": window.last}


def with_newer(session: Session, rows: Sequence[ImprovementRow]) -> frozenset[str]:
    """The ids of those with any evidence of their measure and stage dated after their after
    window."""
    if not rows:
        return frozenset()
    return frozenset(session.scalars(_newer_query(), {"ids": [row.id for row in rows]}))


def began(session: Session, rows: Sequence[ImprovementRow]) -> dict[str, date]:
    """The day of the first number ever of each improvement's count, by its id."""
    if not rows:
        return {}
    first_days = session.execute(_began_query(), {"ids": [row.id for row in rows]})
    return {id: day for id, day in first_days}


def late(session: Session, closed: Mapping[str, datetime]) -> dict[str, list[datetime]]:
    """When each answer came that lies in an improvement's windows and came after they had
    ``closed``, oldest first."""
    if not closed:
        return {}
    times_by_id: dict[str, list[datetime]] = {}
    # Sorted here: asked to sort, SQLite goes through all evidence in the order it was logged.
    rows = sorted(session.execute(_late_query(), {"ids": list(closed)}), key=itemgetter(1))
    for id, made_at, count in rows:
        if made_at > closed[id]:
            times_by_id.setdefault(id, []).extend([made_at] * count)
    return times_by_id


def _joined(query: Any) -> Any:
    """``query`` over the evidence that belongs to the proofs of the improvements ``ids``,
    whatever its day."""
    theirs, own = aliased(TouchpointRow), aliased(TouchpointRow)
    return (
        query.select_from(ImprovementRow)
        .join(
            EvidenceRow,
            (EvidenceRow.team_id == ImprovementRow.team_id)
            & (EvidenceRow.measure == ImprovementRow.measure)
            & (EvidenceRow.stage == ImprovementRow.stage),
        )
        .outerjoin(theirs, theirs.id == EvidenceRow.touchpoint_id)
        .outerjoin(own, own.id == ImprovementRow.touchpoint_id)
        .where(
            ImprovementRow.id.in_(bindparam("ids", expanding=True)),
            EvidenceRow.withdrawn.is_(False),
            ImprovementRow.touchpoint_only.is_(False) | (canonical_id(theirs) == canonical_id(own)),
        )
    )


@cache
def _after_query() -> Any:
    """Built once: making it takes longer than running it."""
    improvement = ImprovementRow
    return (
        _joined(select(improvement.id, *sums()))
        .where(EvidenceRow.day.between(improvement.after_from, improvement.after_to))
        .group_by(improvement.id)
    )


def _in_either() -> Any:
    """Inside either window; the days around both are named for the index's sake."""
    improvement, day = ImprovementRow, EvidenceRow.day
    return and_(
        day.between(
            improvement.before_from, func.coalesce(improvement.after_to, improvement.before_to)
        ),
        or_(
            day.between(improvement.before_from, improvement.before_to),
            day.between(improvement.after_from, improvement.after_to),
        ),
    )


@cache
def _figure_query() -> Any:
    query = select(ImprovementRow.id, EvidenceRow.day, EvidenceRow.value, EvidenceRow.made_at)
    return _joined(query).where(_in_either()).order_by(EvidenceRow.made_at, EvidenceRow.day)


@cache
def _days_query() -> Any:
    improvement = ImprovementRow
    query = select(improvement.id, EvidenceRow.day, *sums())
    return (
        _joined(query)
        .where(EvidenceRow.day.between(improvement.before_from, improvement.before_to))
        .group_by(improvement.id, EvidenceRow.day)
    )


@cache
def _days_in_query() -> Any:
    improvement = ImprovementRow
    return (
        _joined(select(improvement.id, EvidenceRow.day, *sums()))
        .where(EvidenceRow.day.between(bindparam("first"), bindparam("last")))
        .group_by(improvement.id, EvidenceRow.day)
    )


@cache
def _figures_in_query() -> Any:
    query = select(ImprovementRow.id, EvidenceRow.day, EvidenceRow.value, EvidenceRow.made_at)
    return (
        _joined(query)
        .where(EvidenceRow.day.between(bindparam("first"), bindparam("last")))
        .order_by(EvidenceRow.made_at, EvidenceRow.day)
    )


@cache
def _newer_query() -> Any:
    improvement, newer = ImprovementRow, EvidenceRow
    came = select(newer.id).where(
        newer.team_id == improvement.team_id,
        newer.measure == improvement.measure,
        newer.stage == improvement.stage,
        newer.day > improvement.after_to,
        newer.withdrawn.is_(False),
    )
    return select(improvement.id).where(
        improvement.id.in_(bindparam("ids", expanding=True)), came.exists()
    )


@cache
def _began_query() -> Any:
    improvement = ImprovementRow
    return _joined(select(improvement.id, func.min(EvidenceRow.day))).group_by(improvement.id)


@cache
def _late_query() -> Any:
    return (
        _joined(select(ImprovementRow.id, EvidenceRow.made_at, func.count()))
        .where(_in_either())
        .group_by(ImprovementRow.id, EvidenceRow.made_at)
    )
