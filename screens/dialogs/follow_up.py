"""Answering a follow-up: what the customer said, or that they were called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import act
from screens.dialogs.choose import Choose, Option
from store.evidence import cases
from store.models.case import FollowUp, FollowUpKind

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.journal.seat import Seat


async def answer_follow_up(widget: Widget, follow_up: FollowUp) -> bool:
    """Ask what came of a follow-up and keep it. Returns True where it was kept. Awaited in a worker."""
    if follow_up.kind is FollowUpKind.ASK:
        return await _ask(widget, follow_up)
    if follow_up.kind is FollowUpKind.REPLY:
        return await _reply(widget, follow_up)
    return await _call(widget, follow_up)


def _title(follow_up: FollowUp) -> str:
    return f"{follow_up.ref} {follow_up.subject}".strip()


async def _ask(widget: Widget, follow_up: FollowUp) -> bool:
    early = "" if follow_up.due else " It is not 24 hours since it was solved. Better ask later."
    question = Choose(
        f"“Did we solve it?” {_title(follow_up)}",
        [
            Option("yes", "Yes, it is solved", "counts as evidence"),
            Option("no", "No, it is not", "counts as evidence, and the case opens again"),
            Option("none", "Asked, no answer", "counts as none, and the case is closed"),
        ],
        detail=f"What does the customer say?{early}",
    )
    answer = await widget.app.push_screen_wait(question)
    if answer is None:
        return False
    if answer == "none":
        return bool(await act(widget, cases.no_answer, follow_up.ref))
    return bool(await act(widget, cases.answer, follow_up.ref, answer == "yes"))


async def _call(widget: Widget, follow_up: FollowUp) -> bool:
    question = Choose(
        f"Call about {_title(follow_up)}",
        [
            Option("solved", "Called, and it is solved", "ask again in 24 hours"),
            Option("called", "Called, not solved yet", ""),
            Option("done", "Solved without a call", "ask again in 24 hours"),
        ],
        detail=f"{_why_call(follow_up)} What came of it?{_stuck(follow_up)}",
    )
    answer = await widget.app.push_screen_wait(question)
    if answer is None:
        return False
    return bool(await act(widget, _note_call, follow_up.ref, answer))


def _why_call(follow_up: FollowUp) -> str:
    if follow_up.again:
        return "A call has not solved it."
    return "Two contacts have not solved it."


def _stuck(follow_up: FollowUp) -> str:
    return f" If stuck: {follow_up.stuck}." if follow_up.stuck else ""


async def _reply(widget: Widget, follow_up: FollowUp) -> bool:
    days = follow_up.waiting_days
    waits = f"The customer has waited {days} day{'s' if days > 1 else ''}. " if days else ""
    question = Choose(
        f"Contact the customer: {_title(follow_up)}",
        [
            Option("contact", "Contacted, not solved yet", "now a call is due"),
            Option("solved", "Contacted, and it is solved", "ask again in 24 hours"),
            Option("called", "Called, not solved yet", "contact them again within 24 hours"),
            Option("done", "Solved before", "ask again in 24 hours"),
        ],
        detail=f"{waits}What came of it?{_stuck(follow_up)}",
    )
    answer = await widget.app.push_screen_wait(question)
    if answer is None:
        return False
    return bool(await act(widget, _note_reply, follow_up.ref, answer))


def _note_reply(seat: Seat, ref: str, what: str) -> None:
    if what in ("contact", "solved"):
        cases.contact(seat, ref)
    if what == "called":
        cases.call(seat, ref)
    if what in ("solved", "done"):
        cases.solve(seat, ref)


def _note_call(seat: Seat, ref: str, what: str) -> None:
    if what != "done":
        cases.call(seat, ref)
    if what != "called":
        cases.solve(seat, ref)
