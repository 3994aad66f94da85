"""What a new review can plan: the cycles on offer, and which of them a review planned already."""

from __future__ import annotations

from sqlalchemy import select

from store.common.dataclass import dataclass
from store.db.tables.review_models import ReviewRow
from store.domain.calendar import planned_by_default
from store.domain.cycles import Cycle
from store.journal.seat import Seat

AHEAD = 4
"""Cycles on offer, from the running one on, or from the next where none runs."""


@dataclass(frozen=True, slots=True)
class ReviewOption:
    """A cycle that a review may plan."""

    cycle: Cycle
    running: bool
    """Whether it is the cycle that runs now."""
    review_id: str | None
    """The closed review that planned it, to be opened again; None when none did."""
    offered: bool
    """Whether it is the one to plan unless somebody chooses otherwise."""


def openings(seat: Seat) -> tuple[ReviewOption, ...]:
    """The running cycle and the next ones that are not skipped, in order."""
    with seat.read_team() as team:
        session, calendar, today = team.session, team.calendar, team.today
        reviews = {
            planned: id
            for id, planned in session.execute(
                select(ReviewRow.id, ReviewRow.planned).where(ReviewRow.team_id == seat.team_id)
            )
        }
    current = calendar.cycle_at(today)
    offered = planned_by_default(calendar, today, frozenset(reviews))
    cycles = [] if calendar.is_skipped(current) else [current]
    while len(cycles) < AHEAD or cycles[-1] < offered:
        cycles.append(calendar.first_unskipped_after(cycles[-1] if cycles else current))
    return tuple(
        ReviewOption(cycle, cycle.contains(today), reviews.get(cycle.label), cycle == offered)
        for cycle in cycles
    )
