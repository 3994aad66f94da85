"""What people give privately in a review: cards, votes, moods, ratings; and the reveal.

These live in tables of their own, never in the journal, undo, backups or exports. Each
function here reads or writes the rows of one member, the seat's own. The reveal writes
totals and deletes the rows; its caller then empties the write-ahead log. Who wrote a card is
kept only in a team that shows authors at that moment.
"""

from __future__ import annotations

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text_input import required_text
from store.db.tables.ballot_models import MoodRow, PresentRow, PrivateCardRow, RatingRow, VoteRow
from store.db.tables.models import TouchpointRow
from store.db.tables.review_models import ReviewRow, VoteTotalRow
from store.db.wal_truncation import request_truncation
from store.domain.agenda import (
    ENOUGH_TO_AVERAGE,
    VOTES_EACH,
    Deed,
    StepKey,
)
from store.domain.fractional_rank import spread
from store.domain.stages import STAGES, Stage
from store.domain.vote_limits import with_vote
from store.journal.seat import Change, Seat
from store.teams.review_rules import need_review


@dataclass(frozen=True, slots=True)
class PrivateCard:
    """A touchpoint one member wrote and nobody else has seen."""

    id: str
    stage: Stage
    text: str


def _member(seat: Seat) -> str:
    if seat.member_id is None:
        raise Refused("Choose who you are first: w starts a private turn.")
    return seat.member_id


def write_card(seat: Seat, stage: Stage, text: str) -> str:
    """Write a touchpoint privately in Map; its id. Raises Refused outside Map or for empty text."""
    member_id = _member(seat)
    words = required_text(text, "A touchpoint", "text")
    with seat.unjournaled_change() as change:
        review = need_review(change, Deed.WRITE_PRIVATE)
        return add_card(change, review, member_id, stage, words)


def add_card(change: Change, review: ReviewRow, member_id: str, stage: Stage, words: str) -> str:
    """Add a private card of the member to the review; its id."""
    last = select(func.max(PrivateCardRow.place)).where(PrivateCardRow.review_id == review.id)
    row = PrivateCardRow(
        id=change.new_id(),
        review_id=review.id,
        member_id=member_id,
        stage=stage.value,
        text=words,
        place=(change.session.scalar(last) or 0) + 1,
    )
    change.session.add(row)
    return row.id


def edit_card(seat: Seat, card_id: str, text: str) -> None:
    """Change one of one's own private cards."""
    words = required_text(text, "A touchpoint", "text")
    with seat.unjournaled_change() as change:
        need_review(change, Deed.WRITE_PRIVATE)
        _own_card(change, card_id).text = words


def remove_card(seat: Seat, card_id: str) -> None:
    """Take back one of one's own private cards."""
    with seat.unjournaled_change() as change:
        need_review(change, Deed.WRITE_PRIVATE)
        change.session.delete(_own_card(change, card_id))


def _own_card(change: Change, card_id: str) -> PrivateCardRow:
    row = change.session.get(PrivateCardRow, card_id)
    if row is None or row.member_id != _member(change.seat):
        raise Refused("That private touchpoint is not there any more.")
    return row


def my_cards(seat: Seat) -> tuple[PrivateCard, ...]:
    """The member's own private cards in the open review, in the order written."""
    with seat.reading() as session:
        return cards_in_review(session, seat.team_id, _member(seat))


def cards_in_review(session: Session, team_id: str, member_id: str) -> tuple[PrivateCard, ...]:
    """The member's private cards in the team's open review, in the order written."""
    rows = session.scalars(
        select(PrivateCardRow)
        .join(ReviewRow, ReviewRow.id == PrivateCardRow.review_id)
        .where(
            ReviewRow.team_id == team_id,
            ReviewRow.closed_at.is_(None),
            PrivateCardRow.member_id == member_id,
        )
        .order_by(PrivateCardRow.place)
    )
    return tuple(PrivateCard(row.id, Stage(row.stage), row.text) for row in rows)


