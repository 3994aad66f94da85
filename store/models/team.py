"""A team and its members, as read."""

from __future__ import annotations

from datetime import date, time

from store.common.dataclass import dataclass
from store.domain.agenda import AgendaKind, Step
from store.domain.calendar import Stretch
from store.domain.cycles import Cadence


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in a team. ``left_on`` is the day they left, None while they are in it."""

    id: str
    name: str
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team's settings and its members (those who left last)."""

    id: str
    name: str
    cadence: Cadence
    ahead: tuple[Stretch, ...]
    """The days from today on by the cadence of their cycles, with the changes that wait."""
    zone: str
    review_weekday: int
    """0 Monday to 6 Sunday."""
    review_week: str
    """Monthly teams: ``first`` or ``last`` such weekday of the month."""
    review_time: time
    reply_target_hours: int
    show_authors: bool
    members: tuple[Member, ...]
    agendas: dict[AgendaKind, tuple[Step, ...]]
    version: int
    asks_question: bool = True
    """Whether Check-in opens with a question."""

    @property
    def present_members(self) -> tuple[Member, ...]:
        """The members who have not left."""
        return tuple(member for member in self.members if member.left_on is None)
