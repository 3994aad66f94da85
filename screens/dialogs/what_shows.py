"""What a proof can show, said at Pick: what stood before, and how many answers it takes."""

from __future__ import annotations

from dataclasses import dataclass

from store.candidates import Baseline, baseline
from store.practice.measures import Measure, MeasureKind
from store.practice.power import answers_to_see, chance_to_show
from store.practice.stages import Stage
from store.practice.tallies import format_value
from store.seat import Seat

USUAL = 0.2
"""The change that is spoken of where no target is hoped for: 20 points."""


@dataclass(frozen=True, slots=True)
class ProofPlan:
    """What was chosen for the proof so far."""

    stage: Stage
    cycle: str
    measure: str
    touchpoint: str | None
    target: float | None


def what_shows(seat: Seat, plan: ProofPlan) -> str:
    """Two short sentences on what ``plan`` starts from and what it takes to see a change."""
    return sentences(
        baseline(seat, plan.stage, plan.cycle, plan.measure, plan.touchpoint), plan.target
    )


def sentences(start: Baseline, target: float | None) -> str:
    """`what_shows` for a baseline that is known."""
    measure, before = start.measure, start.value
    if before is None:
        return (
            "No answers before, so there will be no verdict: log or import earlier feedback, "
            "or measure this cycle and act in the next."
        )
    said = f"{start.text} before."
    if measure.kind is MeasureKind.COUNT:
        return f"{said} A change shows when it leaves the usual ups and downs."
    if not start.windows.enough:
        return f"{said} A verdict needs {measure.needed}: {measure.needed - start.n} more."
    if measure.kind is MeasureKind.NPS:
        return f"{said} With {start.n} answers a side, only a big change shows."
    hoped = _hoped(measure, before, target)
    change = measure.signed(hoped - before)
    if change <= 0:
        return f"{said} " + (
            f"{format_value(measure, target)} would be no better."
            if target is not None
            else "There is no room left to get better."
        )
    return f"{said} {_takes(start, before, hoped, change)}"


def _hoped(measure: Measure, before: float, target: float | None) -> float:
    """The figure that is hoped for: the target, else 20 points better where there is room."""
    if target is not None:
        return target
    return min(1.0, max(0.0, before + measure.signed(USUAL)))


def _takes(start: Baseline, before: float, hoped: float, change: float) -> str:
    measure = start.measure
    points = f"{100 * change:.0f} points" if round(100 * change) != 1 else "1 point"
    needed = answers_to_see(measure, before, hoped)
    if needed is None:
        return f"A change of {points} is too small to show in 2,000 answers a side."
    chance = chance_to_show(measure, start.n, before, hoped) or 0
    often = f"with {start.n} it shows {100 * chance:.0f}% of the time"
    return f"About {needed} answers a side show a change of {points}; {often}."
