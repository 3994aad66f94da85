"""The parking lot: what belongs to no stage, or to another day.

A note waits there, from review to review, until it is taken up as a touchpoint or as an
improvement (`store.improvements.improvements.pick`), or dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Select,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from store.board.touchpoints import rank_below, short
from store.common.errors import Refused
from store.common.text_input import required_text
from store.db.tables.models import TouchpointRow
from store.db.tables.practice_models import ParkedRow
from store.domain.stages import Stage
from store.journal.id_prefix import find_by_prefix
from store.journal.seat import Change, Seat
from store.models.review import Parked
from store.models.team import Member

LIMIT = 200
"""The most characters of a note: it says what to come back to, no more."""
MOST = 100
"""The most notes that wait."""


class Outcome(StrEnum):
    """What became of a note; its value is kept."""

    TOUCHPOINT = "touchpoint"
    IMPROVEMENT = "improvement"
    DROPPED = "dropped"


def park(seat: Seat, text: str) -> str:
    """Put a note into the parking lot; its id. Raises Refused for empty or overlong text, and where
    100 wait already."""
    words = _words(text)
    with seat.change("parked") as change:
        waiting = select(func.count()).where(*_waiting(change.team.id))
        if (change.session.scalar(waiting) or 0) >= MOST:
            raise Refused(f"{MOST} notes wait in the parking lot. Take some up, or drop them.")
        row = ParkedRow(
            id=change.new_id(),
            team_id=change.team.id,
            text=words,
            by_id=seat.member_id,
            made_at=change.now,
        )
        change.session.add(row)
        change.set_summary(f"Parked {short(words)}")
        return row.id


def reword(seat: Seat, parked_id: str, text: str) -> None:
    """Change a note's words. Raises Refused like `park`, and for one that does not wait."""
    words = _words(text)
    with seat.change("parked-edited") as change:
        row = find_parked(change, parked_id)
        row.text = words
        change.set_summary(f"Edited {short(words)} in the parking lot")


def take_up(seat: Seat, parked_id: str, stage: Stage, text: str | None = None) -> str:
    """Make a touchpoint of ``stage`` out of a note, in its words or in these; the touchpoint's id.
    One step. Raises Refused for a note that does not wait."""
    words = None if text is None else required_text(text, "A touchpoint", "text")
    with seat.change("parked-taken-up") as change:
        row = find_parked(change, parked_id)
        card = TouchpointRow(
            id=change.new_id(),
            team_id=change.team.id,
            stage=stage.value,
            rank=rank_below(change, stage),
            text=words or row.text,
            author_id=seat.member_id,
            made_at=change.now,
        )
        change.session.add(card)
        settle(change, row, Outcome.TOUCHPOINT)
        change.set_summary(f"Took {short(row.text)} from the parking lot to {stage.label}")
        return card.id


def drop(seat: Seat, parked_id: str) -> str:
    """Drop a note; its words. Raises Refused for one that does not wait."""
    with seat.change("parked-dropped") as change:
        row = find_parked(change, parked_id)
        settle(change, row, Outcome.DROPPED)
        change.set_summary(f"Dropped {short(row.text)} from the parking lot")
        return row.text


def find_parked(change: Change, parked_id: str) -> ParkedRow:
    """The note, which must wait. Raises Refused, saying what became of it, for another."""
    row = change.find(ParkedRow, parked_id, "note in the parking lot")
    if row.outcome:
        became = {
            Outcome.TOUCHPOINT: "was taken up as a touchpoint",
            Outcome.IMPROVEMENT: "was taken up as an improvement",
            Outcome.DROPPED: "was dropped",
        }[Outcome(row.outcome)]
        raise Refused(f"{short(row.text)} {became} already.")
    return row


def settle(change: Change, row: ParkedRow, outcome: Outcome) -> None:
    """Let a note be over, with what became of it."""
    row.outcome, row.settled_at = outcome.value, change.now


def find_by_start(seat: Seat, start: str) -> str:
    """The id of the waiting note whose id begins with ``start``. Raises NotFound, Refused."""
    ours = select(ParkedRow.id).where(*_waiting(seat.team_id))
    return find_by_prefix(seat, ours.subquery().c[0], start, "parked note")


def parked_in(
    session: Session, team_id: str, members: Mapping[str, Member], at: datetime | None = None
) -> tuple[Parked, ...]:
    """The notes that wait now, or waited ``at`` an instant, the oldest first."""
    if at is None:
        rows = session.execute(_notes_waiting(), {"team": team_id})
    else:
        one = ParkedRow
        still = or_(one.settled_at.is_(None), one.settled_at > at)
        rows = session.execute(_notes().where(one.team_id == team_id, one.made_at <= at, still))
    return tuple(Parked(id, text, members[by].name if by else "", at) for id, text, by, at in rows)


def _notes() -> Select[*tuple[Any, ...]]:
    one = ParkedRow
    return select(one.id, one.text, one.by_id, one.made_at).order_by(one.made_at, one.id)


@cache
def _notes_waiting() -> Executable:
    """The query for the notes of ``:team`` that wait; put together once, as it is asked after every
    change."""
    return _notes().where(*_waiting(bindparam("team")))


def _waiting(team_id: str | BindParameter[str]) -> tuple[ColumnElement[bool], ...]:
    return ParkedRow.team_id == team_id, ParkedRow.outcome == ""


def _words(text: str) -> str:
    return required_text(text, "A parked note", "text", LIMIT)
