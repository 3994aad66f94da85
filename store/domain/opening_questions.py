"""Questions that open a review: light ones, which everybody can answer in a sentence."""

from __future__ import annotations

OPENING_QUESTIONS = (
    "Which customer made you smile since last time?",
    "What did a customer teach you lately?",
    "Where were you a happy customer yourself this week?",
    "Which small thing went better than you thought?",
    "Whose help made your week easier?",
    "What did you say to a customer that you would say again?",
    "Which question would you like to hear less often?",
    "When did somebody make a queue or a form easy for you?",
    "What would you show a new colleague first?",
    "Which thank-you from a customer do you remember?",
    "What are you looking forward to this week?",
    "Which promise to a customer were you glad to keep?",
)
"""In the order in which reviews ask them."""


def opening_question(closed: int) -> str:
    """The question for a team that has closed ``closed`` reviews: another each time."""
    return OPENING_QUESTIONS[closed % len(OPENING_QUESTIONS)]
