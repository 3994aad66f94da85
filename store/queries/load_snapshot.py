"""Reads one team's `Snapshot`: everything the screens show but evidence, in a few queries."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache

from sqlalchemy import Executable, bindparam, func, select, union
from sqlalchemy.orm import Session

from store.board.early_votes import waiting_in
from store.board.parking import parked_in
from store.db.tables.models import (
    ImprovementRow,
    MemberRow,
    StageSkipRow,
    TeamRow,
    TeamSeqRow,
    TouchpointRow,
)
from store.db.tables.review_models import ReviewRow
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
from store.queries.history import recent, year_bound
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
        closed = session.scalar(_closed_reviews(), {"team": row.id})
        seq, unjournaled = session.execute(_counters(), {"team": row.id}).one()
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
    members = session.execute(_members(), {"team": row.id})
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
    rows = session.execute(_cards(), {"team": team.id})
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
        created_at,
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
                created_at=created_at,
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
    labels = session.scalars(_labels_from(), {"team": team_id, "first": year_bound(today.year)})
    cycles = [parse_cycle(label) for label in labels]
    return min((cycle for cycle in cycles if cycle.start > today), default=None)


def _skipped_stages(session: Session, team_id: str, labels: set[str]) -> tuple[SkippedStage, ...]:
    rows = session.execute(_stage_skips(), {"team": team_id, "labels": [*labels]})
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
    first = year_bound(calendar.cycle_at(today).start.year)
    labels = frozenset(session.scalars(_reviews_from(), {"team": row.id, "first": first}))
    return ReviewDue(due.at, overdue, planned_by_default(calendar, today, labels), due.plans)


# The queries are put together once: that takes longer than the answers, and a team is read after
# every change.


@cache
def _closed_reviews() -> Executable:
    """The query for how many reviews of ``:team`` are closed."""
    return select(func.count(ReviewRow.closed_at)).where(ReviewRow.team_id == bindparam("team"))


@cache
def _counters() -> Executable:
    """The query for how often ``:team`` was changed."""
    return select(TeamSeqRow.seq, TeamSeqRow.unjournaled).where(
        TeamSeqRow.team_id == bindparam("team")
    )


@cache
def _members() -> Executable:
    """The query for the members of ``:team``, who left last."""
    return (
        select(MemberRow.id, MemberRow.name, MemberRow.left_on)
        .where(MemberRow.team_id == bindparam("team"))
        .order_by(MemberRow.left_on.is_not(None), MemberRow.name_key)
    )


@cache
def _cards() -> Executable:
    """The query for the touchpoints on the board of ``:team``."""
    card = TouchpointRow
    return (
        select(
            card.id, card.stage, card.text, card.notes, card.channel, card.friction, card.feeling,
            card.volume, card.author_id, card.rank, card.version, card.made_at, card.sign,
            card.unasked, card.stuck,
        )
        .where(card.team_id == bindparam("team"), card.archived_at.is_(None))
        .order_by(card.rank, card.id)
    )  # fmt: skip


@cache
def _labels_from() -> Executable:
    """The query for the cycles of ``:team`` with anything in them, from the bound ``:first`` on."""
    improvement, skip = ImprovementRow, StageSkipRow
    return union(
        select(improvement.cycle).where(
            improvement.team_id == bindparam("team"),
            improvement.status.in_(("planned", "done")),
            improvement.cycle >= bindparam("first"),
        ),
        select(skip.cycle).where(
            skip.team_id == bindparam("team"), skip.cycle >= bindparam("first")
        ),
    )


@cache
def _stage_skips() -> Executable:
    """The query for the stages that ``:team`` skipped in the cycles ``:labels``."""
    skip = StageSkipRow
    return select(skip.id, skip.stage, skip.cycle, skip.reason).where(
        skip.team_id == bindparam("team"), skip.cycle.in_(bindparam("labels", expanding=True))
    )


@cache
def _reviews_from() -> Executable:
    """The query for the cycles that reviews of ``:team`` planned, from the bound ``:first`` on."""
    return select(ReviewRow.planned).where(
        ReviewRow.team_id == bindparam("team"), ReviewRow.planned >= bindparam("first")
    )
