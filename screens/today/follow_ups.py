"""Follow-ups in Today: what is due with customers, overdue said by a word, and what comes."""

from __future__ import annotations

from screens.theme.safe_text import fit
from screens.widgets.date_format import moment, plural
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
    with_role,
)
from store.models.case import FollowUp, FollowUpKind
from store.models.snapshot import Snapshot

_LATER = 4
"""The most follow-ups shown that are not due yet."""
_WORD = 11
"""Cells of the word that says how pressing one is."""
_SUBJECT = 12
"""Cells that a subject has at least."""


def add_follow_ups(
    styled: StyledLines,
    snapshot: Snapshot,
    width: int,
    cursor: str,
    builder: LineBuilder,
    *,
    room: int | None = None,
) -> None:
    """Put what is due with customers below ``styled``, then the next few to come, a line each;
    of those to come only as many as have ``room`` in so many lines."""
    due = [each for each in snapshot.follow_ups if each.due]
    later = [each for each in snapshot.follow_ups if not each.due]
    count = f": {len(due)} due" if due else ""
    if not due and snapshot.open_cases:
        count = f": {plural(snapshot.open_cases, 'open case')}, nothing due"
    styled.add(builder.rule(f"Follow-ups with customers{count}", width))
    if not snapshot.follow_ups:
        styled.add(
            *builder.text("Nothing is due. Press b to log what a customer said.", width, "muted")
        )
    later_count = _LATER if room is None else max(0, min(_LATER, room - len(due) - 1))
    for each in (*due, *later[:later_count]):
        key = follow_up_key(each)
        lines = [_follow_up(each, snapshot, width, builder, under_cursor=key == cursor)]
        styled.stop(key, lines, width)
    if len(later) > later_count and (room is None or len(due) + later_count + 1 < room):
        styled.add(
            builder.line((f"{' ' * (_WORD + 4)}{len(later) - later_count} more later", "muted"))
        )


def follow_up_key(each: FollowUp) -> str:
    """The key of a follow-up's stop."""
    return f"follow-up:{each.case_id}/{each.kind.value}"


_DEEDS = {FollowUpKind.ASK: "ask", FollowUpKind.CALL: "call", FollowUpKind.REPLY: "reply"}

_LATER_WORDS = {
    FollowUpKind.ASK: "ask later",
    FollowUpKind.CALL: "call later",
    FollowUpKind.REPLY: "reply soon",
}


def _what(each: FollowUp) -> str:
    """What is due, or why."""
    if each.kind is FollowUpKind.ASK:
        return "Did we solve it?"
    if each.kind is FollowUpKind.REPLY:
        return "Not solved:"
    return "A call has not solved it:" if each.again else "Two contacts, not solved:"


def _known(each: FollowUp, builder: LineBuilder, when: str, room: int) -> list[Span]:
    """How long the customer waits, whose case it is, how often it was passed on, whom to turn to
    and ``when`` it is due: what has ``room``, each whole."""
    dot = builder.glyphs.dot
    spans = []
    if each.waiting_days:
        role = "bold warn" if each.due else "muted"
        spans.append(builder.span(f" {dot} waiting {plural(each.waiting_days, 'day')}", role))
    spans.append(builder.span(f" {dot} {each.owner or 'no owner'}", "" if each.owner else "warn"))
    more = []
    if when and not each.due:
        more.append(builder.span(f" {dot} {when}", "muted"))
    if each.stuck and each.kind is not FollowUpKind.ASK:
        more.append(builder.span(f" {dot} if stuck: {each.stuck}"))
    if each.passed_on > 1:
        more.append(builder.span(f" {dot} passed on {each.passed_on} times", "warn"))
    if when and each.due:
        more.append(builder.span(f" {dot} {when}", "muted"))
    left = room - line_width(spans)
    for span in more:
        if line_width((span,)) <= left:
            spans.append(span)
            left -= line_width((span,))
    return spans


def _follow_up(
    each: FollowUp, snapshot: Snapshot, width: int, builder: LineBuilder, *, under_cursor: bool
) -> Line:
    marks = builder.glyphs
    deed = _DEEDS[each.kind]
    if each.overdue:
        sign, word, role = "!", "overdue", "bold bad"
    elif each.due:
        sign, word, role = marks.present, f"{deed} now", "accent"
    else:
        sign, word, role = marks.away, _LATER_WORDS[each.kind], "muted"
    when = moment(snapshot, each.due_at)
    if each.overdue:
        when = f"due since {when}"
    elif each.due:
        when = ""
    head = (builder.span(f"{sign} {word}".ljust(_WORD + 2), role),)
    what = (builder.span(f"{_what(each)} "), builder.span(each.ref, "bold"))
    subject = builder.span(f" {each.subject}" if each.subject else "").text
    room = width - 1 - line_width((*head, *what)) - min(_SUBJECT, len(subject))
    tail = _known(each, builder, when, room)
    left = max(_SUBJECT, width - 1 - line_width((*head, *what, *tail)))
    line = (*head, *what, Span(fit(subject, left, marks.ellipsis)), *tail)
    pointer = Span(marks.bar_cursor if under_cursor else " ", "bold accent" if under_cursor else "")
    inside = padded_line(line, width - 1, "", marks.ellipsis)
    return (pointer, *with_role([inside], "cursor" if under_cursor else "")[0])
