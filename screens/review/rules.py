"""What is possible in the open review, for greying out; the store refuses the same."""

from __future__ import annotations

from store.practice.agenda import ENOUGH_TO_AVERAGE, REVEALABLE, Deed, StepKey, refusal
from store.snapshot import Member, Review


def leads(review: Review, member_id: str | None) -> bool:
    """Whether who types may act as the lead: the room does, and anyone while nobody leads."""
    return member_id is None or review.lead is None or review.lead.id == member_id


def is_revealed(review: Review) -> bool:
    """Whether what is private in the current step has been revealed."""
    return {
        StepKey.CHECK_IN: review.mood is not None,
        StepKey.MAP: review.map_revealed,
        StepKey.FOCUS: review.focus_revealed,
        StepKey.CLOSE: review.rating is not None,
    }.get(review.step.key, False)


def may(review: Review, member_id: str | None, deed: Deed) -> bool:
    """Whether ``deed`` is possible for who types."""
    step = review.step.key
    voting = step is StepKey.FOCUS and not review.focus_revealed
    revealed = is_revealed(review)
    lead = leads(review, member_id)
    return refusal(deed, step, leads=lead, revealed=revealed, voting=voting) is None


def given(review: Review) -> int:
    """How much has been given privately in the current step: cards, or people."""
    return {
        StepKey.CHECK_IN: review.private.moods,
        StepKey.MAP: review.private.cards,
        StepKey.FOCUS: review.private.voters,
        StepKey.CLOSE: review.private.ratings,
    }.get(review.step.key, 0)


def waits_for_reveal(review: Review) -> bool:
    """Whether leaving the step reveals something that people have not seen yet."""
    return given(review) > 0 and not is_revealed(review)


def takes_turns(review: Review) -> bool:
    """Whether the step has private turns, and they are still open."""
    return review.step.key in REVEALABLE and not is_revealed(review)


def not_done(review: Review) -> tuple[Member, ...]:
    """Who is here and has begun neither to say "I'm done" nor to go: those still writing.

    Empty where nobody in the step says so at all.
    """
    if not review.done or not takes_turns(review):
        return ()
    return tuple(member for member in review.present if member.id not in review.done)


def private_words(review: Review) -> str:
    """How much is waiting for its reveal, never what: ``3 cards are written``."""
    count = given(review)
    one = count == 1
    return {
        StepKey.CHECK_IN: f"{count} mood{'' if one else 's'} given",
        StepKey.MAP: f"{count} private card{'' if one else 's'} written",
        StepKey.FOCUS: f"{count} {'person has' if one else 'people have'} voted",
        StepKey.CLOSE: f"{count} rating{'' if one else 's'} given",
    }.get(review.step.key, "")


def average_words(review: Review) -> str:
    """What revealing moods or ratings will show, and that they are deleted by it."""
    count = given(review)
    if count < ENOUGH_TO_AVERAGE:
        return (
            f"{count} answered; an average shows from three people up, so none will show. "
            "What was given is deleted."
        )
    return "Only the average shows; the rest is deleted."
