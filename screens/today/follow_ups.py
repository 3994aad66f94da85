"""Follow-ups in Today: what is due with customers, overdue said by a word, and what comes."""

from __future__ import annotations

from screens.widgets.sheet import Line, Pen, Sheet, Span, padded_line, with_role
from screens.widgets.words import moment, plural
from store.snapshot import FollowUp, FollowUpKind, Snapshot

_LATER = 4
"""The most follow-ups shown that are not due yet."""
_WORD = 10
"""Cells of the word that says how pressing one is."""


def add_follow_ups(sheet: Sheet, snapshot: Snapshot, width: int, cursor: str, pen: Pen) -> None:
    """Put what is due with customers below ``sheet``, then the next few to come."""
    due = [each for each in snapshot.follow_ups if each.due]
    later = [each for each in snapshot.follow_ups if not each.due]
    count = f": {len(due)} due" if due else ""
    if not due and snapshot.open_cases:
        count = f": {plural(snapshot.open_cases, 'open case')}, nothing due"
    sheet.add(pen.rule(f"Follow-ups with customers{count}", width))
    if snapshot.open_cases and not snapshot.follow_ups:
        sheet.add(*pen.text("/ finds a case by its reference or subject.", width, "muted"))
    elif not snapshot.follow_ups:
        sheet.add(*pen.text("Nothing is due; b logs what a customer said.", width, "muted"))
    for each in (*due, *later[:_LATER]):
        key = follow_up_key(each)
        lines = _follow_up(each, snapshot, width, pen, here=key == cursor)
        sheet.stop(key, lines, width)
    if len(later) > _LATER:
        sheet.add(pen.line((f"{' ' * (_WORD + 4)}{len(later) - _LATER} more later", "muted")))


def follow_up_key(each: FollowUp) -> str:
    """The key of a follow-up's stop."""
    return f"follow-up:{each.case_id}/{each.kind.value}"


def _follow_up(
    each: FollowUp, snapshot: Snapshot, width: int, pen: Pen, *, here: bool
) -> list[Line]:
    marks = pen.marks
    ask = each.kind is FollowUpKind.ASK
    if each.overdue:
        sign, word, role = "!", "overdue", "bold bad"
    elif each.due:
        sign, word, role = marks.present, "ask now" if ask else "call now", "accent"
    else:
        sign, word, role = marks.away, "ask later" if ask else "call later", "muted"
    what = "Did we solve it?" if ask else "Two interactions, not solved:"
    when = moment(snapshot, each.due_at)
    if each.overdue:
        when = f" {marks.dot} due since {when}"
    else:
        when = "" if each.due else f" {marks.dot} {when}"
    spans = [
        pen.span(f"{what} "),
        pen.span(each.ref, "bold"),
        pen.span(f" {each.subject}" if each.subject else ""),
        pen.span(when, "muted"),
    ]
    head = (pen.span(f"{sign} {word}".ljust(_WORD + 2), role),)
    blank = (Span(" " * (_WORD + 2)),)
    pointer = Span(marks.bar_cursor if here else " ", "bold accent" if here else "")
    room = width - _WORD - 4
    return [
        (
            pointer,
            *with_role(
                [padded_line((*(blank if number else head), *line), width - 1)],
                "cursor" if here else "",
            )[0],
        )
        for number, line in enumerate(pen.flow(spans, room, hang=2, limit=3))
    ]
