"""Closing the review: asked, done, its report saved as a file and shown."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from screens.acting import act, show_refusal
from screens.dialogs.confirm import Confirm
from screens.dialogs.reader import ReportReader
from screens.exporting import file_name, save_report
from screens.review.moving import listed
from screens.review.pick_sheets import place_of
from screens.shell import shell_of
from store.closing import Closed
from store.closing import close_review as close
from store.errors import Refused
from store.practice.stages import STAGES
from store.snapshot import Snapshot

if TYPE_CHECKING:
    from screens.review.view import ReviewView


async def close_review(view: ReviewView, first: str = "") -> None:
    """Close the open review after asking, save its report and show it. ``first`` is said
    before all else."""
    snapshot = view.snapshot
    if snapshot is None or snapshot.review is None:
        return
    name = snapshot.review.planned.name
    question = Confirm(
        f"Close the review that plans {name}?",
        f"{first} {_left_open(snapshot)}".strip(),
        yes="Close it",
        no="Not yet",
    )
    if not await view.app.push_screen_wait(question):
        return
    main = view.main
    with main.announcer.own_change():
        outcome = await act(view, close)
        if outcome:
            main.announcer.did(None, closed=1)
    if outcome.value is None:
        return
    path = await _save(view, snapshot.team.name, outcome.value)
    await main.show("today")
    saved = f"The report is saved as {path}" if path else "The report is kept under 5 Reviews."
    title = f"The review that plans {name} is closed. {saved}"
    await main.app.push_screen_wait(ReportReader(title, outcome.value.report))


def _left_open(snapshot: Snapshot) -> str:
    """What closing leaves undone, and that it can be opened again."""
    missing = [stage.label for stage in STAGES if place_of(snapshot, stage) is None]
    parts = []
    if missing:
        parts.append(f"Nothing is picked for {listed(missing)}.")
    review = snapshot.review
    if review is not None and review.private.ratings and review.rating is None:
        parts.append("The ratings are revealed.")
    parts.append("The report is written; the review can be opened again later.")
    return " ".join(parts)


async def _save(view: ReviewView, team: str, closed: Closed) -> Path | None:
    """Save the report as a file; where none was saved, None."""
    shell = shell_of(view)
    if shell.reports is None or shell.hosted:
        return None
    name = f"{file_name(team)}-{closed.planned}"
    try:
        return await asyncio.to_thread(save_report, shell.reports, name, closed.report)
    except OSError as error:
        sentence = f"The report could not be saved in {shell.reports}: {error.strerror}."
        show_refusal(view.app, Refused(sentence))
        return None
