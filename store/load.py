"""Reads one team's `Snapshot`: everything the screens show but evidence, in a few queries."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from store.calendars import load_calendar
from store.cases import open_cases_in
from store.db.models import (
    EraRow,
    ImprovementRow,
    MemberRow,
    ReviewRow,
    StageSkipRow,
    TeamRow,
    TeamSeqRow,
    TouchpointRow,
)
from store.errors import NotFound
from store.history import STRIP, labelled, recent
from store.learned import learned_count
from store.load_improvements import load_improvements
from store.load_reviews import load_open_review
from store.own_measures import load_own_measures
from store.practice.agenda import AgendaKind
from store.practice.cycles import Cadence, Calendar, Cycle, parse_cycle, planned_by_default
from store.practice.review_due import review_due
from store.practice.stages import STAGES, Stage
from store.review_rules import steps_of
from store.seat import Seat
from store.snapshot import (
    Board,
    Column,
    Member,
    ReviewDue,
    SkippedStage,
    Snapshot,
    Team,
    Touchpoint,
)


def load_snapshot(seat: Seat) -> Snapshot:
    """The team of ``seat`` as it is now. Raises NotFound when the team is gone."""
    now = seat.now
    with seat.reading() as session:
        row = session.get(TeamRow, seat.team_id)
        if row is None:
            raise NotFound("This team is not in the workspace any more.")
        calendar = load_calendar(session, row)
        today = calendar.today(now)
        team = load_team(session, row, today)
        members = {member.id: member for member in team.members}
        review = load_open_review(session, team)
        running = calendar.running(today)
        upcoming = _next_cycle(session, row.id, today)
        shown = (running, upcoming, review.planned if review else None)
        labels = {cycle.label for cycle in shown if cycle}
        past = recent(session, row.id, calendar, today)
        own = load_own_measures(session, row.id)
        planned, undecided = load_improvements(
            session, row.id, labels, members, calendar, today, own
        )
        cases = open_cases_in(session, row.id, now)
        last_closed, closed = session.execute(
            select(
                select(func.max(ReviewRow.first_closed_at))
                .where(ReviewRow.team_id == row.id)
                .scalar_subquery(),
                select(func.count(ReviewRow.closed_at))
                .where(ReviewRow.team_id == row.id)
                .scalar_subquery(),
            )
        ).one()
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
            follow_ups=tuple(case.next for case in cases if case.next),
            momentum=past.momentum(
                learned_count(session, row.id, calendar, today, own, seat.workspace)
            ),
            strip=past.started[-STRIP:],
            review=review,
            review_due=_review_due(session, row, calendar, now, last_closed),
            reviews_closed=closed,
            next_cycle=upcoming,
            open_cases=len(cases),
        )


def load_team(session: Session, row: TeamRow, today: date) -> Team:
    """The team's settings and members."""
    eras = session.execute(
        select(EraRow.cadence, EraRow.first_day)
        .where(EraRow.team_id == row.id)
        .order_by(EraRow.first_day)
    ).all()
    started = [era for era in eras if era.first_day <= today] or eras[:1]
    waiting = [era for era in eras if era.first_day > today and era != started[-1]]
    members = session.execute(
        select(MemberRow.id, MemberRow.name, MemberRow.left_on)
        .where(MemberRow.team_id == row.id)
        .order_by(MemberRow.left_on.is_not(None), MemberRow.name_key)
    )
    return Team(
        id=row.id,
        name=row.name,
        cadence=Cadence(started[-1].cadence),
        next_cadence=(Cadence(waiting[0].cadence), waiting[0].first_day) if waiting else None,
        zone=row.zone,
        review_weekday=row.review_weekday,
        review_week=row.review_week,
        review_time=time.fromisoformat(row.review_time),
        reply_target_hours=row.reply_target_hours,
        show_authors=row.show_authors,
        members=tuple(Member(id, name, left_on) for id, name, left_on in members),
        agendas={kind: steps_of(row.agendas, kind) for kind in AgendaKind},
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
            card.volume, card.author_id, card.rank, card.version, card.made_at,
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
        at,
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
                created_at=at,
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
            *labelled(ImprovementRow.cycle, today.year),
        ),
        select(StageSkipRow.cycle).where(
            StageSkipRow.team_id == team_id, *labelled(StageSkipRow.cycle, today.year)
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
    found = [
        SkippedStage(id, Stage(stage), parse_cycle(cycle), reason)
        for id, stage, cycle, reason in rows
    ]
    return tuple(sorted(found, key=lambda skip: (skip.cycle, skip.stage.position)))


def _review_due(
    session: Session,
    row: TeamRow,
    calendar: Calendar,
    now: datetime,
    last_closed: datetime | None,
) -> ReviewDue:
    at, overdue = review_due(
        calendar,
        row.review_weekday,
        row.review_week,
        time.fromisoformat(row.review_time),
        now,
        last_closed,
        row.made_at,
    )
    today = calendar.today(now)
    labels = frozenset(
        session.scalars(
            select(ReviewRow.planned).where(
                ReviewRow.team_id == row.id,
                *labelled(ReviewRow.planned, calendar.cycle_at(today).start.year),
            )
        )
    )
    return ReviewDue(at, overdue, planned_by_default(calendar, today, labels))
