"""Improvements as entries of a step's list: what, whose, what became of it, what it shows."""

from __future__ import annotations

from datetime import date

from screens.widgets.improvement_card import TAG, listed, origin_spans, stage_spans, status_span
from screens.widgets.sheet import Line, Pen, Span
from store.snapshot import Improvement, Status


def entry(pen: Pen, each: Improvement, width: int, today: date, *, cursor: bool) -> list[Line]:
    """``each`` as a list shows it, with its reading as one sentence."""
    dot = pen.span(f" {pen.marks.dot} ", "muted")
    known = [status_span(pen, each, today), dot, *origin_spans(pen, each)]
    paragraphs: list[list[Span]] = [[pen.span(each.text, "bold")], known]
    if each.reading is not None and each.status in (Status.PLANNED, Status.DONE):
        verdict = f"{each.reading.verdict.label}: " if each.reading.final else ""
        paragraphs.append([pen.span(f"{verdict.capitalize()}{each.reading.sentence}", "muted")])
    elif each.status is Status.PLANNED:
        paragraphs.append([pen.span("No proof was chosen.", "muted")])
    tag = stage_spans(pen, each.stage)
    return listed(pen, tag, paragraphs, width, each.stage, cursor=cursor)


__all__ = ["TAG", "entry"]
