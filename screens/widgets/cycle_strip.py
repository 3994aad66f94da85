"""The last twelve cycles by stage: a mark for what became of each improvement."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.improvement_card import stage_spans
from screens.widgets.styled_lines import Line, LineBuilder, Span
from store.domain.cycles import Cycle
from store.domain.stages import STAGES
from store.domain.statistics.momentum import CycleRecord, StageMark

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


def newest_that_fit(records: Sequence[CycleRecord], width: int) -> Sequence[CycleRecord]:
    """The newest of ``records`` whose columns ``width`` cells have room for."""
    return records[-max(1, (width - HEAD) // CELL) :]


def _mark(builder: LineBuilder, mark: StageMark) -> tuple[str, str, str]:
    """A mark's character, the role of what is not in the stage's colour, and its words."""
    marks = builder.glyphs
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
    builder: LineBuilder, records: Sequence[CycleRecord], *, chosen: str = "", cursor: bool = False
) -> list[Line]:
    """The header and a line a stage; the cycle labelled ``chosen`` stands in brackets."""
    head: list[Span] = [Span(" " * HEAD)]
    for record in records:
        column = short_name(record.cycle)
        is_chosen = record.cycle.label == chosen
        text = f"[{column}]" if is_chosen else f" {column} "
        role = "bold" if is_chosen or record.running else "muted"
        head.append(
            builder.span(
                text.ljust(CELL)[:CELL], f"{role} cursor" if cursor and is_chosen else role
            )
        )
    lines: list[Line] = [tuple(head)]
    for stage in STAGES:
        letter, name = stage_spans(builder, stage)
        line: list[Span] = [letter, name, Span(" " * (HEAD - 1 - len(name.text)))]
        for record in records:
            if record.skipped is not None:
                sign, role = builder.glyphs.gap, "muted"
            else:
                sign, role, _ = _mark(builder, record.mark(stage))
            colour = f"bold {stage.value}" if role == "stage" else role
            line.append(Span(f" {sign}".ljust(CELL), colour))
        lines.append(tuple(line))
    return lines


def strip_in_a_line(builder: LineBuilder, records: Sequence[CycleRecord]) -> Line:
    """``C ✓–✓✓✗·✓✓✓–✓✓  A …  38–49``: all four stages in one line, a cell a cycle."""
    line: list[Span] = []
    for stage in STAGES:
        letter, _ = stage_spans(builder, stage)
        line += [letter, Span(" ")]
        for record in records:
            if record.skipped is not None:
                line.append(Span(builder.glyphs.gap, "muted"))
                continue
            sign, role, _ = _mark(builder, record.mark(stage))
            line.append(Span(sign, stage.value if role == "stage" else role))
        line.append(Span("  "))
    ends = f"{short_name(records[0].cycle)}{builder.glyphs.dash}{short_name(records[-1].cycle)}"
    return (*line, builder.span(ends, "muted"))


def legend(builder: LineBuilder, records: Sequence[CycleRecord]) -> list[Span]:
    """What the marks that occur mean."""
    marks_shown = {mark for each in records if each.skipped is None for mark in each.stages}
    return [
        builder.span(f"{text} {words}", "muted")
        for text, _, words in (_mark(builder, mark) for mark in StageMark if mark in marks_shown)
        if words
    ]


def skipped_cycles(builder: LineBuilder, records: Sequence[CycleRecord]) -> list[Span]:
    """Which of the cycles were skipped, and why; nothing when none was."""
    return [
        builder.span(f"{builder.glyphs.gap} {record.cycle.name} skipped: {record.skipped}", "muted")
        for record in records
        if record.skipped is not None
    ]


def strip_notes(builder: LineBuilder, records: Sequence[CycleRecord], width: int) -> list[Line]:
    """The lines below the strip: what its marks mean, and why cycles were skipped."""
    room = width - HEAD
    notes = builder.spread(([each] for each in legend(builder, records)), room)
    for each in skipped_cycles(builder, records):
        notes += builder.flow([each], room, hang=2)
    return [(Span(" " * HEAD), *line) for line in notes]
