"""Reads reviews as `Review`: the open one, and past ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.db.ballot_models import MoodRow, PresentRow, PrivateCardRow, RatingRow, VoteRow
from store.db.models import ReviewRow, TouchpointRow, VoteTotalRow
from store.practice.agenda import AgendaKind, StepKey
from store.practice.cycles import parse_cycle
from store.proofs import standing
from store.review_rules import decode_steps
from store.snapshot import PrivateCounts, Review, Tally, Team, Timer


def load_open_review(session: Session, team: Team) -> Review | None:
    """The team's open review, None when there is none."""
    row = session.scalar(
        select(ReviewRow).where(ReviewRow.team_id == team.id, ReviewRow.closed_at.is_(None))
    )
    return review_from(session, team, row) if row is not None else None


def review_from(session: Session, team: Team, row: ReviewRow) -> Review:
    """A review row with who is present and what everybody may see of its ballots."""
    (review,) = reviews_from(session, team, [row])
    return review


def reviews_from(session: Session, team: Team, rows: Sequence[ReviewRow]) -> list[Review]:
    """`review_from` of many rows, in their order, in as many queries as of one."""
    ids = [row.id for row in rows]
    present: dict[str, list[tuple[str, str | None]]] = {}
    for review, member, done_step in session.execute(
        select(PresentRow.review_id, PresentRow.member_id, PresentRow.done_step).where(
            PresentRow.review_id.in_(ids)
        )
    ):
        present.setdefault(review, []).append((member, done_step))
    private = _private_counts(session, ids)
    votes = _votes(session, [row.id for row in rows if StepKey.FOCUS.value in row.revealed])
    return [
        _review(team, row, present.get(row.id, []), private[row.id], votes.get(row.id, {}))
        for row in rows
    ]


def _review(
    team: Team,
    row: ReviewRow,
    present: Sequence[tuple[str, str | None]],
    private: PrivateCounts,
    votes: dict[str, int],
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
        mood=Tally(row.mood_count, row.mood_mean) if row.mood_count is not None else None,
        rating=Tally(row.rating_count, row.rating_mean) if row.rating_count is not None else None,
        private=private,
        votes=votes,
        next_review=row.next_review,
        version=row.version,
    )


def vote_totals(session: Session, review_id: str) -> dict[str, int]:
    """Revealed votes by touchpoint; what was merged counts with what it was merged into."""
    return _votes(session, [review_id]).get(review_id, {})


def _votes(session: Session, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """`vote_totals` of each of the reviews ``ids`` that has any."""
    if not ids:
        return {}
    counted_as = standing(TouchpointRow)
    rows = session.execute(
        select(VoteTotalRow.review_id, counted_as, func.sum(VoteTotalRow.votes))
        .join(TouchpointRow, TouchpointRow.id == VoteTotalRow.touchpoint_id)
        .where(VoteTotalRow.review_id.in_(ids))
        .group_by(VoteTotalRow.review_id, counted_as)
    )
    found: dict[str, dict[str, int]] = {}
    for review, touchpoint, votes in rows:
        found.setdefault(review, {})[touchpoint] = int(votes)
    return found


def _private_counts(session: Session, ids: Sequence[str]) -> dict[str, PrivateCounts]:
    """How much private work each of the reviews ``ids`` has."""

    def counts(review: Any, counted: Any) -> dict[str, int]:
        rows = session.execute(select(review, counted).where(review.in_(ids)).group_by(review))
        return {id: count for id, count in rows}

    cards = counts(PrivateCardRow.review_id, func.count())
    voters = counts(VoteRow.review_id, func.count(VoteRow.member_id.distinct()))
    moods = counts(MoodRow.review_id, func.count())
    ratings = counts(RatingRow.review_id, func.count())
    return {
        id: PrivateCounts(cards.get(id, 0), voters.get(id, 0), moods.get(id, 0), ratings.get(id, 0))
        for id in ids
    }
