"""Improvements as entries of a step's list: what, whose, what became of it, what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from screens.widgets.improvement_card import (
    ASIDE_FROM,
    TAG,
    list_entry,
    origin_spans,
    stage_spans,
    status_span,
)
from screens.widgets.styled_lines import Line, LineBuilder, Span, padded_line
from screens.widgets.verdict_format import (
    LINE_WIDTH,
    axis_words,
    day_spans,
    row_line,
    shared_axis,
)
from store.domain.statistics.charts.verdict_line import Axis
from store.domain.statistics.verdict_words import NO_VERDICT
from store.domain.statistics.verdicts import Verdict
from store.models.improvement import Improvement, Status


def entry(
    builder: LineBuilder,
    each: Improvement,
    width: int,
    today: date,
    *,
    cursor: bool,
    day: str = "",
    note: str = "",
    feeling: bool = False,
    axis: Axis,
) -> list[Line]:
    """``each`` as a list shows it, with its reading as one sentence; ``day`` says which day it
    hangs on, ``note`` what was learned; with ``feeling`` it says how customers should feel; ``axis`` is that of all ranges in the list."""
    dot = builder.span(f" {builder.glyphs.dot} ", "muted")
    known = [status_span(builder, each, today), dot, *origin_spans(builder, each)]
    if day:
        known += [dot, builder.span(day, "muted")]
    paragraphs: list[list[Span]] = [[builder.span(each.text, "bold")], known]
    if feeling and each.touchpoint_feeling:
        felt = (builder.span("should feel: ", "muted"), builder.span(each.touchpoint_feeling))
        paragraphs.append(list(felt))
    if each.reading is not None and each.status in (Status.PLANNED, Status.DONE):
        paragraphs += _read(builder, each, today, dated=bool(day))
    elif each.status is Status.PLANNED:
        paragraphs.append([builder.span("No proof was chosen.", "muted")])
    if note:
        paragraphs.append([builder.span("Learned  ", "muted"), builder.span(note)])
    tag = stage_spans(builder, each.stage)
    aside = row_line(builder, each, axis)
    return list_entry(builder, tag, paragraphs, width, each.stage, cursor=cursor, aside=aside)


def headed(
    builder: LineBuilder, title: str, improvements: Sequence[Improvement], width: int
) -> Line:
    """A section's heading; where ranges are drawn below it, with the words of their axis."""
    ranged = any(row_line(builder, each, shared_axis([each])) for each in improvements)
    if not ranged or width < ASIDE_FROM:
        return builder.rule(title, width)
    left = width - LINE_WIDTH - 1
    head = padded_line(builder.rule(title, left - 2), left)
    return (*head, builder.span(axis_words(), "muted"))


def _read(builder: LineBuilder, each: Improvement, today: date, *, dated: bool) -> list[list[Span]]:
    """What the evidence says, in a sentence or two, with the day of the verdict unless that is
    ``dated`` already or the sentence says it."""
    reading = each.reading
    assert reading is not None
    if reading.verdict is Verdict.NO_BASELINE and each.status is Status.DONE:
        sentence = f"{reading.measure.title} was not measured before: {NO_VERDICT}."
        return [[builder.span(sentence, "muted")]]
    verdict = f"{reading.verdict.label}: ".capitalize() if reading.final else ""
    paragraphs = [[builder.span(f"{verdict}{reading.sentence}", "muted")]]
    day = [] if dated or reading.verdict_day_words else day_spans(builder, each, today)
    if day:
        (words,) = day
        paragraphs.append([builder.span(f"{words.text[:1].upper()}{words.text[1:]}.", "muted")])
    return paragraphs


__all__ = ["TAG", "entry"]
