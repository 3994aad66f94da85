"""What a new review can plan: the cycles on offer, and which of them a review planned already."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from store.calendars import load_calendar
from store.db.models import ReviewRow, TeamRow
from store.errors import NotFound
from store.practice.cycles import Cycle, planned_by_default
from store.seat import Seat

AHEAD = 4
"""Cycles on offer, from the running one on."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A cycle that a review may plan."""

    cycle: Cycle
    running: bool
    """Whether it is the cycle that runs now."""
    review_id: str | None
    """The closed review that planned it, to be opened again; None when none did."""
    offered: bool
    """Whether it is the one to plan unless somebody chooses otherwise."""


def openings(seat: Seat) -> tuple[Opening, ...]:
    """The running cycle and the next ones that are not skipped, in order."""
    with seat.reading() as session:
        team = session.get(TeamRow, seat.team_id)
        if team is None:
            raise NotFound("This team is not in the workspace any more.")
        calendar = load_calendar(session, team)
        today = calendar.today(seat.now)
        reviews = {
            planned: id
            for id, planned in session.execute(
                select(ReviewRow.id, ReviewRow.planned).where(ReviewRow.team_id == team.id)
            )
        }
    running = calendar.cycle_at(today)
    offered = planned_by_default(calendar, today, frozenset(reviews))
    cycles = [] if calendar.is_skipped(running) else [running]
    while len(cycles) < AHEAD or cycles[-1] < offered:
        cycles.append(calendar.first_unskipped_after(cycles[-1] if cycles else running))
    return tuple(
        Opening(cycle, cycle == running, reviews.get(cycle.label), cycle == offered)
        for cycle in cycles
    )
