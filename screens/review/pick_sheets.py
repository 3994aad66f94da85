"""What Pick shows, composed from the snapshot: the four places, the candidates, what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from textual.geometry import Size

from screens.widgets.improvement_card import Slot, framed, origin_spans, status_span
from screens.widgets.sheet import (
    Line,
    Pen,
    Sheet,
    Span,
    line_width,
    padded_line,
    side_by_side,
    with_role,
)
from screens.widgets.words import plural
from store.bottlenecks import BottleneckList
from store.practice.bottleneck import pick_key
from store.practice.playbook import PLAYBOOK
from store.practice.stages import STAGES, Stage
from store.snapshot import Improvement, Snapshot, Touchpoint

_CARD_LINES = 3


@dataclass(frozen=True, slots=True)
class Missed:
    """Customers missed by touchpoint id, where there are answers enough."""

    measure: str = ""
    """Title of the measure it goes by; empty without one."""
    by_touchpoint: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, found: BottleneckList) -> Missed:
        """The same from the bottleneck list."""
        figures = [entry.figures for entry in found.entries]
        missed = {each.touchpoint_id: each.missed for each in figures if each.missed is not None}
        return cls(found.measure.title if found.measure else "", missed)


def place_of(snapshot: Snapshot | None, stage: Stage) -> Improvement | str | None:
    """What stands for ``stage`` in the cycle the review plans: its improvement, the reason for
    which it is skipped, or nothing."""
    if snapshot is None or snapshot.review is None:
        return None
    cycle = snapshot.review.planned
    for improvement in snapshot.planned:
        if improvement.stage is stage and improvement.cycle == cycle:
            return improvement
    for skipped in snapshot.skipped_stages:
        if skipped.stage is stage and skipped.cycle == cycle:
            return skipped.reason
    return None


# The four places


def places_sheet(pen: Pen, snapshot: Snapshot, current: Stage, size: Size) -> Sheet:
    """The four stages side by side: picked, skipped, being picked, or still to come."""
    first = size.width // 4
    widths = [first, first, first, size.width - 3 * first]
    boxes = []
    for stage, width in zip(STAGES, widths, strict=True):
        here = stage is current
        body = _place_lines(pen, place_of(snapshot, stage), width - 4, size.height - 2, here=here)
        box = Sheet(framed(pen, Slot(stage), body, (width, size.height), cursor=here))
        boxes.append(box)
    return side_by_side(boxes, widths)


def _place_lines(
    pen: Pen, there: Improvement | str | None, width: int, room: int, *, here: bool
) -> list[Line]:
    marks = pen.marks
    if there is None:
        return [
            pen.line((f"picking{marks.ellipsis}", "bold accent") if here else ("open", "muted"))
        ]
    if isinstance(there, str):
        spans = [pen.span("skipped: ", "muted"), pen.span(there, "muted")]
        return pen.flow(spans, width, limit=room)
    owner = there.owner.name if there.owner else "no owner"
    proof = there.proof.measure_title if there.proof else "no proof"
    last = pen.span(f"{owner} {marks.dot} {proof}", "muted")
    text = [pen.span(f"{marks.done} ", "good"), pen.span(there.text)]
    if room < 3:
        return pen.flow(text, width, limit=room)
    return [*pen.flow(text, width, limit=room - 1), *pen.flow([last], width, limit=1)]


# The candidates


def candidates_in_order(snapshot: Snapshot, stage: Stage, missed: Missed) -> list[Touchpoint]:
    """The stage's touchpoints: most votes first, then customers missed, then friction."""
    cards = snapshot.board[stage.position].touchpoints
    return sorted(
        cards,
        key=lambda card: pick_key(card.votes, missed.by_touchpoint.get(card.id), card.friction),
    )


def candidates_title(snapshot: Snapshot, stage: Stage, missed: Missed) -> str:
    """What the order of the candidates goes by."""
    cards = snapshot.board[stage.position].touchpoints
    if any(card.votes for card in cards):
        by = "votes"
    elif any(card.id in missed.by_touchpoint for card in cards):
        by = "customers missed"
    elif any(card.friction for card in cards):
        by = "friction"
    else:
        return f"Touchpoints in {stage.label}"
    return f"{stage.label}, by {by}"


