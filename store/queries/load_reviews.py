"""Reads reviews as `Review`: the open one, and past ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import canonical_id
from store.db.tables.ballot_models import MoodRow, PresentRow, PrivateCardRow, RatingRow, VoteRow
from store.db.tables.models import TouchpointRow
from store.db.tables.review_models import ReviewRow, TopicRow, VoteTotalRow
from store.domain.agenda import AgendaKind, Decision, StepKey
from store.domain.cycles import parse_cycle
from store.models.review import Called, PrivateCounts, RatingTally, Review, Timer, Topic
from store.models.team import Team
from store.teams.review_rules import decode_steps


def load_open_review(session: Session, team: Team) -> Review | None:
    """The team's open review, None when there is none."""
    row = session.scalar(_open_review(), {"team": team.id})
    return review_from(session, team, row) if row is not None else None


@cache
def _open_review() -> Executable:
    """The query for the open review of ``:team``, put together once, as are those for what stands in
    reviews: they are asked after every change."""
    return select(ReviewRow).where(
        ReviewRow.team_id == bindparam("team"), ReviewRow.closed_at.is_(None)
    )


def review_from(session: Session, team: Team, row: ReviewRow) -> Review:
    """A review row with who is present and what everybody may see of its ballots."""
    (review,) = reviews_from(session, team, [row])
    return review


def reviews_from(session: Session, team: Team, rows: Sequence[ReviewRow]) -> list[Review]:
    """`review_from` of many rows, in their order, in as many queries as of one."""
    ids = [row.id for row in rows]
    present: dict[str, list[tuple[str, str | None]]] = {}
    for review, member, done_step in session.execute(_present(), {"ids": ids}):
        present.setdefault(review, []).append((member, done_step))
    private = _private_counts(session, ids)
    revealed = [row.id for row in rows if StepKey.FOCUS.value in row.revealed]
    votes, topics = _votes(session, revealed), _topics(session, revealed)
    return [
        _review(
            team,
            row,
            present.get(row.id, []),
            private[row.id],
            votes.get(row.id, {}),
            topics.get(row.id, ()),
        )
        for row in rows
    ]


@cache
def _present() -> Executable:
    """The query for who is in the reviews ``:ids``."""
    present = PresentRow
    return select(present.review_id, present.member_id, present.done_step).where(
        present.review_id.in_(bindparam("ids", expanding=True))
    )


def _review(
    team: Team,
    row: ReviewRow,
    present: Sequence[tuple[str, str | None]],
    private: PrivateCounts,
    votes: dict[str, int],
    topics: tuple[Topic, ...],
) -> Review:
    steps = decode_steps(row.steps)
    members = {member.id: member for member in team.members}
    step = steps[row.step_index]
    elapsed, extra = row.spent.get(step.key.value, (0.0, 0))
    return Review(
        id=row.id,
        planned=parse_cycle(row.planned),
        kind=AgendaKind(row.kind),
        steps=steps,
        step_index=row.step_index,
        timer=Timer((step.minutes + extra) * 60, elapsed, row.timer_since),
        lead=members.get(row.lead_id) if row.lead_id else None,
        present=tuple(m for m in team.members if m.id in {id for id, _ in present}),
        done=tuple(id for id, done_step in present if done_step == step.key.value),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        map_revealed=StepKey.MAP.value in row.revealed,
        focus_revealed=StepKey.FOCUS.value in row.revealed,
        mood=RatingTally(row.mood_count, row.mood_mean) if row.mood_count is not None else None,
        rating=RatingTally(row.rating_count, row.rating_mean)
        if row.rating_count is not None
        else None,
        private=private,
        votes=votes,
        topics=topics,
        next_review=row.next_review,
        next_moved_to=row.next_moved_to,
        asked=StepKey(row.asked_step) if row.asked_step else None,
        led_before=row.led_before_id,
        quotes=tuple(row.quotes),
        learned=dict(row.learned),
        called=Called(*row.called) if row.called else None,
        version=row.version,
    )


def vote_totals(session: Session, review_id: str) -> dict[str, int]:
    """Revealed votes by touchpoint; what was merged counts with what it was merged into."""
    return _votes(session, [review_id]).get(review_id, {})


