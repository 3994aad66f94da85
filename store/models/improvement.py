"""Improvements and what proves them, as read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from store.common.dataclass import dataclass
from store.domain.cycles import Cycle
from store.domain.stages import Stage
from store.domain.statistics.verdicts import Reading
from store.models.team import Member


class Status(StrEnum):
    """What became of an improvement."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Proof:
    """How we will know: fixed at Pick. Days are inclusive; ``after_days`` counts whole days."""

    measure: str
    measure_title: str
    touchpoint_only: bool
    before_from: date
    before_to: date
    after_days: int
    target: float | None


@dataclass(frozen=True, slots=True)
class Improvement:
    """One small change picked for a stage in a cycle."""

    id: str
    stage: Stage
    cycle: Cycle
    text: str
    status: Status
    owner: Member | None
    due: date
    touchpoint_id: str | None = None
    touchpoint_text: str | None = None
    touchpoint_feeling: str = ""
    """How customers should feel at its touchpoint; empty where nobody has said it."""
    proof: Proof | None = None
    done_on: date | None = None
    late: bool = False
    """Marked done after its cycle's grace had ended; kept, but it does not count as kept."""
    reason: str = ""
    """Why it was dropped or carried."""
    carried_times: int = 0
    """How often this commitment has been carried over to get here: 2 is "carried twice"."""
    carried_from: str | None = None
    carried_to: str | None = None
    reading: Reading | None = None
    """The verdict so far or final; None without a proof."""
    link: str = ""
    """The web address of its issue or page; empty for none."""
    unmet: tuple[str, ...] = ()
    """Which of the small-checks it fails, in words; empty when it is small."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class SkippedStage:
    """A stage left out of a cycle with its reason."""

    id: str
    stage: Stage
    cycle: Cycle
    reason: str
