"""Cancelling a review begun by mistake: asked with what goes, done, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.acting import act, attempt, show_refusal
from screens.dialogs.confirm import Confirm
from screens.review.rules import private_words, waits_for_reveal
from store import cancelling
from store.snapshot import Review

if TYPE_CHECKING:
    from screens.review.view import ReviewView


async def cancel_review(view: ReviewView) -> None:
    """Cancel the open review after asking; where it cannot be, say why."""
    review = view.review
    if review is None:
        return
    possible = await attempt(view, cancelling.check_cancel)
    if possible.refused is not None:
        show_refusal(view.app, possible.refused)
        return
    question = Confirm(
        f"Cancel the review that plans {review.planned.name}?",
        f"It is then as if it had not begun. {_going(review)}"
        "The board, feedback, and what was marked done or dropped stay. This cannot be undone.",
        yes="Cancel the review",
        no="Keep it",
    )
    if not await view.app.push_screen_wait(question):
        return
    announcer = view.main.announcer
    with announcer.own_change():
        cancelled = await act(view, cancelling.cancel_review)
        if cancelled:
            announcer.did(None)
    if cancelled:
        await view.main.show("today")
        name = review.planned.name
        view.notify(f"The review is cancelled; {name} can be planned anew.", markup=False)


def _going(review: Review) -> str:
    """How much was given privately in the step and goes unseen; empty where nothing was."""
    if not waits_for_reveal(review):
        return ""
    return f"What was given privately goes unseen: {private_words(review)}. "
