"""What became of cycles, in short: how much was done of what was planned, which verdicts it got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import field

from sqlalchemy import and_, select

from store.common.dataclass import dataclass
from store.db.tables.models import ImprovementRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.statistics.verdicts import Verdict
from store.improvements.verdicts.calculation import readings
from store.improvements.verdicts.due import closed_unread
from store.journal.seat import TeamReading


@dataclass(frozen=True, slots=True)
class CycleOutcome:
    """What became of one cycle's improvements."""

    planned: int = 0
    done: int = 0
    undecided: int = 0
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)
    """How many got which, of those read and stored."""


def cycle_outcomes(team: TeamReading, labels: Collection[str]) -> dict[str, CycleOutcome]:
    """Give the outcome of each cycle of ``labels`` that has improvements, by its label.

    Verdicts whose day has come and that nobody has stored yet are read here and now.
    """
    one = ImprovementRow
    first = and_(VerdictRow.improvement_id == one.id, VerdictRow.place == 1)
    rows = team.session.execute(
        select(one.id, one.cycle, one.status, VerdictRow.word)
        .outerjoin(VerdictRow, first)
        .where(one.team_id == team.row.id, one.cycle.in_(labels))
    ).all()
    unread = _read_now(team, {id for id, *_, word in rows if word is None})
    statuses: dict[str, list[str]] = {}
    verdicts: dict[str, Counter[Verdict]] = {}
    for id, cycle, status, word in rows:
        statuses.setdefault(cycle, []).append(status)
        verdict = Verdict(word) if word is not None else unread.get(id)
        if verdict is not None:
            verdicts.setdefault(cycle, Counter())[verdict] += 1
    return {
        cycle: CycleOutcome(
            len(each), each.count("done"), each.count("planned"), verdicts.get(cycle, {})
        )
        for cycle, each in statuses.items()
    }


def _read_now(team: TeamReading, ids: Collection[str]) -> dict[str, Verdict]:
    """The final verdicts of those of ``ids`` whose day has come, by id."""
    closed = closed_unread(team.session, team.row.id, team.today)
    to_read = [row for row in closed if row.id in ids]
    readings_by_id = readings(team.session, to_read, team.calendar, team.today, team.own_measures)
    return {id: each.verdict for id, each in readings_by_id.items() if each.final}
