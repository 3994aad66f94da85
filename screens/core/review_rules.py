"""What is possible in the open review, for greying out; the store refuses the same."""

from __future__ import annotations

from store.domain.agenda import (
    ENOUGH_TO_AVERAGE,
    REVEALABLE,
    AgendaKind,
    Deed,
    StepKey,
    refusal,
    shows_whose,
)
from store.models.review import Review
from store.models.team import Member, Team


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


def is_allowed(review: Review, member_id: str | None, deed: Deed) -> bool:
    """Whether ``deed`` is possible for who types."""
    step = review.step.key
    voting = step is StepKey.FOCUS and not review.focus_revealed
    revealed = is_revealed(review)
    lead = leads(review, member_id)
    return refusal(deed, step, leads=lead, revealed=revealed, voting=voting) is None


def private_count(review: Review) -> int:
    """How much has been given privately in the current step: cards, or people."""
    return {
        StepKey.CHECK_IN: review.private.moods,
        StepKey.MAP: review.private.cards,
        StepKey.FOCUS: review.private.voters,
        StepKey.CLOSE: review.private.ratings,
    }.get(review.step.key, 0)


def waits_for_reveal(review: Review) -> bool:
    """Whether leaving the step reveals something that people have not seen yet."""
    return private_count(review) > 0 and not is_revealed(review)


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
    count = private_count(review)
    one = count == 1
    return {
        StepKey.CHECK_IN: f"{count} mood{'' if one else 's'} given",
        StepKey.MAP: f"{count} private touchpoint{'' if one else 's'} written",
        StepKey.FOCUS: f"{count} {'person has' if one else 'people have'} voted",
        StepKey.CLOSE: f"{count} rating{'' if one else 's'} given",
    }.get(review.step.key, "")


def is_asked_first(review: Review, team: Team) -> bool:
    """Whether the reveal of the current step shows whose it is, so that the lead is asked."""
    private = review.private
    people = {StepKey.MAP: private.writers, StepKey.FOCUS: private.voters}.get(review.step.key, 0)
    alone = review.kind is AgendaKind.SOLO or len(team.present_members) < 2
    return shows_whose(review.step.key, people, authors=team.show_authors, alone=alone)


def reveal_words(review: Review, team: Team) -> str:
    """What revealing the current step does, in full sentences."""
    words = {
        StepKey.MAP: "Everybody then sees the touchpoints and who wrote them."
        if team.show_authors
        else "Everybody then sees the touchpoints. They have no author any more, and who wrote one "
        "cannot undo it.",
        StepKey.FOCUS: "Everybody then sees the totals. Who voted how is deleted.",
    }.get(review.step.key) or average_words(review)
    return f"{few_words(review)} {words}" if is_asked_first(review, team) else words


def few_words(review: Review) -> str:
    """That so few gave something that its reveal shows whose it is."""
    voted = review.step.key is StepKey.FOCUS
    people = review.private.voters if voted else review.private.writers
    people_words = "one person" if people == 1 else f"{people} people"
    did, noun = ("voted", "votes") if voted else ("wrote", "touchpoints")
    return f"Only {people_words} {did}, so this shows whose {noun} they are."


def average_words(review: Review) -> str:
    """What revealing moods or ratings will show, and that they are deleted by it."""
    count = private_count(review)
    if count < ENOUGH_TO_AVERAGE:
        return (
            f"{count} answered. An average shows from three people "
            f"up, so none will show. The answers are deleted."
        )
    return "Only the average shows. The rest is deleted."
