"""Today's four cards side by side, tall ones with their proof over time where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from screens.widgets.cycle_strip import short_name
from screens.widgets.date_format import plural, today_of
from screens.widgets.improvement_card import (
    StageSlot,
    card_body,
    framed,
    origin_spans,
    status_span,
)
from screens.widgets.sparkline import CYCLES, TALL, sparkline, tall_sparkline
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
    side_by_side,
)
from screens.widgets.verdict_format import day_spans, line_spans, verdict_spans
from store.domain.cycles import Cycle
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.charts.verdict_line import axis_of, target_change
from store.domain.statistics.measures import Better, MeasureKind
from store.domain.statistics.verdict_words import verdict_in_words, verdict_on
from store.domain.statistics.verdicts import Reading
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from store.queries.evidence.trends import Trend
    from store.queries.today_facts import TodayFacts

_TEXT_LINES = 3
_FAR = 21
"""Days ahead from which weeks are counted."""


def add_cards(
    styled: StyledLines,
    slots: Sequence[StageSlot],
    snapshot: Snapshot,
    width: int,
    cursor: str,
    builder: LineBuilder,
    *,
    facts: TodayFacts | None = None,
    tall: int = 0,
) -> None:
    """Put the cards below; with ``tall`` rows for its proof over time each says all that is known
    of it."""
    card = (width - 3) // 4
    today = today_of(snapshot)
    if tall:
        bodies = _tall_bodies(slots, card - 4, today, builder, facts, tall)
    else:
        bodies = [card_body(builder, slot, card - 4, today) for slot in slots]
    height = max(len(body) for body in bodies) + 2
    sheets = []
    for slot, body in zip(slots, bodies, strict=True):
        key = f"slot:{slot.stage.value}"
        one = StyledLines()
        one.stop(key, framed(builder, slot, body, (card, height), cursor=key == cursor), card)
        sheets.append(one)
    styled.add_block(side_by_side(sheets, [card + 1] * 3 + [card]))


def _tall_bodies(
    slots: Sequence[StageSlot],
    width: int,
    today: date,
    builder: LineBuilder,
    facts: TodayFacts | None,
    rows: int,
) -> list[list[Line]]:
    """Every card in the same parts, each part as high as the highest of the four."""
    parts = []
    for slot in slots:
        each = slot.improvement
        if each is None:
            parts.append([builder.text(slot.empty, width, "muted"), [], [], []])
            continue
        trend = _trend_of(each, facts)
        parts.append(
            [
                [
                    *builder.flow([builder.span(each.text, "bold")], width, limit=_TEXT_LINES),
                    *builder.flow(origin_spans(builder, each), width, limit=2),
                ],
                _when(each, width, today, builder),
                _over_time(each, trend, width, rows, builder, known=facts is not None),
                _verdict(each, width, builder),
            ]
        )
    heights = [max(len(card[part]) for card in parts) for part in range(4)]
    bodies: list[list[Line]] = []
    for card in parts:
        body: list[Line] = []
        for part, height in zip(card, heights, strict=True):
            if body and height:
                body.append(())
            body += [*part, *[()] * (height - len(part))]
        bodies.append(body)
    return bodies


def _trend_of(each: Improvement, facts: TodayFacts | None) -> Trend | None:
    """Its measure in its stage over time; None for a proof that counts one touchpoint alone."""
    proof = each.proof
    if facts is None or proof is None or proof.touchpoint_only:
        return None
    return next(
        (
            trend.last(CYCLES)
            for trend in facts.trends
            if trend.measure.key == proof.measure and trend.stage is each.stage
        ),
        None,
    )


def _when(each: Improvement, width: int, today: date, builder: LineBuilder) -> list[Line]:
    """Its status with the days left, and the day of its verdict with the days until then."""
    status = [status_span(builder, each, today)]
    left = (each.due - today).days
    if each.status is Status.PLANNED and left > 0:
        status.append(builder.span(f", {plural(left, 'day')} left", "muted"))
    lines = builder.flow(status, width, hang=2, limit=3)
    verdict_day = day_spans(builder, each, today)
    known = verdict_on(each.reading) if each.reading is not None else None
    if verdict_day and known is not None and known > today:
        verdict_day.append(builder.span(f", in {_days_ahead(known, today)}", "muted"))
    return [*lines, *(builder.flow(verdict_day, width, hang=2) if verdict_day else [])]


def _days_ahead(day: date, today: date) -> str:
    days = (day - today).days
    return plural(days, "day") if days < _FAR else plural(round(days / 7), "week")


def _over_time(
    each: Improvement,
    trend: Trend | None,
    width: int,
    rows: int,
    builder: LineBuilder,
    *,
    known: bool,
) -> list[Line]:
    """What the proof measures, its last twelve cycles, its figures and their n."""
    reading = each.reading
    if reading is None:
        return builder.text("No proof, so no verdict.", width, "muted")
    measure = reading.measure
    title = measure.title + ("" if measure.better is Better.UP else ", fewer is better")
    if each.proof is not None and each.proof.touchpoint_only:
        title += ", only at this touchpoint"
    lines = builder.text(title, width, hang=2)
    figures = _figures(reading)
    if trend is not None:
        lines += _drawn(trend, figures, width, rows, builder)
    else:
        if not known and rows > 1:
            lines += [()] * rows
        lines.append((builder.span(figures, "bold"),))
    words = verdict_in_words(reading)
    return [*lines, *builder.text(words.sample, width, "muted", hang=2)]


def _drawn(trend: Trend, figures: str, width: int, rows: int, builder: LineBuilder) -> list[Line]:
    """The sparkline with its ends labelled, and the figures beside it where they have room."""
    ends = [_end(trend.points[0].cycle), _end(trend.points[-1].cycle)]
    if rows > 1:
        drawn = tall_sparkline(trend, builder.glyphs, rows, step=min(4, width // len(trend.points)))
        room = line_width(drawn[0]) - 1
        foot = ends[0].ljust(max(0, room - len(ends[1]))) + ends[1]
        return [*drawn, (builder.span(foot, "muted"),), (builder.span(figures, "bold"),)]
    line: Line = (
        builder.span(f"{ends[0]} ", "muted"),
        *sparkline(trend, builder.glyphs),
        builder.span(f" {ends[1]}", "muted"),
    )
    beside = builder.span(figures, "bold")
    left = width - line_width((beside,))
    if line_width(line) + 2 <= left:
        return [(*padded_line(line, left), beside)]
    return [line, (beside,)]


def _end(cycle: Cycle) -> str:
    return f"W{short_name(cycle)}" if cycle.weekly else short_name(cycle)


def _figures(reading: Reading) -> str:
    """``46% → 77%``, or ``72% before``."""
    before = format_value(reading.measure, reading.before.value)
    if reading.after is None or not reading.after.n:
        return f"{before} before"
    return f"{before} → {format_value(reading.measure, reading.after.value)}"


def _verdict(each: Improvement, width: int, builder: LineBuilder) -> list[Line]:
    """The range, the verdict so far in words, and the target."""
    reading = each.reading
    if reading is None or each.status in (Status.DROPPED, Status.CARRIED):
        return []
    lines: list[Line] = [line_spans(builder, reading, width, axis_of([reading]))]
    if each.status is Status.DONE:
        change = verdict_in_words(reading).change
        (verdict,) = verdict_spans(builder, reading)
        way = change.rpartition(" ")[2]
        if change and verdict.text.endswith(f" {way}"):  # "so far better", "1–51 points better"
            verdict = Span(verdict.text.removesuffix(f" {way}"), verdict.role)
            spans = [verdict, builder.span(f" {change}")]
        else:
            spans = [verdict, builder.span(f": {change}" if change else "")]
        lines += builder.flow(spans, width, hang=2)
        if reading.cannot_be_told_apart_from:
            caution = "cannot be told apart from another change"
            lines += builder.text(caution, width, "warn", hang=2)
    else:
        waits = f"{builder.glyphs.ellipsis} read once it is done"
        lines += builder.text(waits, width, "muted", hang=2)
    return [*lines, *_target(reading, width, builder)]


def _target(reading: Reading, width: int, builder: LineBuilder) -> list[Line]:
    if reading.target is None:
        return []
    mark = "T" if builder.glyphs.ascii else "◇"
    words = f"{mark} target {format_value(reading.measure, reading.target)}"
    change = target_change(reading, axis_of([reading]))
    if change is not None and reading.measure.kind is not MeasureKind.COUNT:
        words += f" ({change:+.0f})" if change > 0 else ": no better than before"
    return builder.text(words, width, "muted", hang=2)


def rows_over_time(width: int, height: int) -> int:
    """How many rows a card gives its proof over time; 0 where the cards have no room for it."""
    if width < _TALL_FROM[0] or height < _TALL_FROM[1]:
        return 0
    return TALL if width >= _TALLEST_FROM[0] and height >= _TALLEST_FROM[1] else 1


_TALL_FROM = (138, 38)
_TALLEST_FROM = (190, 52)
"""Cells and rows of the page."""
