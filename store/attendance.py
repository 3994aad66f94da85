"""What is known of who is here: plain values, which screens show before the store is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether somebody at a terminal works there now."""

    HERE = "here"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Presence:
    """A terminal that shows the team: whose it is (None: the room's), and how it is there."""

    member_id: str | None
    sitting: str
    state: State = State.HERE


def states_of(people: tuple[Presence, ...]) -> dict[str | None, State]:
    """How each member, and the room (None), is here: at several terminals, as at the best."""
    states: dict[str | None, State] = {}
    for each in people:
        if states.get(each.member_id) is not State.HERE:
            states[each.member_id] = each.state
    return states
