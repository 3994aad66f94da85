"""A review's ordered steps, their time boxes, and who may do what in each.

The rules live here once: the store refuses with these sentences, the screen greys out
what they refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from store.common.dataclass import dataclass
from store.common.errors import Refused


class StepKey(StrEnum):
    """One of the seven steps, in the order a review takes them unless a team moved them."""

    CHECK_IN = "check-in"
    EVIDENCE = "evidence"
    LOOK_BACK = "look-back"
    MAP = "map"
    FOCUS = "focus"
    PICK = "pick"
    CLOSE = "close"

    @property
    def label(self) -> str:
        """The name people read, such as ``Look back``."""
        return self.value.replace("-", " ").capitalize() if self != StepKey.CHECK_IN else "Check-in"


@dataclass(frozen=True, slots=True)
class Step:
    """A step and its time box in whole minutes (1 to 120)."""

    key: StepKey
    minutes: int


class AgendaKind(StrEnum):
    """Which of a team's agendas a review follows."""

    TEAM = "team"
    SOLO = "solo"
    SHORT = "short"


def _steps(**minutes: int) -> tuple[Step, ...]:
    return tuple(Step(StepKey(key.replace("_", "-")), box) for key, box in minutes.items())


DEFAULT_AGENDAS: dict[AgendaKind, tuple[Step, ...]] = {
    AgendaKind.TEAM: _steps(check_in=3, evidence=6, look_back=6, map=6, focus=10, pick=10, close=4),
    AgendaKind.SOLO: _steps(evidence=2, look_back=2, map=2, pick=4),
    AgendaKind.SHORT: _steps(look_back=5, pick=8, close=2),
}
"""A team's steps until it changes them; only what it changed is stored."""

VOTES_EACH = 5
"""Votes a person may place in Focus."""
VOTES_ON_ONE = 3
"""Of which at most this many on one touchpoint."""
ENOUGH_TO_AVERAGE = 3
"""Moods or ratings needed before their mean is shown; below it only the count is."""
ENOUGH_TO_HIDE = 3
"""People whose votes or private cards are revealed together without telling whose they are."""

TOPIC_MINUTES = 3
"""Minutes for the talk about one topic in Focus."""
TOPIC_MINUTES_MOST = 60
"""The most minutes one topic can be given."""


class Decision(StrEnum):
    """What the talk about a topic ended with."""

    NONE = ""
    PICK = "pick"
    LOOK = "look"
    ENOUGH = "enough"

    @property
    def label(self) -> str:
        """The decision as people read it."""
        return {
            Decision.NONE: "no decision",
            Decision.PICK: "pick from it",
            Decision.LOOK: "someone looks into it",
            Decision.ENOUGH: "enough for now",
        }[self]


def decision_words(decision: Decision, looked_into_by: str = "") -> str:
    """A decision as people read it, with who looks into it where that is known."""
    if decision is Decision.LOOK and looked_into_by:
        return f"looked into by {looked_into_by}"
    return decision.label


def check_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """``steps`` as an agenda, in the order given: each step once, 1 to 120 minutes.

    Raises Refused when a box is out of range, a step comes twice, Pick, without which a review
    plans nothing, is missing, Focus comes before Map, or Close is not the last.
    """
    keys = [step.key for step in steps]
    if len(set(keys)) != len(keys):
        raise Refused("An agenda has each step once.", field="agenda")
    if StepKey.PICK not in keys:
        raise Refused(
            "An agenda needs the Pick step: without it nothing is planned.", field="agenda"
        )
    for step in steps:
        if not 1 <= step.minutes <= 120:
            raise Refused(
                f"{step.key.label} has {step.minutes} minutes. A time box is 1 to 120 minutes.",
                field="agenda",
            )
    if StepKey.FOCUS in keys and StepKey.MAP in keys[keys.index(StepKey.FOCUS) :]:
        raise Refused(
            "Focus comes after Map: people vote on the touchpoints that Map collects.",
            field="agenda",
        )
    if StepKey.CLOSE in keys[:-1]:
        raise Refused("Close is the last step.", field="agenda")
    return tuple(steps)


def move_step(steps: Sequence[Step], key: StepKey, by: int) -> tuple[Step, ...]:
    """``steps`` with the step ``key`` moved ``by`` places, at most to either end.

    Raises Refused when the agenda lacks the step, or where `check_steps` does.
    """
    moved = list(steps)
    index = next((number for number, step in enumerate(moved) if step.key is key), None)
    if index is None:
        raise Refused(f"{key.label} is not in this agenda. Give it minutes first.", field="agenda")
    step = moved.pop(index)
    moved.insert(min(max(0, index + by), len(moved)), step)
    return check_steps(moved)


