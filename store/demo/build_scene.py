"""Where the sample's story is written: the workspace, and what its keys have become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from store.common.dataclass import dataclass
from store.demo.story.story_shapes import Story
from store.domain.cycles import cycle_of
from store.domain.statistics.measures import Measure, find_measure
from store.domain.statistics.own_measures import own_measure
from store.journal.seat import Seat
from store.workspace.workspace import TeamRef, Workspace


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at an instant."""

    at: datetime
    happen: Callable[[], object]


@dataclass
class Scene:
    """The story, the workspace it goes into, and the ids of what is written so far."""

    story: Story
    workspace: Workspace
    team: TeamRef
    zone: ZoneInfo
    members: dict[str, str] = field(default_factory=dict)
    touchpoints: dict[str, str] = field(default_factory=dict)
    improvements: dict[str, str] = field(default_factory=dict)
    _seats: dict[str, Seat] = field(default_factory=dict)
    _measures: dict[str, Measure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for member in self.story.members:
            self.members[member.key] = self.workspace.find_member(self.team, member.name)

    def seat(self, member: str) -> Seat:
        """The seat of the member with this key."""
        if member not in self._seats:
            sitting = self.workspace.new_id()
            self._seats[member] = Seat(self.workspace, self.team.id, self.members[member], sitting)
        return self._seats[member]

    def at(self, day: date, clock: time) -> datetime:
        """The instant of a wall-clock time in the team's zone."""
        return self.instant(datetime.combine(day, clock))

    def instant(self, wall: datetime) -> datetime:
        """The instant of a wall-clock date and time in the team's zone."""
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def label(self, monday: date) -> str:
        """The label of the cycle that begins on ``monday``."""
        return cycle_of(monday, self.story.cadence).label

    def measure(self, key: str) -> Measure:
        """The measure with this key, built in or the team's own."""
        if key not in self._measures:
            custom = (
                own_measure(each.key, each.kind, each.better, per_cycle=each.per_cycle)
                for each in self.story.measures
            )
            self._measures[key] = find_measure(key, tuple(custom))
        return self._measures[key]
