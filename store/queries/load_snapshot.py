"""Reads one team's `Snapshot`: everything the screens show but evidence, in a few queries."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from store.board.early_votes import waiting_in
from store.board.parking import parked_in
from store.db.tables.models import (
    ImprovementRow,
    MemberRow,
    ReviewRow,
    StageSkipRow,
    TeamRow,
    TeamSeqRow,
    TouchpointRow,
)
from store.domain.agenda import AgendaKind
from store.domain.calendar import Calendar, planned_by_default
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import STAGES, Stage
from store.evidence.open_cases import open_cases_in
from store.improvements.verdicts.counts import learned_count
from store.journal.seat import Seat
from store.models.improvement import SkippedStage
from store.models.review import ReviewDue
from store.models.snapshot import Snapshot
from store.models.team import Member, Team
from store.models.touchpoint import Board, Column, Touchpoint
from store.queries.history import label_conditions, recent
from store.queries.load_improvements import load_improvements
from store.queries.load_reviews import load_open_review
from store.teams.review_rules import steps_of
from store.teams.review_times import due_review


def load_snapshot(seat: Seat) -> Snapshot:
    """The team of ``seat`` as it is now. Raises NotFound when the team is gone."""
    with seat.read_team() as reading:
        now = reading.now
        session, row = reading.session, reading.row
        calendar, today, own = reading.calendar, reading.today, reading.own_measures
        team = load_team(session, row, calendar, today)
        members = {member.id: member for member in team.members}
        review = load_open_review(session, team)
        running = calendar.running(today)
        upcoming = _next_cycle(session, row.id, today)
        shown_cycles = (running, upcoming, review.planned if review else None)
        labels = {cycle.label for cycle in shown_cycles if cycle}
        past = recent(session, row.id, calendar, today)
        planned, undecided = load_improvements(
            session, row.id, labels, members, calendar, today, own
        )
        cases = open_cases_in(session, row, now)
        closed = session.scalar(
            select(func.count(ReviewRow.closed_at)).where(ReviewRow.team_id == row.id)
        )
        seq, unjournaled = session.execute(
            select(TeamSeqRow.seq, TeamSeqRow.unjournaled).where(TeamSeqRow.team_id == row.id)
        ).one()
        return Snapshot(
            seq=seq,
            unjournaled=unjournaled,
            at=now,
            team=team,
            board=load_board(session, team, review.votes if review else None),
            cycle=running,
            cycle_skipped=calendar.skips.get(running.label) if running else None,
            planned=planned,
            undecided=undecided,
            skipped_stages=_skipped_stages(session, row.id, labels),
            follow_ups=tuple(case.next for case in cases),
            momentum=past.momentum(learned_count(session, row.id, calendar, today, own)),
            strip=past.strip,
            review=review,
            review_due=_review_due(session, row, calendar, now),
            reviews_closed=closed or 0,
            next_cycle=upcoming,
            open_cases=len(cases),
            waiting=waiting_in(session, row.id),
            parked=parked_in(session, row.id, members),
        )


def load_team(session: Session, row: TeamRow, calendar: Calendar, today: date) -> Team:
    """The team's settings and members."""
    members = session.execute(
        select(MemberRow.id, MemberRow.name, MemberRow.left_on)
        .where(MemberRow.team_id == row.id)
        .order_by(MemberRow.left_on.is_not(None), MemberRow.name_key)
    )
    return Team(
        id=row.id,
        name=row.name,
        cadence=calendar.era_on(today).cadence,
        ahead=calendar.stretches(today),
        zone=row.zone,
        review_weekday=row.review_weekday,
        review_week=row.review_week,
        review_time=time.fromisoformat(row.review_time),
        reply_target_hours=row.reply_target_hours,
        show_authors=row.show_authors,
        members=tuple(Member(id, name, left_on) for id, name, left_on in members),
        agendas={kind: steps_of(row.agendas, kind) for kind in AgendaKind},
        asks_question=row.asks_question,
        version=row.version,
    )


def load_board(session: Session, team: Team, votes: dict[str, int] | None) -> Board:
    """The board's four columns in order."""
    names = {member.id: member.name for member in team.members}
    columns: dict[str, list[Touchpoint]] = {stage.value: [] for stage in STAGES}
    card = TouchpointRow
    rows = session.execute(
        select(
            card.id, card.stage, card.text, card.notes, card.channel, card.friction, card.feeling,
            card.volume, card.author_id, card.rank, card.version, card.made_at, card.sign,
            card.unasked, card.stuck,
        )
        .where(card.team_id == team.id, card.archived_at.is_(None))
        .order_by(card.rank, card.id)
    )  # fmt: skip
    for (
        id,
        stage,
        text,
        notes,
        channel,
        friction,
        feeling,
        volume,
        author,
        rank,
        version,
        counted_at,
        sign,
        unasked,
        stuck,
    ) in rows:
        columns[stage].append(
            Touchpoint(
                id=id,
                stage=Stage(stage),
                text=text,
                notes=notes,
                channel=channel,
                friction=friction,
                feeling=feeling,
                volume=volume,
                author=names.get(author) if team.show_authors and author else None,
                votes=votes.get(id, 0) if votes else None,
                rank=rank,
                version=version,
                created_at=counted_at,
                sign=sign,
                unasked=unasked,
                stuck=stuck,
            )
        )
    connect, assist, resolve, enhance = (
        Column(stage, tuple(columns[stage.value])) for stage in STAGES
    )
    return connect, assist, resolve, enhance


def _next_cycle(session: Session, team_id: str, today: date) -> Cycle | None:
    """The first cycle after ``today`` in which an improvement stands or a stage is skipped."""
    labels = union(
        select(ImprovementRow.cycle).where(
            ImprovementRow.team_id == team_id,
            ImprovementRow.status.in_(("planned", "done")),
            *label_conditions(ImprovementRow.cycle, today.year),
        ),
        select(StageSkipRow.cycle).where(
            StageSkipRow.team_id == team_id, *label_conditions(StageSkipRow.cycle, today.year)
        ),
    )
    cycles = [parse_cycle(label) for label in session.scalars(labels)]
    return min((cycle for cycle in cycles if cycle.start > today), default=None)


def _skipped_stages(session: Session, team_id: str, labels: set[str]) -> tuple[SkippedStage, ...]:
    rows = session.execute(
        select(StageSkipRow.id, StageSkipRow.stage, StageSkipRow.cycle, StageSkipRow.reason).where(
            StageSkipRow.team_id == team_id, StageSkipRow.cycle.in_(labels)
        )
    )
    skipped = [
        SkippedStage(id, Stage(stage), parse_cycle(cycle), reason)
        for id, stage, cycle, reason in rows
    ]
    return tuple(sorted(skipped, key=lambda skip: (skip.cycle, skip.stage.position)))


def _review_due(
    session: Session,
    row: TeamRow,
    calendar: Calendar,
    now: datetime,
) -> ReviewDue:
    due, overdue = due_review(session, row, calendar, now)
    today = calendar.today(now)
    labels = frozenset(
        session.scalars(
            select(ReviewRow.planned).where(
                ReviewRow.team_id == row.id,
                *label_conditions(ReviewRow.planned, calendar.cycle_at(today).start.year),
            )
        )
    )
    return ReviewDue(due.at, overdue, planned_by_default(calendar, today, labels), due.plans)
