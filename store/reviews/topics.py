"""The talk about topics in Focus, once the votes are revealed: one at a time, each with its time
box, a note of what was said, and a decision.

The lead begins, extends and settles a topic; anybody present may write the note.
"""

from __future__ import annotations

from sqlalchemy import select

from store.board.touchpoints import short
from store.common.errors import Refused
from store.common.text import clean
from store.common.text_input import within_limit
from store.db.tables.models import TouchpointRow
from store.db.tables.review_models import ReviewRow, TopicRow
from store.domain.agenda import TOPIC_MINUTES_MOST, Decision, Deed
from store.journal import conflicts
from store.journal.seat import Change, Seat
from store.teams.review_rules import need_review

_WHO_MOST = 200
"""Characters of who looks into a topic at most."""


def open_topic(seat: Seat, touchpoint_id: str) -> None:
    """Begin the talk about a touchpoint; another that is talked about is left as it is, and its
    clock stops. Nothing happens where it is talked about already. Only the lead may. Never undone.
    """
    with seat.change("topic-opened", undoable=False) as change:
        review = need_review(change, Deed.TALK)
        row = _topic(change, review, touchpoint_id)
        if row.opened_at is not None:
            return
        for other in _rows(change, review):
            if other is not row:
                other.opened_at = None
        row.opened_at = change.now
        row.settled_at = None
        change.set_summary(f"Talked about {_name(change, row)}")


def more_time(seat: Seat, minutes: int = 1) -> None:
    """Give the topic that is talked about more minutes. Only the lead may. Never undone.

    Raises Refused where none is, or past 60 minutes in all.
    """
    with seat.change("topic-time", undoable=False) as change:
        review = need_review(change, Deed.TALK)
        row = next((row for row in _rows(change, review) if row.opened_at is not None), None)
        if row is None:
            raise Refused("No topic is talked about at the moment.")
        if row.minutes + minutes > TOPIC_MINUTES_MOST:
            raise Refused(f"A topic can be given at most {TOPIC_MINUTES_MOST} minutes.")
        row.minutes += minutes
        change.set_summary(f"Gave {_name(change, row)} more time")


def note(seat: Seat, touchpoint_id: str, text: str, *, seen: int | None = None) -> None:
    """Keep what was said about a touchpoint, in place of what stood there.

    ``seen`` is the version of the topic that the person saw: Conflict is raised when it changed
    since. Raises Refused for more text than is kept.
    """
    words = within_limit(clean(text, multiline=True).text, "A note", "note")
    with seat.change("topic-noted") as change:
        review = need_review(change, Deed.NOTE)
        row = _topic(change, review, touchpoint_id)
        _check_note(change, row, seen)
        row.note = words
        change.set_summary(f"Noted the talk about {_name(change, row)}")


def _check_note(change: Change, row: TopicRow, seen: int | None) -> None:
    """Raise Conflict where the note itself changed since version ``seen``, not only its clock."""
    if seen is None or row.version == seen:
        return
    conflict = conflicts.conflict_error(change, row, seen, "note")
    if any(each.field == "note" for each in conflict.changed):
        raise conflict


def settle(seat: Seat, touchpoint_id: str, decision: Decision, looked_into_by: str = "") -> None:
    """End the talk about a touchpoint with what was decided; its note stays. Only the lead may.

    ``looked_into_by`` says who looks into it, and by when; it is saved only with that decision.
    Raises Refused for more text than is kept.
    """
    who = within_limit(clean(looked_into_by).text, "Who looks into it", "who", _WHO_MOST)
    with seat.change("topic-settled") as change:
        review = need_review(change, Deed.TALK)
        row = _topic(change, review, touchpoint_id)
        row.decision = decision.value
        row.looked_into_by = who if decision is Decision.LOOK else ""
        row.opened_at = None
        row.settled_at = change.now
        change.set_summary(f"Settled {_name(change, row)}: {decision.label}")


def leave(seat: Seat) -> None:
    """Leave the topic that is talked about, undecided. Only the lead may. Never undone."""
    with seat.change("topic-left", undoable=False) as change:
        review = need_review(change, Deed.TALK)
        stop_talk(change, review)
        change.set_summary("Left the topic")


def stop_talk(change: Change, review: ReviewRow) -> None:
    """Stop the clock of the topic that is talked about; what was said of it stays."""
    for row in _rows(change, review):
        row.opened_at = None


def _rows(change: Change, review: ReviewRow) -> list[TopicRow]:
    return list(change.session.scalars(select(TopicRow).where(TopicRow.review_id == review.id)))


def _topic(change: Change, review: ReviewRow, touchpoint_id: str) -> TopicRow:
    """The review's topic of a touchpoint on the board, made where there is none yet."""
    card = change.find(TouchpointRow, touchpoint_id, "touchpoint")
    if card.archived_at is not None:
        raise Refused(f"{short(card.text)} is not on the board any more.")
    for row in _rows(change, review):
        if row.touchpoint_id == touchpoint_id:
            return row
    topic = TopicRow(
        id=change.new_id(),
        team_id=change.team.id,
        review_id=review.id,
        touchpoint_id=touchpoint_id,
    )
    change.session.add(topic)
    return topic


def _name(change: Change, row: TopicRow) -> str:
    return short(change.session.get_one(TouchpointRow, row.touchpoint_id).text)
