"""Cancelling a review begun by mistake: afterwards it is as if it had not been opened.

What a review itself holds goes: its steps and times, who was in it, moods and ratings. Private
cards and votes wait for the next review, whether they were given before the meeting or in it.
What it changed of the team's stays: the board, improvements, feedback. So it can be cancelled
only while the review is not yet what planned its cycle.
"""

from __future__ import annotations

from sqlalchemy import Select, func, select

from store.common.errors import Refused
from store.db.tables.journal_models import JournalTouchRow
from store.db.tables.models import ImprovementRow, StageSkipRow
from store.db.tables.review_models import ReviewRow
from store.domain.agenda import Deed, StepKey
from store.domain.cycles import parse_cycle
from store.journal.seat import Change, Seat
from store.reviews import ballots, early
from store.teams.review_rules import need_review

_CLOSE_IT = "so it can only be closed: > goes on to its last step."


def check_cancel(seat: Seat) -> None:
    """Raise Refused, with the reason, where the open review cannot be cancelled from here."""
    with seat.change("review-cancelled", undoable=False) as change:
        _cancellable(change)


def cancel_review(seat: Seat) -> None:
    """Take the open review back; private cards and votes wait for the next. Never undone.

    Only the lead may. Raises Refused once it was closed, Map or Focus was revealed in it, or
    something was picked, carried or skipped for the cycle it plans since it began.
    """
    with seat.change("review-cancelled", undoable=False) as change:
        review = _cancellable(change)
        early.put_back(change, review)
        change.session.flush()
        ballots.discard(change.session, review.id)
        change.set_summary(f"Cancelled the review of {parse_cycle(review.planned).name}")
        change.session.delete(review)
    seat.workspace.truncate_wal()


def _cancellable(change: Change) -> ReviewRow:
    review = need_review(change, Deed.CANCEL)
    if review.first_closed_at is not None:
        raise Refused(f"This review was closed before and has a report, {_CLOSE_IT}")
    for step in (StepKey.MAP, StepKey.FOCUS):
        if step.value in review.revealed:
            raise Refused(f"{step.label} is revealed in this review, {_CLOSE_IT}")
    if _has_planned(change, review):
        name = parse_cycle(review.planned).name
        raise Refused(
            f"{name} has been planned since this review began: undo that first (u), or close "
            "the review: > goes on to its last step."
        )
    return review


def _has_planned(change: Change, review: ReviewRow) -> bool:
    """Whether something new stands in the planned cycle since the review was opened."""
    began = change.session.scalar(_made_at(change, review.__tablename__, review.id)) or 0
    return any(
        (change.session.scalar(_made_at(change, table.__tablename__, id)) or 0) > began
        for table in (ImprovementRow, StageSkipRow)
        for id in change.session.scalars(
            select(table.id).where(table.team_id == change.team.id, table.cycle == review.planned)
        ).all()
    )


def _made_at(change: Change, entity: str, id: str) -> Select[int]:
    """The ``seq`` at which a row was made, or came from a file."""
    return select(func.min(JournalTouchRow.seq)).where(
        JournalTouchRow.team_id == change.team.id,
        JournalTouchRow.entity == entity,
        JournalTouchRow.entity_id == id,
    )
