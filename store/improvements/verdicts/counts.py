"""How many improvements reached a final verdict, and how many reached which.

Verdicts are stored when they are read. Those whose day has come and that nobody has stored yet
are read here and now, so that the count is the same for everybody who looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from store.db.tables.models import ImprovementRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.calendar import Calendar
from store.domain.statistics.measures import Measure
from store.domain.statistics.verdicts import LEARNED, Verdict
from store.improvements.verdicts.calculation import readings
from store.improvements.verdicts.due import closed_unread


def learned_count(
    session: Session, team_id: str, calendar: Calendar, today: date, own: Sequence[Measure]
) -> int:
    """Count the team's final verdicts, those read together as one."""
    return len(_learned(session, team_id, calendar, today, own))


def learned_verdicts(
    session: Session, team_id: str, calendar: Calendar, today: date, own: Sequence[Measure]
) -> Mapping[Verdict, int]:
    """Count those that `learned_count` counts by the verdict that was read first."""
    return Counter(_learned(session, team_id, calendar, today, own).values())


def _learned(
    session: Session, team_id: str, calendar: Calendar, today: date, own: Sequence[Measure]
) -> dict[str, Verdict]:
    rows = session.execute(_stored(), {"team": team_id})
    verdicts = {root or id: Verdict(word) for word, root, id in rows}
    unread = {row.id: row for row in closed_unread(session, team_id, today)}
    for id, reading in readings(session, unread.values(), calendar, today, own).items():
        if reading.learned:
            verdicts.setdefault(unread[id].together_with_id or id, reading.verdict)
    return verdicts


@cache
def _stored() -> Executable:
    """The query for the final verdicts of ``:team`` that are stored, the first of each last; put
    together once, as they are counted after every change."""
    return (
        select(VerdictRow.word, ImprovementRow.together_with_id, ImprovementRow.id)
        .join(ImprovementRow, ImprovementRow.id == VerdictRow.improvement_id)
        .where(VerdictRow.team_id == bindparam("team"), VerdictRow.word.in_(LEARNED))
        .order_by(VerdictRow.place.desc())
    )
