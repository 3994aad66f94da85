"""What a review looks back on: commitments to settle, and verdicts reached since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, select, union
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.db.custom_measures import load_own_measures
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow, MemberRow, TouchpointRow
from store.db.tables.review_models import ReviewRow, TopicRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.agenda import Decision
from store.domain.calendar import Calendar
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import Stage
from store.evidence.open_cases import PassedOn, passed_on
from store.improvements.verdicts.between_reviews import last_review_end, verdicts_read
from store.journal.seat import Seat
from store.models.improvement import Improvement, Status
from store.models.review import LookedInto
from store.models.team import Member
from store.queries.history import year_bound
from store.queries.load_improvements import improvements_from


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
    passed_on: tuple[PassedOn, ...] = ()
    """Cases passed on twice or more, open ones and those passed on since then."""
    looked_into: tuple[LookedInto, ...] = ()
    """What somebody was to look into since the last closed review, those without a name first."""


def look_back(seat: Seat) -> LookBack:
    """What the open review looks back on; without one, what a review opened now would."""
    with seat.read_team() as team:
        session, calendar, today = team.session, team.calendar, team.today
        planned = _planned(session, seat, calendar, today)
        last_closed = last_review_end(session, seat.team_id)
        since = calendar.today(last_closed) if last_closed else None
        last_cycle = _last_planned(session, seat.team_id, planned)
        read = verdicts_read(session, seat.team_id, calendar, last_closed)
        rows = _rows(session, seat.team_id, last_cycle, read.ids)
        improvements = _improvements(session, seat.team_id, rows, calendar, today)
        logged = session.scalar(
            select(func.count()).where(
                EvidenceRow.team_id == seat.team_id,
                EvidenceRow.withdrawn.is_(False),
                EvidenceRow.erased.is_(False),
                *([EvidenceRow.made_at > last_closed] if last_closed else []),
            )
        )
        often = passed_on(session, seat.team_id, last_closed)
        looked_into = _looked_into(session, seat.team_id)
    undecided = [
        each for each in improvements if each.status is Status.PLANNED and each.cycle < planned
    ]
    undecided.sort(key=lambda each: (each.owner is not None, each.cycle, each.stage.position))
    before = [each for each in improvements if each.status is not Status.PLANNED]
    last = [each for each in before if each.cycle == last_cycle]
    return LookBack(
        undecided=tuple(undecided),
        last_cycle=last_cycle,
        last=tuple(last),
        verdicts=tuple(
            each for each in before if each not in last and read.holds(each.id, each.reading)
        ),
        running=tuple(
            each
            for each in improvements
            if each.reading is not None
            and not each.reading.final
            and each.status in (Status.PLANNED, Status.DONE)
        ),
        since=since,
        logged=logged or 0,
        passed_on=tuple(often),
        looked_into=looked_into,
    )


def _looked_into(session: Session, team_id: str) -> tuple[LookedInto, ...]:
    """What the last closed review left for somebody to look into."""
    last = (
        select(ReviewRow.id)
        .where(ReviewRow.team_id == team_id, ReviewRow.closed_at.is_not(None))
        .order_by(ReviewRow.closed_at.desc())
        .limit(1)
    )
    rows = session.execute(
        select(TouchpointRow.id, TouchpointRow.stage, TouchpointRow.text, TopicRow.looked_into_by)
        .join(TopicRow, TopicRow.touchpoint_id == TouchpointRow.id)
        .where(
            TopicRow.review_id == last.scalar_subquery(),
            TopicRow.decision == Decision.LOOK.value,
        )
    )
    looked_into = [LookedInto(id, Stage(stage), text, by) for id, stage, text, by in rows]
    return tuple(sorted(looked_into, key=_in_order))


def _in_order(each: LookedInto) -> tuple[bool, int, str]:
    return (bool(each.looked_into_by), each.stage.position, each.text)


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
            .where(ImprovementRow.team_id == team_id, ImprovementRow.cycle >= year_bound(first))
            .distinct()
        )
        cycles = [cycle for cycle in map(parse_cycle, labels) if cycle.start.year >= first]
        earlier = [cycle for cycle in cycles if cycle < planned]
        if earlier:
            return max(earlier, key=lambda cycle: cycle.start)
    return None


def _rows(
    session: Session, team_id: str, last: Cycle | None, read: frozenset[str]
) -> Sequence[ImprovementRow]:
    """The improvements that any part of a look back may name."""
    one = ImprovementRow
    unread = ~select(VerdictRow.id).where(VerdictRow.improvement_id == one.id).exists()
    # A union, since each part has an index of its own.
    named = union(
        *(
            select(one.id).where(one.team_id == team_id, condition)
            for condition in (
                one.status == "planned",
                one.cycle == (last.label if last else ""),
                and_(one.status == "done", one.before_from.is_not(None), unread),
                one.id.in_(read),
            )
        )
    )
    return session.scalars(select(one).where(one.id.in_(named))).all()


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
