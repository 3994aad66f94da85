"""Cancelling a review begun by mistake: asked with what goes, done, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.review_rules import private_words, waits_for_reveal
from screens.core.store_calls import act, attempt, show_refusal
from screens.dialogs.confirm import Confirm
from store.domain.agenda import StepKey
from store.models.review import Review
from store.reviews import cancelling

if TYPE_CHECKING:
    from screens.review.context import ReviewContext


async def cancel_review(view: ReviewContext) -> None:
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
        f"The review disappears. {_going(review)}"
        "Board, feedback and improvements stay. You can't undo this.",
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
        view.notify(f"The review is cancelled. {name} can be planned anew.", markup=False)


def _going(review: Review) -> str:
    """What becomes of what was given privately in the step; empty where nothing was."""
    entries = private_words(review)
    if not waits_for_reveal(review):
        return ""
    if review.step.key in (StepKey.MAP, StepKey.FOCUS):
        return f"{entries}: that waits privately for the next review. "
    return f"Private entries are deleted unread: {entries}. "
