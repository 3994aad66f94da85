"""What happened in each of a team's cycles, as momentum folds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, func, select, union
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.db.tables.models import ImprovementRow, StageSkipRow
from store.db.tables.review_models import ReviewRow
from store.domain.calendar import Calendar
from store.domain.cycles import Cycle, cycle_of, parse_cycle
from store.domain.stages import STAGES, Stage
from store.domain.statistics.momentum import (
    CycleRecord,
    Marks,
    Momentum,
    StageMark,
    momentum,
    present_series,
    settled,
)

STRIP = 12
"""The most cycles in the strip, the running one last."""
_STRETCH = 24
"""Cycles read at first."""
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
    running = calendar.cycle_at(today)
    first = _first(session, team_id, calendar, running)
    cycles = calendar.between(first, calendar.next_after(running))
    return _records(session, team_id, calendar, today, cycles)


@dataclass(frozen=True, slots=True)
class Recent:
    """The end of a team's history: enough of it for momentum and the strip."""

    started: tuple[CycleRecord, ...]
    """Cycles up to the running one, oldest first."""
    series_from: Cycle | None
    """Where the present series began after a cadence change; None where there was none."""

    @property
    def strip(self) -> tuple[CycleRecord, ...]:
        """The last `STRIP` cycles of the present cadence, the running one last."""
        return strip_of(self.started)

    def momentum(self, learned: int) -> Momentum:
        """The team's momentum, as its whole history gives it."""
        return momentum(self.started, learned, self.series_from)


def strip_of(records: Sequence[CycleRecord]) -> tuple[CycleRecord, ...]:
    """The last `STRIP` of ``records`` in a row of one cadence: weeks or months, never both."""
    return tuple(present_series(records)[-STRIP:])


def recent(session: Session, team_id: str, calendar: Calendar, today: date) -> Recent:
    """The team's last cycles, as far back as its momentum and a strip of `STRIP` need.

    They are read in stretches, each twice as long as the one before, until what comes before
    them changes nothing.
    """
    running = calendar.cycle_at(today)
    first = _first(session, team_id, calendar, running)
    last = running if running.start <= today else calendar.previous_before(running)
    records: tuple[CycleRecord, ...] = ()
    stretch = _STRETCH
    while not last < first and not (len(records) >= STRIP and settled(records)):
        cycles = calendar.last(stretch, last)
        cycles = tuple(cycle for cycle in cycles if not cycle < first)
        records = (*_records(session, team_id, calendar, today, cycles), *records)
        last = calendar.previous_before(cycles[0])
        stretch *= 2
    return Recent(records, _series_from(calendar, first, records))


def _series_from(calendar: Calendar, first: Cycle, started: Sequence[CycleRecord]) -> Cycle | None:
    """The first cycle of the present cadence's run; None where ``first`` is of that run."""
    if not started:
        return None
    newest = started[-1].cycle
    # A clock that was set back may stand before the first era.
    begun = [era for era in calendar.eras if era.first_day <= newest.end] or [calendar.eras[0]]
    while len(begun) > 1 and begun[-2].cadence is newest.cadence:
        begun.pop()
    start = Cycle(newest.cadence, cycle_of(begun[-1].first_day, newest.cadence).start)
    return start if len(begun) > 1 and first < start else None


def _records(
    session: Session, team_id: str, calendar: Calendar, today: date, cycles: Sequence[Cycle]
) -> tuple[CycleRecord, ...]:
    """What happened in ``cycles``."""
    if not cycles:
        return ()
    labels = [cycle.label for cycle in cycles]
    oldest, newest = cycles[0].start.year, cycles[-1].start.year + 1
    marks = _marks(session, team_id, oldest, newest)
    reviews = {
        planned: closed_at
        for planned, closed_at in session.execute(
            _reviews_of_years(), _of_years(team_id, oldest, newest)
        )
    }
    records = []
    for cycle, label in zip(cycles, labels, strict=True):
        closed = calendar.is_closed(cycle, today)
        closed_at = reviews.get(label)
        records.append(
            CycleRecord(
                cycle,
                _row(marks.get(label, {}), closed),
                skipped=calendar.skips.get(label),
                review_closed_in_time=(
                    closed_at is not None and calendar.today(closed_at) <= cycle.end
                ),
                closed=closed,
                running=cycle.contains(today),
            )
        )
    return tuple(records)


