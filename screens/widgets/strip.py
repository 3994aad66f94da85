"""The last twelve cycles by stage: a mark for what became of each improvement."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.improvement_card import stage_spans
from screens.widgets.sheet import Line, Pen, Span
from store.practice.cycles import Cycle
from store.practice.momentum import CycleRecord, StageMark
from store.practice.stages import STAGES

CELL = 4
"""Cells of a cycle's column."""
HEAD = 11
"""Cells of the column that names the stages."""


def short_name(cycle: Cycle) -> str:
    """A cycle in three letters: the week's number, or the month."""
    return cycle.name.split()[1] if cycle.weekly else cycle.name[:3]


def strip_width(records: Sequence[CycleRecord]) -> int:
    """Cells that the strip of ``records`` takes."""
    return HEAD + CELL * len(records)


def _mark(pen: Pen, mark: StageMark) -> tuple[str, str, str]:
    """A mark's character, the role of what is not in the stage's colour, and its words."""
    marks = pen.marks
    return {
        StageMark.DONE: (marks.done, "stage", "done"),
        StageMark.LATE: ("L", "muted", "done late"),
        StageMark.PLANNED: (marks.planned, "accent", "planned"),
        StageMark.MISSED: ("!", "warn", "missed"),
        StageMark.DROPPED: (marks.dropped, "", "dropped"),
        StageMark.CARRIED: (marks.carried, "", "carried over"),
        StageMark.SKIPPED: (marks.dash, "muted", "skipped with a reason"),
        StageMark.NONE: (" ", "", ""),
    }[mark]


def strip_lines(
    pen: Pen, records: Sequence[CycleRecord], *, chosen: str = "", cursor: bool = False
) -> list[Line]:
    """The header and a line a stage; the cycle labelled ``chosen`` stands in brackets."""
    head: list[Span] = [Span(" " * HEAD)]
    for record in records:
        column = short_name(record.cycle)
        here = record.cycle.label == chosen
        text = f"[{column}]" if here else f" {column} "
        role = "bold" if here or record.running else "muted"
        head.append(
            pen.span(text.ljust(CELL)[:CELL], f"{role} cursor" if cursor and here else role)
        )
    lines: list[Line] = [tuple(head)]
    for stage in STAGES:
        letter, name = stage_spans(pen, stage)
        line: list[Span] = [letter, name, Span(" " * (HEAD - 1 - len(name.text)))]
        for record in records:
            if record.skipped is not None:
                sign, role = pen.marks.dot, "muted"
            else:
                sign, role, _ = _mark(pen, record.mark(stage))
            colour = f"bold {stage.value}" if role == "stage" else role
            line.append(Span(f" {sign}".ljust(CELL), colour))
        lines.append(tuple(line))
    return lines


def legend(pen: Pen, records: Sequence[CycleRecord]) -> list[Span]:
    """What the marks that occur mean."""
    there = {mark for each in records if each.skipped is None for mark in each.stages}
    return [
        pen.span(f"{text} {words}", "muted")
        for text, _, words in (_mark(pen, mark) for mark in StageMark if mark in there)
        if words
    ]


def skipped_cycles(pen: Pen, records: Sequence[CycleRecord]) -> list[Span]:
    """Which of the cycles were skipped, and why; nothing when none was."""
    return [
        pen.span(f"{pen.marks.dot} {record.cycle.name} skipped: {record.skipped}", "muted")
        for record in records
        if record.skipped is not None
    ]


def strip_notes(pen: Pen, records: Sequence[CycleRecord], width: int) -> list[Line]:
    """The lines below the strip: what its marks mean, and why cycles were skipped."""
    room = width - HEAD
    notes = pen.spread(([each] for each in legend(pen, records)), room)
    for each in skipped_cycles(pen, records):
        notes += pen.flow([each], room, hang=2)
    return [(Span(" " * HEAD), *line) for line in notes]
