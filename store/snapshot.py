"""What comes out of the store: frozen pictures of one team's state at one journal ``seq``.

Screens hold one ``Snapshot`` and hand its parts down. Evidence never rides here: it is
queried and paged (`store.evidence`). Nothing here knows the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from store.practice.agenda import AgendaKind, Step
from store.practice.cycles import Cadence, Cycle
from store.practice.momentum import CycleRecord, Momentum
from store.practice.stages import Stage
from store.practice.verdicts import Reading


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
    next_cadence: tuple[Cadence, date] | None
    """A cadence change that waits: what it becomes, and its first day."""
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

    @property
    def present_members(self) -> tuple[Member, ...]:
        """The members who have not left."""
        return tuple(member for member in self.members if member.left_on is None)


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


class Status(StrEnum):
    """What became of an improvement."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Proof:
    """How we will know: fixed at Pick. Days are inclusive; ``after_days`` counts whole days."""

    measure: str
    measure_title: str
    touchpoint_only: bool
    before_from: date
    before_to: date
    after_days: int
    target: float | None


@dataclass(frozen=True, slots=True)
class Improvement:
    """One small change picked for a stage in a cycle."""

    id: str
    stage: Stage
    cycle: Cycle
    text: str
    status: Status
    owner: Member | None
    due: date
    touchpoint_id: str | None = None
    touchpoint_text: str | None = None
    proof: Proof | None = None
    done_on: date | None = None
    late: bool = False
    """Marked done after its cycle's grace had ended; kept, but it does not count as kept."""
    reason: str = ""
    """Why it was dropped or carried."""
    carried_times: int = 0
    """How often this commitment has been carried over to get here: 2 is "carried twice"."""
    carried_from: str | None = None
    carried_to: str | None = None
    reading: Reading | None = None
    """The verdict so far or final; None without a proof."""
    unmet: tuple[str, ...] = ()
    """Which of the small-checks it fails, in words; empty when it is small."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class SkippedStage:
    """A stage left out of a cycle with its reason."""

    id: str
    stage: Stage
    cycle: Cycle
    reason: str


class FollowUpKind(StrEnum):
    """What is due with a customer."""

    ASK = "ask"
    """Ask “Did we solve it?”, 24 hours after the case was solved."""
    CALL = "call"
    """Call: two interactions have not solved it."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something due with a customer, or coming; overdue 24 hours after it is due."""

    case_id: str
    ref: str
    kind: FollowUpKind
    subject: str
    due_at: datetime
    due: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case still followed up: not solved yet, or solved and nobody asked."""

    id: str
    ref: str
    subject: str
    stage: Stage
    interactions: int
    opened_at: datetime
    solved_at: datetime | None
    next: FollowUp | None
    """What is due next with the customer; None before a second interaction."""


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
class Tally:
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
    mood: Tally | None = None
    rating: Tally | None = None
    private: PrivateCounts = field(default_factory=PrivateCounts)
    votes: dict[str, int] = field(default_factory=dict)
    """Revealed totals by touchpoint id."""
    next_review: datetime | None = None
    version: int = 1

    @property
    def step(self) -> Step:
        """The step everybody is in."""
        return self.steps[self.step_index]


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When the next review is due; overdue once that time has passed and none closed."""

    at: datetime
    overdue: bool
    planned: Cycle
    """The cycle that a review opened now would plan."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One team at one moment of its journal."""

    seq: int
    at: datetime
    team: Team
    board: Board
    cycle: Cycle | None
    """The running cycle; None in the days before a new cadence's first cycle."""
    cycle_skipped: str | None
    """Why the running cycle is skipped, None when it is not."""
    planned: tuple[Improvement, ...]
    """Improvements of the running cycle, of ``next_cycle``, and of the cycle the open review
    plans."""
    undecided: tuple[Improvement, ...]
    """Planned improvements of any cycle that are not decided yet, unowned first."""
    skipped_stages: tuple[SkippedStage, ...]
    """Of the same cycles."""
    follow_ups: tuple[FollowUp, ...]
    momentum: Momentum
    strip: tuple[CycleRecord, ...]
    """The last 12 cycles up to the running one, oldest first."""
    review: Review | None
    review_due: ReviewDue
    reviews_closed: int = 0
    next_cycle: Cycle | None = None
    """The first cycle to come that has an improvement or a skipped stage; None without one."""
    open_cases: int = 0
    """Cases still followed up, whether anything is due or not."""
    unjournaled: int = 0
    """How many changes the journal does not see came before it."""

    def plans(self, cycle: Cycle | None) -> bool:
        """Whether something is picked for, or a stage left out of, a cycle it shows."""
        picked = any(each.cycle == cycle for each in self.planned)
        return picked or any(each.cycle == cycle for each in self.skipped_stages)