def year_bound(year: int) -> str:
    """The bound that no label of ``year`` or later comes before, and all of earlier years do.

    A cycle's label names the year it starts in or the one after, so that every cycle from a
    day on is among the labels of that day's year on.
    """
    return f"{year:04d}-"


def _marks(
    session: Session, team_id: str, first: int, last: int
) -> dict[str, dict[Stage, StageMark]]:
    marks_by_cycle: dict[str, dict[Stage, StageMark]] = {}
    of_years = _of_years(team_id, first, last)
    improvements = session.execute(_improvements_of_years(), of_years)
    for label, stage, status, late in improvements:
        mark = StageMark.LATE if late else _MARKS[status]
        marks_by_cycle.setdefault(label, {})[Stage(stage)] = mark
    skips = session.execute(_skips_of_years(), of_years)
    for label, stage in skips:
        marks_by_cycle.setdefault(label, {})[Stage(stage)] = StageMark.SKIPPED
    return marks_by_cycle


def _first(session: Session, team_id: str, calendar: Calendar, running: Cycle) -> Cycle:
    """The first cycle with anything in it, the running one where there is none before it."""
    labels = set(calendar.skips)
    labels.update(session.scalars(_oldest_labels(), {"team": team_id}))
    # What was dropped may stand in a week that a cadence change left out.
    ours = [calendar.cycle_at(parse_cycle(label).start) for label in labels]
    return min((running, *ours))


def _row(marks: dict[Stage, StageMark], closed: bool) -> Marks:
    def mark(stage: Stage) -> StageMark:
        stage_mark = marks.get(stage, StageMark.NONE)
        return StageMark.MISSED if closed and stage_mark is StageMark.PLANNED else stage_mark

    connect, assist, resolve, enhance = (mark(stage) for stage in STAGES)
    return connect, assist, resolve, enhance


def _of_years(team_id: str, first: int, last: int) -> dict[str, str]:
    return {"team": team_id, "first": year_bound(first), "beyond": year_bound(last + 1)}


def _within(column: Any) -> tuple[Any, Any]:
    return column >= bindparam("first"), column < bindparam("beyond")


# Every query for a snapshot is put together once: that takes longer than the answer, and a team is
# read after every change.


@cache
def _oldest_labels() -> Executable:
    """The query for the labels of the first year of ``:team``, in each place that has labels."""
    return union(
        _oldest(ImprovementRow.cycle, ImprovementRow.team_id),
        _oldest(StageSkipRow.cycle, StageSkipRow.team_id),
        _oldest(ReviewRow.planned, ReviewRow.team_id),
    )


def _oldest(column: Any, team: Any) -> Any:
    """A query for the labels of the first year that ``column`` has for ``:team``."""
    ours = team == bindparam("team")
    last = select(func.substr(func.min(column), 1, 5).concat("W99")).where(ours)
    return select(column).where(ours, column <= last.scalar_subquery())


@cache
def _reviews_of_years() -> Executable:
    """The query for the reviews of ``:team`` in the years from ``:first`` to before ``:beyond``."""
    review = ReviewRow
    return select(review.planned, review.first_closed_at).where(
        review.team_id == bindparam("team"), *_within(review.planned)
    )


@cache
def _improvements_of_years() -> Executable:
    """The query for the improvements of ``:team`` in the years from ``:first`` to before ``:beyond``."""
    improvement = ImprovementRow
    return select(improvement.cycle, improvement.stage, improvement.status, improvement.late).where(
        improvement.team_id == bindparam("team"), *_within(improvement.cycle)
    )


@cache
def _skips_of_years() -> Executable:
    """The query for the stages that ``:team`` skipped in the years from ``:first`` to before ``:beyond``."""
    skip = StageSkipRow
    return select(skip.cycle, skip.stage).where(
        skip.team_id == bindparam("team"), *_within(skip.cycle)
    )
