"""A stage's improvement as a framed card, or as a few lines of a list.

Both name the stage in full with its letter, and say by words and marks what the colours say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from screens.widgets.date_format import near_day
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    boxed,
    line_width,
    padded_line,
    with_role,
)
from screens.widgets.verdict_format import line_spans, reading_paragraphs
from store.common.dataclass import dataclass
from store.common.links import host_of
from store.domain.stages import Stage
from store.domain.statistics.charts.verdict_line import axis_of, has_line
from store.models.improvement import Improvement, Status

TAG = 12
"""Cells of the column that names the stage in a list."""
ASIDE_FROM = 70
"""Cells of a list from which a range is drawn at the end of its rows."""
_TEXT_LINES = 4
_SAID_LINES = 9
"""Lines of a paragraph in a list: a verdict with all that qualifies it is whole at 60 columns."""


@dataclass(frozen=True, slots=True)
class StageSlot:
    """A stage's place in a cycle: its improvement, or why there is none."""

    stage: Stage
    improvement: Improvement | None = None
    empty: str = ""
    """What stands there without an improvement."""


def stage_spans(builder: LineBuilder, stage: Stage) -> tuple[Span, Span]:
    """The stage's letter and name in its colour."""
    return builder.span(stage.letter, f"bold {stage.value}"), builder.span(
        f" {stage.label}", stage.value
    )


def status_span(builder: LineBuilder, improvement: Improvement, today: date) -> Span:
    """``✓ done Thu``, ``○ planned, due Sun``, ``↻ carried over``, ``✗ dropped: why``."""
    marks = builder.glyphs
    if improvement.status is Status.DONE and improvement.done_on is not None:
        late = ", late" if improvement.late else ""
        return builder.span(
            f"{marks.done} done {near_day(improvement.done_on, today)}{late}", "good"
        )
    if improvement.status is Status.PLANNED:
        due = "today" if improvement.due == today else near_day(improvement.due, today)
        if improvement.due < today:
            return builder.span(f"{marks.planned} planned, was due {due}", "warn")
        return builder.span(f"{marks.planned} planned, due {due}", "accent")
    mark, word = (
        (marks.carried, "carried over")
        if improvement.status is Status.CARRIED
        else (marks.dropped, "dropped")
    )
    return builder.span(
        f"{mark} {word}" + (f": {improvement.reason}" if improvement.reason else "")
    )


def origin_spans(builder: LineBuilder, improvement: Improvement) -> list[Span]:
    """Owner, touchpoint, how often it was carried, and where its link leads."""
    owner = improvement.owner
    facts = [builder.span(owner.name, "muted") if owner else builder.span("no owner", "warn")]
    if improvement.touchpoint_text:
        facts.append(builder.span(f"from {improvement.touchpoint_text}", "muted"))
    if improvement.carried_times:
        times = {1: "once", 2: "twice"}.get(
            improvement.carried_times, f"{improvement.carried_times} times"
        )
        facts.append(builder.span(f"carried {times}", "muted"))
    if improvement.link:
        facts.append(builder.span(f"link to {host_of(improvement.link)}", "muted"))
    return builder.joined(facts)


def _verdict_lines(
    builder: LineBuilder, improvement: Improvement, width: int, today: date
) -> list[Line]:
    if improvement.status in (Status.DROPPED, Status.CARRIED):
        return []
    paragraphs = reading_paragraphs(builder, improvement, today)
    lines = [line for each in paragraphs for line in builder.flow(each, width, hang=2)]
    reading = improvement.reading
    if improvement.status is Status.DONE and reading is not None and has_line(reading):
        lines.append(line_spans(builder, reading, width, axis_of([reading])))
    return lines


def card_body(builder: LineBuilder, slot: StageSlot, width: int, today: date) -> list[Line]:
    """What stands inside a card of ``width`` cells."""
    improvement = slot.improvement
    if improvement is None:
        return builder.text(slot.empty, width, "muted")
    return [
        *builder.flow([builder.span(improvement.text, "bold")], width, limit=_TEXT_LINES),
        *builder.flow(origin_spans(builder, improvement), width, limit=2),
        (),
        *builder.flow([status_span(builder, improvement, today)], width, hang=2, limit=3),
        *_verdict_lines(builder, improvement, width, today),
    ]


def framed(
    builder: LineBuilder,
    slot: StageSlot,
    body: Sequence[Line],
    size: tuple[int, int],
    *,
    cursor: bool,
) -> list[Line]:
    """A card of ``size`` cells with its stage in the frame; plainly the one under the cursor."""
    width, height = size
    stage = slot.stage.value
    letter, name = stage_spans(builder, slot.stage)
    if cursor:
        title: Line = (builder.span(f" {letter.text}{name.text} ", f"bold {stage}-tag cursor"),)
        return boxed(title, body, width, height, builder.glyphs, f"bold {stage}", "ground")
    title = (Span(" "), letter, name, Span(" "))
    return boxed(title, body, width, height, builder.glyphs, f"{stage}-dim")


def list_entry(
    builder: LineBuilder,
    tag: Line,
    paragraphs: Sequence[Sequence[Span]],
    width: int,
    colour: str,
    *,
    cursor: bool,
    tag_width: int = TAG,
    aside: Line = (),
) -> list[Line]:
    """An entry of a list: a bar in ``colour``, ``tag`` beside it, and paragraphs. ``aside``
    stands at the right end of the last line that has room for it, or in one of its own; it goes
    where the list is narrower than `ASIDE_FROM`."""
    room = width - tag_width - 2
    bar = builder.glyphs.bar_cursor if cursor else builder.glyphs.bar
    role = "cursor" if cursor else ""
    lines = [
        line for each in paragraphs for line in builder.flow(each, room, hang=2, limit=_SAID_LINES)
    ]
    if aside and width >= ASIDE_FROM:
        lines = _with_aside(lines, aside, room)
    entry: list[Line] = []
    for index, line in enumerate(lines or [()]):
        head = padded_line(() if index else tag, tag_width)
        inside = with_role([padded_line((*head, *line), width - 1)], role)
        entry.append((Span(bar, colour), *inside[0]))
    return entry


def _with_aside(lines: list[Line], aside: Line, room: int) -> list[Line]:
    """``lines`` with ``aside`` at the right end of the last one that has room."""
    left = room - line_width(aside) - 1
    for index in range(len(lines) - 1, -1, -1):
        if line_width(lines[index]) + 2 <= left:
            beside = (*padded_line(lines[index], left), *aside)
            return [*lines[:index], beside, *lines[index + 1 :]]
    return [*lines, (Span(" " * left), *aside)]


def slot_paragraphs(builder: LineBuilder, slot: StageSlot, today: date) -> list[list[Span]]:
    """A slot as paragraphs of a list: the text, who and status, the verdict."""
    improvement = slot.improvement
    if improvement is None:
        return [[builder.span(slot.empty, "muted")]]
    facts = builder.joined([status_span(builder, improvement, today)])
    origin = origin_spans(builder, improvement)
    dot = builder.span(f" {builder.glyphs.dot} ", "muted")
    paragraphs = [[builder.span(improvement.text, "bold")], [*facts, dot, *origin]]
    if improvement.status in (Status.DROPPED, Status.CARRIED):
        return paragraphs
    reading = reading_paragraphs(builder, improvement, today)
    verdict = [span for each in reading for span in (*each, Span(", ", "muted"))][:-1]
    return [*paragraphs, verdict]
