"""What is told of the others: to the lead who writes, who is done, who has not begun, and in Pick
which stage each looks at; to everybody who is at their stage too."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from screens.core.review_rules import leads, takes_turns
from store.common.text import listed
from store.domain.agenda import StepKey
from store.domain.stages import Stage
from store.models.presence_state import State, states_of

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.models.presence_state import Presence
    from store.models.review import Review
    from store.models.team import Member


class Progress(Enum):
    """How far somebody is in a step that everybody gives something in."""

    WRITING = "writing"
    DONE = "done"
    NOT_BEGUN = "not begun"


def progress_of(review: Review, people: Sequence[Presence]) -> dict[str, Progress]:
    """How far each of those present is, by id: who has a private turn, or an improvement's form in
    Pick, writes."""
    busy = {each.writes for each in people}
    return {
        member.id: Progress.WRITING
        if member.id in busy
        else Progress.DONE
        if member.id in review.done
        else Progress.NOT_BEGUN
        for member in review.present
    }


def beside_words(
    place: str,
    seat: Seat | None,
    members: Sequence[Member],
    people: Sequence[Presence],
    *,
    named: bool = True,
) -> str:
    """Who else is at the stage ``place`` of Pick, told to everybody before two save there; empty
    for nobody. Without names where they are ``named`` beside it."""
    if not place or seat is None:
        return ""
    names = {member.id: member.name for member in members}
    others = {
        names.get(each.member_id, "the room") if each.member_id else "the room"
        for each in people
        if each.place == place
        and each.sitting != seat.sitting
        and (each.member_id is None or each.member_id != seat.member_id)
    }
    if not others:
        return ""
    if not named:
        return f"You are not alone at {Stage(place).label}. Agree who writes it."
    who = listed(sorted(others))
    verb = "is" if len(others) == 1 else "are"
    words = f"{who} {verb} at {Stage(place).label} too. Agree who writes it."
    return f"{words[0].upper()}{words[1:]}"


def lead_words(review: Review, member_id: str | None, people: Sequence[Presence]) -> str:
    """That the lead is away, or was taken from who sits here, and can be taken; empty for neither."""
    if review.lead is None or leads(review, member_id) or not people:
        return ""
    if member_id is not None and review.led_before == member_id:
        return f"{review.lead.name} leads now. Press G to take the lead back."
    if states_of(tuple(people)).get(review.lead.id, State.AWAY).is_here:
        return ""
    return f"{review.lead.name} is away. Press G to take the lead."


def progress_words(review: Review, member_id: str | None, people: Sequence[Presence]) -> str:
    """What the lead is told of the others in a sentence; empty for who does not lead, where
    nobody else is there, and in Check-in, whose list says it."""
    others = [member for member in review.present if member.id != member_id]
    if len(review.present) < 2 or not others or not leads(review, member_id):
        return ""
    if review.step.key is StepKey.PICK:
        stages = {each.member_id: f" ({Stage(each.place).letter})" for each in people if each.place}
        terminals = {each.member_id for each in people}
        there = [each for each in others if each.id in terminals or each.id in review.done]
        names = {member.id: f"{member.name}{stages.get(member.id, '')}" for member in there}
    elif not takes_turns(review) or review.step.key is StepKey.CHECK_IN:
        return ""
    else:
        names = {member.id: member.name for member in review.present}
    progress_by_member = progress_of(review, people)
    parts = []
    for progress in Progress:
        so_far = [name for id, name in names.items() if progress_by_member[id] is progress]
        if so_far:
            parts.append(f"{progress.value}: {listed(so_far)}")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""
