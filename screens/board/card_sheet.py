"""What the pane beside the board says of a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from screens.widgets.date_format import full_day, near_day, plural, today_of
from screens.widgets.improvement_card import status_span
from screens.widgets.sparkline import sparkline
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
)
from screens.widgets.verdict_format import verdict_spans
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.verdict_words import verdict_in_words
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot
from store.models.touchpoint import Touchpoint

if TYPE_CHECKING:
    from store.queries.evidence.trends import Trend
    from store.queries.touchpoint_facts import TouchpointFacts

_NOTE_LINES = 8
_MEASURES = 4
_QUOTE_LINES = 3
_TITLE = 19
"""The fewest cells of a measure's name where there is room."""
_FIGURES = 28
"""Cells of a measure's cycles and its figure behind the name."""


def card_sheet(
    builder: LineBuilder,
    card: Touchpoint,
    snapshot: Snapshot,
    facts: TouchpointFacts | None,
    size: Size,
) -> StyledLines:
    """All that is known of ``card``."""
    styled, width = StyledLines(), size.width
    styled.add(*builder.flow(builder.joined(_known(builder, card, snapshot)), width, hang=2))
    for name, words in (("should feel", card.feeling), ("in trouble", card.sign),
                        ("then, unasked", card.unasked), ("if stuck", card.stuck)):  # fmt: skip
        if words:
            styled.add(
                *builder.flow(
                    [builder.span(f"{name}: ", "muted"), builder.span(words)], width, hang=2
                )
            )
    if card.notes:
        styled.gap()
        styled.add(builder.line(("Notes", "bold")))
        lines = [line for part in card.notes.split("\n") for line in builder.text(part, width)]
        styled.add(*lines[:_NOTE_LINES])
        if len(lines) > _NOTE_LINES:
            styled.add(
                builder.line((f"{len(lines) - _NOTE_LINES} more lines: o reads them", "muted"))
            )
    if facts is not None:
        _add_feedback(styled, builder, facts, snapshot, width)
        _tried(styled, builder, facts, snapshot, width)
    return styled


def _known(builder: LineBuilder, card: Touchpoint, snapshot: Snapshot) -> list[Span]:
    unit = snapshot.team.cadence.unit
    parts = [builder.span(card.channel, "muted")] if card.channel else []
    if card.volume is not None:
        parts.append(builder.span(f"{plural(card.volume, 'customer')} a {unit}"))
    if card.author:
        parts.append(builder.span(card.author, "muted"))
    if card.created_at is not None:
        day = full_day(card.created_at.date(), today_of(snapshot))
        parts.append(builder.span(f"since {day}", "muted"))
    return parts


def _add_feedback(
    styled: StyledLines,
    builder: LineBuilder,
    facts: TouchpointFacts,
    snapshot: Snapshot,
    width: int,
) -> None:
    """What its measures say over the last cycles, who is missed, and customers' own words."""
    styled.gap()
    styled.add(builder.line(("What customers say here", "bold")))
    if not facts.trends and not facts.words:
        styled.add(*builder.text("Nothing yet. b logs what a customer said.", width, "muted"))
        return
    for trend in facts.trends[:_MEASURES]:
        styled.add(_measure(builder, trend, width))
    if facts.missed is not None and facts.missed.missed is not None and facts.missed_by:
        of = facts.missed.volume
        words = f"about {facts.missed.missed:.0f} of {of} missed, by {facts.missed_by.title}"
        styled.add(*builder.text(words, width, "warn", hang=2))
    today = today_of(snapshot)
    for each in facts.words:
        day = "today" if each.day == today else near_day(each.day, today)
        head = builder.span(f"{day:<7}", "muted")
        quote = builder.span(f"“{' '.join(each.quote.split())}”")
        body = builder.flow([quote], width - 7, limit=_QUOTE_LINES)
        styled.add(*((head if not number else Span(" " * 7), *line)
                    for number, line in enumerate(body)))  # fmt: skip


def _measure(builder: LineBuilder, trend: Trend, width: int) -> Line:
    """Its name, its last cycles, its newest figure with the answers of all of them."""
    n = sum(point.n for point in trend.points)
    figure = format_value(trend.measure, trend.answered[-1].value)
    end = (builder.span(f" {figure}", "bold"), builder.span(f" n {n}", "muted"))
    drawn = sparkline(trend, builder.glyphs)
    wanted = max(_TITLE, width - _FIGURES)
    room = max(8, min(wanted, width - line_width(drawn) - line_width(end) - 1))
    title = padded_line((builder.span(trend.measure.title),), room, "", builder.glyphs.ellipsis)
    left = (*title, Span(" "), *drawn)
    return (*padded_line(left, max(0, width - line_width(end))), *end)


def _tried(
    styled: StyledLines,
    builder: LineBuilder,
    facts: TouchpointFacts,
    snapshot: Snapshot,
    width: int,
) -> None:
    if not facts.tried:
        return
    styled.gap()
    styled.add(builder.line(("Tried here", "bold")))
    for each in facts.tried:
        cycle = each.cycle.label.partition("-")[2] if each.cycle.weekly else each.cycle.name
        head = [
            builder.span(each.stage.letter, f"bold {each.stage.value}"),
            builder.span(f" {cycle} ", "muted"),
        ]
        styled.add(*builder.flow([*head, builder.span(each.text)], width, hang=2, limit=2))
        outcome = [Span("  "), *_outcome(builder, each, snapshot)]
        styled.add(*((Span("  "), *line) for line in builder.flow(outcome[1:], width - 2, hang=2)))


def _outcome(builder: LineBuilder, each: Improvement, snapshot: Snapshot) -> list[Span]:
    """Its verdict with what changed; without one its status."""
    reading = each.reading
    if each.status is not Status.DONE or reading is None:
        return [status_span(builder, each, today_of(snapshot))]
    words = verdict_in_words(reading)
    day = "" if reading.final else words.day
    change = "".join(f", {part}" for part in (words.change, day) if part)
    return [*verdict_spans(builder, reading), builder.span(change)]
