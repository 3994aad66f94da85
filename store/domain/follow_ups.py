"""When something is due with a customer whose case a team followed up."""

from __future__ import annotations

from datetime import datetime, timedelta

ASK_AFTER = timedelta(hours=24)
"""“Did we solve it?” is asked this long after a case is solved, not at once."""
OVERDUE_AFTER = timedelta(hours=24)
"""A follow-up is overdue this long after it became due."""
INTERACTIONS_BEFORE_CALL = 2
"""Not solved in this many interactions: call."""
CALL_AGAIN_AFTER = timedelta(hours=24)
"""A call that did not solve it is followed by another contact after this long."""


def ask_due_at(solved_at: datetime | None, answered_at: datetime | None) -> datetime | None:
    """When “Did we solve it?” is due; None while unsolved or once answered."""
    if solved_at is None or answered_at is not None:
        return None
    return solved_at + ASK_AFTER


def is_early(solved_at: datetime, at: datetime) -> bool:
    """Whether “Did we solve it?” is asked before its 24 hours are over."""
    return at < solved_at + ASK_AFTER


def call_due_at(
    interactions: int,
    last_interaction_at: datetime,
    solved_at: datetime | None,
    called_at: datetime | None,
) -> datetime | None:
    """When a call is due: at the second interaction that left the case unsolved, and a day
    after the last contact where a call did not solve it either. None else."""
    if solved_at is not None:
        return None
    if called_at is not None:
        return max(called_at, last_interaction_at) + CALL_AGAIN_AFTER
    if interactions < INTERACTIONS_BEFORE_CALL:
        return None
    return last_interaction_at


def reply_due_at(
    last_interaction_at: datetime, solved_at: datetime | None, target_hours: int
) -> datetime | None:
    """When the customer of an open case is to hear from the team: the team's reply target after
    the last contact; None once it is solved."""
    if solved_at is not None:
        return None
    return last_interaction_at + timedelta(hours=target_hours)


def is_overdue(due_at: datetime, now: datetime) -> bool:
    """Whether something due at ``due_at`` is overdue at ``now``."""
    return now > due_at + OVERDUE_AFTER