def candidates_sheet(
    pen: Pen, cards: list[Touchpoint], stage: Stage, missed: Missed, size: Size, cursor: str
) -> Sheet:
    """The candidates, each with what speaks for it, and the playbook's word on the stage."""
    sheet, width = Sheet(), size.width - 1
    voted = any(card.votes is not None for card in cards)
    for card in cards:
        lines = _candidate(pen, card, missed, width, cursor=cursor == card.id, voted=voted)
        sheet.stop(card.id, lines, width)
    if not cards:
        sheet.add(*pen.text("No touchpoints here yet. Enter writes one all the same.", width))
    elif voted and not any(card.votes for card in cards):
        sheet.add(*pen.text("No votes went to this stage.", width, "muted"))
    if missed.measure and missed.by_touchpoint:
        words = f"Missed: customers in 12 cycles, going by {missed.measure}."
        sheet.add(*pen.text(words, width, "muted"))
    advice = PLAYBOOK[stage]
    sheet.gap()
    sheet.add(*pen.text(f"{advice.special_name}: {advice.special}", width, "muted"))
    return sheet


def _candidate(
    pen: Pen, card: Touchpoint, missed: Missed, width: int, *, cursor: bool, voted: bool
) -> list[Line]:
    text = [pen.span(card.text, "bold" if cursor else "")]
    lines = pen.flow(text, width - 2, hang=1, limit=_CARD_LINES)
    speaks = _what_speaks_for(pen, card, missed, voted=voted)
    if speaks and line_width(lines[-1]) + line_width(speaks) <= width - 2:
        lines[-1] = (*lines[-1], *speaks)
    elif speaks:
        lines.append(speaks)
    bar = Span(pen.marks.bar_cursor if cursor else pen.marks.bar, card.stage.value)
    role = "cursor" if cursor else ""
    return [
        (bar, *with_role([padded_line((Span(" "), *line), width - 1)], role)[0]) for line in lines
    ]


def _what_speaks_for(pen: Pen, card: Touchpoint, missed: Missed, *, voted: bool) -> Line:
    """Votes, customers missed and friction, each where it is known."""
    marks, spans = pen.marks, []
    if card.votes:
        dots = marks.vote * min(card.votes, 5)
        spans.append(pen.span(f"  {dots} {plural(card.votes, 'vote')}", "accent"))
    elif voted:
        spans.append(pen.span("  0 votes", "muted"))
    lost = missed.by_touchpoint.get(card.id)
    if lost is not None and round(lost):
        spans.append(pen.span(f"  {lost:.0f} missed", "muted"))
    if card.friction:
        spans.append(pen.span(f"  {marks.friction * card.friction}", "bad"))
    return tuple(spans)


# What stands


def standing_sheet(pen: Pen, there: Improvement | str, size: Size, today: date) -> Sheet:
    """The stage's improvement read whole, or why the stage is skipped."""
    sheet, width = Sheet(), size.width - 1
    if isinstance(there, str):
        sheet.add(*pen.flow([pen.span("Skipped: ", "muted"), pen.span(there)], width))
        sheet.gap()
        sheet.add(*pen.text("Enter picks one after all.", width, "muted"))
        return sheet
    sheet.add(*pen.flow([pen.span(there.text, "bold")], width))
    dot = pen.span(f" {pen.marks.dot} ", "muted")
    known = [status_span(pen, there, today), dot, *origin_spans(pen, there)]
    sheet.add(*pen.flow(known, width))
    sheet.gap()
    if there.reading is not None:
        sheet.add(*pen.text(there.reading.sentence, width))
    if there.proof is not None:
        proof = there.proof
        where = "only there" if proof.touchpoint_only else f"all of {there.stage.label}"
        words = (
            f"Proof: {proof.measure_title}, {where}; "
            f"{plural(proof.after_days, 'day')} after it is done are looked at."
        )
        sheet.add(*pen.text(words, width, "muted"))
        sheet.gap()
    for failing in there.unmet:
        sheet.add((pen.span(f"{pen.marks.dropped} ", "warn"), pen.span(f"It {failing}.")))
    if not there.unmet:
        sheet.add((pen.span(f"{pen.marks.done} ", "good"), pen.span("Small enough.", "muted")))
    return sheet
