"""Moving the steps, revealing, handing over: each asks first where something ends by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.acting import act, show_refusal
from screens.dialogs.choose import Choose, Option
from screens.dialogs.confirm import Confirm
from screens.review.rules import average_words, not_done, private_words, waits_for_reveal
from store import reviews
from store.attendance import State, states_of
from store.errors import Refused
from store.practice.agenda import StepKey
from store.review_rules import keeps_the_lead
from store.snapshot import Member, Review

if TYPE_CHECKING:
    from screens.review.view import ReviewView

_ROOM = "room"


async def move(view: ReviewView, by: int) -> None:
    """Go ``by`` steps on; from the last one on, close the review. Asks where people are still
    writing, and where leaving reveals something."""
    review = view.review
    if review is None:
        return
    index = review.step_index + by
    writing = not_done(review)
    first = ""
    if writing and view.should_ask(review):
        first = f"{names(writing)} {'is' if len(writing) == 1 else 'are'} not done yet."
    if index == len(review.steps):
        from screens.review.closing import close_review

        await close_review(view, first)
    elif await _may_leave(view, review, first):
        open_still = view.left_open if by > 0 else ""
        if await act(view, reviews.go_to_step, index, reveal=True) and by > 0:
            if open_still:
                view.notify(open_still, markup=False)
            await _go_on_timing(view)


async def _go_on_timing(view: ReviewView) -> None:
    """A new step is timed again where only leaving the review had paused the timer."""
    review = view.review
    if view.broken_off and review is not None and review.timer.running_since is None:
        view.broken_off = False
        await act(view, reviews.toggle_timer)


async def _may_leave(view: ReviewView, review: Review, first: str) -> bool:
    """Whether the lead means it; asked only where something would be lost or shown."""
    waiting = waits_for_reveal(review) and review.step.key in (StepKey.MAP, StepKey.FOCUS)
    second = f"{private_words(review)}, and leaving reveals it." if waiting else ""
    if not first and not second:
        return True
    question = Confirm(
        f"Leave {review.step.key.label}?",
        f"{first} {second}".strip(),
        yes="Reveal and leave" if waiting else "Leave",
        no="Stay",
    )
    return await view.app.push_screen_wait(question)


async def reveal(view: ReviewView) -> None:
    """Show what was given privately, after asking."""
    review = view.review
    if review is None:
        return
    detail = {
        StepKey.MAP: "Everybody sees the cards from then on, without their authors.",
        StepKey.FOCUS: "Everybody sees the totals from then on; who voted how is deleted.",
    }.get(review.step.key) or average_words(review)
    writing = not_done(review)
    if writing:
        verb = "is" if len(writing) == 1 else "are"
        detail = f"{names(writing)} {verb} not done yet. {detail}"
    question = Confirm(
        f"Reveal? {private_words(review)}.",
        f"{detail} This cannot be undone.",
        yes="Reveal",
        no="Wait",
    )
    if await view.app.push_screen_wait(question):
        await act(view, reviews.reveal)


async def hand_over(view: ReviewView, review: Review) -> None:
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
        show_refusal(view.app, Refused("Nobody is marked as here yet; Check-in says who is."))
        return
    chosen = await view.app.push_screen_wait(Choose("Who leads from now on?", options))
    if chosen is not None:
        announcer, to = view.main.announcer, None if chosen == _ROOM else chosen
        with announcer.own_change():
            if await act(view, reviews.hand_over, to):
                announcer.did(review.id, to)


def _within_reach(view: ReviewView, review: Review) -> list[Member]:
    """Who is in the review or at a terminal of their own, by name."""
    states = states_of(view.main.people)
    members = view.snapshot.team.members if view.snapshot else ()
    here = {member.id: member for member in members if states.get(member.id) is State.HERE}
    here |= {member.id: member for member in review.present}
    return sorted(here.values(), key=lambda member: member.name.casefold())


async def take_lead(view: ReviewView, review: Review) -> None:
    """Take the lead from somebody who is away, after asking."""
    if review.lead and states_of(view.main.people).get(review.lead.id) is State.HERE:
        show_refusal(view.app, Refused(keeps_the_lead(review.lead.name)))
        return
    who = review.lead.name if review.lead else "the room"
    question = Confirm(
        f"Take the lead from {who}?",
        "For when they are away: you then move the steps, run the timer and reveal.",
        yes="Take the lead",
        no="Leave it",
    )
    if await view.app.push_screen_wait(question):
        announcer = view.main.announcer
        with announcer.own_change():
            if await act(view, reviews.take_lead, confirmed=True):
                announcer.did(review.id, view.member_id)


async def say_done(view: ReviewView, review: Review) -> None:
    """Say that who types is done with the step, or take it back."""
    done = view.member_id not in review.done
    if await act(view, reviews.say_done, done):
        said = "You are done with this step; y takes it back."
        undone = "You are not done any more; y says so again."
        view.notify(said if done else undone, markup=False)


def names(members: tuple[Member, ...]) -> str:
    """The members' names in a sentence."""
    return listed([member.name for member in members])


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; at least one."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
