"""Today where the improvements stand below one another: two lines each, so that what is due with
customers stands on the screen with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from screens.theme.safe_text import fit
from screens.today.plans import slots_of
from screens.widgets.date_format import near_day, today_of
from screens.widgets.improvement_card import ASIDE_FROM, StageSlot, status_span
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
    with_role,
)
from screens.widgets.verdict_format import line_spans, shared_axis, verdict_spans
from store.domain.cycles import day_words
from store.domain.statistics.charts.verdict_line import Axis
from store.domain.statistics.verdict_words import verdict_in_words, verdict_on
from store.domain.statistics.verdicts import Verdict
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot

_LINE = 13
"""Cells of a range."""
_NAMED_FROM = 56
"""Cells of a row from which it ends with the owner and the stage's name."""


def add_slots(
    styled: StyledLines,
    snapshot: Snapshot,
    width: int,
    cursor: str,
    builder: LineBuilder,
    *,
    briefly: bool = False,
) -> None:
    """Put the four stages below one another, two lines each; ``briefly`` one, with the status."""
    slots = slots_of(snapshot)
    axis = shared_axis(each.improvement for each in slots if each.improvement)
    today = today_of(snapshot)
    for slot in slots:
        key = f"slot:{slot.stage.value}"
        make = _slot_briefly if briefly else _slot
        lines = make(slot, width - 2, axis, today, builder)
        mark = builder.glyphs.bar_cursor if key == cursor else builder.glyphs.bar
        role = "cursor" if key == cursor else ""
        bar = Span(mark, slot.stage.value)
        room = width - 1
        entry = [(bar, *with_role([padded_line(line, room)], role)[0]) for line in lines]
        styled.stop(key, entry, width)


def add_undecided(
    styled: StyledLines,
    improvements: Sequence[Improvement],
    snapshot: Snapshot,
    width: int,
    cursor: str,
    builder: LineBuilder,
) -> None:
    """Put a line below for each improvement that stands in another cycle."""
    for each in improvements:
        key = f"improvement:{each.id}"
        undecided = each.cycle.start < (snapshot.cycle.start if snapshot.cycle else each.cycle.end)
        mark, role = ("!", "bold warn") if undecided else (builder.glyphs.planned, "muted")
        if key == cursor:
            mark, role = builder.glyphs.bar_cursor, "bold accent"
        owner = each.owner.name if each.owner else "no owner"
        cycle = each.cycle.label.partition("-")[2] if each.cycle.weekly else each.cycle.name
        end = [
            builder.span(f"  {cycle}{' undecided' if undecided else ''}", "muted"),
            builder.span(f" {builder.glyphs.dot} ", "muted"),
            builder.span(owner, "muted" if each.owner else "warn"),
        ]
        head = (
            builder.span(mark, role),
            builder.span(each.stage.letter, f"bold {each.stage.value}"),
        )
        line = _between((*head, Span(" "), builder.span(each.text, "bold")), end, width, builder)
        lit = with_role([line[1:]], "cursor")[0] if key == cursor else line[1:]
        styled.stop(key, [(line[0], *lit)], width)


def _slot(slot: StageSlot, room: int, axis: Axis, today: date, builder: LineBuilder) -> list[Line]:
    letter = builder.span(slot.stage.letter, f"bold {slot.stage.value}")
    name = builder.span(f"  {slot.stage.label}", slot.stage.value)
    improvement = slot.improvement
    if improvement is None:
        empty = (letter, Span(" "), builder.span(slot.empty, "muted"))
        return [_between(empty, [name], room, builder)]
    owner = improvement.owner
    end = [builder.span(f"  {owner.name if owner else 'no owner'}", "muted" if owner else "warn")]
    head = (letter, Span(" "), builder.span(improvement.text, "bold"))
    first = _between(head, [*end, name] if room >= _NAMED_FROM else end, room, builder)
    return [first, (Span("  "), *_state(improvement, room - 2, axis, today, builder))]


def _slot_briefly(
    slot: StageSlot, room: int, _axis: Axis, today: date, builder: LineBuilder
) -> list[Line]:
    letter = builder.span(slot.stage.letter, f"bold {slot.stage.value}")
    if slot.improvement is None:
        name = builder.span(f"  {slot.stage.label}", slot.stage.value)
        empty = builder.span(slot.empty, "muted")
        return [_between((letter, Span(" "), empty), [name], room, builder)]
    head = (letter, Span(" "), builder.span(slot.improvement.text, "bold"))
    status = status_span(builder, slot.improvement, today)
    words = fit(status.text, room // 2, builder.glyphs.ellipsis)
    return [_between(head, [Span("  "), Span(words, status.role)], room, builder)]


def _between(start: Line, end: Sequence[Span], room: int, builder: LineBuilder) -> Line:
    """``start``, cut where it must, and ``end`` at the right edge."""
    left = max(0, room - line_width(end))
    return (*padded_line(start, left, "", builder.glyphs.ellipsis), *end)


def _state(each: Improvement, room: int, axis: Axis, today: date, builder: LineBuilder) -> Line:
    """Status, figures, range and verdict: as much as has room, the status and the verdict with
    its day first of all."""
    status = status_span(builder, each, today)
    reading = each.reading
    if each.status in (Status.DROPPED, Status.CARRIED):
        return (status,)
    if reading is None:
        return _fitting(builder, room, [[status, builder.span("no proof, so no verdict", "muted")]])
    words = verdict_in_words(reading)
    figures: Line = (builder.span(f"{words.figures}, "), builder.span(words.sample, "muted"))
    if each.status is Status.PLANNED or reading.after is None:
        if reading.verdict is Verdict.NO_BASELINE:
            figures = (builder.span(f"{reading.measure.title} was not measured before", "muted"),)
        return _fitting(builder, room, [[status, figures], [status, *figures[:1]]])
    (verdict,) = verdict_spans(builder, reading)
    day = verdict_on(reading)
    when = f", {'read' if reading.final else 'verdict'} {near_day(day, today)}" if day else ""
    full = Span(verdict.text + builder.span(when).text, verdict.role)
    short = full
    if not reading.final and reading.low is not None and day is not None:
        mark = verdict.text.split()[0]
        short = builder.span(f"{mark} so far to {day_words(day)}", verdict.role)
    briefly = builder.span(words.figures)
    ways: list[list[Span | Line]] = [
        [status, figures, full],
        [status, figures, short],
        [status, full, briefly],
    ]
    if reading.low is not None and room >= ASIDE_FROM:
        drawn = line_spans(builder, reading, _LINE, axis)
        ways = [[status, figures, drawn, full], [status, figures, drawn, short], *ways]
    return _fitting(builder, room, ways)


def _fitting(
    builder: LineBuilder, room: int, ways: Sequence[Sequence[Span] | Sequence[Span | Line]]
) -> Line:
    """The first of ``ways`` that has room, its parts two cells apart; else the last one, cut."""
    line: Line = ()
    for way in ways:
        line = ()
        for part in way:
            spans = (part,) if isinstance(part, Span) else part
            line = (*line, Span("  "), *spans) if line else tuple(spans)
        if line_width(line) <= room:
            return line
    return padded_line(line, room, "", builder.glyphs.ellipsis)
