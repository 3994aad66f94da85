"""The working behind momentum's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.db.tables.models import ImprovementRow, StageSkipRow
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import Stage
from store.domain.statistics.momentum import WINDOW, CycleRecord, frozen_skips, keeps_streak
from store.domain.statistics.verdicts import Verdict
from store.improvements.verdicts.counts import learned_verdicts
from store.journal.seat import Seat
from store.models.improvement import Improvement, SkippedStage
from store.queries.history import recent, year_bound
from store.queries.load_improvements import improvements_from
from store.queries.load_snapshot import load_team

Planned = TypeVar("Planned", ImprovementRow, StageSkipRow)


@dataclass(frozen=True, slots=True)
class StreakCycle:
    """A closed cycle and what it does to the streak."""

    record: CycleRecord
    frozen: bool
    """Skipped, and so neither counted nor a break."""
    counts: bool
    why: str
    """In a few words, for people."""


@dataclass(frozen=True, slots=True)
class MomentumDetails:
    """What each of momentum's numbers is made of."""

    kept: tuple[CycleRecord, ...]
    """The closed cycles that "kept" and balance add up, oldest first."""
    streak: tuple[StreakCycle, ...]
    """Closed cycles back to the one that broke the streak, that one included, newest first."""
    improvements: tuple[Improvement, ...]
    """The improvements the team has picked, newest cycle first, each with its reading: every
    one, or those of the strip's cycles and later where it is not ``whole``."""
    skipped_stages: tuple[SkippedStage, ...]
    """Of the same cycles."""
    verdicts: Mapping[Verdict, int]
    """How many improvements in all reached which final verdict."""
    whole: bool = True
    """Whether it reaches back to the team's first cycle, as ``learned`` needs."""

    @property
    def learned(self) -> tuple[Improvement, ...]:
        """Those that reached a final verdict, newest cycle first."""
        return tuple(each for each in self.improvements if each.reading and each.reading.learned)

    def of_cycle(self, label: str) -> tuple[Improvement, ...]:
        """The improvements of one cycle, in the stages' order."""
        return tuple(each for each in self.improvements if each.cycle.label == label)


def load_working(seat: Seat) -> MomentumDetails:
    """The working behind the team's momentum as it is now, every improvement ever picked in it.

    It takes the longer the longer the team has been at it; `open_working` does not.
    """
    return _working(seat, whole=True)


def open_working(seat: Seat) -> MomentumDetails:
    """The working as `load_working` gives it, with the improvements of the strip's cycles."""
    return _working(seat, whole=False)


def _working(seat: Seat, *, whole: bool) -> MomentumDetails:
    with seat.read_team() as reading:
        session, calendar, today = reading.session, reading.calendar, reading.today
        past = recent(session, seat.team_id, calendar, today)
        first = None if whole or not past.started else past.strip[0].cycle
        team = load_team(session, reading.row, calendar, today)
        improvements = improvements_from(
            session,
            _from(session, ImprovementRow, seat.team_id, first),
            {member.id: member for member in team.members},
            calendar,
            today,
            reading.own_measures,
        )
        skips = _from(session, StageSkipRow, seat.team_id, first)
        verdicts = learned_verdicts(session, seat.team_id, calendar, today, reading.own_measures)
    started = past.started
    frozen = frozen_skips(started)
    since = past.momentum(0).series_from
    closed = [each for each in started if each.closed and (since is None or not each.cycle < since)]
    return MomentumDetails(
        kept=tuple(each for each in closed[-WINDOW:] if each.cycle.label not in frozen),
        streak=_streak(closed, frozen),
        improvements=tuple(
            sorted(
                improvements,
                key=lambda each: (-each.cycle.start.toordinal(), each.stage.position),
            )
        ),
        skipped_stages=tuple(
            SkippedStage(each.id, Stage(each.stage), parse_cycle(each.cycle), each.reason)
            for each in skips
        ),
        verdicts=verdicts,
        whole=whole,
    )


def _from(
    session: Session, table: type[Planned], team_id: str, first: Cycle | None
) -> Sequence[Planned]:
    """The team's rows of ``table`` from the cycle ``first`` on; all without one."""
    query = select(table).where(table.team_id == team_id)
    if first is None:
        return session.scalars(query).all()
    rows = session.scalars(query.where(table.cycle >= year_bound(first.start.year)))
    return [row for row in rows if not parse_cycle(row.cycle) < first]


def _streak(closed: Sequence[CycleRecord], frozen: frozenset[str]) -> tuple[StreakCycle, ...]:
    cycles: list[StreakCycle] = []
    for record in reversed(closed):
        held = record.cycle.label in frozen
        counts = not held and keeps_streak(record)
        cycles.append(StreakCycle(record, held, counts, _why(record, held)))
        if not held and not counts:
            break
    return tuple(cycles)


def _why(record: CycleRecord, frozen: bool) -> str:
    """Why a closed cycle counts for the streak, or does not."""
    if record.skipped is not None:
        effect = "left out" if frozen else "breaks it, the third skip in eight"
        return f"{effect}, skipped ({record.skipped.rstrip('.')})"
    if not record.review_closed_in_time:
        return "breaks it, no review that planned it was closed before its end"
    if record.planned < 2:
        picked = "nothing was" if not record.planned else "only one stage was"
        return f"breaks it, {picked} planned, and it takes two"
    if not keeps_streak(record):
        return f"breaks it, {record.planned - record.done} of {record.planned} were missed"
    return f"counts, {record.done} of {record.planned} done, planned in time"
