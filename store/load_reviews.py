"""Reads reviews as `Review`: the open one, and past ones."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from store.db.ballot_models import MoodRow, PresentRow, PrivateCardRow, RatingRow, VoteRow
from store.db.models import ReviewRow, TouchpointRow, VoteTotalRow
from store.practice.agenda import AgendaKind, StepKey
from store.practice.cycles import parse_cycle
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
    steps = decode_steps(row.steps)
    members = {member.id: member for member in team.members}
    present = session.execute(
        select(PresentRow.member_id, PresentRow.done_step).where(PresentRow.review_id == row.id)
    ).all()
    step = steps[row.step_index]
    elapsed, extra = row.spent.get(step.key.value, (0.0, 0))
    focus_revealed = StepKey.FOCUS.value in row.revealed
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
        focus_revealed=focus_revealed,
        mood=Tally(row.mood_count, row.mood_mean) if row.mood_count is not None else None,
        rating=Tally(row.rating_count, row.rating_mean) if row.rating_count is not None else None,
        private=_private_counts(session, row.id),
        votes=vote_totals(session, row.id) if focus_revealed else {},
        next_review=row.next_review,
        version=row.version,
    )


def vote_totals(session: Session, review_id: str) -> dict[str, int]:
    """Revealed votes by touchpoint; what was merged counts with what it was merged into."""
    standing = case(
        (TouchpointRow.merged_into.is_not(None), TouchpointRow.merged_into),
        else_=TouchpointRow.id,
    )
    rows = session.execute(
        select(standing, func.sum(VoteTotalRow.votes))
        .join(TouchpointRow, TouchpointRow.id == VoteTotalRow.touchpoint_id)
        .where(VoteTotalRow.review_id == review_id)
        .group_by(standing)
    )
    return {touchpoint_id: int(votes) for touchpoint_id, votes in rows}


def _private_counts(session: Session, review_id: str) -> PrivateCounts:
    def count(table: type[PrivateCardRow] | type[MoodRow] | type[RatingRow]) -> int:
        found = session.scalar(
            select(func.count()).select_from(table).where(table.review_id == review_id)
        )
        return found or 0

    voters = session.scalar(
        select(func.count(VoteRow.member_id.distinct())).where(VoteRow.review_id == review_id)
    )
    return PrivateCounts(count(PrivateCardRow), voters or 0, count(MoodRow), count(RatingRow))
