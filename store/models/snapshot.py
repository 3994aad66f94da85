"""What comes out of the store: frozen pictures of one team's state at one journal ``seq``.

Screens hold one ``Snapshot`` and hand its parts down. Evidence never rides here: it is
queried and paged (`store.evidence.evidence`). Nothing here knows the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from store.domain.agenda import TOPIC_MINUTES, AgendaKind, Decision, Step, StepKey
from store.domain.cycles import Cadence, Cycle, Stretch
from store.domain.stages import Stage
from store.domain.statistics.momentum import CycleRecord, Momentum
from store.domain.statistics.verdicts import Reading


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
    touchpoint_feeling: str = ""
    """How customers should feel at its touchpoint; empty where nobody has said it."""
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
    link: str = ""
    """The web address of its issue or page; empty for none."""
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
    """Call: two interactions have not solved it, or a call a day ago has not."""
    REPLY = "reply"
    """Contact the customer: the team's reply target passes without a contact."""


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
    waiting_days: int = 0
    """Whole days since the last contact with a customer whose case is not solved."""
    owner: str = ""
    """Who owns the case; empty for nobody."""
    stuck: str = ""
    """Whom to turn to if stuck, as the case's touchpoint says."""
    again: bool = False
    """A call has not solved it."""
    passed_on: int = 0
    """How often the case went from one owner to another."""


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
    next: FollowUp
    """What is due next with the customer."""
    waiting_since: datetime
    """The last contact."""
    touchpoint: str = ""
    customer: str = ""
    since: str = ""
    last_matter: str = ""
    remember: str = ""
    """What was known of the customer at the first contact; empty for nothing."""


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

    def told(self, now: datetime, *, first: bool) -> Cycle:
        """The cycle that the next review plans, as people are told ``now``: a team's ``first`` one
        may be held at once, as may one that is due within half a day."""
        soon = self.overdue or self.at - now < _SOON
        return self.planned if first or soon else self.plans


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
    waiting: Waiting = Waiting()
    """What waits privately for the review to come."""
    parked: tuple[Parked, ...] = ()
    """What waits in the parking lot, the oldest first."""
    unjournaled: int = 0
    """How many changes the journal does not see came before it."""

    def plans(self, cycle: Cycle | None) -> bool:
        """Whether something is picked for, or a stage left out of, a cycle it shows."""
        picked = any(each.cycle == cycle for each in self.planned)
        return picked or any(each.cycle == cycle for each in self.skipped_stages)
