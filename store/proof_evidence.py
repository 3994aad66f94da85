"""The evidence in the windows of many proofs at once, added up in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from store.db.models import EvidenceRow, ImprovementRow, TouchpointRow
from store.evidence import sums, tally_from
from store.practice.tallies import Tally
from store.proofs import standing


@dataclass(frozen=True, slots=True)
class Side:
    """What one window holds."""

    tally: Tally = field(default_factory=Tally)
    newest: datetime | None = None
    """When the last of it was logged or imported."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a count."""

    day: date
    value: float
    made_at: datetime


def sides(session: Session, rows: Sequence[ImprovementRow], *, after: bool) -> dict[str, Side]:
    """What each improvement's window before, or ``after``, holds, by its id; empty ones left out."""
    if not rows:
        return {}
    found = session.execute(_sums_query(after=after), {"ids": [row.id for row in rows]})
    return {id: Side(tally_from(*figures), newest) for id, newest, *figures in found}


def figures(session: Session, rows: Sequence[ImprovementRow]) -> dict[str, list[Figure]]:
    """A count's numbers in both windows, in the order of their days, for each improvement."""
    if not rows:
        return {}
    found: dict[str, list[Figure]] = {}
    for id, *figure in session.execute(_figure_query(), {"ids": [row.id for row in rows]}):
        found.setdefault(id, []).append(Figure(*figure))
    return found


def late(session: Session, closed: Mapping[str, datetime]) -> dict[str, list[datetime]]:
    """When each answer came that lies in an improvement's windows and came after they had
    ``closed``, oldest first."""
    if not closed:
        return {}
    found: dict[str, list[datetime]] = {}
    # Sorted here: asked to sort, SQLite goes through all evidence in the order it was logged.
    rows = sorted(session.execute(_late_query(), {"ids": list(closed)}), key=itemgetter(1))
    for id, made_at, count in rows:
        if made_at >= closed[id]:
            found.setdefault(id, []).extend([made_at] * count)
    return found


def _joined(query: Any) -> Any:
    """``query`` over the evidence that belongs to the proofs of the improvements ``ids``,
    whatever its day."""
    theirs, wanted = aliased(TouchpointRow), aliased(TouchpointRow)
    return (
        query.select_from(ImprovementRow)
        .join(
            EvidenceRow,
            (EvidenceRow.team_id == ImprovementRow.team_id)
            & (EvidenceRow.measure == ImprovementRow.measure)
            & (EvidenceRow.stage == ImprovementRow.stage),
        )
        .outerjoin(theirs, theirs.id == EvidenceRow.touchpoint_id)
        .outerjoin(wanted, wanted.id == ImprovementRow.touchpoint_id)
        .where(
            ImprovementRow.id.in_(bindparam("ids", expanding=True)),
            EvidenceRow.withdrawn.is_(False),
            ImprovementRow.touchpoint_only.is_(False) | (standing(theirs) == standing(wanted)),
        )
    )


@cache
def _sums_query(*, after: bool) -> Any:
    """Built once: making it takes longer than running it."""
    i = ImprovementRow
    days = (i.after_from, i.after_to) if after else (i.before_from, i.before_to)
    wanted = select(i.id, func.max(EvidenceRow.made_at), *sums())
    return _joined(wanted).where(EvidenceRow.day.between(*days)).group_by(i.id)


def _in_either() -> Any:
    """Inside either window; the days around both are named for the index's sake."""
    i, day = ImprovementRow, EvidenceRow.day
    return and_(
        day.between(i.before_from, func.coalesce(i.after_to, i.before_to)),
        or_(day.between(i.before_from, i.before_to), day.between(i.after_from, i.after_to)),
    )


@cache
def _figure_query() -> Any:
    wanted = select(ImprovementRow.id, EvidenceRow.day, EvidenceRow.value, EvidenceRow.made_at)
    return _joined(wanted).where(_in_either()).order_by(EvidenceRow.day, EvidenceRow.made_at)


@cache
def _late_query() -> Any:
    return (
        _joined(select(ImprovementRow.id, EvidenceRow.made_at, func.count()))
        .where(_in_either())
        .group_by(ImprovementRow.id, EvidenceRow.made_at)
    )
