"""Which cycles hold plans already, and how far from today a plan may be."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, union

from store.common.errors import Refused
from store.db.tables.models import ImprovementRow, StageSkipRow
from store.db.tables.review_models import ReviewRow
from store.domain.cycles import Cycle, parse_cycle
from store.journal.seat import Change
from store.teams.review_rules import open_row

FAR = 12
"""Cycles before and after the running one in which an improvement can be picked."""
YEAR = timedelta(days=366)


def planned_cycles(change: Change) -> tuple[Cycle, ...]:
    """The cycles with a review that plans them, a skipped stage, or an improvement that is planned
    or done, in order. What was dropped or carried on is a plan no more."""
    labels = union(
        select(ReviewRow.planned).where(ReviewRow.team_id == change.team.id),
        select(ImprovementRow.cycle).where(
            ImprovementRow.team_id == change.team.id, ImprovementRow.status.in_(("planned", "done"))
        ),
        select(StageSkipRow.cycle).where(StageSkipRow.team_id == change.team.id),
    )
    return tuple(sorted(map(parse_cycle, change.session.scalars(labels))))


def last_planned(change: Change) -> Cycle | None:
    """The last of the team's cycles that holds plans."""
    own_cycles = [cycle for cycle in planned_cycles(change) if change.calendar.is_ours(cycle)]
    return own_cycles[-1] if own_cycles else None


def check_near(change: Change, cycle: Cycle) -> None:
    """Raise Refused when ``cycle`` is too far off to plan in.

    Near enough are twelve cycles either way, older ones back to the team's first, and the
    one that the open review plans.
    """
    calendar = change.calendar
    running = calendar.cycle_at(change.today)
    first, last = calendar.last(FAR + 1, running)[0], running
    for _ in range(FAR):
        last = calendar.next_after(last)
    if cycle < first:
        first_cycle = calendar.cycle_at(calendar.today(change.team.made_at))
        first = min(first, first_cycle, *planned_cycles(change)[:1])
    review = open_row(change)
    planned_now = review is not None and review.planned == cycle.label
    if not planned_now and (cycle < first or last < cycle):
        raise Refused(
            f"{cycle.label} is too far off. You can plan from {first.label} to {last.label}.",
            field="cycle",
        )


def check_within_a_year(change: Change, cycle: Cycle, field: str) -> None:
    """Raise Refused when ``cycle`` begins more than a year from today."""
    if cycle.start > change.today + YEAR:
        raise Refused(
            f"{cycle.label} is more than a year ahead. Choose a nearer cycle.", field=field
        )
