"""A stage's improvement as a framed card, or as a few lines of a list.

Both name the stage in full with its letter, and say by words and marks what the colours say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from screens.widgets.reading import reading_paragraphs
from screens.widgets.sheet import Line, Pen, Span, boxed, padded_line, with_role
from screens.widgets.words import near_day
from store.practice.stages import Stage
from store.snapshot import Improvement, Status

TAG = 12
"""Cells of the column that names the stage in a list."""
_TEXT_LINES = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """A stage's place in a cycle: its improvement, or why there is none."""

    stage: Stage
    improvement: Improvement | None = None
    empty: str = ""
    """What stands there without an improvement."""


def stage_spans(pen: Pen, stage: Stage) -> tuple[Span, Span]:
    """The stage's letter and name in its colour."""
    return pen.span(stage.letter, f"bold {stage.value}"), pen.span(f" {stage.label}", stage.value)


def status_span(pen: Pen, improvement: Improvement, today: date) -> Span:
    """``✓ done Thu``, ``○ planned, due Sun``, ``↻ carried over``, ``✗ dropped: why``."""
    marks = pen.marks
    if improvement.status is Status.DONE and improvement.done_on is not None:
        late = ", late" if improvement.late else ""
        return pen.span(f"{marks.done} done {near_day(improvement.done_on, today)}{late}", "good")
    if improvement.status is Status.PLANNED:
        due = near_day(improvement.due, today)
        if improvement.due < today:
            return pen.span(f"{marks.planned} planned, was due {due}", "warn")
        return pen.span(f"{marks.planned} planned, due {due}", "accent")
    mark, word = (
        (marks.carried, "carried over")
        if improvement.status is Status.CARRIED
        else (marks.dropped, "dropped")
    )
    return pen.span(f"{mark} {word}" + (f": {improvement.reason}" if improvement.reason else ""))


def origin_spans(pen: Pen, improvement: Improvement) -> list[Span]:
    """Owner, touchpoint, and how often it was carried."""
    owner = improvement.owner
    known = [pen.span(owner.name, "muted") if owner else pen.span("no owner", "warn")]
    if improvement.touchpoint_text:
        known.append(pen.span(f"from {improvement.touchpoint_text}", "muted"))
    if improvement.carried_times:
        times = {1: "once", 2: "twice"}.get(
            improvement.carried_times, f"{improvement.carried_times} times"
        )
        known.append(pen.span(f"carried {times}", "muted"))
    return pen.joined(known)


def _verdict_lines(pen: Pen, improvement: Improvement, width: int) -> list[Line]:
    if improvement.status in (Status.DROPPED, Status.CARRIED):
        return []
    done = improvement.status is Status.DONE
    paragraphs = reading_paragraphs(pen, improvement.reading, done=done)
    return [line for each in paragraphs for line in pen.flow(each, width, hang=2)]


def card_body(pen: Pen, slot: Slot, width: int, today: date) -> list[Line]:
    """What stands inside a card of ``width`` cells."""
    improvement = slot.improvement
    if improvement is None:
        return pen.text(slot.empty, width, "muted")
    return [
        *pen.flow([pen.span(improvement.text, "bold")], width, limit=_TEXT_LINES),
        *pen.flow(origin_spans(pen, improvement), width, limit=2),
        (),
        *pen.flow([status_span(pen, improvement, today)], width, hang=2, limit=3),
        *_verdict_lines(pen, improvement, width),
    ]


def framed(
    pen: Pen, slot: Slot, body: Sequence[Line], size: tuple[int, int], *, cursor: bool
) -> list[Line]:
    """A card of ``size`` cells with its stage in the frame; plainly the one under the cursor."""
    width, height = size
    stage = slot.stage.value
    letter, name = stage_spans(pen, slot.stage)
    if cursor:
        title: Line = (pen.span(f" {letter.text}{name.text} ", f"bold {stage}-tag cursor"),)
        return boxed(title, body, width, height, pen.marks, f"bold {stage}", "ground")
    title = (Span(" "), letter, name, Span(" "))
    return boxed(title, body, width, height, pen.marks, f"{stage}-dim")


def listed(
    pen: Pen,
    tag: Line,
    paragraphs: Sequence[Sequence[Span]],
    width: int,
    colour: str,
    *,
    cursor: bool,
    tag_width: int = TAG,
) -> list[Line]:
    """An entry of a list: a bar in ``colour``, ``tag`` beside it, and paragraphs."""
    room = width - tag_width - 2
    bar = pen.marks.bar_cursor if cursor else pen.marks.bar
    role = "cursor" if cursor else ""
    lines = [
        line for each in paragraphs for line in pen.flow(each, room, hang=2, limit=_TEXT_LINES)
    ]
    entry: list[Line] = []
    for index, line in enumerate(lines or [()]):
        head = padded_line(() if index else tag, tag_width)
        inside = with_role([padded_line((*head, *line), width - 1)], role)
        entry.append((Span(bar, colour), *inside[0]))
    return entry


def slot_paragraphs(pen: Pen, slot: Slot, today: date) -> list[list[Span]]:
    """A slot as paragraphs of a list: the text, who and status, the verdict."""
    improvement = slot.improvement
    if improvement is None:
        return [[pen.span(slot.empty, "muted")]]
    known = pen.joined([status_span(pen, improvement, today)])
    origin = origin_spans(pen, improvement)
    dot = pen.span(f" {pen.marks.dot} ", "muted")
    paragraphs = [[pen.span(improvement.text, "bold")], [*known, dot, *origin]]
    if improvement.status in (Status.DROPPED, Status.CARRIED):
        return paragraphs
    done = improvement.status is Status.DONE
    reading = reading_paragraphs(pen, improvement.reading, done=done)
    verdict = [span for each in reading for span in (*each, Span(", ", "muted"))][:-1]
    return [*paragraphs, verdict]
