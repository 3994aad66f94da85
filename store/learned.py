"""How many improvements reached a final verdict.

Whether there is a verdict takes no reading of it: enough answers on both sides make one,
whichever it is, so the database looks only until it has met that many. Old verdicts change
only with what is journaled, so they are remembered between one time and the next, and only
those that the journal's entries since then touch are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import and_, case, literal, or_, select
from sqlalchemy.orm import Session, aliased

from store.db.models import EvidenceRow, ImprovementRow, JournalRow, TeamSeqRow, TouchpointRow
from store.practice.cycles import Cadence, parse_cycle
from store.practice.measures import MEASURES, Measure, MeasureKind
from store.practice.windows import Window, periods
from store.proofs import standing
from store.workspace import Workspace

CATCH_UP = 50
"""Entries, or days with new evidence, up to which it is quicker to read only what they touch."""
_UNRELATED = frozenset(
    ("member", "review", "vote_total", "stage_skip", "cycle_skip", "care_case", "era")
)
"""Tables whose rows no reading depends on."""

_Spot = tuple[str, str, str]
"""Measure, stage and day (ISO) of a piece of evidence."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The improvements that had reached a verdict at one entry of the journal, on one day."""

    seq: int
    today: date
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Touched:
    """What journal entries changed that readings depend on."""

    ids: frozenset[str]
    spots: frozenset[_Spot]


_known: WeakKeyDictionary[Workspace, dict[str, _Known]] = WeakKeyDictionary()


def learned_count(
    session: Session,
    team_id: str,
    today: date,
    own: Sequence[Measure],
    workspace: Workspace | None = None,
) -> int:
    """How many of the team's improvements have reached a final verdict, whichever.

    With ``workspace``, which ``session`` must read committed rows of, what was read before is
    made use of.
    """
    if workspace is None:
        return len(_look(session, team_id, today, own)[1])
    kept = _known.setdefault(workspace, {})
    known = kept.get(team_id)
    seq = session.scalar(select(TeamSeqRow.seq).where(TeamSeqRow.team_id == team_id)) or 0
    if known is not None and (known.seq, known.today) == (seq, today):
        return len(known.ids)
    touched = _touched(session, team_id, known.seq, seq) if known is not None else None
    if known is None or touched is None or today < known.today:
        _, ids = _look(session, team_id, today, own)
    else:
        again, fresh = _look(session, team_id, today, own, _affected(touched, known.today))
        ids = (known.ids - again - touched.ids) | fresh
    kept[team_id] = _Known(seq, today, ids)
    return len(ids)


def _look(
    session: Session,
    team_id: str,
    today: date,
    own: Sequence[Measure],
    *narrowed: Any,
) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the improvements that are ``narrowed``, and of those with a final verdict
    among them."""
    one = ImprovementRow
    every = (*MEASURES, *own)
    enough = or_(
        *(
            and_(
                one.measure.in_([each.key for each in every if each.needed == needed]),
                _holds(needed, one.before_from, one.before_to),
                _holds(needed, one.after_from, one.after_to),
            )
            for needed in sorted({measure.needed for measure in every})
        )
    )
    closed = case((and_(one.status == "done", one.after_to < today, enough), True), else_=False)
    rows = session.execute(
        select(one.id, one.measure, closed).where(one.team_id == team_id, *narrowed)
    ).all()
    counts = {each.key: each.needed for each in every if each.kind is MeasureKind.COUNT}
    found = {id for id, measure, reached in rows if reached and measure not in counts}
    counted = {
        id: counts[measure] for id, measure, reached in rows if reached and measure in counts
    }
    found.update(_counted(session, counted) if counted else ())
    return frozenset(id for id, _, _ in rows), frozenset(found)


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
    one = ImprovementRow
    given_on: dict[str, list[date]] = {}
    for id, day in session.execute(
        select(one.id, EvidenceRow.day)
        .join(EvidenceRow, EvidenceRow.team_id == one.team_id)
        .where(
            one.id.in_(needed),
            *_belongs(),
            EvidenceRow.day.between(one.before_from, one.after_to),
        )
        .distinct()
    ):
        given_on.setdefault(id, []).append(day)
    rows: Any = session.execute(
        select(
            one.id, one.cycle, one.before_from, one.before_to, one.after_from, one.after_to
        ).where(one.id.in_(needed))
    )
    for id, label, *ends in rows:
        cadence, days = parse_cycle(label).cadence, given_on.get(id, [])
        windows = Window(ends[0], ends[1]), Window(ends[2], ends[3])
        if all(_periods_with(window, cadence, days) >= needed[id] for window in windows):
            yield id


def _periods_with(window: Window, cadence: Cadence, days: Sequence[date]) -> int:
    return sum(any(map(period.contains, days)) for period in periods(window, cadence))


def _touched(session: Session, team_id: str, since: int, seq: int) -> _Touched | None:
    """What the entries after ``since`` touched; None where that is anything at all."""
    if not 0 <= seq - since <= CATCH_UP:
        return None
    ids: set[str] = set()
    spots: set[_Spot] = set()
    for changes in session.scalars(
        select(JournalRow.changes).where(JournalRow.team_id == team_id, JournalRow.seq > since)
    ):
        for image in changes:
            entity, before, after = image["entity"], image["before"] or {}, image["after"] or {}
            if entity == "improvement":
                ids.add(image["id"])
            elif entity == "touchpoint":
                if before.get("merged_into") != after.get("merged_into"):
                    return None
            elif entity == "evidence":
                row = {**before, **after}
                if (before and after) or "day" not in row:
                    return None
                spots.add((row["measure"] or "", row["stage"], row["day"]))
            elif entity not in _UNRELATED:
                return None
    return _Touched(frozenset(ids), frozenset(spots)) if len(spots) <= CATCH_UP else None


def _affected(touched: _Touched, last_read: date) -> Any:
    """The SQL condition for improvements whose verdict may be another than on ``last_read``."""
    one = ImprovementRow
    conditions = [one.id.in_(touched.ids), one.after_to >= last_read]
    for measure, stage, day in touched.spots:
        when = date.fromisoformat(day)
        inside = or_(
            and_(one.before_from <= when, one.before_to >= when),
            and_(one.after_from <= when, one.after_to >= when),
        )
        conditions.append(and_(one.measure == measure, one.stage == stage, inside))
    return or_(*conditions)
