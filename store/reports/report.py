"""What a cycle's report says, read from the store; `store.reports.report_text` writes it down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.board.board_diff import BoardChanges, TimeSpan, board_changes, review_span
from store.board.parking import parked_in
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow, StageSkipRow, TouchpointRow
from store.db.tables.review_models import ReviewRow
from store.domain.agenda import Decision, decision_words
from store.domain.calendar import Calendar
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import Stage
from store.domain.statistics.momentum import CycleRecord, Momentum, momentum
from store.evidence.evidence import Filter
from store.improvements.verdicts.between_reviews import VerdictsRead, last_review_end, verdicts_read
from store.improvements.verdicts.calculation import improvement_rows
from store.improvements.verdicts.counts import learned_count
from store.improvements.verdicts.due import closed_unread
from store.journal.seat import Seat, TeamReading
from store.models.improvement import Improvement, SkippedStage, Status
from store.models.review import Parked, Review
from store.models.team import Team
from store.queries.evidence.trends import Trend, trends_in
from store.queries.history import records, strip_of
from store.queries.load_improvements import improvements_from
from store.queries.load_reviews import first_round, review_from, vote_totals
from store.queries.load_snapshot import load_team
from store.teams.review_times import review_to_come

QUOTES = 9
"""The most quotes in a report."""
QUOTES_AN_END = 3
"""Of which at most so many are from the lowest answers, and from the highest."""


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

    id: str
    stage: Stage
    text: str
    votes: int
    first: int | None = None
    """What it got in the first round; None where there was no other."""


@dataclass(frozen=True, slots=True)
class TalkedTopic:
    """A touchpoint that was talked about in the review, with what was said and decided."""

    id: str
    """The touchpoint's."""
    stage: Stage
    text: str
    note: str
    decision: Decision
    feeling: str
    looked_into_by: str = ""
    """Who looks into it, and by when, in the lead's words."""

    @property
    def is_looked_into(self) -> bool:
        """Whether somebody looks into it until next time."""
        return self.decision is Decision.LOOK

    @property
    def decided(self) -> str:
        """What was decided, with who looks into it; empty for nothing."""
        return decision_words(self.decision, self.looked_into_by) if self.decision else ""

    @property
    def looker(self) -> str:
        """Who looks into it, and by when."""
        return self.looked_into_by or "nobody yet"

    def is_looked_into_by(self, name: str) -> bool:
        """Whether the member called ``name`` is named as who looks into it."""
        words = rf"(?<!\w){re.escape(name.casefold())}(?!\w)"
        return self.is_looked_into and bool(re.search(words, self.looked_into_by.casefold()))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the review noted about an improvement: what the team learned from it."""

    id: str
    """The improvement's."""
    stage: Stage
    cycle: Cycle
    """The improvement's cycle."""
    improvement: str
    """The improvement's text."""
    words: str


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
    """Improvements of other cycles whose verdict was read since the review before."""
    verdicts: tuple[Improvement, ...]
    """Every improvement whose verdict was read since the review before, whatever its cycle."""
    board: BoardChanges
    """What moved on the board since the review before."""
    momentum: Momentum
    strip: tuple[CycleRecord, ...]
    lessons: tuple[Lesson, ...]
    """What the review noted about improvements, the earliest cycle's first."""
    quotes: tuple[Quote, ...]
    """Those chosen in the review, in the order chosen; else some from both ends, newest first."""
    voted: tuple[VotedTouchpoint, ...]
    topics: tuple[TalkedTopic, ...]
    """What was talked about in the review, in the order of its votes."""
    parked: tuple[Parked, ...]
    """The notes that waited for another day at the review's end, the oldest first."""
    trends: tuple[Trend, ...]
    """Each measure with answers over the last cycles up to this one, by stage."""
    review: Review | None
    """The review that planned the cycle, open or closed."""
    next_review: datetime
    made_at: datetime


def cycle_to_report(seat: Seat) -> Cycle:
    """The cycle that a report is on unless one is named.

    The running one if an improvement, a skipped stage or a review is there, else the one that
    the latest review planned, if any.
    """
    with seat.read_team() as reading:
        session = reading.session
        running = reading.calendar.cycle_at(reading.today)
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
    with seat.read_team() as reading:
        return report_in(reading, label)


