"""What `benchmarks.honesty` plays: one kind of team and situation after the other."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.harness.teams import Team
from store.domain.cycles import Cycle, parse_cycle

WEEK, MONTH = parse_cycle("2026-W47"), parse_cycle("2026-11")


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of team and situation, and what is tried with it."""

    play: str
    team: Team
    runs: int
    seed: int
    cycle: Cycle = WEEK
    given: int = 0
    """Cycles before, or weeks between two improvements."""
