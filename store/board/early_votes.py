"""Votes put aside between the meetings, as they can be counted now, and how many people gave some.

They follow the board and never hold it up: a merge takes them along, 3 at most on one; those on
what was archived are free again.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Executable, Select, bindparam, func, select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import canonical_id
from store.db.tables.ballot_models import EarlyCardRow, EarlyVoteRow
from store.db.tables.models import TouchpointRow
from store.domain.vote_limits import within_limits
from store.models.review import Waiting


def early_votes(
    session: Session, team_id: str, member_id: str | None = None
) -> dict[str, dict[str, int]]:
    """What each member, or this one, has put aside and can still be counted, by touchpoint: what
    was merged counts with what it was merged into, what was archived not at all."""
    query = _put_aside()
    if member_id is not None:
        query = query.where(EarlyVoteRow.member_id == member_id)
    rows = session.execute(query, {"team": team_id}).all()
    if not rows:
        return {}
    ids = {id for _, id, _ in rows}
    on_board = set(
        session.scalars(
            select(TouchpointRow.id).where(
                TouchpointRow.id.in_(ids), TouchpointRow.archived_at.is_(None)
            )
        )
    )
    votes_by_card: dict[str, list[tuple[str, int]]] = {}
    for member, id, count in rows:
        if id in on_board:
            votes_by_card.setdefault(member, []).append((id, count))
    return {member: within_limits(votes) for member, votes in votes_by_card.items()}


def waiting_in(session: Session, team_id: str) -> Waiting:
    """How much waits privately for the review to come: never what, or whose."""
    cards = session.scalar(_cards_written(), {"team": team_id})
    return Waiting(cards or 0, len(early_votes(session, team_id)))


@cache
def _put_aside() -> Select[*tuple[Any, ...]]:
    """The query for the votes of ``:team``; put together once, as they are counted after every
    change."""
    return (
        select(EarlyVoteRow.member_id, canonical_id(TouchpointRow), EarlyVoteRow.votes)
        .join(TouchpointRow, TouchpointRow.id == EarlyVoteRow.touchpoint_id)
        .where(EarlyVoteRow.team_id == bindparam("team"))
        .order_by(EarlyVoteRow.touchpoint_id)
    )


@cache
def _cards_written() -> Executable:
    """The query for how many cards ``:team`` wrote."""
    return select(func.count()).where(EarlyCardRow.team_id == bindparam("team"))
