"""Which of the review's keys work at the moment, for whom, and on whose screen."""

from __future__ import annotations

from enum import Enum

from screens.review.rules import leads, may, takes_turns, waits_for_reveal
from store.practice.agenda import Deed, refusal
from store.snapshot import Review

_DEEDS = {
    "next_step": Deed.MOVE_STEP,
    "previous_step": Deed.MOVE_STEP,
    "timer": Deed.TIMER,
    "extend": Deed.TIMER,
    "reveal": Deed.REVEAL,
    "cancel_review": Deed.CANCEL,
}
ACTIONS = frozenset({*_DEEDS, "private_turn", "say_done", "hand_over"})
"""The review's own actions, in every step."""


class Phase(Enum):
    """Whose screen it is."""

    ALL = "everybody's"
    PASSING = "nobody's, while the keyboard is passed"
    TURN = "one person's"


def possible(
    action: str, review: Review | None, member_id: str | None, phase: Phase
) -> bool | None:
    """Whether ``action`` is possible; None where it is not at the moment, False where it has
    no place here. What is not the review's own is."""
    if action not in ACTIONS:
        return True
    if review is None or phase is Phase.TURN:
        return review is not None and action == "say_done"
    if action == "private_turn":
        return phase is Phase.ALL and (takes_turns(review) or None)
    if action == "say_done":
        return member_id is not None or None
    if action == "hand_over":
        return True
    if action == "reveal" and not waits_for_reveal(review):
        return None
    if action == "previous_step" and review.step_index == 0:
        return None
    return may(review, member_id, _DEEDS[action]) or None


def why_not(action: str, review: Review | None, member_id: str | None) -> str | None:
    """Whose deed ``action`` is, where only the lead does it and who types does not lead."""
    if action not in _DEEDS or review is None or review.lead is None:
        return None
    if leads(review, member_id):
        return None
    rule = refusal(_DEEDS[action], review.step.key, leads=False, revealed=False, voting=False)
    return rule and f"{review.lead.name} leads. {rule}"
