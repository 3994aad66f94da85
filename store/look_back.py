"""What a review looks back on: commitments to settle, and verdicts reached since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, select, union
from sqlalchemy.orm import Session

from store.calendars import load_calendar
from store.db.models import EvidenceRow, ImprovementRow, MemberRow, ReviewRow, TeamRow
from store.errors import NotFound
from store.history import labelled
from store.load_improvements import improvements_from
from store.own_measures import load_own_measures
from store.practice.cycles import Calendar, Cycle, parse_cycle
from store.seat import Seat
from store.snapshot import Improvement, Member, Status


@dataclass(frozen=True, slots=True)
class LookBack:
    """What the review that plans a cycle looks back on."""

    undecided: tuple[Improvement, ...]
    """Planned improvements of the cycles before, unowned first."""
    last_cycle: Cycle | None
    """The last cycle that was planned before; None for a team's first review."""
    last: tuple[Improvement, ...]
    """That cycle's improvements that are decided."""
    verdicts: tuple[Improvement, ...]
    """Improvements of earlier cycles whose verdict was reached since the last review, or read
    again with evidence that came late."""
    running: tuple[Improvement, ...]
    """Improvements with a proof that has no final verdict yet, those of the planned cycle too."""
    since: date | None
    """The day of the last closed review; None when there was none."""
    logged: int
    """Pieces of evidence that were logged or imported since then."""


def look_back(seat: Seat) -> LookBack:
    """What the open review looks back on; without one, what a review opened now would."""
    with seat.reading() as session:
        team = session.get(TeamRow, seat.team_id)
        if team is None:
            raise NotFound("This team is not in the workspace any more.")
        calendar = load_calendar(session, team)
        today = calendar.today(seat.now)
        planned = _planned(session, seat, calendar, today)
        last_closed = session.scalar(
            select(func.max(ReviewRow.first_closed_at)).where(
                ReviewRow.team_id == team.id, ReviewRow.closed_at.is_not(None)
            )
        )
        since = calendar.today(last_closed) if last_closed else None
        last_cycle = _last_planned(session, team.id, planned)
        rows = _rows(session, team.id, last_cycle, since, last_closed)
        found = _improvements(session, team.id, rows, calendar, today)
        logged = session.scalar(
            select(func.count()).where(
                EvidenceRow.team_id == team.id,
                EvidenceRow.withdrawn.is_(False),
                EvidenceRow.erased.is_(False),
                *([EvidenceRow.made_at > last_closed] if last_closed else []),
            )
        )
    undecided = [each for each in found if each.status is Status.PLANNED and each.cycle < planned]
    undecided.sort(key=lambda each: (each.owner is not None, each.cycle, each.stage.position))
    before = [each for each in found if each.status is not Status.PLANNED]
    last = [each for each in before if each.cycle == last_cycle]
    return LookBack(
        undecided=tuple(undecided),
        last_cycle=last_cycle,
        last=tuple(last),
        verdicts=tuple(each for each in before if each not in last and _is_news(each, since)),
        running=tuple(
            each
            for each in found
            if each.reading is not None
            and not each.reading.final
            and each.status in (Status.PLANNED, Status.DONE)
        ),
        since=since,
        logged=logged or 0,
    )


def _planned(session: Session, seat: Seat, calendar: Calendar, today: date) -> Cycle:
    label = session.scalar(
        select(ReviewRow.planned).where(
            ReviewRow.team_id == seat.team_id, ReviewRow.closed_at.is_(None)
        )
    )
    return parse_cycle(label) if label else calendar.next_after(calendar.cycle_at(today))


def _last_planned(session: Session, team_id: str, planned: Cycle) -> Cycle | None:
    """The latest cycle before ``planned`` that has improvements: one of the last two years', or
    else of any."""
    for first in (planned.start.year - 1, 1):
        labels = session.scalars(
            select(ImprovementRow.cycle)
            .where(ImprovementRow.team_id == team_id, *labelled(ImprovementRow.cycle, first))
            .distinct()
        )
        cycles = [cycle for cycle in map(parse_cycle, labels) if cycle.start.year >= first]
        earlier = [cycle for cycle in cycles if cycle < planned]
        if earlier:
            return max(earlier, key=lambda cycle: cycle.start)
    return None


def _rows(
    session: Session,
    team_id: str,
    last: Cycle | None,
    since: date | None,
    last_closed: datetime | None,
) -> Sequence[ImprovementRow]:
    """The improvements that any part of a look back may name."""
    one = ImprovementRow
    late = _may_be_reread(session, team_id, last_closed) if last_closed else []
    # A union, since each part has an index of its own.
    named = union(
        *(
            select(one.id).where(one.team_id == team_id, condition)
            for condition in (
                one.status == "planned",
                one.cycle == (last.label if last else ""),
                one.after_to >= (since or date.min),
                *late,
            )
        )
    )
    return session.scalars(select(one).where(one.id.in_(named))).all()


def _may_be_reread(session: Session, team_id: str, last_closed: datetime) -> list[Any]:
    """Conditions for the improvements that what was logged since then may belong to."""
    # By a term, not the column: else SQLite goes through all evidence in the order of measures.
    by = func.coalesce(EvidenceRow.measure, "")
    came = session.execute(
        select(by, func.min(EvidenceRow.day), func.max(EvidenceRow.day))
        .where(
            EvidenceRow.team_id == team_id,
            EvidenceRow.made_at >= last_closed,
            EvidenceRow.withdrawn.is_(False),
        )
        .group_by(by)
    )
    return [
        and_(
            ImprovementRow.measure == measure,
            ImprovementRow.before_from <= latest,
            ImprovementRow.after_to >= earliest,
        )
        for measure, earliest, latest in came
    ]


def _improvements(
    session: Session,
    team_id: str,
    rows: Sequence[ImprovementRow],
    calendar: Calendar,
    today: date,
) -> Sequence[Improvement]:
    members = {
        id: Member(id, name, left_on)
        for id, name, left_on in session.execute(
            select(MemberRow.id, MemberRow.name, MemberRow.left_on).where(
                MemberRow.team_id == team_id
            )
        )
    }
    own = load_own_measures(session, team_id)
    return improvements_from(session, rows, members, calendar, today, own)


def _is_news(improvement: Improvement, since: date | None) -> bool:
    """Whether its verdict was read for good, or read again, on ``since`` or later."""
    reading = improvement.reading
    if reading is None or not reading.final or reading.after is None:
        return False
    if since is None or reading.after.window.last >= since:
        return True
    return reading.reread is not None and reading.reread >= since
