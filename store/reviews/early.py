"""Private cards and votes for the review to come, given between the meetings.

They hang on the team and on the cycle that the review to come plans, and wait in tables of
their own, which the journal, undo, backups, copies and exports never see. Each function here
reads or writes the rows of one member, the seat's own. A review takes in what was written for
its cycle or an earlier one: cards when it opens, votes when it comes to Focus. A review without
Map, or without Focus, leaves them to the next. They never hold up the board: votes follow a
merge, and are free again where their touchpoint is archived.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from store.board.early_votes import early_votes
from store.common.errors import NotFound, Refused
from store.common.text_input import required_text
from store.db.tables.ballot_models import EarlyCardRow, EarlyVoteRow, PrivateCardRow, VoteRow
from store.db.tables.models import TouchpointRow
from store.db.tables.review_models import ReviewRow
from store.db.wal_truncation import request_truncation
from store.domain.agenda import VOTES_EACH, StepKey
from store.domain.calendar import planned_by_default
from store.domain.cycles import parse_cycle
from store.domain.stages import Stage
from store.domain.vote_limits import with_vote
from store.journal.seat import Change, Seat
from store.reviews.ballots import PrivateCard, add_card, cards_in_review
from store.teams.review_rules import decode_steps, open_row, planned_labels

LIMIT = 200
"""The most private cards that one member has waiting."""


def _member(seat: Seat) -> str:
    if seat.member_id is None:
        raise Refused(
            "What is private is a person's. Say who you are: w on the Board, or --as NAME."
        )
    return seat.member_id


def write_card(seat: Seat, stage: Stage, text: str) -> str:
    """Write a touchpoint privately for the next Map; its id.

    In a review that has its Map ahead, or is in it, it is one of that review's. Raises Refused for
    empty text, for the room, and past 200 cards.
    """
    member_id = _member(seat)
    words = required_text(text, "A touchpoint", "text")
    with seat.unjournaled_change() as change:
        review = open_row(change)
        if review is not None and _has_ahead(review, StepKey.MAP):
            return add_card(change, review, member_id, stage, words)
        waiting = change.session.scalar(
            select(func.count()).where(
                EarlyCardRow.team_id == change.team.id, EarlyCardRow.member_id == member_id
            )
        )
        if (waiting or 0) >= LIMIT:
            raise Refused(f"{LIMIT} private touchpoints of yours wait. Take some back first.")
        last = select(func.max(EarlyCardRow.place)).where(EarlyCardRow.team_id == change.team.id)
        row = EarlyCardRow(
            id=change.new_id(),
            team_id=change.team.id,
            member_id=member_id,
            cycle=_coming_cycle(change),
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
        _own_card(change, card_id).text = words


def remove_card(seat: Seat, card_id: str) -> str:
    """Take back one of one's own private cards, for good; its text."""
    with seat.unjournaled_change() as change:
        row = _own_card(change, card_id)
        change.session.delete(row)
        request_truncation(change.session)
        text = row.text
    seat.workspace.truncate_wal()
    return text


def _own_card(change: Change, card_id: str) -> EarlyCardRow | PrivateCardRow:
    member_id = _member(change.seat)
    early = change.session.get(EarlyCardRow, card_id)
    if early is not None and (early.team_id, early.member_id) == (change.team.id, member_id):
        return early
    review, row = open_row(change), change.session.get(PrivateCardRow, card_id)
    if row is None or review is None or (row.review_id, row.member_id) != (review.id, member_id):
        raise NotFound("That private touchpoint is not there any more.")
    return row


def my_cards(seat: Seat) -> tuple[PrivateCard, ...]:
    """The member's own private cards that are not revealed yet, those of an open review first."""
    member_id = _member(seat)
    with seat.reading() as session:
        rows = session.scalars(
            select(EarlyCardRow)
            .where(EarlyCardRow.team_id == seat.team_id, EarlyCardRow.member_id == member_id)
            .order_by(EarlyCardRow.place)
        )
        waiting = [PrivateCard(row.id, Stage(row.stage), row.text) for row in rows]
        return (*cards_in_review(session, seat.team_id, member_id), *waiting)


def vote(seat: Seat, touchpoint_id: str, step: int = 1) -> int:
    """Put one vote aside for the review to come (1), or take one back (-1); how many are left.

    Raises Refused past the limits, like `ballots.vote`, and while an open review has its Focus
    ahead: votes are placed there.
    """
    member_id = _member(seat)
    with seat.unjournaled_change() as change:
        review = open_row(change)
        if review is not None and _has_ahead(review, StepKey.FOCUS):
            raise Refused("A review is open. Votes are placed in its Focus step.")
        touchpoint = change.find(TouchpointRow, touchpoint_id, "touchpoint")
        if touchpoint.archived_at is not None:
            raise Refused("That touchpoint is not on the board any more.")
        own = early_votes(change.session, change.team.id, member_id).get(member_id, {})
        votes = with_vote(own, touchpoint_id, step)
        _put_aside(change, member_id, votes, _coming_cycle(change))
        return VOTES_EACH - sum(votes.values())


