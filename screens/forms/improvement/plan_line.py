"""A test's two windows drawn on the line of the cycles: ``████┊✓┊░░░░◆``."""

from __future__ import annotations

from datetime import date, timedelta

from screens.theme.glyphs import Glyphs
from store.common.dataclass import dataclass
from store.domain.cycles import Cycle, cycle_of
from store.domain.statistics.windows import Window

_WIDEST = 6
"""Cells of a cycle at most."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Two rows of the same width: the cycles' names, and the windows beneath them."""

    labels: str
    bar: str


def plan_line(
    cycle: Cycle, before: Window, after: Window, due: date, width: int, glyphs: Glyphs
) -> PlanLine:
    """Draw both windows in at most ``width`` cells: full the days before, light the days after,
    a tick where it is due, a mark where the verdict is read (the day after the last)."""
    cycles = [cycle_of(before.first, cycle.cadence)]
    while cycles[-1].end <= after.last:
        cycles.append(cycles[-1].next())
    each = min(_WIDEST, width // len(cycles))
    if each < 1:
        return PlanLine("", "")
    total = each * len(cycles)
    cells = [" "] * total

    def column(day: date) -> int:
        index = next(
            (position for position, one in enumerate(cycles) if day <= one.end), len(cycles) - 1
        )
        within = max(0, (day - cycles[index].start).days)
        return min(total - 1, index * each + within * each // cycles[index].days)

    for window, mark in ((before, glyphs.bar_full), (after, glyphs.bar_empty)):
        for cell in range(column(window.first), column(window.last) + 1):
            cells[cell] = mark
    first_after = column(after.first)
    tick = min(column(due), first_after - 1) if due < after.first else column(due)
    cells[max(0, tick)] = glyphs.done
    verdict = column(after.last + timedelta(days=1))
    cells[verdict] = "*" if glyphs.ascii else glyphs.marked
    return PlanLine(_labels(cycles, each), "".join(cells))


def _labels(cycles: list[Cycle], each: int) -> str:
    """The cycles' short names, as many as have room."""
    names = [cycle.label.split("-")[-1] for cycle in cycles]
    step = -(-(max(map(len, names)) + 1) // each)
    cells = [" "] * (each * len(cycles))
    for index in range(0, len(cycles), step):
        name = names[index]
        start = index * each
        if start + len(name) <= len(cells):
            cells[start : start + len(name)] = name
    return "".join(cells)
