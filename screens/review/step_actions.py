"""Moving the steps, revealing, handing over: each asks first where something ends by it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from screens.board.adding import writes_privately
from screens.core.app_context import app_context_of
from screens.core.review_rules import (
    is_asked_first,
    not_done,
    private_words,
    reveal_words,
    waits_for_reveal,
)
from screens.core.store_calls import act, read, show_refusal
from screens.dialogs.choose import Choose, Option
from screens.dialogs.confirm import Confirm
from screens.review.closing import close_review
from store.common.errors import Refused
from store.common.text import listed
from store.domain.agenda import StepKey
from store.live import presence
from store.models.presence_state import State, states_of
from store.models.review import Review
from store.models.team import Member
from store.reviews import reviews, rounds
from store.teams.review_rules import keeps_the_lead

if TYPE_CHECKING:
    from screens.review.context import ReviewContext

_ROOM = "room"


async def move(view: ReviewContext, by: int) -> None:
    """Go ``by`` steps on; from the last one on, close the review. Asks where people are still
    writing, and where leaving reveals something."""
    review = view.review
    if review is None:
        return
    index = review.step_index + by
    if not await _note_asking(view):
        return
    writing = not_done(review)
    first = await _still_typing(view, review)
    if not first and writing and view.should_ask(review):
        first = _not_done_words(writing)
    if index == len(review.steps):
        await close_review(view, first)
    elif await _may_leave(view, review, first):
        open_still = view.left_open if by > 0 else ""
        if await act(view, reviews.go_to_step, index, reveal=True) and by > 0:
            if open_still:
                view.notify(open_still, markup=False)
            await _go_on_timing(view)


async def _still_typing(view: ReviewContext, review: Review) -> str:
    """A sentence on who has private words half-typed; empty where nobody does."""
    if not writes_privately(review):
        return ""
    ids = (await read(view, presence.who_writes)).value or frozenset()
    members = view.snapshot.team.members if view.snapshot else ()
    typing = tuple(member for member in members if member.id in ids)
    if not typing:
        return ""
    alone = len(typing) == 1
    whose = f"{typing[0].name}'s draft" if alone else "their draft"
    return f"{names(typing)} {'is' if alone else 'are'} still typing. The words stay {whose}."


def _not_done_words(writing: tuple[Member, ...]) -> str:
    """A sentence on who is not done yet; empty for nobody."""
    if not writing:
        return ""
    return f"{names(writing)} {'is' if len(writing) == 1 else 'are'} not done yet."


async def _go_on_timing(view: ReviewContext) -> None:
    """A new step is timed again where only leaving the review had paused the timer."""
    review = view.review
    if view.broken_off and review is not None and review.timer.running_since is None:
        view.broken_off = False
        await act(view, reviews.toggle_timer)


async def _may_leave(view: ReviewContext, review: Review, first: str) -> bool:
    """Whether the lead means it; asked only where something would be lost or shown."""
    waiting = waits_for_reveal(review) and review.step.key in (StepKey.MAP, StepKey.FOCUS)
    second = ""
    if waiting and view.snapshot is not None:
        words = reveal_words(review, view.snapshot.team)
        second = f"{private_words(review)}, and leaving reveals it. {words}"
    if not first and not second:
        return True
    question = Confirm(
        f"Leave {review.step.key.label}?",
        f"{first} {second}".strip(),
        yes="Reveal and leave" if waiting else "Leave",
        no="Stay",
    )
    return await view.app.push_screen_wait(question)


async def reveal(view: ReviewContext) -> None:
    """Show what was given privately, after asking."""
    if not await _note_asking(view):
        return
    review, snapshot = view.review, view.snapshot
    if review is None or snapshot is None:
        return
    first = await _still_typing(view, review) or _not_done_words(not_done(review))
    detail = f"{first} {reveal_words(review, snapshot.team)}".strip()
    question = Confirm(
        f"Reveal? {private_words(review)}.",
        f"{detail} You can't undo this.",
        yes="Reveal",
        no="Wait",
    )
    if await view.app.push_screen_wait(question):
        await act(view, reviews.reveal)


async def another_round(view: ReviewContext) -> None:
    """Let everybody write or vote privately again after the reveal, after asking."""
    review = view.review
    if review is None:
        return
    votes = review.step.key is StepKey.FOCUS
    detail = (
        "The new votes replace these once you reveal them. The report keeps the first totals."
        if votes
        else "The touchpoints on the board stay. New ones are unseen until you reveal them."
    )
    question = Confirm(
        "Vote once more?" if votes else "Write privately once more?",
        detail,
        yes="Begin another round",
        no="Leave it",
    )
    if await view.app.push_screen_wait(question) and await act(view, rounds.begin_round):
        view.notify("Another private round begins. Press w to start a turn.", markup=False)


async def _note_asking(view: ReviewContext) -> bool:
    """Tell everybody that the lead is asked, where revealing shows whose votes or cards they
    are; False where that cannot be kept."""
    review, snapshot = view.review, view.snapshot
    if review is None or snapshot is None or not waits_for_reveal(review):
        return True
    if not is_asked_first(review, snapshot.team) or review.asked is review.step.key:
        return True
    return bool(await act(view, reviews.ask_reveal))


async def hand_over(view: ReviewContext, review: Review) -> None:
    """Give the lead to somebody else who is here, or to the room."""
    lead = review.lead.id if review.lead else _ROOM
    options = [
        Option(member.id, member.name)
        for member in _within_reach(view, review)
        if member.id != lead
    ]
    if lead != _ROOM:
        options.append(Option(_ROOM, "The room", "whoever is at a shared terminal"))
    if not options:
        show_refusal(view.app, Refused("Nobody is marked as here yet. Say in Check-in who is."))
        return
    chosen = await view.app.push_screen_wait(Choose("Who leads from now on?", options))
    if chosen is not None:
        announcer, to = view.main.announcer, None if chosen == _ROOM else chosen
        with announcer.own_change():
            if await act(view, reviews.hand_over_lead, to):
                announcer.did(review.id, to)


def _within_reach(view: ReviewContext, review: Review) -> list[Member]:
    """Who is in the review or at a terminal of their own, by name."""
    states = states_of(view.main.people)
    members = view.snapshot.team.members if view.snapshot else ()
    here = {member.id: member for member in members if states.get(member.id, State.AWAY).is_here}
    here |= {member.id: member for member in review.present}
    return sorted(here.values(), key=lambda member: member.name.casefold())


async def take_lead(view: ReviewContext, review: Review) -> None:
    """Take the lead back at once, or from somebody who is away after asking."""
    if review.led_before is not None and review.led_before == view.member_id:
        await _lead_from_here(view, review, confirmed=False)
        return
    if review.lead and states_of(view.main.people).get(review.lead.id, State.AWAY).is_here:
        show_refusal(view.app, Refused(keeps_the_lead(review.lead.name)))
        return
    who = review.lead.name if review.lead else "the room"
    question = Confirm(
        f"Take the lead from {who}?",
        "You then move the steps, run the timer and reveal. Who led before can take it back.",
        yes="Take the lead",
        no="Leave it",
    )
    if await view.app.push_screen_wait(question):
        await _lead_from_here(view, review, confirmed=True)


async def _lead_from_here(view: ReviewContext, review: Review, *, confirmed: bool) -> None:
    announcer = view.main.announcer
    with announcer.own_change():
        if await act(view, reviews.take_lead, confirmed=confirmed):
            announcer.did(review.id, view.member_id)


async def say_done(view: ReviewContext, done: bool) -> None:
    """Say that who types is done with the step, or is not done any more."""
    if await act(view, reviews.say_done, done):
        sentence = "You are done with this step. Press Y to take it back."
        undone = "You are not done any more. Press y when you are."
        view.notify(sentence if done else undone, markup=False)


def names(members: tuple[Member, ...]) -> str:
    """The members' names in a sentence."""
    return listed([member.name for member in members])


async def turn_guide(view: ReviewContext) -> None:
    """Keep that the guide is shown, or hidden, from now on."""
    context = app_context_of(view)
    look = replace(context.appearance, guide=not context.appearance.guide)
    try:
        await asyncio.to_thread(context.save_appearance, look)
    except Refused as refused:
        show_refusal(view.app, refused)
    context.appearance = look
