"""What Momentum shows, composed from a snapshot and, once it is read, the working behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.geometry import Size

from screens.today.plans import momentum_to_come
from screens.widgets.cycle_strip import newest_that_fit, strip_lines, strip_notes, strip_width
from screens.widgets.date_format import plural, today_of
from screens.widgets.examples import SIX_WEEKS, example
from screens.widgets.improvement_card import StageSlot, list_entry, slot_paragraphs, stage_spans
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    boxed,
    padded_line,
    side_by_side,
)
from screens.widgets.verdict_format import day_spans, row_line, shared_axis, verdict_spans
from store.common.dataclass import dataclass
from store.domain.stages import STAGES
from store.domain.statistics.momentum import WINDOW, CycleRecord, StageBalance
from store.domain.statistics.verdict_words import verdict_in_words
from store.domain.statistics.verdicts import Verdict
from store.models.improvement import Improvement
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from store.queries.momentum_details import MomentumDetails

NUMBERS = ("streak", "kept", "learned", "balance")
"""Keys of the numbers' stops, in order."""
_BOXES_FROM = 100
_TWO_SIDES_FROM = 132
_ROOMY = 28
_MOVED = 12
"""The most improvements listed under "what moved"."""
_BAR = 8


@dataclass(frozen=True, slots=True)
class MomentumContent:
    """What the page is about."""

    snapshot: Snapshot
    working: MomentumDetails | None
    chosen: str
    """Label of the cycle that is shown in full."""
    reading: bool = False
    """Whether to say that verdicts are being read."""


def momentum_sheet(
    content: MomentumContent, size: Size, cursor: str, builder: LineBuilder
) -> StyledLines:
    """The whole page."""
    snapshot, working, chosen = content.snapshot, content.working, content.chosen
    width = size.width - 1
    styled = StyledLines()
    if size.height >= _ROOMY:
        styled.add(())
    if not has_begun(snapshot):
        starts = snapshot.next_cycle is None and snapshot.review is None
        hint = " Press r to start a review." if starts else ""
        styled.add(*builder.text(momentum_to_come(snapshot) + hint, width))
        lines = example(builder, "An example after six weeks", SIX_WEEKS, width)
        if len(styled.lines) + 1 + len(lines) <= size.height:
            styled.add((), *lines)
    else:
        styled.add_block(_numbers(content, width, cursor, builder))
        styled.gap()
        styled.add(*_strip(snapshot, chosen, width, builder))
        styled.gap()
        if working is not None:
            _improvements(styled, snapshot, working, chosen, width, cursor, builder)
    whole = StyledLines()
    whole.add_block(styled, 1)
    return whole


def has_begun(snapshot: Snapshot) -> bool:
    """Whether anything was planned or skipped in the strip's cycles."""
    return any(record.planned or record.skipped for record in snapshot.strip)


# The numbers


def _numbers(
    content: MomentumContent, width: int, cursor: str, builder: LineBuilder
) -> StyledLines:
    figures = _figure_lines(content, builder)
    if width >= _BOXES_FROM:
        return _boxes(figures, width, cursor, builder)
    styled = StyledLines()
    for key, (figure, more) in figures.items():
        under_cursor = key == cursor
        pointer = builder.glyphs.bar_cursor if under_cursor else " "
        made_of = builder.span(f" {builder.glyphs.dot} {more}" if more else "", "muted")
        lines = builder.flow([*figure, made_of], width - 12, hang=2)
        cursor_role = "cursor" if under_cursor else ""
        for number, line in enumerate(lines):
            name = builder.span(key.capitalize() if not number else "", f"muted {cursor_role}")
            text = tuple(Span(text, f"{role} {cursor_role}") for text, role in line)
            row = (*padded_line((name,), 11, cursor_role), *text)
            lines[number] = (Span(pointer, "accent"), *padded_line(row, width - 1, cursor_role))
        styled.stop(key, lines, width)
    return styled


