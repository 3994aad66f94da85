"""What Momentum shows, composed from a snapshot and, once it is read, the working behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Size

from screens.today.plans import momentum_to_come
from screens.widgets.improvement_card import Slot, listed, slot_paragraphs, stage_spans
from screens.widgets.reading import figure_words, range_words, sample_words, verdict_spans
from screens.widgets.sheet import Line, Pen, Sheet, Span, boxed, padded_line, side_by_side
from screens.widgets.strip import strip_lines, strip_notes, strip_width
from screens.widgets.words import plural, today_of
from store.practice.momentum import WINDOW, CycleRecord, StageBalance
from store.practice.stages import STAGES
from store.practice.verdicts import Verdict
from store.snapshot import Improvement, Snapshot

if TYPE_CHECKING:
    from store.working import Working

NUMBERS = ("streak", "kept", "learned", "balance")
"""Keys of the numbers' stops, in order."""
_BOXES_FROM = 100
_TWO_SIDES_FROM = 132
_ROOMY = 28
_MOVED = 12
"""The most improvements listed under "what moved"."""
_BAR = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is about."""

    snapshot: Snapshot
    working: Working | None
    chosen: str
    """Label of the cycle that is shown in full."""
    reading: bool = False
    """Whether to say that verdicts are being read."""


def momentum_sheet(shown: Shown, size: Size, cursor: str, pen: Pen) -> Sheet:
    """The whole page."""
    snapshot, working, chosen = shown.snapshot, shown.working, shown.chosen
    width = size.width - 1
    sheet = Sheet()
    if size.height >= _ROOMY:
        sheet.add(())
    if not has_begun(snapshot):
        hint = " r starts a review." if snapshot.next_cycle is None else ""
        sheet.add(*pen.text(momentum_to_come(snapshot) + hint, width, "muted"))
    else:
        sheet.place(_numbers(shown, width, cursor, pen))
        sheet.gap()
        sheet.add(*_strip(snapshot, chosen, width, pen))
        sheet.gap()
        if working is not None:
            _improvements(sheet, snapshot, working, chosen, width, cursor, pen)
    whole = Sheet()
    whole.place(sheet, 1)
    return whole


def has_begun(snapshot: Snapshot) -> bool:
    """Whether anything was planned or skipped in the strip's cycles."""
    return any(record.planned or record.skipped for record in snapshot.strip)


# The numbers


def _numbers(shown: Shown, width: int, cursor: str, pen: Pen) -> Sheet:
    said = _said(shown, pen)
    if width >= _BOXES_FROM:
        return _boxes(said, width, cursor, pen)
    sheet = Sheet()
    for key, (figure, more) in said.items():
        here = key == cursor
        pointer = pen.marks.bar_cursor if here else " "
        lines = pen.flow([*figure, Span("  "), pen.span(more, "muted")], width - 12, hang=2)
        cursor_role = "cursor" if here else ""
        for number, line in enumerate(lines):
            name = pen.span(key.capitalize() if not number else "", f"muted {cursor_role}")
            text = tuple(Span(text, f"{role} {cursor_role}") for text, role in line)
            row = (*padded_line((name,), 11, cursor_role), *text)
            lines[number] = (Span(pointer, "accent"), *padded_line(row, width - 1, cursor_role))
        sheet.stop(key, lines, width)
    return sheet


def _boxes(said: dict[str, tuple[list[Span], str]], width: int, cursor: str, pen: Pen) -> Sheet:
    box = (width - 3) // 4
    bodies = {
        key: [*pen.flow(figure, box - 4), *pen.text(more, box - 4, "muted")]
        for key, (figure, more) in said.items()
    }
    height = max(len(body) for body in bodies.values()) + 2
    sheets = []
    for key, body in bodies.items():
        here = key == cursor
        title: Line = (pen.span(f" {key.capitalize()} ", "bold cursor" if here else "muted"),)
        role, fill = ("accent bold", "ground") if here else ("edge", "")
        sheet = Sheet()
        sheet.stop(key, boxed(title, body, box, height, pen.marks, role, fill), box)
        sheets.append(sheet)
    return side_by_side(sheets, [box + 1] * 3 + [box])


def _said(shown: Shown, pen: Pen) -> dict[str, tuple[list[Span], str]]:
    """Each number, and what it is made of in a few words."""
    snapshot, working = shown.snapshot, shown.working
    numbers = snapshot.momentum
    unit = _unit(snapshot)
    since = f"counted since {numbers.series_from.name}" if numbers.series_from else ""
    streak = ", ".join(part for part in (_since(working), since) if part)
    kept = f"{numbers.kept_done} of {numbers.kept_planned}"
    verdicts = plural(numbers.learned, "verdict")
    return {
        "streak": ([pen.span(plural(numbers.streak, unit), "bold"), pen.span(" in a row")], streak),
        "kept": ([pen.span(kept, "bold"), pen.span(" done")], f"the last {WINDOW} closed {unit}s"),
        "learned": ([pen.span(verdicts, "bold")], _verdicts(shown)),
        "balance": _balance(snapshot, pen),
    }


def _since(working: Working | None) -> str:
    counted = [each.record for each in working.streak if each.counts] if working else []
    return f"since {counted[-1].cycle.name}" if counted else ""


def _verdicts(shown: Shown) -> str:
    if shown.reading:
        return "reading…"
    counts = shown.working.verdicts if shown.working else None
    order = (Verdict.VALIDATED, Verdict.NO_CLEAR_CHANGE, Verdict.GOT_WORSE)
    met = [(each, counts.get(each, 0)) for each in order] if counts else []
    return ", ".join(f"{count} {each.label}" for each, count in met if count)


