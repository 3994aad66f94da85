"""What comes out of the store: frozen pictures of one team's state at one journal ``seq``.

Screens hold one ``Snapshot`` and hand its parts down. Evidence never rides here: it is
queried and paged (`store.evidence.evidence`). Nothing here knows the database.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from store.common.dataclass import dataclass
from store.domain.cycles import Cycle
from store.domain.statistics.momentum import CycleRecord, Momentum
from store.models.case import FollowUp
from store.models.improvement import Improvement, SkippedStage
from store.models.review import Parked, Review, ReviewDue, Waiting
from store.models.team import Team
from store.models.touchpoint import Board


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One team at one moment of its journal."""

    seq: int
    at: datetime
    team: Team
    board: Board
    cycle: Cycle | None
    """The running cycle; None in the days before a new cadence's first cycle."""
    cycle_skipped: str | None
    """Why the running cycle is skipped, None when it is not."""
    planned: tuple[Improvement, ...]
    """Improvements of the running cycle, of ``next_cycle``, and of the cycle the open review
    plans."""
    undecided: tuple[Improvement, ...]
    """Planned improvements of any cycle that are not decided yet, unowned first."""
    skipped_stages: tuple[SkippedStage, ...]
    """Of the same cycles."""
    follow_ups: tuple[FollowUp, ...]
    momentum: Momentum
    strip: tuple[CycleRecord, ...]
    """The last 12 cycles up to the running one, oldest first."""
    review: Review | None
    review_due: ReviewDue
    reviews_closed: int = 0
    next_cycle: Cycle | None = None
    """The first cycle to come that has an improvement or a skipped stage; None without one."""
    open_cases: int = 0
    """Cases still followed up, whether anything is due or not."""
    waiting: Waiting = field(default_factory=Waiting)
    """What waits privately for the review to come."""
    parked: tuple[Parked, ...] = ()
    """What waits in the parking lot, the oldest first."""
    unjournaled: int = 0
    """How many changes the journal does not see came before it."""

    def plans(self, cycle: Cycle | None) -> bool:
        """Whether something is picked for, or a stage left out of, a cycle it shows."""
        picked = any(each.cycle == cycle for each in self.planned)
        return picked or any(each.cycle == cycle for each in self.skipped_stages)
