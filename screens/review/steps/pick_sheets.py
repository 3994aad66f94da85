"""What Pick shows, composed from the snapshot: the four places, the candidates, what stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from textual.geometry import Size

from screens.widgets.date_format import plural
from screens.widgets.improvement_card import StageSlot, framed, origin_spans, status_span
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
    side_by_side,
    with_role,
)
from store.board.signs import sign_words
from store.common.dataclass import dataclass
from store.domain.agenda import Decision, decision_words
from store.domain.playbook import PLAYBOOK
from store.domain.stages import STAGES, Stage
from store.domain.statistics.bottleneck import pick_key
from store.models.improvement import Improvement
from store.models.review import Topic
from store.models.snapshot import Snapshot
from store.models.touchpoint import Touchpoint
from store.queries.evidence.bottlenecks import BottleneckList

_CARD_LINES = 3
_AFTER_THE_TALK = {Decision.PICK: 0, Decision.NONE: 1, Decision.LOOK: 2, Decision.ENOUGH: 2}
"""Where a candidate stands by what the talk in Focus decided."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Customers missed by touchpoint id, where there are answers enough."""

    measure: str = ""
    """Title of the measure it goes by; empty without one."""
    by_touchpoint: Mapping[str, float] = field(default_factory=dict)
    unit: str = "week"

    @classmethod
    def of(cls, bottlenecks: BottleneckList, unit: str) -> Missed:
        """The same from the bottleneck list of the last 12 weeks or months, each a ``unit``."""
        figures = [entry.figures for entry in bottlenecks.entries]
        missed = {each.touchpoint_id: each.missed for each in figures if each.missed is not None}
        title = bottlenecks.measure.title if bottlenecks.measure else ""
        return cls(title, missed, unit)


def pick_of(snapshot: Snapshot | None, stage: Stage) -> Improvement | str | None:
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


# The four stages


def stages_sheet(
    builder: LineBuilder, snapshot: Snapshot, current: Stage, size: Size
) -> StyledLines:
    """The four stages side by side: picked, skipped, being picked, or still to come."""
    first = size.width // 4
    widths = [first, first, first, size.width - 3 * first]
    boxes = []
    for stage, width in zip(STAGES, widths, strict=True):
        here = stage is current
        body = _pick_lines(builder, pick_of(snapshot, stage), width - 4, size.height - 2, here=here)
        box = StyledLines(
            framed(builder, StageSlot(stage), body, (width, size.height), cursor=here)
        )
        boxes.append(box)
    return side_by_side(boxes, widths)


def _pick_lines(
    builder: LineBuilder, there: Improvement | str | None, width: int, room: int, *, here: bool
) -> list[Line]:
    marks = builder.glyphs
    if there is None:
        return [
            builder.line((f"picking{marks.ellipsis}", "bold accent") if here else ("open", "muted"))
        ]
    if isinstance(there, str):
        spans = [builder.span("skipped: ", "muted"), builder.span(there, "muted")]
        return builder.flow(spans, width, limit=room)
    owner = there.owner.name if there.owner else "no owner"
    proof = there.proof.measure_title if there.proof else "no proof"
    last = builder.span(f"{owner} {marks.dot} {proof}", "muted")
    text = [builder.span(f"{marks.done} ", "good"), builder.span(there.text)]
    if room < 3:
        return builder.flow(text, width, limit=room)
    return [*builder.flow(text, width, limit=room - 1), *builder.flow([last], width, limit=1)]


# The candidates


