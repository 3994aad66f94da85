"""What comes for a step's pane while it goes is left alone, whichever the step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from screens.review.panes import PANES, StepPane
from store.domain.agenda import AgendaKind
from store.models.presence_state import Presence
from store.reviews import reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


async def test_what_comes_while_a_step_goes_is_no_failure(room: Room) -> None:
    """As when the lead goes on in the moment that somebody comes in."""
    here = [member.id for member in room.snapshot.team.members]
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", here)
    review = room.snapshot.review
    assert review is not None and {step.key for step in review.steps} == set(PANES)
    async with room.desk() as desk:
        await desk.press("r")
        for index in range(len(review.steps)):
            reviews.go_to_step(room.seat, index, reveal=True)
            await desk.reload()
            pane = desk.main.query_one(StepPane)
            came, snapshot = Presence(here[0], "review"), room.snapshot
            goes = pane.remove()
            pane.people = (came,)
            pane.snapshot = replace(snapshot, at=snapshot.at + timedelta(minutes=1))
            await goes
            pane.people = ()
            pane.snapshot = snapshot
        await desk.settled()