def vote(seat: Seat, touchpoint_id: str, step: int = 1) -> int:
    """Place (1) or take back (−1) one vote in Focus; how many the member has left.

    Raises Refused past 5 votes in all or 3 on one touchpoint, or when there is none to
    take back.
    """
    member_id = _member(seat)
    with seat.unjournaled_change() as change:
        review = need_review(change, Deed.VOTE)
        touchpoint = change.find(TouchpointRow, touchpoint_id, "touchpoint")
        if touchpoint.archived_at is not None:
            raise Refused("That touchpoint is not on the board any more.")
        own_votes = {
            row.touchpoint_id: row
            for row in change.session.scalars(
                select(VoteRow).where(
                    VoteRow.review_id == review.id, VoteRow.member_id == member_id
                )
            )
        }
        votes = with_vote({id: row.votes for id, row in own_votes.items()}, touchpoint_id, step)
        row = own_votes.get(touchpoint_id)
        if touchpoint_id not in votes:
            change.session.delete(row)
        elif row is None:
            change.session.add(
                VoteRow(
                    review_id=review.id, member_id=member_id, touchpoint_id=touchpoint_id, votes=1
                )
            )
        else:
            row.votes = votes[touchpoint_id]
        return VOTES_EACH - sum(votes.values())


def my_votes(seat: Seat) -> dict[str, int]:
    """The member's own votes in the open review, by touchpoint id."""
    with seat.reading() as session:
        rows = session.execute(
            select(VoteRow.touchpoint_id, VoteRow.votes)
            .join(ReviewRow, ReviewRow.id == VoteRow.review_id)
            .where(
                ReviewRow.team_id == seat.team_id,
                ReviewRow.closed_at.is_(None),
                VoteRow.member_id == _member(seat),
            )
        )
        return {touchpoint_id: votes for touchpoint_id, votes in rows}


def give_mood(seat: Seat, value: int) -> None:
    """The member's mood in Check-in, 1 low to 5 high; a second replaces the first."""
    _give(seat, Deed.MOOD, MoodRow, value, "A mood")


def rate(seat: Seat, value: int) -> None:
    """“Was this worth our time?” in Close, 1 no to 5 very much; a second replaces the first."""
    _give(seat, Deed.RATE, RatingRow, value, "A rating")


def _give(
    seat: Seat, deed: Deed, table: type[MoodRow] | type[RatingRow], value: int, noun: str
) -> None:
    if not 1 <= value <= 5:
        raise Refused(f"{noun} is a whole number from 1 to 5, not {value}.")
    member_id = _member(seat)
    with seat.unjournaled_change() as change:
        review = need_review(change, deed)
        row = change.session.get(table, (review.id, member_id))
        if row is not None:
            change.session.delete(row)
            change.session.flush()
        change.session.add(table(review_id=review.id, member_id=member_id, value=value))


def leave_review(session: Session, review_id: str, member_id: str) -> None:
    """Delete the mood and the rating of somebody who is not in a review after all. What they wrote
    and voted counts on."""
    for table in (MoodRow, RatingRow):
        session.execute(
            delete(table).where(table.review_id == review_id, table.member_id == member_id)
        )


def discard(session: Session, review_id: str) -> None:
    """Delete all that anybody gave privately in a review; nothing of it is added up."""
    for table in (PrivateCardRow, VoteRow, MoodRow, RatingRow):
        session.execute(delete(table).where(table.review_id == review_id))
    request_truncation(session)


_TABLES: dict[
    StepKey,
    type[PrivateCardRow] | type[VoteRow] | type[MoodRow] | type[RatingRow],
] = {
    StepKey.CHECK_IN: MoodRow,
    StepKey.MAP: PrivateCardRow,
    StepKey.FOCUS: VoteRow,
    StepKey.CLOSE: RatingRow,
}


