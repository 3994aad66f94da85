"""What is due with customers: open cases and follow-ups, as read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from store.common.dataclass import dataclass
from store.domain.stages import Stage


class FollowUpKind(StrEnum):
    """What is due with a customer."""

    ASK = "ask"
    """Ask “Did we solve it?”, 24 hours after the case was solved."""
    CALL = "call"
    """Call: two interactions have not solved it, or a call a day ago has not."""
    REPLY = "reply"
    """Contact the customer: the team's reply target passes without a contact."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something due with a customer, or coming; overdue 24 hours after it is due."""

    case_id: str
    ref: str
    kind: FollowUpKind
    subject: str
    due_at: datetime
    due: bool
    overdue: bool
    waiting_days: int = 0
    """Whole days since the last contact with a customer whose case is not solved."""
    owner: str = ""
    """Who owns the case; empty for nobody."""
    stuck: str = ""
    """Whom to turn to if stuck, as the case's touchpoint says."""
    again: bool = False
    """A call has not solved it."""
    passed_on: int = 0
    """How often the case went from one owner to another."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case still followed up: not solved yet, or solved and nobody asked."""

    id: str
    ref: str
    subject: str
    stage: Stage
    interactions: int
    opened_at: datetime
    solved_at: datetime | None
    next: FollowUp
    """What is due next with the customer."""
    waiting_since: datetime
    """The last contact."""
    touchpoint: str = ""
    customer: str = ""
    since: str = ""
    last_matter: str = ""
    remember: str = ""
    """What was known of the customer at the first contact; empty for nothing."""
