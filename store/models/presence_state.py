"""What is known of who is here: plain values, which screens show before the store is loaded."""

from __future__ import annotations

from enum import StrEnum

from store.common.dataclass import dataclass


class State(StrEnum):
    """Whether somebody at a terminal works there now."""

    HERE = "here"
    QUIET = "quiet"
    """Here, but without a key for a while: listening, or gone soon."""
    AWAY = "away"

    @property
    def is_here(self) -> bool:
        """Whether who sits there counts as here: talking is not being away."""
        return self is not State.AWAY


@dataclass(frozen=True, slots=True)
class Presence:
    """A terminal that shows the team: whose it is (None: the room's), and how it is there."""

    member_id: str | None
    sitting: str
    state: State = State.HERE
    writes: str | None = None
    """The id of the member who has a private turn, private words half-typed, or an improvement's
    form in Pick, there."""
    place: str | None = None
    """The stage it looks at in Pick, by its value; None elsewhere."""


_ORDER = tuple(State)


def states_of(people: tuple[Presence, ...]) -> dict[str | None, State]:
    """How each member, and the room (None), is here: at several terminals, as at the best."""
    states: dict[str | None, State] = {}
    for each in people:
        known = states.get(each.member_id, each.state)
        states[each.member_id] = min(known, each.state, key=_ORDER.index)
    return states