def report_in(reading: TeamReading, label: str | None) -> CycleReport:
    """`cycle_report` inside a transaction that is under way."""
    session, row, now = reading.session, reading.row, reading.now
    calendar, today, own = reading.calendar, reading.today, reading.own_measures
    cycle = parse_cycle(label) if label else calendar.cycle_at(today)
    if not calendar.is_ours(cycle):
        raise Refused(f"{cycle.label} is not one of this team's cycles.", field="cycle")
    team = load_team(session, row, calendar, today)
    members = {member.id: member for member in team.members}
    before = _cycle_before(calendar, cycle)
    review_row = session.scalar(
        select(ReviewRow).where(ReviewRow.team_id == row.id, ReviewRow.planned == cycle.label)
    )
    every = records(session, row.id, calendar, today)
    span = review_span(session, row.id, calendar, cycle, review_row, now)

    review = review_from(session, team, review_row) if review_row else None

    def read(rows: Sequence[ImprovementRow]) -> tuple[Improvement, ...]:
        return improvements_from(session, rows, members, calendar, today, own)

    commitments = read(improvement_rows(session, row.id, cycle))
    looked_back = read(improvement_rows(session, row.id, before))
    in_report = _read_in(session, row.id, calendar, span, review_row, now)
    elsewhere = read(_others(session, row.id, in_report, today, {cycle.label, before.label}))
    verdicts = tuple(
        each
        for each in (*elsewhere, *looked_back, *commitments)
        if each.status is Status.DONE and in_report.holds(each.id, each.reading)
    )
    return CycleReport(
        team=team,
        cycle=cycle,
        skipped=calendar.skips.get(cycle.label),
        commitments=commitments,
        skipped_stages=_skipped_stages(session, row.id, cycle),
        looked_back=looked_back,
        reached=tuple(each for each in verdicts if each in elsewhere),
        verdicts=verdicts,
        board=board_changes(session, row.id, span),
        momentum=momentum(
            [record for record in every if record.cycle.start <= today],
            learned_count(session, row.id, calendar, today, own),
        ),
        strip=strip_of([record for record in every if not cycle < record.cycle]),
        lessons=_lessons(session, review) if review else (),
        quotes=_chosen_quotes(session, review) or _quotes(session, row.id, before, cycle),
        voted=_voted(session, review_row.id) if review_row else (),
        topics=_topics(session, review) if review else (),
        parked=parked_in(session, row.id, members, span.until),
        trends=trends_in(reading, Filter(last=cycle.end)),
        review=review,
        next_review=review_to_come(session, row, calendar, now).at,
        made_at=now,
    )


def _cycle_before(calendar: Calendar, cycle: Cycle) -> Cycle:
    before = calendar.previous_before(cycle)
    while calendar.is_skipped(before):
        before = calendar.previous_before(before)
    return before


def _read_in(
    session: Session,
    team_id: str,
    calendar: Calendar,
    span: TimeSpan,
    review: ReviewRow | None,
    now: datetime,
) -> VerdictsRead:
    """The verdicts that belong to the report: read since the review before ended, and up to the
    end of this one where it has ended."""
    latest, but = (span.until, None) if review is None else (review.opened_at, review.id)
    since = last_review_end(session, team_id, before=latest, but=but)
    until = span.until if span.until < now else None
    return verdicts_read(session, team_id, calendar, since, until)


def _others(
    session: Session, team_id: str, in_report: VerdictsRead, today: date, without: set[str]
) -> Sequence[ImprovementRow]:
    """The improvements of cycles that are not told of anyway whose verdict may belong here."""
    one = ImprovementRow
    unread = (
        [row.id for row in closed_unread(session, team_id, today)] if in_report.until_now else []
    )
    return session.scalars(
        select(one).where(one.id.in_({*in_report.ids, *unread}), one.cycle.not_in(without))
    ).all()


def _skipped_stages(session: Session, team_id: str, cycle: Cycle) -> tuple[SkippedStage, ...]:
    rows = session.scalars(
        select(StageSkipRow).where(
            StageSkipRow.team_id == team_id, StageSkipRow.cycle == cycle.label
        )
    )
    skips = [SkippedStage(row.id, Stage(row.stage), cycle, row.reason) for row in rows]
    return tuple(sorted(skips, key=lambda skip: skip.stage.position))