def candidates_in_order(snapshot: Snapshot, stage: Stage, missed: Missed) -> list[Touchpoint]:
    """The stage's touchpoints: first those that the talk in Focus decided to pick from, last those
    that it settled otherwise; in each of the three most votes, then customers missed, then friction.
    """
    cards = snapshot.board[stage.position].touchpoints
    topics = snapshot.review.topics if snapshot.review is not None else ()
    decisions = {each.touchpoint_id: each.decision for each in topics}
    return sorted(
        cards,
        key=lambda card: (
            _AFTER_THE_TALK[decisions.get(card.id, Decision.NONE)],
            pick_key(card.votes, missed.by_touchpoint.get(card.id), card.friction),
        ),
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
    builder: LineBuilder,
    cards: list[Touchpoint],
    stage: Stage,
    missed: Missed,
    size: Size,
    cursor: str,
    topics: Sequence[Topic] = (),
    question: str = "",
) -> StyledLines:
    """The candidates, each with what speaks for it, what was said of the one under the cursor, the
    stage's ``question``, and the playbook's word on the stage."""
    styled, width = StyledLines(), size.width - 1
    notes = {each.touchpoint_id: each.note for each in topics}
    settled = {
        each.touchpoint_id: decision_words(each.decision, each.looked_into_by)
        for each in topics
        if each.decision in (Decision.LOOK, Decision.ENOUGH)
    }
    voted = any(card.votes is not None for card in cards)
    for card in cards:
        lines = _candidate(builder, card, missed, width, cursor=cursor == card.id, voted=voted)
        styled.stop(card.id, lines, width)
        if card.id in settled:
            decided = builder.span(settled[card.id], "muted")
            for line in builder.flow([decided], width - 2, limit=2):
                styled.add((Span("  "), *line))
        if cursor == card.id and card.feeling:
            words = f"should feel: {card.feeling}"
            styled.add(*builder.flow([builder.span(f"  {words}", "muted")], width, hang=2, limit=2))
        if cursor == card.id and (signs := sign_words(card)):
            styled.add(*builder.flow([builder.span(f"  {signs}", "muted")], width, hang=2, limit=3))
        if cursor == card.id and notes.get(card.id):
            words = f"noted in Focus: {notes[card.id]}"
            styled.add(*builder.flow([builder.span(f"  {words}", "muted")], width, hang=2, limit=3))
    if not cards:
        styled.add(
            *builder.text("No touchpoints here yet. Press Enter to write one anyway.", width)
        )
    elif voted and not any(card.votes for card in cards):
        styled.add(*builder.text("No votes went to this stage.", width, "muted"))
    if missed.measure and missed.by_touchpoint:
        words = f"Missed = customers let down in the last 12 {missed.unit}s, by {missed.measure}."
        styled.add(*builder.text(words, width, "muted"))
    advice = PLAYBOOK[stage]
    styled.gap()
    if question:
        styled.add(*builder.text(question, width))
    styled.add(*builder.text(f"{advice.special_name}: {advice.special}", width, "muted"))
    return styled


def _candidate(
    builder: LineBuilder, card: Touchpoint, missed: Missed, width: int, *, cursor: bool, voted: bool
) -> list[Line]:
    text = [builder.span(card.text, "bold" if cursor else "")]
    lines = builder.flow(text, width - 2, hang=1, limit=_CARD_LINES)
    speaks = _what_speaks_for(builder, card, missed, voted=voted)
    if speaks and line_width(lines[-1]) + line_width(speaks) <= width - 2:
        lines[-1] = (*lines[-1], *speaks)
    elif speaks:
        lines.append(speaks)
    bar = Span(builder.glyphs.bar_cursor if cursor else builder.glyphs.bar, card.stage.value)
    role = "cursor" if cursor else ""
    return [
        (bar, *with_role([padded_line((Span(" "), *line), width - 1)], role)[0]) for line in lines
    ]


def _what_speaks_for(
    builder: LineBuilder, card: Touchpoint, missed: Missed, *, voted: bool
) -> Line:
    """Votes, customers missed and friction, each where it is known."""
    marks, spans = builder.glyphs, []
    if card.votes:
        dots = marks.vote * min(card.votes, 5)
        spans.append(builder.span(f"  {dots} {plural(card.votes, 'vote')}", "accent"))
    elif voted:
        spans.append(builder.span("  0 votes", "muted"))
    lost = missed.by_touchpoint.get(card.id)
    if lost is not None and round(lost):
        spans.append(builder.span(f"  {lost:.0f} missed", "muted"))
    if card.friction:
        spans.append(builder.span(f"  {marks.friction * card.friction}", "bad"))
    return tuple(spans)


# What stands


def standing_sheet(
    builder: LineBuilder, there: Improvement | str, size: Size, today: date
) -> StyledLines:
    """The stage's improvement read whole, or why the stage is skipped."""
    styled, width = StyledLines(), size.width - 1
    if isinstance(there, str):
        styled.add(*builder.flow([builder.span("Skipped: ", "muted"), builder.span(there)], width))
        styled.gap()
        styled.add(*builder.text("Press Enter to pick one after all.", width, "muted"))
        return styled
    styled.add(*builder.flow([builder.span(there.text, "bold")], width))
    dot = builder.span(f" {builder.glyphs.dot} ", "muted")
    known = [status_span(builder, there, today), dot, *origin_spans(builder, there)]
    styled.add(*builder.flow(known, width))
    styled.gap()
    if there.reading is not None:
        styled.add(*builder.text(there.reading.sentence, width))
    if there.proof is not None:
        proof = there.proof
        where = "only there" if proof.touchpoint_only else f"all of {there.stage.label}"
        words = (
            f"Proof: {proof.measure_title}, {where}; "
            f"{plural(proof.after_days, 'day')} after it is done are looked at."
        )
        styled.add(*builder.text(words, width, "muted"))
        styled.gap()
    for failing in there.unmet:
        styled.add(
            (
                builder.span(f"{builder.glyphs.dropped} ", "warn"),
                builder.span(f"Still missing: {failing}."),
            )
        )
    if not there.unmet:
        styled.add(
            (
                builder.span(f"{builder.glyphs.done} ", "good"),
                builder.span("Small enough.", "muted"),
            )
        )
    return styled
