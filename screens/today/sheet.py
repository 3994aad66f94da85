"""What Today shows, composed from a snapshot: pure functions of it and of the room there is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from screens.today.follow_ups import add_follow_ups
from screens.today.plans import (
    leads_with_next,
    momentum_to_come,
    next_plan,
    others,
    slots_of,
    unit,
)
from screens.widgets.improvement_card import (
    TAG,
    Slot,
    card_body,
    framed,
    listed,
    slot_paragraphs,
    stage_spans,
    status_span,
)
from screens.widgets.sheet import (
    Line,
    Pen,
    Sheet,
    Span,
    line_width,
    padded_line,
    side_by_side,
)
from screens.widgets.strip import strip_lines, strip_notes, strip_width
from screens.widgets.words import moment, plural, today_of
from store.practice.cycles import day_words
from store.snapshot import Improvement, Snapshot, Status

CARDS_FROM = 100
"""Columns from which the improvements stand side by side, as cards."""
_TWO_SIDES_FROM = 132
_ROOMY = 28
"""Lines from which there is room for a blank one on top."""


def today_sheet(snapshot: Snapshot, size: Size, cursor: str, pen: Pen) -> Sheet:
    """The whole page for ``size`` with the cursor on the stop ``cursor``."""
    width = size.width - 1
    sheet = Sheet()
    if size.height >= _ROOMY:
        sheet.add(())
    sheet.add(*_header(snapshot, width, pen))
    sheet.gap()
    sheet.place(_improvements(snapshot, width, cursor, pen))
    sheet.gap()
    if width >= _TWO_SIDES_FROM:
        right = max(strip_width(snapshot.strip), 56) + 2
        left = width - right
        lists = _lists(snapshot, left - 3, cursor, pen)
        sheet.place(side_by_side([lists, _momentum(snapshot, right, cursor, pen)], [left, right]))
    else:
        sheet.place(_lists(snapshot, width, cursor, pen))
        sheet.gap()
        sheet.place(_momentum(snapshot, width, cursor, pen))
    whole = Sheet()
    whole.place(sheet, 1)
    return whole


# The header


def _header(snapshot: Snapshot, width: int, pen: Pen) -> list[Line]:
    cycle = snapshot.cycle
    if cycle is None:
        groups = [[pen.span("Between two cycles", "bold")], _next_cadence(snapshot, pen)]
    else:
        day = cycle.day_number(today_of(snapshot))
        where = pen.span(f" day {day} of {cycle.days}", "muted")
        groups = [[pen.span(cycle.name, "bold"), where], _done_so_far(snapshot, pen)]
    lines = pen.spread([*groups, _review_due(snapshot, pen)], width)
    if hint := _hint(snapshot):
        lines += pen.text(hint, width, "muted")
    if planned := next_plan(snapshot):
        lines += ((), *pen.text(planned, width, "bold"))
    return lines


def _next_cadence(snapshot: Snapshot, pen: Pen) -> list[Span]:
    if snapshot.team.next_cadence is None:
        return []
    cadence, first = snapshot.team.next_cadence
    return [pen.span(f"the first {cadence.value} cycle begins {day_words(first)}", "muted")]


def _done_so_far(snapshot: Snapshot, pen: Pen) -> list[Span]:
    if snapshot.cycle_skipped is not None:
        return [pen.span(f"skipped: {snapshot.cycle_skipped}", "warn")]
    if leads_with_next(snapshot):
        return []
    picked = [slot.improvement for slot in slots_of(snapshot) if slot.improvement]
    if not picked:
        return [pen.span("no improvement yet", "muted")]
    done = sum(each.status is Status.DONE for each in picked)
    return [pen.span(f"{done} of {plural(len(picked), 'improvement')} done")]


def _review_due(snapshot: Snapshot, pen: Pen) -> list[Span]:
    review, due = snapshot.review, snapshot.review_due
    if review is not None:
        return [pen.span(f"review open, in {review.step.key.label}", "accent")]
    when = moment(snapshot, due.at)
    if due.overdue:
        return [pen.span(f"review overdue since {when}", "bold bad")]
    near = (due.at - snapshot.at).total_seconds() < 2 * 86400
    return [pen.span(f"review due {when}", "accent" if near else "muted")]


def _hint(snapshot: Snapshot) -> str:
    """What to do next, where that is plain."""
    if snapshot.review is not None:
        return f"Press r to go on with the review that plans {snapshot.review.planned.name}."
    planned = snapshot.review_due.planned.name
    if not snapshot.reviews_closed:
        return f"Press r to hold the first review: it maps touchpoints and plans {planned}."
    due_today = (snapshot.review_due.at - snapshot.at).total_seconds() < 86400 / 2
    if snapshot.review_due.overdue or due_today:
        return f"Press r to start the review: it looks back and plans {planned}."
    return ""


# The improvements


def _improvements(snapshot: Snapshot, width: int, cursor: str, pen: Pen) -> Sheet:
    slots = slots_of(snapshot)
    if not slots:
        sheet = Sheet()
        sheet.add(*pen.text("No cycle runs today, so nothing is planned.", width, "muted"))
        return sheet
    if width >= CARDS_FROM:
        return _cards(snapshot, slots, width, cursor, pen)
    sheet = Sheet()
    for slot in slots:
        _list_slot(sheet, f"slot:{slot.stage.value}", slot, snapshot, width, cursor, pen)
    return sheet


def _cards(snapshot: Snapshot, slots: Sequence[Slot], width: int, cursor: str, pen: Pen) -> Sheet:
    card = (width - 3) // 4
    bodies = [card_body(pen, slot, card - 4, today_of(snapshot)) for slot in slots]
    height = max(len(body) for body in bodies) + 2
    sheets = []
    for slot, body in zip(slots, bodies, strict=True):
        key = f"slot:{slot.stage.value}"
        sheet = Sheet()
        sheet.stop(key, framed(pen, slot, body, (card, height), cursor=key == cursor), card)
        sheets.append(sheet)
    return side_by_side(sheets, [card + 1] * 3 + [card])


def _list_slot(
    sheet: Sheet, key: str, slot: Slot, snapshot: Snapshot, width: int, cursor: str, pen: Pen
) -> None:
    paragraphs = slot_paragraphs(pen, slot, today_of(snapshot))
    tag = stage_spans(pen, slot.stage)
    entry = listed(pen, tag, paragraphs, width, slot.stage.value, cursor=key == cursor)
    sheet.stop(key, entry, width)


# The lists


def _lists(snapshot: Snapshot, width: int, cursor: str, pen: Pen) -> Sheet:
    sheet = Sheet()
    earlier, later = others(snapshot)
    for title, listed_ones in (("Still undecided", earlier), ("Picked for later", later)):
        if listed_ones:
            sheet.gap()
            sheet.add(pen.rule(title, width))
            for each in listed_ones:
                _list_other(sheet, each, snapshot, width, cursor, pen)
    sheet.gap()
    add_follow_ups(sheet, snapshot, width, cursor, pen)
    return sheet


def _list_other(
    sheet: Sheet, each: Improvement, snapshot: Snapshot, width: int, cursor: str, pen: Pen
) -> None:
    key = f"improvement:{each.id}"
    owner = each.owner.name if each.owner else "no owner"
    known = [pen.span(each.cycle.name, "muted"), pen.span(owner, "muted" if each.owner else "warn")]
    if each.status is not Status.PLANNED:
        known.append(status_span(pen, each, today_of(snapshot)))
    text, rest = [pen.span(each.text, "bold")], pen.joined(known)
    beside = (*text, Span("  "), *rest)
    fits = line_width(beside) <= width - TAG - 2
    paragraphs = [beside] if fits else [text, rest]
    tag = stage_spans(pen, each.stage)
    sheet.stop(
        key, listed(pen, tag, paragraphs, width, each.stage.value, cursor=key == cursor), width
    )


# The strip


def _momentum(snapshot: Snapshot, width: int, cursor: str, pen: Pen) -> Sheet:
    here = cursor == "momentum"
    records = snapshot.strip
    sheet = Sheet()
    if not any(record.planned or record.skipped for record in records):
        sheet.add(pen.rule("Momentum", width))
        sheet.add(*pen.text(momentum_to_come(snapshot), width, "muted"))
        return sheet
    title = f"Momentum, the last {plural(len(records), unit(snapshot))}"
    lines: list[Line] = [(pen.span(title, "cursor" if here else "muted"),)]
    numbers = _numbers(snapshot, pen)
    at = strip_width(records) + 2
    strip = strip_lines(pen, records)
    if at + max(line_width(line) for line in numbers) <= width:
        lines += _beside(strip, [(), *numbers], at)
    else:
        lines += [*strip, *pen.spread(numbers, width)]
    lines += strip_notes(pen, records, width)
    sheet.stop("momentum", lines, width)
    return sheet


def _numbers(snapshot: Snapshot, pen: Pen) -> list[Line]:
    numbers = snapshot.momentum
    kept = f"{numbers.kept_done} of {numbers.kept_planned}"
    return [
        pen.line(("streak ", "muted"), (str(numbers.streak), "bold")),
        pen.line(("kept ", "muted"), (kept, "bold")),
        pen.line(("learned ", "muted"), (str(numbers.learned), "bold")),
    ]


def _beside(left: Sequence[Line], right: Sequence[Line], at: int) -> list[Line]:
    """``right`` beside ``left``, from the cell ``at`` on."""
    rows = [*right, *[()] * (len(left) - len(right))]
    return [
        (*padded_line(line, at), *more) if more else line
        for line, more in zip(left, rows, strict=True)
    ]
