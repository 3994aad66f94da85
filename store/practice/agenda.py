"""A review's ordered steps, their time boxes, and who may do what in each.

The rules live here once: the store refuses with these sentences, the screen greys out
what they refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from store.errors import Refused


class StepKey(StrEnum):
    """One of the seven steps, in the order a review takes them."""

    CHECK_IN = "check-in"
    LOOK_BACK = "look-back"
    MAP = "map"
    FOCUS = "focus"
    PICK = "pick"
    EVIDENCE = "evidence"
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
    AgendaKind.TEAM: _steps(check_in=3, look_back=8, map=8, focus=4, pick=12, evidence=6, close=4),
    AgendaKind.SOLO: _steps(look_back=2, map=2, pick=4, evidence=2),
    AgendaKind.SHORT: _steps(look_back=5, pick=8, close=2),
}

VOTES_EACH = 5
"""Votes a person may place in Focus."""
VOTES_ON_ONE = 3
"""Of which at most this many on one touchpoint."""
ENOUGH_TO_AVERAGE = 3
"""Moods or ratings needed before their mean is shown; below it only the count is."""


def check_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """``steps`` as an agenda: each step once, in the review's order, 1 to 120 minutes.

    Raises Refused when a box is out of range, a step comes twice, none is left, or Pick,
    without which a review plans nothing, is missing.
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
                f"{step.key.label} has {step.minutes} minutes; a time box is 1 to 120 minutes.",
                field="agenda",
            )
    order = list(StepKey)
    return tuple(sorted(steps, key=lambda step: order.index(step.key)))


class Deed(StrEnum):
    """Something a person may want to do in a review that its rules bound."""

    MOVE_STEP = "move the steps"
    TIMER = "run the timer"
    REVEAL = "reveal"
    HAND_OVER = "hand over the lead"
    CLOSE = "close the review"
    CANCEL = "cancel the review"
    WRITE_PRIVATE = "write privately"
    VOTE = "vote"
    MOOD = "give a mood"
    RATE = "rate the review"
    MERGE = "merge touchpoints"
    ARCHIVE = "archive a touchpoint"


LEAD_ONLY = frozenset(
    {Deed.MOVE_STEP, Deed.TIMER, Deed.REVEAL, Deed.HAND_OVER, Deed.CLOSE, Deed.CANCEL}
)
_STEP_OF: dict[Deed, StepKey] = {
    Deed.WRITE_PRIVATE: StepKey.MAP,
    Deed.VOTE: StepKey.FOCUS,
    Deed.MOOD: StepKey.CHECK_IN,
    Deed.RATE: StepKey.CLOSE,
}
_NEEDS_NO_BALLOT = frozenset({Deed.MERGE, Deed.ARCHIVE})
REVEALABLE = frozenset({StepKey.CHECK_IN, StepKey.MAP, StepKey.FOCUS, StepKey.CLOSE})
"""Steps with something private to reveal."""


def refusal(deed: Deed, step: StepKey, *, leads: bool, revealed: bool, voting: bool) -> str | None:
    """Why ``deed`` is not possible now, in one sentence, or None when it is.

    ``leads``: the person leads (or is the room, when the room leads). ``revealed``: what is
    private in ``step`` has been revealed. ``voting``: a vote is open in this review.
    """
    if deed in LEAD_ONLY and not leads:
        return f"Only the lead may {deed.value}. Press G to take the lead."
    if deed is Deed.REVEAL and step not in REVEALABLE:
        return f"There is nothing private to reveal in {step.label}."
    if deed is Deed.REVEAL and revealed:
        return f"{step.label} has been revealed already."
    wanted = _STEP_OF.get(deed)
    if wanted is not None and step is not wanted:
        return f"You can {deed.value} in the {wanted.label} step; the review is in {step.label}."
    if wanted is not None and revealed:
        return f"{wanted.label} has been revealed, so it is too late to {deed.value}."
    if deed in _NEEDS_NO_BALLOT and voting:
        return f"You can {deed.value} once the votes are revealed."
    return None
