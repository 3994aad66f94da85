"""Touchpoints and the four columns they stand in, as read."""

from __future__ import annotations

from datetime import datetime

from store.common.dataclass import dataclass
from store.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A card on the board. ``friction`` 0 none to 3 severe; ``votes`` from the review shown."""

    id: str
    stage: Stage
    text: str
    notes: str = ""
    channel: str = ""
    friction: int = 0
    feeling: str = ""
    """How the customer should feel here; empty when not said."""
    volume: int | None = None
    """Customers per cycle, typed by the team; None when not said."""
    sign: str = ""
    """What shows that a customer is in trouble here, such as a third search."""
    unasked: str = ""
    """What is done then, before they ask."""
    stuck: str = ""
    """Whom to turn to if stuck."""
    author: str | None = None
    """The author's name, only where the team shows authors."""
    votes: int | None = None
    """Revealed votes in the open review, else None."""
    rank: str = ""
    version: int = 1
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One stage's touchpoints in board order."""

    stage: Stage
    touchpoints: tuple[Touchpoint, ...] = ()


Board = tuple[Column, Column, Column, Column]