def _boxes(
    figures: dict[str, tuple[list[Span], str]], width: int, cursor: str, builder: LineBuilder
) -> StyledLines:
    box = (width - 3) // 4
    bodies = {
        key: [*builder.flow(figure, box - 4), *builder.text(more, box - 4, "muted")]
        for key, (figure, more) in figures.items()
    }
    height = max(len(body) for body in bodies.values()) + 2
    sheets = []
    for key, body in bodies.items():
        under_cursor = key == cursor
        title: Line = (
            builder.span(f" {key.capitalize()} ", "bold cursor" if under_cursor else "muted"),
        )
        role, fill = ("accent bold", "ground") if under_cursor else ("edge", "")
        styled = StyledLines()
        styled.stop(key, boxed(title, body, box, height, builder.glyphs, role, fill), box)
        sheets.append(styled)
    return side_by_side(sheets, [box + 1] * 3 + [box])


def _figure_lines(
    content: MomentumContent, builder: LineBuilder
) -> dict[str, tuple[list[Span], str]]:
    """Each number, and what it is made of in a few words."""
    snapshot, working = content.snapshot, content.working
    numbers = snapshot.momentum
    unit = _unit(snapshot)
    since = f"counted since {numbers.series_from.name}" if numbers.series_from else ""
    streak = ", ".join(part for part in (_since(working), since) if part)
    verdicts = plural(numbers.learned, "verdict")
    return {
        "streak": (
            [builder.span(plural(numbers.streak, unit), "bold"), builder.span(" in a row")],
            streak,
        ),
        "kept": (
            [builder.span(numbers.kept_words, "bold"), builder.span(" done")],
            f"the last {WINDOW} closed {unit}s",
        ),
        "learned": ([builder.span(verdicts, "bold")], _verdicts(content)),
        "balance": _balance(snapshot, builder),
    }


def _since(working: MomentumDetails | None) -> str:
    counted = [each.record for each in working.streak if each.counts] if working else []
    return f"since {counted[-1].cycle.name}" if counted else ""


def _verdicts(content: MomentumContent) -> str:
    if content.reading:
        return "reading…"
    counts = content.working.verdicts if content.working else None
    order = (Verdict.VALIDATED, Verdict.NO_CLEAR_CHANGE, Verdict.GOT_WORSE)
    met = [(each, counts.get(each, 0)) for each in order] if counts else []
    return ", ".join(f"{count} {each.label}" for each, count in met if count)


def _balance(snapshot: Snapshot, builder: LineBuilder) -> tuple[list[Span], str]:
    lagging = snapshot.momentum.lagging
    if lagging is None:
        return [builder.span("even", "bold")], "no stage lags behind the others"
    entry = snapshot.momentum.balance[lagging.position]
    letter, name = stage_spans(builder, lagging)
    more = (
        f"{entry.done} of {entry.planned} done, behind in {plural(entry.behind, _unit(snapshot))}"
    )
    return [letter, Span(name.text, f"bold {lagging.value}"), builder.span(" lags", "bold")], more


def _unit(snapshot: Snapshot) -> str:
    return snapshot.strip[-1].cycle.cadence.unit


# The strip


def _strip(snapshot: Snapshot, chosen: str, width: int, builder: LineBuilder) -> list[Line]:
    records = newest_that_fit(snapshot.strip, width)
    column = strip_width(records) + 2
    lines = strip_lines(builder, records, chosen=chosen)
    bars = [_bar(entry, builder) for entry in snapshot.momentum.balance]
    if column + _BAR + 8 <= width:
        whole = f"kept, the last {WINDOW} closed {_unit(snapshot)}s"
        head = whole if column + len(whole) <= width else f"last {WINDOW} closed"
        beside = [(builder.span(head, "muted"),), *bars]
        lines = [
            (*padded_line(line, column), *more) for line, more in zip(lines, beside, strict=True)
        ]
    return [*lines, *strip_notes(builder, records, width)]


def _bar(entry: StageBalance, builder: LineBuilder) -> Line:
    """``██████░░ 6 of 8``: a stage's part of "kept"."""
    filled = round(_BAR * entry.done / entry.planned) if entry.planned else 0
    return (
        builder.span(builder.glyphs.bar_full * filled, entry.stage.value),
        builder.span(builder.glyphs.bar_empty * (_BAR - filled), "muted"),
        builder.span(f" {entry.done} of {entry.planned}"),
    )


# The improvements