def _balance(snapshot: Snapshot, pen: Pen) -> tuple[list[Span], str]:
    lagging = snapshot.momentum.lagging
    if lagging is None:
        return [pen.span("even", "bold")], "no stage lags behind the others"
    entry = snapshot.momentum.balance[lagging.position]
    letter, name = stage_spans(pen, lagging)
    more = (
        f"{entry.done} of {entry.planned} done, behind in {plural(entry.behind, _unit(snapshot))}"
    )
    return [letter, Span(name.text, f"bold {lagging.value}"), pen.span(" lags", "bold")], more


def _unit(snapshot: Snapshot) -> str:
    return "week" if snapshot.strip[-1].cycle.weekly else "month"


# The strip


def _strip(snapshot: Snapshot, chosen: str, width: int, pen: Pen) -> list[Line]:
    records = snapshot.strip
    at = strip_width(records) + 2
    lines = strip_lines(pen, records, chosen=chosen)
    bars = [_bar(entry, pen) for entry in snapshot.momentum.balance]
    if at + _BAR + 8 <= width:
        whole = f"kept, the last {WINDOW} closed {_unit(snapshot)}s"
        head = whole if at + len(whole) <= width else f"last {WINDOW} closed"
        beside = [(pen.span(head, "muted"),), *bars]
        lines = [(*padded_line(line, at), *more) for line, more in zip(lines, beside, strict=True)]
    return [*lines, *strip_notes(pen, records, width)]


def _bar(entry: StageBalance, pen: Pen) -> Line:
    """``██████░░ 6 of 8``: a stage's part of "kept"."""
    filled = round(_BAR * entry.done / entry.planned) if entry.planned else 0
    return (
        pen.span(pen.marks.bar_full * filled, entry.stage.value),
        pen.span(pen.marks.bar_empty * (_BAR - filled), "muted"),
        pen.span(f" {entry.done} of {entry.planned}"),
    )


# The improvements


def _improvements(
    sheet: Sheet,
    snapshot: Snapshot,
    working: Working,
    chosen: str,
    width: int,
    cursor: str,
    pen: Pen,
) -> None:
    if width >= _TWO_SIDES_FROM:
        half = width // 2
        sides = [
            _cycle(snapshot, working, chosen, half - 2, cursor, pen),
            _moved(snapshot, working, width - half, cursor, pen),
        ]
        sheet.place(side_by_side(sides, [half, width - half]))
        return
    sheet.place(_cycle(snapshot, working, chosen, width, cursor, pen))
    sheet.gap()
    sheet.place(_moved(snapshot, working, width, cursor, pen))


def _cycle(
    snapshot: Snapshot, working: Working, chosen: str, width: int, cursor: str, pen: Pen
) -> Sheet:
    """The chosen cycle's improvements, a stage each."""
    sheet = Sheet()
    record = next(each for each in snapshot.strip if each.cycle.label == chosen)
    sheet.add(
        (
            pen.span(f"{record.cycle.name} ", "bold"),
            pen.span(f"{record.cycle.span}  {_summary(record)}", "muted"),
        )
    )
    if record.skipped is not None:
        return sheet
    picked = {each.stage: each for each in working.of_cycle(chosen)}
    reasons = {
        each.stage: each.reason for each in working.skipped_stages if each.cycle.label == chosen
    }
    for stage in STAGES:
        reason = reasons.get(stage)
        slot = Slot(stage, picked.get(stage), f"skipped: {reason}" if reason else "nothing picked")
        paragraphs = slot_paragraphs(pen, slot, today_of(snapshot))
        tag = stage_spans(pen, stage)
        if slot.improvement is None:
            sheet.add(*listed(pen, tag, paragraphs, width, stage.value, cursor=False))
        else:
            key = f"improvement:{slot.improvement.id}"
            lines = listed(pen, tag, paragraphs, width, stage.value, cursor=key == cursor)
            sheet.stop(key, lines, width)
    return sheet


def _summary(record: CycleRecord) -> str:
    if record.skipped is not None:
        return f"skipped: {record.skipped}"
    if not record.planned:
        return "nothing planned"
    done = f"{record.done} of {record.planned} done"
    return f"{done} so far" if not record.closed else done


def moved(snapshot: Snapshot, working: Working) -> list[Improvement]:
    """Improvements of the strip's cycles whose reading says something, the newest first."""
    first = snapshot.strip[0].cycle
    return [
        each
        for each in working.improvements
        if each.reading is not None and each.reading.verdict.learned and not each.cycle < first
    ]


def _moved(snapshot: Snapshot, working: Working, width: int, cursor: str, pen: Pen) -> Sheet:
    sheet = Sheet()
    sheet.add(pen.rule("What moved", width))
    every = moved(snapshot, working)
    if not every:
        sentence = "No reading yet: a proof needs answers before and after."
        sheet.add(*pen.text(sentence, width, "muted"))
    for each in every[:_MOVED]:
        key = f"moved:{each.id}"
        tag = stage_spans(pen, each.stage)
        lines = listed(pen, tag, _reading(each, pen), width, each.stage.value, cursor=key == cursor)
        sheet.stop(key, lines, width)
    if len(every) > _MOVED:
        more = f"and {len(every) - _MOVED} earlier: Enter on Learned shows all"
        sheet.add(pen.line((more, "muted")))
    return sheet


def _reading(improvement: Improvement, pen: Pen) -> Sequence[Sequence[Span]]:
    reading = improvement.reading
    assert reading is not None
    rest = ", ".join(part for part in (sample_words(reading), range_words(reading)) if part)
    return [
        [pen.span(improvement.text, "bold")],
        [
            pen.span(f"{improvement.cycle.name} {pen.marks.dot} ", "muted"),
            *verdict_spans(pen, reading),
            pen.span(f": {figure_words(reading)}"),
            pen.span(f", {rest}", "muted"),
        ],
    ]
