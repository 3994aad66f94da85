"""How many votes one person may place, and where: 5 in all, at most 3 on one touchpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.common.errors import Refused
from store.domain.agenda import VOTES_EACH, VOTES_ON_ONE


def with_vote(own: Mapping[str, int], touchpoint_id: str, step: int) -> dict[str, int]:
    """A person's ``own`` votes by touchpoint, with one more (1) or one less (-1) on one of them.

    Raises Refused past 5 votes in all or 3 on one touchpoint, or when there is none to take back.
    """
    here = own.get(touchpoint_id, 0)
    if step > 0 and sum(own.values()) >= VOTES_EACH:
        raise Refused(f"Your {VOTES_EACH} votes are placed. Press V to take one back.")
    if step > 0 and here >= VOTES_ON_ONE:
        raise Refused(f"At most {VOTES_ON_ONE} of your votes may be on one touchpoint.")
    if step < 0 and not here:
        raise Refused("You have no vote on this touchpoint.")
    votes = {**own, touchpoint_id: here + step}
    return {id: count for id, count in votes.items() if count}


def within_limits(votes: Iterable[tuple[str, int]]) -> dict[str, int]:
    """One person's ``votes`` by touchpoint, each touchpoint's together: what is past the limits,
    as after a merge, is free again."""
    allowed: dict[str, int] = {}
    for id, count in votes:
        room = VOTES_EACH - sum(allowed.values())
        count = min(allowed.get(id, 0) + count, VOTES_ON_ONE, allowed.get(id, 0) + room)
        if count:
            allowed[id] = count
    return allowed
