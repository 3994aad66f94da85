"""What the sample's story is made of. Things name one another by their ``key``.

Days are dates in the team's zone, the last of them today. Instants of past reviews are the
zone's wall-clock time. What has to be due at this very moment is given as time ago, so that
it fits any hour of the day.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from store.common.dataclass import dataclass
from store.domain.cycles import Cadence
from store.domain.sent_words import WordsKind
from store.domain.stages import Stage
from store.domain.statistics.measures import Better, MeasureKind, PerCycle


@dataclass(frozen=True, slots=True)
class StoryMember:
    """Someone in the team."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class StoryMeasure:
    """A measure of the team's own: a rate, or a count (``per_cycle``)."""

    key: str
    kind: MeasureKind
    better: Better
    per_cycle: PerCycle | None


@dataclass(frozen=True, slots=True)
class StoryTouchpoint:
    """A card, in board order within its stage. ``volume`` is customers per cycle."""

    key: str
    stage: Stage
    text: str
    channel: str
    friction: int
    author: str
    """A member's key."""
    notes: str
    feeling: str
    volume: int | None
    sign: str
    """What shows that a customer needs help there."""
    unasked: str
    """What the team does at that sign, unasked."""
    stuck: str
    """Whom to turn to."""
    added_on: date


@dataclass(frozen=True, slots=True)
class StoryProof:
    """How the team meant to know. Days are inclusive; ``after_days`` runs from the day after done.

    ``target`` is in the measure's figure: a fraction, NPS points, or a count a week.
    """

    measure: str
    before_from: date
    before_to: date
    after_days: int
    target: float | None


@dataclass(frozen=True, slots=True)
class StoryImprovement:
    """One small change; ``status`` is planned, done, dropped or carried.

    The review that ``plans`` the same week picked it.
    """

    key: str
    stage: Stage
    week: date
    """Monday of the week it was planned for."""
    text: str
    touchpoint: str | None
    owner: str | None
    due: date
    proof: StoryProof | None
    status: str
    done_on: date | None
    late: bool
    """Done after its week's two days of grace."""
    decided_on: date | None
    """The day it was marked done, dropped or carried; None while planned."""
    reason: str
    """Why it was dropped or carried."""
    carried_from: str | None
    carried_to: str | None


@dataclass(frozen=True, slots=True)
class StorySkippedStage:
    """A stage the team left out of a week, and why."""

    stage: Stage
    week: date
    reason: str


@dataclass(frozen=True, slots=True)
class StorySkippedWeek:
    """A whole week the team left out, and why."""

    week: date
    reason: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class StoryEvidence:
    """One answer, or one week's count. ``value``: yes is 1 and no is 0, else as on its scale."""

    key: str
    stage: Stage
    measure: str
    touchpoint: str | None
    on: date
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class StoryQuote:
    """A customer's own words."""

    key: str
    stage: Stage
    touchpoint: str | None
    on: date
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class StoryHandOver:
    """A case passed on: how long ago, to which member, and why."""

    ago: timedelta
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class StoryCase:
    """A customer's problem followed up. ``owner`` opened it; then the hand-overs, oldest first."""

    key: str
    ref: str
    subject: str
    stage: Stage
    touchpoint: str
    interactions_ago: tuple[timedelta, ...]
    """Oldest first; the first one opened the case."""
    called_ago: timedelta | None
    """Which of the interactions was the call; None without one."""
    solved_ago: timedelta | None
    answered_ago: timedelta | None
    """When “Did we solve it?” was answered; None while not asked."""
    answer: bool | None
    """What the customer said then; None where no answer came."""
    owner: str
    customer: str
    since: str
    last_matter: str
    remember: str
    hand_overs: tuple[StoryHandOver, ...]


@dataclass(frozen=True, slots=True)
class StoryPromise:
    """One thing the team promises: a ``reply``, who may ``decide``, or the ``step-up``."""

    kind: str
    subject: str = ""
    who: str = ""
    up_to: str = ""
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class StoryQuestion:
    """A question that customers ask, the days it was asked, and where it is answered."""

    text: str
    asked_on: tuple[date, ...]
    answered_where: str
    answered_as: str
    late: int
    """How many of them, the last ones, asked only once they were frustrated."""
    joined_into: str
    """The text of the question it was joined with; empty where it counts for itself."""


@dataclass(frozen=True, slots=True)
class StoryWording:
    """How the team words something it sends."""

    kind: WordsKind
    text: str


@dataclass(frozen=True, slots=True)
class StoryReview:
    """A closed review: the week it planned, who was there, and what the reveals showed.

    A mean is None below three people. ``votes`` are totals by touchpoint.
    """

    key: str
    plans: date
    """Monday of the week it planned."""
    opened_at: datetime
    closed_at: datetime
    lead: str
    present: tuple[str, ...]
    mood_count: int
    mood_mean: float | None
    rating_count: int
    rating_mean: float | None
    votes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The whole sample as it stands at the end of ``today``."""

    today: date
    team: str
    cadence: Cadence
    review_weekday: int
    """0 Monday to 6 Sunday: today's, so that a review is due today."""
    review_time: time
    reply_target_hours: int
    founded_on: date
    """The Monday the team's first cycle began."""
    members: tuple[StoryMember, ...]
    measures: tuple[StoryMeasure, ...]
    touchpoints: tuple[StoryTouchpoint, ...]
    improvements: tuple[StoryImprovement, ...]
    skipped_stages: tuple[StorySkippedStage, ...]
    skipped_weeks: tuple[StorySkippedWeek, ...]
    evidence: tuple[StoryEvidence, ...]
    quotes: tuple[StoryQuote, ...]
    cases: tuple[StoryCase, ...]
    promises: tuple[StoryPromise, ...]
    promised_on: date
    questions: tuple[StoryQuestion, ...]
    wordings: tuple[StoryWording, ...]
    reviews: tuple[StoryReview, ...]