def _lessons(session: Session, review: Review) -> tuple[Lesson, ...]:
    rows = session.execute(
        select(
            ImprovementRow.id, ImprovementRow.stage, ImprovementRow.cycle, ImprovementRow.text
        ).where(ImprovementRow.id.in_(review.learned))
    )
    lessons = [
        Lesson(id, Stage(stage), parse_cycle(cycle), text, review.learned[id])
        for id, stage, cycle, text in rows
    ]
    return tuple(sorted(lessons, key=lambda each: (each.cycle.start, each.stage.position)))


def _chosen_quotes(session: Session, review: Review | None) -> tuple[Quote, ...]:
    """The words that the review chose; those erased or taken back since are gone."""
    one, chosen = EvidenceRow, review.quotes if review else ()
    rows = session.execute(
        select(one.id, one.day, one.stage, one.quote, one.source).where(
            one.id.in_(chosen), one.quote != "", one.withdrawn.is_(False)
        )
    )
    quotes = {row.id: Quote(row.day, Stage(row.stage), row.quote, row.source) for row in rows}
    ordered = (quotes[id] for id in chosen if id in quotes)
    return tuple({_same_words(quote.text): quote for quote in ordered}.values())


def _same_words(text: str) -> str:
    """``text`` as it is compared with others: never the same words twice."""
    return " ".join(text.split()).casefold()


def _quotes(session: Session, team_id: str, before: Cycle, cycle: Cycle) -> tuple[Quote, ...]:
    """Words of customers from both ends: the lowest answers, the highest, then the newest. The
    same words never stand twice."""
    one = EvidenceRow
    rows = session.execute(
        select(one.day, one.stage, one.quote, one.source, one.yes, one.value, one.measure)
        .where(
            one.team_id == team_id,
            one.quote != "",
            one.withdrawn.is_(False),
            one.day.between(before.start, cycle.end),
        )
        .order_by(one.day.desc(), one.id)
    ).all()
    quoted = [
        (Quote(row.day, Stage(row.stage), row.quote, row.source), row.measure, row.yes, row.value)
        for row in rows
    ]
    answered = [each for each in quoted if each[1] is not None and each[3] is not None]
    lowest = [each[0] for each in answered if not each[2]][:QUOTES_AN_END]
    highest = [each[0] for each in answered if each[2]][:QUOTES_AN_END]
    chosen: dict[str, Quote] = {}
    for quote in (*lowest, *highest, *(each[0] for each in quoted)):
        if len(chosen) == QUOTES:
            break
        chosen.setdefault(_same_words(quote.text), quote)
    return tuple(sorted(chosen.values(), key=lambda each: each.day, reverse=True))


def _topics(session: Session, review: Review) -> tuple[TalkedTopic, ...]:
    """What was said or settled, the topics with most votes first."""
    by_touchpoint = {
        each.touchpoint_id: each for each in review.topics if each.note or each.settled_at
    }
    rows = session.execute(
        select(
            TouchpointRow.id, TouchpointRow.stage, TouchpointRow.text, TouchpointRow.feeling
        ).where(TouchpointRow.id.in_(by_touchpoint))
    )
    talked = [
        TalkedTopic(
            id,
            Stage(stage),
            text,
            by_touchpoint[id].note,
            by_touchpoint[id].decision,
            feeling,
            by_touchpoint[id].looked_into_by,
        )
        for id, stage, text, feeling in rows
    ]
    talked.sort(key=lambda each: (-review.votes.get(each.id, 0), each.stage.position))
    return tuple(talked)


def _voted(session: Session, review_id: str) -> tuple[VotedTouchpoint, ...]:
    totals, first = vote_totals(session, review_id), first_round(session, review_id)
    ids = totals.keys() | {id for id, votes in first.items() if votes}
    rows = session.execute(
        select(TouchpointRow.id, TouchpointRow.stage, TouchpointRow.text).where(
            TouchpointRow.id.in_(ids)
        )
    )
    voted = [
        VotedTouchpoint(id, Stage(stage), text, totals.get(id, 0), first.get(id))
        for id, stage, text in rows
    ]
    return tuple(sorted(voted, key=lambda each: (-each.votes, each.stage.position, each.text)))
