"""Leaving the app: asked about while a review is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.core.main_context import MainContext


async def may_leave(main: MainContext) -> bool:
    """Ask whether to quit while a review is open; without one, people may."""
    review = main.snapshot.review if main.snapshot else None
    if review is None:
        return True
    from screens.dialogs.confirm import Confirm

    question = Confirm(
        "Quit while the review is open?",
        "This sample and its review are deleted when you leave."
        if main.app_context.is_sample
        else f"It stays open in {review.step.key.label}. Press r to go on with it, from any terminal.",
        yes="Quit",
        no="Stay",
    )
    answer = await main.app.push_screen_wait(question)
    return bool(answer)
