"""The working behind momentum's numbers, and the evidence behind an improvement's verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.calendars import load_calendar
from store.db.models import ImprovementRow, StageSkipRow, TeamRow
from store.errors import NotFound
from store.evidence import Evidence, Filter, page
from store.history import STRIP, labelled, recent
from store.learned import CATCH_UP, learned_verdicts
from store.load import load_team
from store.load_improvements import improvements_from
from store.own_measures import load_own_measures
from store.practice.cycles import Calendar, Cycle, parse_cycle
from store.practice.measures import Measure
from store.practice.momentum import WINDOW, CycleRecord, frozen_skips, keeps_streak
from store.practice.stages import Stage
from store.practice.verdicts import Verdict
from store.practice.windows import Window
from store.seat import Seat
from store.snapshot import Improvement, SkippedStage

Planned = TypeVar("Planned", ImprovementRow, StageSkipRow)
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
    """The improvements the team has picked, newest cycle first, each with its reading: every
    one, or those of the strip's cycles and later where it is not ``whole``."""
    skipped_stages: tuple[SkippedStage, ...]
    """Of the same cycles."""
    verdicts: Mapping[Verdict, int] | None
    """How many improvements in all reached which final verdict; None where that takes long to
    read and `load_verdicts` does."""
    whole: bool = True
    """Whether it reaches back to the team's first cycle, as ``learned`` needs."""

    @property
    def learned(self) -> tuple[Improvement, ...]:
        """Those that reached a final verdict, newest cycle first."""
        return tuple(each for each in self.improvements if each.reading and each.reading.learned)

    def of_cycle(self, label: str) -> tuple[Improvement, ...]:
        """The improvements of one cycle, in the stages' order."""
        return tuple(each for each in self.improvements if each.cycle.label == label)


def load_working(seat: Seat) -> Working:
    """The working behind the team's momentum as it is now, every improvement ever picked in it.

    It takes the longer the longer the team has been at it; `open_working` does not.
    """
    return _working(seat, whole=True)


def load_verdicts(seat: Seat) -> Mapping[Verdict, int]:
    """How many of the team's improvements reached which final verdict, as `Working.verdicts`,
    however long it takes."""
    with seat.reading() as session:
        row = _team(session, seat)
        calendar = load_calendar(session, row)
        found = _verdicts(session, seat, calendar, load_own_measures(session, row.id))
    assert found is not None
    return found


def _verdicts(
    session: Session,
    seat: Seat,
    calendar: Calendar,
    own: Sequence[Measure],
    most: int | None = None,
) -> Mapping[Verdict, int] | None:
    today = calendar.today(seat.now)
    return learned_verdicts(session, seat.team_id, calendar, today, own, seat.workspace, most)


def open_working(seat: Seat) -> Working:
    """The working as `load_working` gives it, with the improvements of the strip's cycles."""
    return _working(seat, whole=False)


def _working(seat: Seat, *, whole: bool) -> Working:
    with seat.reading() as session:
        row = _team(session, seat)
        calendar = load_calendar(session, row)
        today = calendar.today(seat.now)
        past = recent(session, row.id, calendar, today)
        first = None if whole or not past.started else past.started[-STRIP:][0].cycle
        team = load_team(session, row, today)
        own = load_own_measures(session, row.id)
        improvements = improvements_from(
            session,
            _from(session, ImprovementRow, row.id, first),
            {member.id: member for member in team.members},
            calendar,
            today,
            own,
        )
        skips = _from(session, StageSkipRow, row.id, first)
        verdicts = _verdicts(session, seat, calendar, own, CATCH_UP)
    started = past.started
    frozen = frozen_skips(started)
    since = past.momentum(0).series_from
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
    rows = session.scalars(query.where(*labelled(table.cycle, first.start.year)))
    return [row for row in rows if not parse_cycle(row.cycle) < first]


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
