"""Closing the review: asked, done, its report saved as a file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from screens.core.app_context import app_context_of
from screens.core.store_calls import act, show_refusal
from screens.dialogs.confirm import Confirm
from screens.dialogs.exporting import file_name, save_report
from screens.review.steps.pick_sheets import pick_of
from store.common.errors import Refused
from store.common.text import listed
from store.domain.stages import STAGES
from store.models.snapshot import Snapshot
from store.reviews.closing import ClosedReview
from store.reviews.closing import close_review as close

if TYPE_CHECKING:
    from screens.review.context import ReviewContext


async def close_review(view: ReviewContext, first: str = "") -> None:
    """Close the open review after asking, and save its report. ``first`` is said before all
    else."""
    snapshot = view.snapshot
    if snapshot is None or snapshot.review is None:
        return
    name = snapshot.review.planned.name
    question = Confirm(
        f"Close the review that plans {name}?",
        f"{first} {_left_open(snapshot)}".strip(),
        yes="Close it",
        no="Not yet",
        yes_first=True,
    )
    if not await view.app.push_screen_wait(question):
        return
    view.app.clear_notifications()  # What was said in the review would cover how it ended.
    main = view.main
    with main.announcer.own_change():
        outcome = await act(view, close)
        if outcome:
            main.announcer.did(None, closed=1)
    if outcome.value is None:
        return
    path = await _save(view, snapshot.team.name, outcome.value)
    if path is not None:
        main.notify(f"The report is saved as {path}", markup=False, timeout=10)


def _left_open(snapshot: Snapshot) -> str:
    """What closing leaves undone, and that it can be opened again."""
    missing = [stage.label for stage in STAGES if pick_of(snapshot, stage) is None]
    parts = []
    if missing:
        parts.append(f"Nothing is picked for {listed(missing)}.")
    review = snapshot.review
    if review is not None and review.private.ratings and review.rating is None:
        parts.append("The ratings are revealed.")
    parts.append("The report is written. The review can be opened again later.")
    return " ".join(parts)


async def _save(view: ReviewContext, team: str, closed: ClosedReview) -> Path | None:
    """Save the report as a file; where none was saved, None."""
    shell = app_context_of(view)
    if shell.reports is None or shell.hosted:
        return None
    name = f"{file_name(team)}-{closed.planned}"
    try:
        return await asyncio.to_thread(save_report, shell.reports, name, closed.report)
    except OSError as error:
        sentence = f"The report could not be saved in {shell.reports}: {error.strerror}."
        show_refusal(view.app, Refused(sentence))
        return None
