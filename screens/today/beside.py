"""What Today shows beside the lists where there is room: verdicts ahead, customers' newest words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.widgets.date_format import full_day, near_day, plural, today_of
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
    with_role,
)
from screens.widgets.verdict_format import LINE_WIDTH, axis_words, line_spans, shared_axis
from store.domain.cycles import day_words
from store.domain.statistics.verdict_words import verdict_on
from store.models.improvement import Improvement
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from store.evidence.evidence import Evidence

_DAY = 12
"""Cells of a day."""
_QUOTE_LINES = 2


def add_ahead(
    styled: StyledLines,
    ahead: Sequence[Improvement],
    snapshot: Snapshot,
    width: int,
    cursor: str,
    builder: LineBuilder,
) -> None:
    """Put the verdicts to come below by their day, their ranges so far on one axis."""
    if not ahead:
        return
    axis, today = shared_axis(ahead), today_of(snapshot)
    room = width - LINE_WIDTH - 2
    title = builder.rule("Verdicts ahead", room)
    styled.add((*padded_line(title, room + 1), builder.span(axis_words(), "muted")))
    for each in ahead:
        assert each.reading is not None
        day = verdict_on(each.reading)
        assert day is not None
        away = (day - today).days
        far = f"{day_words(day)} {day.year}" if day.year != today.year else full_day(day, today)
        when = {0: "today", 1: "tomorrow"}.get(away, far)
        key = f"ahead:{each.id}"
        head = (
            builder.span(when.ljust(_DAY)[:_DAY], "accent" if away < 1 else "muted"),
            builder.span(each.stage.letter, f"bold {each.stage.value}"),
            builder.span(f" {each.text}"),
        )
        drawn = line_spans(builder, each.reading, LINE_WIDTH, axis)
        line = (*padded_line(head, room, "", builder.glyphs.ellipsis), Span(" "), *drawn)
        styled.stop(key, [_pointed(line, width, builder, under_cursor=key == cursor)], width)


def add_quotes(
    styled: StyledLines,
    quotes: Sequence[Evidence],
    in_cycle: int,
    snapshot: Snapshot,
    width: int,
    cursor: str,
    builder: LineBuilder,
    room: int,
) -> None:
    """Put the newest words of customers below, as many as ``room`` lines have."""
    if not quotes:
        return
    unit = snapshot.team.cadence.unit
    title = [builder.span("Latest from customers", "muted")]
    if in_cycle:
        words = f" {builder.glyphs.dot} {plural(in_cycle, 'quote')} this {unit}"
        title.append(builder.span(words, "muted"))
    styled.add(tuple(title))
    used, today = 1, today_of(snapshot)
    for each in quotes:
        key = f"quote:{each.id}"
        day = "today" if each.day == today else near_day(each.day, today)
        head = (
            builder.span(f"{day:<6} ", "muted"),
            builder.span(each.stage.letter, f"bold {each.stage.value}"),
            Span(" "),
        )
        lead = line_width(head)
        quote = f"“{' '.join(each.quote.split())}”"
        body = builder.flow([builder.span(quote)], width - lead - 2, limit=_QUOTE_LINES)
        if used + len(body) > room:
            break
        used += len(body)
        lines = [
            _pointed(
                (*(head if not number else (Span(" " * lead),)), *line),
                width,
                builder,
                under_cursor=key == cursor,
            )
            for number, line in enumerate(body)
        ]
        styled.stop(key, lines, width)


def _pointed(line: Line, width: int, builder: LineBuilder, *, under_cursor: bool) -> Line:
    """``line`` behind the cell in which the cursor is."""
    pointer = builder.glyphs.bar_cursor if under_cursor else " "
    role = "cursor" if under_cursor else ""
    inside = with_role([padded_line(line, width - 1)], role)[0]
    return (Span(pointer, "bold accent" if under_cursor else ""), *inside)
