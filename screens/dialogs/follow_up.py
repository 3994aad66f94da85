"""Answering a follow-up: what the customer said, or that they were called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.acting import act
from screens.dialogs.choose import Choose, Option
from store import cases
from store.snapshot import FollowUp, FollowUpKind

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.seat import Seat


async def answer_follow_up(widget: Widget, follow_up: FollowUp) -> bool:
    """Ask what came of a follow-up and keep it; whether something was. Awaited in a worker."""
    if follow_up.kind is FollowUpKind.ASK:
        return await _ask(widget, follow_up)
    return await _call(widget, follow_up)


def _title(follow_up: FollowUp) -> str:
    return f"{follow_up.ref} {follow_up.subject}".strip()


async def _ask(widget: Widget, follow_up: FollowUp) -> bool:
    early = "" if follow_up.due else " It is not 24 hours since it was solved; better ask later."
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
        detail="Two interactions have not solved it. What came of it?",
    )
    answer = await widget.app.push_screen_wait(question)
    if answer is None:
        return False
    return bool(await act(widget, _note_call, follow_up.ref, answer))


def _note_call(seat: Seat, ref: str, what: str) -> None:
    if what != "done":
        cases.call(seat, ref)
    if what != "called":
        cases.solve(seat, ref)