def _improvements(
    styled: StyledLines,
    snapshot: Snapshot,
    working: MomentumDetails,
    chosen: str,
    width: int,
    cursor: str,
    builder: LineBuilder,
) -> None:
    if width >= _TWO_SIDES_FROM:
        half = width // 2
        sides = [
            _cycle(snapshot, working, chosen, half - 2, cursor, builder),
            _moved(snapshot, working, width - half, cursor, builder),
        ]
        styled.add_block(side_by_side(sides, [half, width - half]))
        return
    styled.add_block(_cycle(snapshot, working, chosen, width, cursor, builder))
    styled.gap()
    styled.add_block(_moved(snapshot, working, width, cursor, builder))


def _cycle(
    snapshot: Snapshot,
    working: MomentumDetails,
    chosen: str,
    width: int,
    cursor: str,
    builder: LineBuilder,
) -> StyledLines:
    """The chosen cycle's improvements, a stage each."""
    styled = StyledLines()
    record = next(each for each in snapshot.strip if each.cycle.label == chosen)
    styled.add(
        (
            builder.span(f"{record.cycle.name} ", "bold"),
            builder.span(f"{record.cycle.span}  {_summary(record)}", "muted"),
        )
    )
    if record.skipped is not None:
        return styled
    picked = {each.stage: each for each in working.of_cycle(chosen)}
    reasons = {
        each.stage: each.reason for each in working.skipped_stages if each.cycle.label == chosen
    }
    axis = shared_axis(picked.values())
    for stage in STAGES:
        reason = reasons.get(stage)
        slot = StageSlot(
            stage, picked.get(stage), f"skipped: {reason}" if reason else "nothing picked"
        )
        paragraphs = slot_paragraphs(builder, slot, today_of(snapshot))
        tag = stage_spans(builder, stage)
        if slot.improvement is None:
            styled.add(*list_entry(builder, tag, paragraphs, width, stage.value, cursor=False))
        else:
            key = f"improvement:{slot.improvement.id}"
            lines = list_entry(
                builder,
                tag,
                paragraphs,
                width,
                stage.value,
                cursor=key == cursor,
                aside=row_line(builder, slot.improvement, axis),
            )
            styled.stop(key, lines, width)
    return styled


def _summary(record: CycleRecord) -> str:
    if record.skipped is not None:
        return f"skipped: {record.skipped}"
    if not record.planned:
        return "nothing planned"
    done = f"{record.done} of {record.planned} done"
    return f"{done} so far" if not record.closed else done


def moved(snapshot: Snapshot, working: MomentumDetails) -> list[Improvement]:
    """Improvements of the strip's cycles whose reading says something, the newest first."""
    first = snapshot.strip[0].cycle
    return [
        each
        for each in working.improvements
        if each.reading is not None and each.reading.verdict.learned and not each.cycle < first
    ]


def _moved(
    snapshot: Snapshot, working: MomentumDetails, width: int, cursor: str, builder: LineBuilder
) -> StyledLines:
    styled = StyledLines()
    styled.add(builder.rule("What moved", width))
    every = moved(snapshot, working)
    if not every:
        sentence = "No reading yet: a proof needs answers before and after."
        styled.add(*builder.text(sentence, width, "muted"))
    axis, today = shared_axis(every[:_MOVED]), today_of(snapshot)
    for each in every[:_MOVED]:
        key = f"moved:{each.id}"
        lines = list_entry(
            builder,
            stage_spans(builder, each.stage),
            _reading(each, builder, today),
            width,
            each.stage.value,
            cursor=key == cursor,
            aside=row_line(builder, each, axis),
        )
        styled.stop(key, lines, width)
    if len(every) > _MOVED:
        more = f"and {len(every) - _MOVED} earlier: Enter on Learned shows all"
        styled.add(builder.line((more, "muted")))
    return styled


def _reading(
    improvement: Improvement, builder: LineBuilder, today: date
) -> Sequence[Sequence[Span]]:
    reading = improvement.reading
    assert reading is not None
    words = verdict_in_words(reading)
    day = day_spans(builder, improvement, today)
    return [
        [builder.span(improvement.text, "bold")],
        [
            builder.span(f"{improvement.cycle.name} {builder.glyphs.dot} ", "muted"),
            *verdict_spans(builder, reading),
            builder.span(f": {words.figures}"),
            builder.span(f", {words.details}", "muted"),
            *([builder.span(", ", "muted"), *day] if day else []),
        ],
    ]
