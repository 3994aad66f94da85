"""Which improvements have the answers that a final verdict takes.

Whether there is a verdict takes no reading of it: enough answers on both sides make one,
whichever it is, so the database looks only until it has met that many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, literal, or_, select
from sqlalchemy.orm import Session, aliased

from store.db.models import EvidenceRow, ImprovementRow, TouchpointRow
from store.practice.cycles import Cadence, parse_cycle
from store.practice.measures import MEASURES, Measure, MeasureKind
from store.practice.windows import Window, periods
from store.proofs import standing


def with_verdict(
    session: Session, team_id: str, today: date, own: Sequence[Measure]
) -> frozenset[str]:
    """The ids of all the team's improvements that have reached a final verdict."""
    every = (*MEASURES, *own)
    needs = {(each.key, each.needed) for each in every}
    query = _reached_query(frozenset(needs))
    rows = session.execute(query, {"team_id": team_id, "today": today}).all()
    counts = {each.key: each.needed for each in every if each.kind is MeasureKind.COUNT}
    found = {id for id, measure in rows if measure not in counts}
    counted = {id: counts[measure] for id, measure in rows if measure in counts}
    found.update(_counted(session, counted) if counted else ())
    return frozenset(found)


@lru_cache(maxsize=8)
def _reached_query(needs: frozenset[tuple[str, int]]) -> Any:
    """The query for what has as many answers as its measure ``needs``.

    Kept, as the others here: making it takes longer than running it in a small team.
    """
    one = ImprovementRow
    enough = or_(
        *(
            and_(
                one.measure.in_([key for key, number in needs if number == needed]),
                _holds(needed, one.before_from, one.before_to),
                _holds(needed, one.after_from, one.after_to),
            )
            for needed in sorted({number for _, number in needs})
        )
    )
    return select(one.id, one.measure).where(
        one.team_id == bindparam("team_id"),
        one.status == "done",
        one.after_to < bindparam("today"),
        enough,
    )


def _holds(needed: int, first: Any, last: Any) -> Any:
    """The SQL condition that an improvement's proof has ``needed`` answers from ``first`` to
    ``last``."""
    last_needed = (
        select(literal(1))
        .select_from(EvidenceRow)
        .where(*_belongs(), EvidenceRow.day.between(first, last))
        .limit(1)
        .offset(needed - 1)
        .correlate(ImprovementRow)
        .scalar_subquery()
    )
    return last_needed.is_not(None)


def _belongs() -> tuple[Any, ...]:
    """The SQL conditions for evidence that belongs to an improvement's proof, whatever its day.

    Touchpoints are looked up only for proofs that are narrowed to one.
    """
    one = ImprovementRow
    same = _stands_for(EvidenceRow.touchpoint_id) == _stands_for(one.touchpoint_id)
    return (
        EvidenceRow.team_id == one.team_id,
        EvidenceRow.measure == one.measure,
        EvidenceRow.stage == one.stage,
        EvidenceRow.withdrawn.is_(False),
        one.touchpoint_only.is_(False) | same,
    )


def _stands_for(touchpoint_id: Any) -> Any:
    """The SQL for the touchpoint that the one with this id counts as."""
    card = aliased(TouchpointRow)
    found = select(standing(card)).where(card.id == touchpoint_id)
    return found.correlate(EvidenceRow, ImprovementRow).scalar_subquery()


def _counted(session: Session, needed: Mapping[str, int]) -> Iterator[str]:
    """Those of improvements proven by a count, by id, that have numbers in as many periods on
    each side as is ``needed``; so many numbers alone may lie in fewer periods."""
    given_on: dict[str, list[date]] = {}
    ids = {"ids": list(needed)}
    for id, day in session.execute(_days_query(), ids):
        given_on.setdefault(id, []).append(day)
    rows: Any = session.execute(_windows_query(), ids)
    for id, label, *ends in rows:
        cadence, days = parse_cycle(label).cadence, given_on.get(id, [])
        windows = Window(ends[0], ends[1]), Window(ends[2], ends[3])
        if all(_periods_with(window, cadence, days) >= needed[id] for window in windows):
            yield id


@cache
def _days_query() -> Any:
    """Which days improvements' counts were given on, from the first window to the last."""
    one = ImprovementRow
    return (
        select(one.id, EvidenceRow.day)
        .join(EvidenceRow, EvidenceRow.team_id == one.team_id)
        .where(
            one.id.in_(bindparam("ids", expanding=True)),
            *_belongs(),
            EvidenceRow.day.between(one.before_from, one.after_to),
        )
        .distinct()
    )


@cache
def _windows_query() -> Any:
    one = ImprovementRow
    return select(
        one.id, one.cycle, one.before_from, one.before_to, one.after_from, one.after_to
    ).where(one.id.in_(bindparam("ids", expanding=True)))


def _periods_with(window: Window, cadence: Cadence, days: Sequence[date]) -> int:
    return sum(any(map(period.contains, days)) for period in periods(window, cadence))
