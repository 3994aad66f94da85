"""What a cycle's report says, read from the store; `store.report_text` writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.board_changes import BoardChanges, Span, board_changes, review_span
from store.calendars import load_calendar
from store.db.models import (
    EvidenceRow,
    ImprovementRow,
    ReviewRow,
    StageSkipRow,
    TeamRow,
    TouchpointRow,
)
from store.errors import NotFound, Refused
from store.history import records
from store.learned import learned_count
from store.load import load_team
from store.load_improvements import improvements_from
from store.load_reviews import review_from
from store.own_measures import load_own_measures
from store.practice.cycles import Calendar, Cycle, parse_cycle
from store.practice.momentum import CycleRecord, Momentum, momentum
from store.practice.review_due import review_due
from store.practice.stages import Stage
from store.readings import improvement_rows
from store.seat import Seat
from store.snapshot import Improvement, Review, SkippedStage, Team

QUOTES = 12
"""The most quotes in a report, the newest first."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Something a customer said in the cycle."""

    day: date
    stage: Stage
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class VotedTouchpoint:
    """A touchpoint and the votes it got in the review."""

    stage: Stage
    text: str
    votes: int


@dataclass(frozen=True, slots=True)
class CycleReport:
    """One cycle for somebody who was not there: commitments first, then what was learned."""

    team: Team
    cycle: Cycle
    skipped: str | None
    """Why the whole cycle was skipped."""
    commitments: tuple[Improvement, ...]
    """The cycle's improvements."""
    skipped_stages: tuple[SkippedStage, ...]
    looked_back: tuple[Improvement, ...]
    """Improvements of the team's last cycle before this that was not skipped."""
    reached: tuple[Improvement, ...]
    """Improvements of earlier cycles whose after window ended since the review before."""
    board: BoardChanges
    """What moved on the board since the review before."""
    momentum: Momentum
    strip: tuple[CycleRecord, ...]
    quotes: tuple[Quote, ...]
    voted: tuple[VotedTouchpoint, ...]
    review: Review | None
    """The review that planned the cycle, open or closed."""
    next_review: datetime
    made_at: datetime


def cycle_to_report(seat: Seat) -> Cycle:
    """The cycle that a report is on unless one is named.

    The running one if an improvement, a skipped stage or a review is there, else the one that
    the latest review planned, if any.
    """
    with seat.reading() as session:
        calendar = load_calendar(session, session.get_one(TeamRow, seat.team_id))
        running = calendar.cycle_at(calendar.today(seat.now))
        for column, team in (
            (ImprovementRow.cycle, ImprovementRow.team_id),
            (StageSkipRow.cycle, StageSkipRow.team_id),
            (ReviewRow.planned, ReviewRow.team_id),
        ):
            used = select(column).where(team == seat.team_id, column == running.label)
            if session.scalar(used.limit(1)) is not None:
                return running
        latest = session.scalar(
            select(ReviewRow.planned)
            .where(ReviewRow.team_id == seat.team_id)
            .order_by(ReviewRow.opened_at.desc())
            .limit(1)
        )
        return parse_cycle(latest) if latest is not None else running


def cycle_report(seat: Seat, label: str | None = None) -> CycleReport:
    """The report of the cycle labelled ``label``, the running one without.

    Raises Refused for a label that is none of the team's.
    """
    with seat.reading() as session:
        return report_in(session, seat.team_id, label, seat.now)


