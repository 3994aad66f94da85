"""Who is here, as the first row says it: from the terminals that show the team, and from who
is marked as present in the review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.common.dataclass import dataclass
from store.models.presence_state import State, states_of

if TYPE_CHECKING:
    from store.models.presence_state import Presence
    from store.models.snapshot import Snapshot

ROOM = "the room"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part: by name, whether they are here or away, whether they lead."""

    name: str
    here: bool
    leads: bool = False
    takes_part: bool = True
    """Whether they came at all: to the review, or to a terminal."""
    quiet: bool = False
    """Whether they are here without a key for a while, and shown dimmed."""


def people_here(snapshot: Snapshot, terminals: Sequence[Presence]) -> list[Person]:
    """Who is here or away, in the team's order; the room behind them.

    In a review all members are told of. Who is marked as present there and has no terminal
    sits in the room, if that has one or no terminal is known of at all. Elsewhere only those
    with a terminal are.
    """
    states = states_of(tuple(terminals))
    review = snapshot.review
    marked = {member.id for member in review.present} if review else set()
    in_room = None in states or not states
    people: list[Person] = []
    for member in snapshot.team.present_members:
        state = states.get(member.id)
        if state is None and not marked:
            continue
        here = (state is not None and state.is_here) or (
            state is None and in_room and member.id in marked
        )
        leads = review is not None and review.lead is not None and review.lead.id == member.id
        came = state is not None or member.id in marked
        people.append(Person(member.name, here, leads, came, state is State.QUIET))
    if None in states and not marked:
        room = states[None]
        people.append(Person(ROOM, room.is_here, quiet=room is State.QUIET))
    return people


def counted(people: Sequence[Person]) -> str:
    """``3 here, 1 away``, of those who take part."""
    here_count = sum(person.here for person in people)
    away_count = sum(person.takes_part for person in people) - here_count
    return f"{here_count} here, {away_count} away" if away_count else f"{here_count} here"
