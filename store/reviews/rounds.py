"""Another private round of Map or Focus after its reveal: people write, or vote, unseen again.

Cards of the second round join the board as those of the first did. Votes of the second replace
the first, whose totals stay in the report.
"""

from __future__ import annotations

from sqlalchemy import select

from store.db.tables.review_models import ReviewRow, VoteTotalRow
from store.domain.agenda import Deed, StepKey
from store.journal.seat import Change, Seat
from store.reviews import ballots, topics
from store.teams.review_rules import current_step, need_review


def begin_round(seat: Seat) -> None:
    """Let everybody write or vote privately again in the current step, Map or Focus, until the
    next reveal. Nobody is done any more. Only the lead may. Never undone.

    Raises Refused in other steps, and before the first reveal.
    """
    with seat.change("round-begun", undoable=False) as change:
        review = need_review(change, Deed.ROUND)
        step = current_step(review).key
        review.revealed = [key for key in review.revealed if key != step.value]
        if review.asked_step == step.value:
            review.asked_step = None
        if step is StepKey.FOCUS:
            topics.stop_talk(change, review)
        ballots.forget_done(change, review, step)
        change.set_summary(f"Began another private round in {step.label}")


def settle_round(change: Change, review: ReviewRow, step: StepKey) -> None:
    """Let the totals of the round before hold where a step is left in which nothing was given
    in another one."""
    if step is not StepKey.FOCUS or step.value in review.revealed:
        return
    totals = select(VoteTotalRow.id).where(VoteTotalRow.review_id == review.id).limit(1)
    if change.session.scalar(totals) is not None:
        review.revealed = [*review.revealed, step.value]
