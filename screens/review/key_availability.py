"""Which of the review's keys work at the moment, for whom, and on whose screen."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from screens.core.keys import KeyCommand
from screens.core.review_rules import is_allowed, is_revealed, leads, takes_turns, waits_for_reveal
from store.domain.agenda import ROUNDS, Deed, StepKey, refusal
from store.models.review import Review

_DEEDS = {
    "next_step": Deed.MOVE_STEP,
    "previous_step": Deed.MOVE_STEP,
    "timer": Deed.TIMER,
    "extend": Deed.TIMER,
    "gather": Deed.GATHER,
    "reveal": Deed.REVEAL,
    "cancel_review": Deed.CANCEL,
}
ACTIONS = frozenset(
    {*_DEEDS, "private_turn", "say_done", "say_not_done", "hand_over", "stage_page", "guide"}
)
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
    if action == "guide":
        return review is not None
    if action == "stage_page":
        return review is not None and review.step.key is not StepKey.CLOSE and phase is Phase.ALL
    if review is None or phase is Phase.TURN:
        return review is not None and action == "say_done"
    if action == "private_turn":
        again = is_allowed(review, member_id, Deed.ROUND)
        return phase is Phase.ALL and (takes_turns(review) or again or None)
    if action == "say_done":
        return (member_id is not None and member_id not in review.done) or None
    if action == "say_not_done":
        return member_id in review.done
    if action == "hand_over":
        return True
    if action == "gather" and not leads(review, member_id):
        return review.called is not None or None
    if action == "reveal" and not waits_for_reveal(review):
        return None
    if action == "previous_step" and review.step_index == 0:
        return None
    return is_allowed(review, member_id, _DEEDS[action]) or None


def named_now(command: KeyCommand, review: Review | None) -> KeyCommand:
    """``command`` as it is called in this step: going on from the last step closes the review,
    after the reveal a private turn is another round, and more time is the topic's that is
    talked about."""
    if review is None:
        return command
    if command.id == "review.next" and review.step_index == len(review.steps) - 1:
        return replace(command, label="Close the review", help="Close the review, after asking")
    if command.id == "review.turn" and not takes_turns(review):
        again = "Let everybody write or vote privately again, after asking"
        return replace(command, label="Another round", help=again, footer=8)
    if command.id == "review.extend" and review.topic is not None:
        return replace(command, help="Give the topic a minute more", footer=2)
    return command


def lead_rule(review: Review, deed: Deed) -> str | None:
    """Who leads, and that ``deed`` is the lead's; None where others may do it too."""
    rule = refusal(deed, review.step.key, leads=False, revealed=False, voting=False)
    return f"{review.lead.name} leads. {rule}" if rule and review.lead is not None else rule


def why_not(action: str, review: Review | None, member_id: str | None) -> str | None:
    """Why ``action`` is not possible: it is the lead's, or there is nothing to do it to."""
    if review is None:
        return None
    if action in _DEEDS and review.lead is not None and not leads(review, member_id):
        return lead_rule(review, _DEEDS[action])
    step = review.step.key
    if action == "private_turn" and is_revealed(review) and step in ROUNDS:
        return f"{step.label} has been revealed. Only the lead may begin another private round."
    if action in ("reveal", "private_turn") and is_revealed(review):
        return f"{step.label} has been revealed already."
    if action == "say_done" and member_id in review.done:
        return "You are done with this step already. Press Y to take it back."
    return {
        "reveal": "Nothing private has been given in this step.",
        "private_turn": f"{step.label} has no private turns.",
        "say_done": "In the room, who ends a private turn is done. Press w to begin one.",
        "previous_step": "This is the first step.",
    }.get(action)
