"""When something is due with a customer whose case a team followed up."""

from __future__ import annotations

from datetime import datetime, timedelta

ASK_AFTER = timedelta(hours=24)
"""“Did we solve it?” is asked this long after a case is solved, not at once."""
OVERDUE_AFTER = timedelta(hours=24)
"""A follow-up is overdue this long after it became due."""
INTERACTIONS_BEFORE_CALL = 2
"""Not solved in this many interactions: call."""


def ask_due_at(solved_at: datetime | None, answered_at: datetime | None) -> datetime | None:
    """When “Did we solve it?” is due; None while unsolved or once answered."""
    if solved_at is None or answered_at is not None:
        return None
    return solved_at + ASK_AFTER


def call_due_at(
    interactions: int,
    last_interaction_at: datetime | None,
    solved_at: datetime | None,
    called_at: datetime | None,
) -> datetime | None:
    """When a call is due: at the second interaction that left the case unsolved, else None."""
    if solved_at is not None or called_at is not None:
        return None
    if interactions < INTERACTIONS_BEFORE_CALL:
        return None
    return last_interaction_at


def is_overdue(due_at: datetime, now: datetime) -> bool:
    """Whether something due at ``due_at`` is overdue at ``now``."""
    return now > due_at + OVERDUE_AFTER