def first_round(session: Session, review_id: str) -> dict[str, int]:
    """The first round's votes by touchpoint, counted as `vote_totals`; empty where there was no
    other."""
    counted_as = canonical_id(TouchpointRow)
    rows = session.execute(
        select(counted_as, func.sum(VoteTotalRow.first_votes))
        .join(TouchpointRow, TouchpointRow.id == VoteTotalRow.touchpoint_id)
        .where(VoteTotalRow.review_id == review_id, VoteTotalRow.first_votes.is_not(None))
        .group_by(counted_as)
    )
    return {touchpoint: int(votes) for touchpoint, votes in rows}


def _votes(session: Session, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """`vote_totals` of each of the reviews ``ids`` that has any."""
    if not ids:
        return {}
    counted_as = canonical_id(TouchpointRow)
    rows = session.execute(
        select(VoteTotalRow.review_id, counted_as, func.sum(VoteTotalRow.votes))
        .join(TouchpointRow, TouchpointRow.id == VoteTotalRow.touchpoint_id)
        .where(VoteTotalRow.review_id.in_(ids), VoteTotalRow.votes > 0)
        .group_by(VoteTotalRow.review_id, counted_as)
    )
    by_review: dict[str, dict[str, int]] = {}
    for review, touchpoint, votes in rows:
        by_review.setdefault(review, {})[touchpoint] = int(votes)
    return by_review


def _topics(session: Session, ids: Sequence[str]) -> dict[str, tuple[Topic, ...]]:
    """What was talked about in each of the reviews ``ids``; of what was merged since, the notes
    stand together under what it was merged into."""
    if not ids:
        return {}
    counted_as = canonical_id(TouchpointRow)
    rows = session.execute(
        select(TopicRow, counted_as)
        .join(TouchpointRow, TouchpointRow.id == TopicRow.touchpoint_id)
        .where(TopicRow.review_id.in_(ids))
    ).all()
    by_review: dict[str, dict[str, Topic]] = {}
    for row, touchpoint in sorted(rows, key=lambda each: each[0].id):
        topic = Topic(
            touchpoint,
            row.note,
            Decision(row.decision),
            row.minutes,
            row.opened_at,
            row.settled_at,
            row.version,
            row.looked_into_by,
        )
        topics = by_review.setdefault(row.review_id, {})
        other = topics.get(touchpoint)
        topics[touchpoint] = topic if other is None else _together(other, topic)
    return {id: tuple(topics.values()) for id, topics in by_review.items()}


def _together(one: Topic, other: Topic) -> Topic:
    """Two topics whose touchpoints were merged, as one."""
    return replace(
        one,
        note="\n".join(note for note in (one.note, other.note) if note),
        decision=one.decision or other.decision,
        looked_into_by=one.looked_into_by or other.looked_into_by,
        opened_at=one.opened_at or other.opened_at,
        settled_at=one.settled_at or other.settled_at,
    )


def _private_counts(session: Session, ids: Sequence[str]) -> dict[str, PrivateCounts]:
    """How much private work each of the reviews ``ids`` has."""

    cards, writers, voters, moods, ratings = (
        {id: count for id, count in session.execute(counts, {"ids": ids})}
        for counts in _counts_of_ballots()
    )
    return {
        id: PrivateCounts(
            cards.get(id, 0),
            voters.get(id, 0),
            moods.get(id, 0),
            ratings.get(id, 0),
            writers.get(id, 0),
        )
        for id in ids
    }


@cache
def _counts_of_ballots() -> tuple[Executable, ...]:
    """The queries for how many cards, writers, voters, moods and ratings the reviews ``:ids`` have."""
    counts = func.count()
    counted = (
        (PrivateCardRow.review_id, counts),
        (PrivateCardRow.review_id, func.count(PrivateCardRow.member_id.distinct())),
        (VoteRow.review_id, func.count(VoteRow.member_id.distinct())),
        (MoodRow.review_id, counts),
        (RatingRow.review_id, counts),
    )
    return tuple(
        select(review, count).where(review.in_(bindparam("ids", expanding=True))).group_by(review)
        for review, count in counted
    )
