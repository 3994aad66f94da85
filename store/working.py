"""The working behind momentum's numbers, and the evidence behind an improvement's verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.calendars import load_calendar
from store.db.models import ImprovementRow, StageSkipRow, TeamRow
from store.errors import NotFound
from store.evidence import Evidence, Filter, page
from store.history import records
from store.load import load_team
from store.load_improvements import improvements_from
from store.own_measures import load_own_measures
from store.practice.cycles import parse_cycle
from store.practice.momentum import WINDOW, CycleRecord, frozen_skips, keeps_streak, momentum
from store.practice.stages import Stage
from store.practice.windows import Window
from store.seat import Seat
from store.snapshot import Improvement, SkippedStage

SHOWN = 200
"""The most pieces of evidence read for one window."""


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
class Working:
    """What each of momentum's numbers is made of."""

    kept: tuple[CycleRecord, ...]
    """The closed cycles that "kept" and balance add up, oldest first."""
    streak: tuple[StreakCycle, ...]
    """Closed cycles back to the one that broke the streak, that one included, newest first."""
    improvements: tuple[Improvement, ...]
    """Every improvement the team has picked, newest cycle first, each with its reading."""
    skipped_stages: tuple[SkippedStage, ...]

    @property
    def learned(self) -> tuple[Improvement, ...]:
        """Those that reached a final verdict, newest cycle first."""
        return tuple(each for each in self.improvements if each.reading and each.reading.learned)

    def of_cycle(self, label: str) -> tuple[Improvement, ...]:
        """The improvements of one cycle, in the stages' order."""
        return tuple(each for each in self.improvements if each.cycle.label == label)


def load_working(seat: Seat) -> Working:
    """The working behind the team's momentum as it is now."""
    with seat.reading() as session:
        row = _team(session, seat)
        calendar = load_calendar(session, row)
        today = calendar.today(seat.now)
        every = records(session, row.id, calendar, today)
        team = load_team(session, row, today)
        rows = session.scalars(select(ImprovementRow).where(ImprovementRow.team_id == row.id)).all()
        improvements = improvements_from(
            session,
            rows,
            {member.id: member for member in team.members},
            calendar,
            today,
            load_own_measures(session, row.id),
        )
        skips = session.scalars(select(StageSkipRow).where(StageSkipRow.team_id == row.id)).all()
    started = [each for each in every if each.cycle.start <= today]
    frozen = frozen_skips(started)
    since = momentum(started, 0).series_from
    closed = [each for each in started if each.closed and (since is None or not each.cycle < since)]
    return Working(
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
    )


def _streak(closed: Sequence[CycleRecord], frozen: frozenset[str]) -> tuple[StreakCycle, ...]:
    found: list[StreakCycle] = []
    for record in reversed(closed):
        held = record.cycle.label in frozen
        counts = not held and keeps_streak(record)
        found.append(StreakCycle(record, held, counts, _why(record, held)))
        if not held and not counts:
            break
    return tuple(found)


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


@dataclass(frozen=True, slots=True)
class Proven:
    """The evidence in a proof's two windows, newest first in each."""

    improvement: Improvement
    before: tuple[Evidence, ...]
    after: tuple[Evidence, ...]
    """Empty while the improvement is not done."""


def load_proven(seat: Seat, improvement_id: str) -> Proven:
    """An improvement with the evidence its reading rests on, at most `SHOWN` a window.

    Raises NotFound when it is not there any more.
    """
    with seat.reading() as session:
        team = _team(session, seat)
        row = session.get(ImprovementRow, improvement_id)
        if row is None or row.team_id != team.id:
            raise NotFound("This improvement is not there any more.")
        calendar = load_calendar(session, team)
        today = calendar.today(seat.now)
        members = {member.id: member for member in load_team(session, team, today).members}
        own = load_own_measures(session, team.id)
        (improvement,) = improvements_from(session, [row], members, calendar, today, own)
        touchpoint = row.touchpoint_id if row.touchpoint_only else None
    reading = improvement.reading
    if reading is None:
        return Proven(improvement, (), ())

    def inside(window: Window) -> tuple[Evidence, ...]:
        wanted = Filter(
            stage=improvement.stage,
            measure=reading.measure.key,
            touchpoint_id=touchpoint,
            first=window.first,
            last=window.last,
        )
        return page(seat, wanted, limit=SHOWN).items

    after = inside(reading.after.window) if reading.after else ()
    return Proven(improvement, inside(reading.before.window), after)


def _team(session: Session, seat: Seat) -> TeamRow:
    row = session.get(TeamRow, seat.team_id)
    if row is None:
        raise NotFound("This team is not in the workspace any more.")
    return row