def every_step(steps: Sequence[Step]) -> tuple[StepKey, ...]:
    """All seven steps in the order of ``steps``; one that is left out stands behind the step it
    follows by default, Map before Focus, Close last."""
    order = [step.key for step in steps]
    usual = list(StepKey)
    for key in usual:
        if key in order:
            continue
        if key is StepKey.CLOSE:
            order.append(key)
        elif key is StepKey.MAP and StepKey.FOCUS in order:
            order.insert(order.index(StepKey.FOCUS), key)
        else:
            index = usual.index(key)
            order.insert(order.index(usual[index - 1]) + 1 if index else 0, key)
    return tuple(order)


class Deed(StrEnum):
    """Something a person may want to do in a review that its rules bound."""

    MOVE_STEP = "move the steps"
    GATHER = "bring everybody along"
    TIMER = "run the timer"
    REVEAL = "reveal"
    ROUND = "begin another private round"
    HAND_OVER = "hand over the lead"
    CLOSE = "close the review"
    CANCEL = "cancel the review"
    WRITE_PRIVATE = "write privately"
    VOTE = "vote"
    MOOD = "give a mood"
    RATE = "rate the review"
    TALK = "choose the topic"
    NOTE = "note what is said"
    NEXT_DATE = "move the next review"
    MERGE = "merge touchpoints"
    ARCHIVE = "archive a touchpoint"


LEAD_ONLY = frozenset(
    {
        Deed.MOVE_STEP,
        Deed.GATHER,
        Deed.TIMER,
        Deed.REVEAL,
        Deed.ROUND,
        Deed.HAND_OVER,
        Deed.CLOSE,
        Deed.CANCEL,
        Deed.TALK,
        Deed.NEXT_DATE,
    }
)
_STEP_OF: dict[Deed, StepKey] = {
    Deed.WRITE_PRIVATE: StepKey.MAP,
    Deed.VOTE: StepKey.FOCUS,
    Deed.MOOD: StepKey.CHECK_IN,
    Deed.RATE: StepKey.CLOSE,
}
ROUNDS = frozenset({StepKey.MAP, StepKey.FOCUS})
"""Steps that may have another private round after the reveal."""
_NEEDS_NO_BALLOT = frozenset({Deed.MERGE, Deed.ARCHIVE})
_AFTER_THE_VOTES = frozenset({Deed.TALK, Deed.NOTE})
REVEALABLE = frozenset({StepKey.CHECK_IN, StepKey.MAP, StepKey.FOCUS, StepKey.CLOSE})
"""Steps with something private to reveal."""


def shows_whose(step: StepKey, people: int, *, authors: bool, alone: bool) -> bool:
    """Whether revealing what ``people`` gave privately in ``step`` shows whose it is.

    ``authors``: the team shows who wrote a card anyway. ``alone``: nobody else is there to see.
    """
    discloses = {StepKey.MAP: not authors, StepKey.FOCUS: True}.get(step, False)
    return discloses and not alone and 0 < people < ENOUGH_TO_HIDE


def refusal(deed: Deed, step: StepKey, *, leads: bool, revealed: bool, voting: bool) -> str | None:
    """Why ``deed`` is not possible now, in one sentence, or None when it is.

    ``leads``: the person leads (or is the room, when the room leads). ``revealed``: what is
    private in ``step`` has been revealed. ``voting``: a vote is open in this review.
    """
    if deed in LEAD_ONLY and not leads:
        return f"Only the lead may {deed.value}. You can press G once the lead is away."
    if deed is Deed.REVEAL and step not in REVEALABLE:
        return f"There is nothing private to reveal in {step.label}."
    if deed is Deed.REVEAL and revealed:
        return f"{step.label} has been revealed already."
    if deed is Deed.ROUND and (step not in ROUNDS or not revealed):
        return f"You can {deed.value} in Map and Focus, once they are revealed."
    needed_step = _STEP_OF.get(deed)
    if needed_step is not None and step is not needed_step:
        return (
            f"You can {deed.value} in the {needed_step.label} step. The review is in {step.label}."
        )
    if needed_step is not None and revealed:
        return f"{needed_step.label} has been revealed, so it is too late to {deed.value}."
    if deed in _AFTER_THE_VOTES and (step is not StepKey.FOCUS or voting):
        return f"You can {deed.value} in Focus, once the votes are revealed."
    if deed in _NEEDS_NO_BALLOT and voting:
        return f"You can {deed.value} once the votes are revealed."
    return None
