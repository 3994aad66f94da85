"""How many improvements reached a final verdict.

Old verdicts change only with what is journaled, so they are remembered between one reading
and the next, and only those that the journal's entries since then touch are read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from store.db.models import ImprovementRow, JournalRow, TeamSeqRow
from store.practice.cycles import Calendar
from store.practice.measures import Measure
from store.readings import readings
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
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
    workspace: Workspace | None = None,
) -> int:
    """How many of the team's improvements have reached a final verdict, whichever.

    With ``workspace``, which ``session`` must read committed rows of, what was read before is
    made use of.
    """
    if workspace is None:
        return len(_learned(session, team_id, calendar, today, own, []))
    kept = _known.setdefault(workspace, {})
    known = kept.get(team_id)
    seq = session.scalar(select(TeamSeqRow.seq).where(TeamSeqRow.team_id == team_id)) or 0
    if known is not None and (known.seq, known.today) == (seq, today):
        return len(known.ids)
    touched = _touched(session, team_id, known.seq, seq) if known is not None else None
    if known is None or touched is None or today < known.today:
        ids = _learned(session, team_id, calendar, today, own, [])
    else:
        again = _ids(session, team_id, _affected(touched, known.today))
        narrowed = [ImprovementRow.id.in_(again)]
        fresh = _learned(session, team_id, calendar, today, own, narrowed) if again else []
        ids = (known.ids - again - touched.ids).union(fresh)
    kept[team_id] = _Known(seq, today, ids)
    return len(ids)


def _learned(
    session: Session,
    team_id: str,
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
    narrowed: Iterable[Any],
) -> frozenset[str]:
    """The ids of the improvements with a final verdict, among those that are ``narrowed``."""
    rows = session.scalars(
        select(ImprovementRow).where(
            ImprovementRow.team_id == team_id,
            ImprovementRow.status == "done",
            ImprovementRow.after_to < today,
            *narrowed,
        )
    ).all()
    found = readings(session, rows, calendar, today, own)
    return frozenset(id for id, reading in found.items() if reading.learned)


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


def _ids(session: Session, team_id: str, condition: Any) -> frozenset[str]:
    found = select(ImprovementRow.id).where(ImprovementRow.team_id == team_id, condition)
    return frozenset(session.scalars(found))