def report_in(session: Session, team_id: str, label: str | None, now: datetime) -> CycleReport:
    """`cycle_report` inside a transaction that is under way."""
    row = session.get(TeamRow, team_id)
    if row is None:
        raise NotFound("This team is not in the workspace any more.")
    calendar = load_calendar(session, row)
    today = calendar.today(now)
    cycle = parse_cycle(label) if label else calendar.cycle_at(today)
    if not calendar.is_ours(cycle):
        raise Refused(f"{cycle.label} is not one of this team's cycles.", field="cycle")
    team = load_team(session, row, today)
    own = load_own_measures(session, row.id)
    members = {member.id: member for member in team.members}
    before = _cycle_before(calendar, cycle)
    review_row = session.scalar(
        select(ReviewRow).where(ReviewRow.team_id == row.id, ReviewRow.planned == cycle.label)
    )
    every = records(session, row.id, calendar, today)
    span = review_span(session, row.id, calendar, cycle, review_row, now)

    def read(rows: Sequence[ImprovementRow]) -> tuple[Improvement, ...]:
        return improvements_from(session, rows, members, calendar, today, own)

    return CycleReport(
        team=team,
        cycle=cycle,
        skipped=calendar.skips.get(cycle.label),
        commitments=read(improvement_rows(session, row.id, cycle)),
        skipped_stages=_skipped_stages(session, row.id, cycle),
        looked_back=read(improvement_rows(session, row.id, before)),
        reached=read(_reached(session, row.id, calendar, span, before)),
        board=board_changes(session, row.id, span),
        momentum=momentum(
            [record for record in every if record.cycle.start <= today],
            learned_count(session, row.id, calendar, today, own),
        ),
        strip=tuple(record for record in every if not cycle < record.cycle)[-12:],
        quotes=_quotes(session, row.id, before, cycle),
        voted=_voted(session, review_row.id) if review_row else (),
        review=review_from(session, team, review_row) if review_row else None,
        next_review=next_review(session, row, calendar, now),
        made_at=now,
    )


def next_review(
    session: Session, team: TeamRow, calendar: Calendar, now: datetime, closing: bool = False
) -> datetime:
    """When the next review is due; ``closing``: with one that closes for the first time just now counted."""
    last = session.scalar(
        select(func.max(ReviewRow.first_closed_at)).where(ReviewRow.team_id == team.id)
    )
    at, _ = review_due(
        calendar,
        team.review_weekday,
        team.review_week,
        time.fromisoformat(team.review_time),
        now,
        now if closing else last,
        team.made_at,
    )
    return at


def _cycle_before(calendar: Calendar, cycle: Cycle) -> Cycle:
    before = calendar.previous_before(cycle)
    while calendar.is_skipped(before):
        before = calendar.previous_before(before)
    return before


def _reached(
    session: Session, team_id: str, calendar: Calendar, span: Span, before: Cycle
) -> Sequence[ImprovementRow]:
    """Those of cycles earlier than ``before`` whose after window's last day is past since."""
    first = [ImprovementRow.after_to >= calendar.today(span.since)] if span.since else []
    rows = session.scalars(
        select(ImprovementRow).where(
            ImprovementRow.team_id == team_id,
            ImprovementRow.status == "done",
            ImprovementRow.after_to < calendar.today(span.until),
            *first,
        )
    )
    return [row for row in rows if parse_cycle(row.cycle) < before]


def _skipped_stages(session: Session, team_id: str, cycle: Cycle) -> tuple[SkippedStage, ...]:
    rows = session.scalars(
        select(StageSkipRow).where(
            StageSkipRow.team_id == team_id, StageSkipRow.cycle == cycle.label
        )
    )
    found = [SkippedStage(row.id, Stage(row.stage), cycle, row.reason) for row in rows]
    return tuple(sorted(found, key=lambda skip: skip.stage.position))


def _quotes(session: Session, team_id: str, before: Cycle, cycle: Cycle) -> tuple[Quote, ...]:
    rows = session.execute(
        select(EvidenceRow.day, EvidenceRow.stage, EvidenceRow.quote, EvidenceRow.source)
        .where(
            EvidenceRow.team_id == team_id,
            EvidenceRow.quote != "",
            EvidenceRow.withdrawn.is_(False),
            EvidenceRow.day.between(before.start, cycle.end),
        )
        .order_by(EvidenceRow.day.desc(), EvidenceRow.id)
        .limit(QUOTES)
    )
    return tuple(Quote(day, Stage(stage), text, source) for day, stage, text, source in rows)


def _voted(session: Session, review_id: str) -> tuple[VotedTouchpoint, ...]:
    from store.load_reviews import vote_totals

    totals = vote_totals(session, review_id)
    rows = session.execute(
        select(TouchpointRow.id, TouchpointRow.stage, TouchpointRow.text).where(
            TouchpointRow.id.in_(totals)
        )
    )
    found = [VotedTouchpoint(Stage(stage), text, totals[id]) for id, stage, text in rows]
    return tuple(sorted(found, key=lambda each: (-each.votes, each.stage.position, each.text)))
