"""A review as read: its timer, topics, parked notes, and when it is due."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta

from store.common.dataclass import dataclass
from store.domain.agenda import TOPIC_MINUTES, AgendaKind, Decision, Step, StepKey
from store.domain.cycles import Cycle
from store.domain.stages import Stage
from store.models.team import Member


@dataclass(frozen=True, slots=True)
class Timer:
    """A step's time box. Seconds; ``running_since`` is None while paused.

    Elapsed now = ``elapsed`` + (now − ``running_since``) if running. It counts on into
    overtime and never moves a step.
    """

    box: int
    elapsed: float = 0.0
    running_since: datetime | None = None

    def elapsed_at(self, now: datetime) -> float:
        """Seconds spent in the step at ``now``."""
        if self.running_since is None:
            return self.elapsed
        return self.elapsed + max(0.0, (now - self.running_since).total_seconds())

    def left_at(self, now: datetime) -> float:
        """Seconds left at ``now``; negative in overtime."""
        return self.box - self.elapsed_at(now)


@dataclass(frozen=True, slots=True)
class RatingTally:
    """Private 1–5 answers after the reveal: how many, and their mean from three people up."""

    count: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class PrivateCounts:
    """What everybody may see of private work before its reveal: how much, never what."""

    cards: int = 0
    voters: int = 0
    moods: int = 0
    ratings: int = 0
    writers: int = 0
    """How many people wrote the cards."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits privately for the review to come: never what, or whose."""

    cards: int = 0
    voters: int = 0

    @property
    def words(self) -> str:
        """It as the start of a sentence, ``3 private touchpoints wait``; empty for nothing."""
        cards = f"{self.cards} private touchpoint{'' if self.cards == 1 else 's'}"
        votes = "one person's votes" if self.voters == 1 else f"the votes of {self.voters} people"
        if not self.cards:
            return f"{votes[0].upper()}{votes[1:]} wait" if self.voters else ""
        if self.voters:
            return f"{cards} and {votes} wait"
        return f"{cards} {'waits' if self.cards == 1 else 'wait'}"


@dataclass(frozen=True, slots=True)
class Parked:
    """A note that waits in the parking lot."""

    id: str
    text: str
    by: str
    """Who parked it; empty for the room."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Topic:
    """A touchpoint talked about in a review: what was said, and what was decided."""

    touchpoint_id: str
    note: str = ""
    decision: Decision = Decision.NONE
    minutes: int = TOPIC_MINUTES
    """The talk's time box."""
    opened_at: datetime | None = None
    """Since when it is being talked about; None while it is not."""
    settled_at: datetime | None = None
    """When the talk was over; None while it is not."""
    version: int = 1
    looked_into_by: str = ""
    """Who looks into it, and by when, in the lead's words."""


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A touchpoint that somebody looks into until the next review, as the talk about it decided."""

    touchpoint_id: str
    stage: Stage
    text: str
    looked_into_by: str
    """Who, and by when, in the lead's words; empty for nobody yet."""

    @property
    def looker(self) -> str:
        """Who looks into it, and by when."""
        return self.looked_into_by or "nobody yet"


@dataclass(frozen=True, slots=True)
class Called:
    """The lead brings everybody to where the lead is."""

    number: int
    """How often that was done in the review, this time included."""
    sitting: str
    """The terminal it was done at."""
    place: str
    """Where in the step, as the step names it; in Pick a stage. Empty: just the step."""


@dataclass(frozen=True, slots=True)
class Review:
    """The open review, or a past one."""

    id: str
    planned: Cycle
    kind: AgendaKind
    steps: tuple[Step, ...]
    step_index: int
    timer: Timer
    lead: Member | None
    """None: the room leads, as in one shared terminal."""
    present: tuple[Member, ...]
    done: tuple[str, ...]
    """Ids of members who said "I'm done" in the current step."""
    opened_at: datetime
    closed_at: datetime | None = None
    map_revealed: bool = False
    focus_revealed: bool = False
    mood: RatingTally | None = None
    rating: RatingTally | None = None
    private: PrivateCounts = field(default_factory=PrivateCounts)
    votes: dict[str, int] = field(default_factory=dict)
    """Revealed totals by touchpoint id."""
    topics: tuple[Topic, ...] = ()
    """What was talked about after the votes, in the order it was begun."""
    next_review: datetime | None = None
    next_moved_to: datetime | None = None
    """When the next review is, where it was moved; else None."""
    asked: StepKey | None = None
    """The step in which the lead was last asked whether to reveal what fewer than three gave."""
    led_before: str | None = None
    """The id of the member from whom the lead was taken while they were away."""
    quotes: tuple[str, ...] = ()
    """Ids of the evidence whose words are chosen for the report, in the order chosen."""
    learned: dict[str, str] = field(default_factory=dict)
    """What was learned from an improvement, by its id."""
    called: Called | None = None
    """The last time the lead brought everybody to a place; None: never."""
    version: int = 1

    @property
    def step(self) -> Step:
        """The step everybody is in."""
        return self.steps[self.step_index]

    @property
    def topic(self) -> Topic | None:
        """What is being talked about at the moment."""
        return next((each for each in self.topics if each.opened_at is not None), None)


_SOON = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When the next review is due; overdue once that time has passed and none closed."""

    at: datetime
    overdue: bool
    planned: Cycle
    """The cycle that a review opened now would plan."""
    plans: Cycle
    """The cycle that the review due at ``at`` is to plan."""

    def cycle_to_announce(self, now: datetime, *, first: bool) -> Cycle:
        """The cycle that the next review plans, as people are told ``now``: a team's ``first`` one
        may be held at once, as may one that is due within half a day."""
        soon = self.overdue or self.at - now < _SOON
        return self.planned if first or soon else self.plans