def givers(session: Session, review_id: str, step: StepKey) -> int:
    """How many people have given something privately in ``step``."""
    table = _TABLES[step]
    people = select(func.count(table.member_id.distinct())).where(table.review_id == review_id)
    return session.scalar(people) or 0


def waits_for_reveal(session: Session, review: ReviewRow, step: StepKey) -> bool:
    """Whether something private was given in ``step`` and is not revealed yet."""
    table = _TABLES.get(step)
    if table is None or step.value in review.revealed:
        return False
    return session.scalar(select(table.review_id).where(table.review_id == review.id)) is not None


def reveal(change: Change, review: ReviewRow, step: StepKey) -> None:
    """Write what ``step``'s private rows add up to, and delete them. Nobody is done any more: what
    comes after the reveal is still to be done."""
    if step is StepKey.MAP:
        _reveal_cards(change, review)
    elif step is StepKey.FOCUS:
        _reveal_votes(change, review)
    elif step is StepKey.CHECK_IN:
        review.mood_count, review.mood_mean = _tally(change.session, MoodRow, review.id)
    elif step is StepKey.CLOSE:
        review.rating_count, review.rating_mean = _tally(change.session, RatingRow, review.id)
    table = _TABLES[step]
    change.session.execute(delete(table).where(table.review_id == review.id))
    request_truncation(change.session)
    review.revealed = [*review.revealed, step.value]
    forget_done(change, review, step)


def forget_done(change: Change, review: ReviewRow, step: StepKey) -> None:
    """Let nobody be done with ``step``."""
    change.session.execute(
        update(PresentRow)
        .where(PresentRow.review_id == review.id, PresentRow.done_step == step.value)
        .values(done_step=None)
    )


def _reveal_cards(change: Change, review: ReviewRow) -> None:
    for stage in STAGES:
        cards = change.session.scalars(
            select(PrivateCardRow)
            .where(PrivateCardRow.review_id == review.id, PrivateCardRow.stage == stage.value)
            # By id, which is random: the order of writing would tell whose is whose.
            .order_by(PrivateCardRow.id)
        ).all()
        last = change.session.scalar(
            select(func.max(TouchpointRow.rank)).where(
                TouchpointRow.team_id == change.team.id,
                TouchpointRow.stage == stage.value,
                TouchpointRow.archived_at.is_(None),
            )
        )
        for card, rank in zip(cards, spread(len(cards), last, None), strict=True):
            change.session.add(
                TouchpointRow(
                    id=card.id,
                    team_id=change.team.id,
                    stage=card.stage,
                    rank=rank,
                    text=card.text,
                    author_id=card.member_id if change.team.show_authors else None,
                    made_at=change.now,
                )
            )


def _reveal_votes(change: Change, review: ReviewRow) -> None:
    """Write what the votes add up to; those of a round before are replaced, and the first
    round's kept beside them."""
    totals = {
        touchpoint_id: int(votes)
        for touchpoint_id, votes in change.session.execute(
            select(VoteRow.touchpoint_id, func.sum(VoteRow.votes))
            .where(VoteRow.review_id == review.id)
            .group_by(VoteRow.touchpoint_id)
        )
    }
    before = change.session.scalars(
        select(VoteTotalRow).where(VoteTotalRow.review_id == review.id)
    ).all()
    for row in before:
        row.first_votes = row.votes if row.first_votes is None else row.first_votes
        row.votes = totals.pop(row.touchpoint_id, 0)
    for touchpoint_id, votes in totals.items():
        change.session.add(
            VoteTotalRow(
                id=change.new_id(),
                team_id=change.team.id,
                review_id=review.id,
                touchpoint_id=touchpoint_id,
                votes=votes,
                first_votes=0 if before else None,
            )
        )


def _tally(
    session: Session, table: type[MoodRow] | type[RatingRow], review_id: str
) -> tuple[int, float | None]:
    count, mean = session.execute(
        select(func.count(), func.avg(table.value)).where(table.review_id == review_id)
    ).one()
    return count, float(mean) if count >= ENOUGH_TO_AVERAGE else None
