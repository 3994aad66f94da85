"""What happened in each of a team's cycles, as momentum folds it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.db.models import ImprovementRow, ReviewRow, StageSkipRow
from store.practice.cycles import Calendar, Cycle, parse_cycle
from store.practice.momentum import CycleRecord, Marks, StageMark
from store.practice.stages import STAGES, Stage

_MARKS = {
    "planned": StageMark.PLANNED,
    "done": StageMark.DONE,
    "dropped": StageMark.DROPPED,
    "carried": StageMark.CARRIED,
}


def records(
    session: Session, team_id: str, calendar: Calendar, today: date
) -> tuple[CycleRecord, ...]:
    """The team's cycles from its first with anything in it to the one after the running one."""
    marks = _marks(session, team_id)
    reviews = {
        planned: closed_at
        for planned, closed_at in session.execute(
            select(ReviewRow.planned, ReviewRow.first_closed_at).where(ReviewRow.team_id == team_id)
        )
    }
    running = calendar.cycle_at(today)
    first = _first((*marks, *reviews, *calendar.skips), running)
    found = []
    for cycle in calendar.between(first, calendar.next_after(running)):
        closed = calendar.is_closed(cycle, today)
        closed_at = reviews.get(cycle.label)
        found.append(
            CycleRecord(
                cycle,
                _row(marks.get(cycle.label, {}), closed),
                skipped=calendar.skips.get(cycle.label),
                review_closed_in_time=(
                    closed_at is not None and calendar.today(closed_at) <= cycle.end
                ),
                closed=closed,
                running=cycle.contains(today),
            )
        )
    return tuple(found)


def _marks(session: Session, team_id: str) -> dict[str, dict[Stage, StageMark]]:
    found: dict[str, dict[Stage, StageMark]] = {}
    improvements = session.execute(
        select(
            ImprovementRow.cycle, ImprovementRow.stage, ImprovementRow.status, ImprovementRow.late
        ).where(ImprovementRow.team_id == team_id)
    )
    for label, stage, status, late in improvements:
        mark = StageMark.LATE if late else _MARKS[status]
        found.setdefault(label, {})[Stage(stage)] = mark
    skips = session.execute(
        select(StageSkipRow.cycle, StageSkipRow.stage).where(StageSkipRow.team_id == team_id)
    )
    for label, stage in skips:
        found.setdefault(label, {})[Stage(stage)] = StageMark.SKIPPED
    return found


def _row(marks: dict[Stage, StageMark], closed: bool) -> Marks:
    def mark(stage: Stage) -> StageMark:
        found = marks.get(stage, StageMark.NONE)
        return StageMark.MISSED if closed and found is StageMark.PLANNED else found

    connect, assist, resolve, enhance = (mark(stage) for stage in STAGES)
    return connect, assist, resolve, enhance


def _first(labels: Iterable[str], running: Cycle) -> Cycle:
    return min((running, *map(parse_cycle, labels)))