def my_votes(seat: Seat) -> dict[str, int]:
    """The member's own votes that are put aside, by touchpoint id."""
    member_id = _member(seat)
    with seat.reading() as session:
        return early_votes(session, seat.team_id, member_id).get(member_id, {})


def _put_aside(change: Change, member_id: str, votes: Mapping[str, int], cycle: str) -> None:
    """Let ``votes`` be all that the member has put aside."""
    forget_votes(change.session, change.team.id, member_id)
    for id, count in votes.items():
        change.session.add(
            EarlyVoteRow(
                team_id=change.team.id,
                member_id=member_id,
                touchpoint_id=id,
                cycle=cycle,
                votes=count,
            )
        )


def forget_votes(session: Session, team_id: str, member_id: str) -> None:
    """Delete what a member has put aside."""
    session.execute(
        delete(EarlyVoteRow).where(
            EarlyVoteRow.team_id == team_id, EarlyVoteRow.member_id == member_id
        )
    )


def _coming_cycle(change: Change) -> str:
    """The cycle that a review would plan if it were opened now."""
    taken = planned_labels(change)
    return planned_by_default(change.calendar, change.today, taken).label


def _has_ahead(review: ReviewRow, step: StepKey) -> bool:
    """Whether the review comes to ``step`` yet, or is in it and has not revealed it."""
    ahead = [each.key for each in decode_steps(review.steps)][review.step_index :]
    return step in ahead and step.value not in review.revealed


# When reviews open, come to Focus, and are cancelled


def take_in_cards(change: Change, review: ReviewRow) -> None:
    """Make the cards that wait the opened review's own private ones, where it has a Map."""
    if not _has_ahead(review, StepKey.MAP):
        return
    rows = change.session.scalars(
        select(EarlyCardRow)
        .where(EarlyCardRow.team_id == change.team.id)
        .order_by(EarlyCardRow.place)
    )
    for row in rows:
        if _is_for(row.cycle, review):
            card = PrivateCardRow(
                id=row.id,
                review_id=review.id,
                member_id=row.member_id,
                stage=row.stage,
                text=row.text,
                place=row.place,
            )
            change.session.delete(row)
            change.session.add(card)


def take_in_votes(change: Change, review: ReviewRow) -> None:
    """Make the votes that are put aside the review's own, once it is in Focus and they are not
    revealed. Who has voted there already keeps those votes."""
    session, team_id = change.session, change.team.id
    step = decode_steps(review.steps)[review.step_index].key
    if step is not StepKey.FOCUS or step.value in review.revealed:
        return
    cycles = session.execute(
        select(EarlyVoteRow.member_id, EarlyVoteRow.cycle)
        .where(EarlyVoteRow.team_id == team_id)
        .distinct()
    ).all()
    meant = {member for member, cycle in cycles if _is_for(cycle, review)}
    voted = set(
        session.scalars(select(VoteRow.member_id).where(VoteRow.review_id == review.id).distinct())
    )
    votes = early_votes(session, team_id)
    for member_id in meant:
        forget_votes(session, team_id, member_id)
        if member_id in voted:
            continue
        for id, count in votes.get(member_id, {}).items():
            session.add(
                VoteRow(review_id=review.id, member_id=member_id, touchpoint_id=id, votes=count)
            )


def _is_for(cycle: str, review: ReviewRow) -> bool:
    """Whether what was written for ``cycle`` is due in ``review``."""
    return parse_cycle(cycle).start <= parse_cycle(review.planned).end


def put_back(change: Change, review: ReviewRow) -> None:
    """Let the private cards and votes of a review that is cancelled wait for the next one."""
    session, team_id = change.session, change.team.id
    for table in (EarlyCardRow, EarlyVoteRow):
        session.execute(update(table).where(table.team_id == team_id).values(cycle=review.planned))
    for card in session.scalars(
        select(PrivateCardRow).where(PrivateCardRow.review_id == review.id)
    ).all():
        early = EarlyCardRow(
            id=card.id,
            team_id=team_id,
            member_id=card.member_id,
            cycle=review.planned,
            stage=card.stage,
            text=card.text,
            place=card.place,
        )
        session.delete(card)
        session.add(early)
    votes_by_member: dict[str, dict[str, int]] = {}
    for row in session.scalars(select(VoteRow).where(VoteRow.review_id == review.id)):
        votes_by_member.setdefault(row.member_id, {})[row.touchpoint_id] = row.votes
    for member_id, votes in votes_by_member.items():
        _put_aside(change, member_id, votes, review.planned)
