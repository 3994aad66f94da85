"""What Today shows, composed from a snapshot: pure functions of it and of the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size

from screens.today.beside import add_ahead, add_quotes
from screens.today.cards import add_cards, rows_over_time
from screens.today.follow_ups import add_follow_ups
from screens.today.plans import (
    leads_with_next,
    momentum_to_come,
    next_plan,
    others,
    slots_of,
    unit,
)
from screens.today.rows import add_slots, add_undecided
from screens.widgets.cycle_strip import strip_in_a_line, strip_lines, strip_notes, strip_width
from screens.widgets.date_format import moment, plural, review_to_come, today_of
from screens.widgets.examples import WEEK, example
from screens.widgets.improvement_card import TAG, list_entry, stage_spans, status_span
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
from store.domain.cycles import full_day_words
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from store.queries.today_facts import TodayFacts

CARDS_FROM = 100
"""Columns from which the improvements stand side by side, as cards."""
_TWO_SIDES_FROM = 132
_ROOMY = 28
"""Lines from which there is room for a blank one on top."""
_HINT_FROM = 18
"""Lines from which what to do next has a line of its own; the footer names the key below that."""
_LEAST_DUE = 6
"""Lines of follow-ups and momentum before which a blank line gives way."""
_LEAST_SAID = 5
"""Lines that customers' words have, also where the page must be scrolled then."""
_NO_CYCLE = "No cycle runs today, so nothing is planned."
_LATER = "Picked for later"


def today_sheet(
    snapshot: Snapshot,
    size: Size,
    cursor: str,
    builder: LineBuilder,
    facts: TodayFacts | None = None,
) -> StyledLines:
    """The whole page for ``size`` with the cursor on the stop ``cursor``; ``facts`` once they are
    read, where there is room for them (`wants_facts`)."""
    width = size.width - 1
    styled = StyledLines()
    if size.height >= _ROOMY:
        styled.add(())
    styled.add(*_header(snapshot, width, builder, hint=size.height >= _HINT_FROM))
    if size.height >= _ROOMY or width >= CARDS_FROM:
        styled.gap()
    if width < CARDS_FROM:
        _narrow(styled, snapshot, size, cursor, builder)
    else:
        _with_cards(styled, snapshot, size, cursor, builder, facts)
    whole = StyledLines()
    whole.add_block(styled, 1)
    return whole


def add_week(styled: StyledLines, snapshot: Snapshot, size: Size, builder: LineBuilder) -> None:
    """Put an example of a week below, as long as the team has held no review and picked nothing,
    where it has room."""
    if not _is_new(snapshot):
        return
    title = "This is how a week looks once it runs"
    lines = example(builder, title, WEEK, size.width - 2, tight=size.height < _ROOMY)
    if len(styled.lines) + 1 + len(lines) <= size.height:
        styled.gap()
        styled.add(*lines)


def _is_new(snapshot: Snapshot) -> bool:
    """Whether the team has held no review, and nothing was picked or left out."""
    begun = any(record.planned or record.skipped for record in snapshot.strip)
    picked = (*snapshot.planned, *snapshot.undecided, *snapshot.skipped_stages)
    return not (snapshot.reviews_closed or picked or begun)


def wants_facts(size: Size) -> bool:
    """Whether a page of ``size`` has room for what `today_facts` reads."""
    return size.width - 1 >= _TWO_SIDES_FROM


def _narrow(
    styled: StyledLines, snapshot: Snapshot, size: Size, cursor: str, builder: LineBuilder
) -> None:
    """Two lines an improvement and one a follow-up, so that all of it is seen at once."""
    width = size.width - 1
    earlier, later = others(snapshot)
    slots = slots_of(snapshot)
    if slots:
        due = sum(each.due for each in snapshot.follow_ups)
        lines = len(styled.lines) + 2 * len(slots) + len(earlier) + 1 + due
        add_slots(styled, snapshot, width, cursor, builder, briefly=lines > size.height)
    else:
        styled.add(*builder.text(_NO_CYCLE, width, "muted"))
    add_undecided(styled, earlier, snapshot, width, cursor, builder)
    if len(styled.lines) + _LEAST_DUE < size.height:
        styled.gap()
    momentum = _momentum_briefly(snapshot, width, cursor, builder)
    room = size.height - len(styled.lines) - len(momentum.lines)
    add_follow_ups(styled, snapshot, width, cursor, builder, room=room)
    if later:
        styled.gap()
        styled.add(builder.rule(_LATER, width))
        add_undecided(styled, later, snapshot, width, cursor, builder)
    whole = _momentum(snapshot, width, cursor, builder)
    fits = len(styled.lines) + 1 + len(whole.lines) <= size.height
    if _is_new(snapshot):
        styled.gap()
        styled.add(*builder.text(momentum_to_come(snapshot), width, "muted"))
    else:
        if len(styled.lines) + len(momentum.lines) < size.height:
            styled.gap()
        styled.add_block(whole if fits else momentum)
    add_week(styled, snapshot, size, builder)


def _with_cards(
    styled: StyledLines,
    snapshot: Snapshot,
    size: Size,
    cursor: str,
    builder: LineBuilder,
    facts: TodayFacts | None,
) -> None:
    """The improvements as cards; below them what asks for a deed, and beside it what is to read."""
    width = size.width - 1
    slots = slots_of(snapshot)
    if slots:
        rows = rows_over_time(width, size.height)
        add_cards(styled, slots, snapshot, width, cursor, builder, facts=facts, tall=rows)
    else:
        styled.add(*builder.text(_NO_CYCLE, width, "muted"))
    styled.gap()
    if width < _TWO_SIDES_FROM:
        styled.add_block(_lists(snapshot, width, cursor, builder))
        styled.gap()
        styled.add_block(_momentum(snapshot, width, cursor, builder))
        add_week(styled, snapshot, size, builder)
        return
    right = max(strip_width(snapshot.strip), 62) + 2
    left = width - right
    lists = _lists(snapshot, left - 3, cursor, builder)
    if facts is not None:
        lists.gap()
        add_ahead(lists, facts.ahead, snapshot, left - 3, cursor, builder)
    momentum = _momentum(snapshot, right, cursor, builder)
    beside = StyledLines()
    if facts is not None:
        room = size.height - len(styled.lines) - len(momentum.lines) - 1
        quotes, count = facts.quotes, facts.quotes_in_cycle
        add_quotes(beside, quotes, count, snapshot, right, cursor, builder, max(room, _LEAST_SAID))
    beside.gap()
    beside.add_block(momentum)
    styled.add_block(side_by_side([lists, beside], [left, right]))
    add_week(styled, snapshot, size, builder)


# The header


def _header(snapshot: Snapshot, width: int, builder: LineBuilder, *, hint: bool) -> list[Line]:
    cycle = snapshot.cycle
    if cycle is None:
        groups = [[builder.span("Between two cycles", "bold")], _next_cadence(snapshot, builder)]
    else:
        day = cycle.day_number(today_of(snapshot))
        day_span = builder.span(f" day {day} of {cycle.days}", "muted")
        groups = [[builder.span(cycle.name, "bold"), day_span], _done_so_far(snapshot, builder)]
    lines = builder.spread([*groups, _review_due(snapshot, builder)], width)
    if hint and (sentence := _hint(snapshot)):
        lines += builder.text(sentence, width, "muted")
    if snapshot.review is None and (waiting := snapshot.waiting.words):
        words = f"{waiting} for {review_to_come(snapshot)}."
        lines += builder.text(words, width, "muted")
    if planned := next_plan(snapshot):
        lines += ((), *builder.text(planned, width, "bold"))
    return lines


def _next_cadence(snapshot: Snapshot, builder: LineBuilder) -> list[Span]:
    following = next((each for each in snapshot.team.ahead if each.cadence), None)
    if following is None:
        return []
    first = full_day_words(following.first_day)
    return [builder.span(f"the {following.cadence} cycles begin on {first}", "muted")]


def _done_so_far(snapshot: Snapshot, builder: LineBuilder) -> list[Span]:
    if snapshot.cycle_skipped is not None:
        return [builder.span(f"skipped: {snapshot.cycle_skipped}", "warn")]
    if leads_with_next(snapshot):
        return []
    picked = [slot.improvement for slot in slots_of(snapshot) if slot.improvement]
    if not picked:
        return [builder.span("no improvement yet", "muted")]
    done = sum(each.status is Status.DONE for each in picked)
    return [builder.span(f"{done} of {plural(len(picked), 'improvement')} done")]


def _review_due(snapshot: Snapshot, builder: LineBuilder) -> list[Span]:
    review, due = snapshot.review, snapshot.review_due
    if review is not None:
        return [builder.span(f"review open, in {review.step.key.label}", "accent")]
    when = moment(snapshot, due.at)
    if due.overdue:
        return [builder.span(f"review was due {when}", "bold bad")]
    is_soon = (due.at - snapshot.at).total_seconds() < 2 * 86400
    return [builder.span(f"review due {when}", "accent" if is_soon else "muted")]


def _hint(snapshot: Snapshot) -> str:
    """What to do next, where that is plain."""
    if snapshot.review is not None:
        return f"Press r to go on with the review that plans {snapshot.review.planned.name}."
    first = not snapshot.reviews_closed
    planned = snapshot.review_due.cycle_to_announce(snapshot.at, first=first).name
    if first:
        return f"Press r to hold the first review: it maps touchpoints and plans {planned}."
    due_today = (snapshot.review_due.at - snapshot.at).total_seconds() < 86400 / 2
    if snapshot.review_due.overdue or due_today:
        return f"Press r to start the review: it looks back and plans {planned}."
    return ""


# The lists


def _lists(snapshot: Snapshot, width: int, cursor: str, builder: LineBuilder) -> StyledLines:
    styled = StyledLines()
    add_follow_ups(styled, snapshot, width, cursor, builder)
    earlier, later = others(snapshot)
    for title, listed_ones in (("Still undecided", earlier), (_LATER, later)):
        if listed_ones:
            styled.gap()
            styled.add(builder.rule(title, width))
            for each in listed_ones:
                _list_other(styled, each, snapshot, width, cursor, builder)
    return styled


def _list_other(
    styled: StyledLines,
    each: Improvement,
    snapshot: Snapshot,
    width: int,
    cursor: str,
    builder: LineBuilder,
) -> None:
    key = f"improvement:{each.id}"
    owner = each.owner.name if each.owner else "no owner"
    facts = [
        builder.span(each.cycle.name, "muted"),
        builder.span(owner, "muted" if each.owner else "warn"),
    ]
    if each.status is not Status.PLANNED:
        facts.append(status_span(builder, each, today_of(snapshot)))
    text, rest = [builder.span(each.text, "bold")], builder.joined(facts)
    beside = (*text, builder.span(f" {builder.glyphs.dot} ", "muted"), *rest)
    fits = line_width(beside) <= width - TAG - 2
    paragraphs = [beside] if fits else [text, rest]
    tag = stage_spans(builder, each.stage)
    styled.stop(
        key,
        list_entry(builder, tag, paragraphs, width, each.stage.value, cursor=key == cursor),
        width,
    )


# The strip


def _momentum(snapshot: Snapshot, width: int, cursor: str, builder: LineBuilder) -> StyledLines:
    under_cursor = cursor == "momentum"
    records = snapshot.strip
    styled = StyledLines()
    if not any(record.planned or record.skipped for record in records):
        styled.add(builder.rule("Momentum", width))
        styled.add(*builder.text(momentum_to_come(snapshot), width, "muted"))
        return styled
    first = f"Momentum, your first {unit(snapshot)}"
    last = f"Momentum, the last {plural(len(records), unit(snapshot))}"
    title = first if len(records) == 1 else last
    lines: list[Line] = [(builder.span(title, "cursor" if under_cursor else "muted"),)]
    numbers = _numbers(snapshot, builder)
    column = strip_width(records) + 2
    strip = strip_lines(builder, records)
    if column + max(line_width(line) for line in numbers) <= width:
        lines += _side_by_side(strip, [(), *numbers], column)
    else:
        lines += [*strip, *builder.spread(numbers, width)]
    lines += strip_notes(builder, records, width)
    styled.stop("momentum", lines, width)
    return styled


def _momentum_briefly(
    snapshot: Snapshot, width: int, cursor: str, builder: LineBuilder
) -> StyledLines:
    """The twelve cycles in a line where it has room, and the three figures."""
    records = snapshot.strip
    if not any(record.planned or record.skipped for record in records):
        return _momentum(snapshot, width, cursor, builder)
    styled = StyledLines()
    numbers = [span for line in _numbers(snapshot, builder) for span in (*line, Span("   "))]
    strip = strip_in_a_line(builder, records)
    lines = [*([strip] if line_width(strip) < width else []), tuple(numbers[:-1])]
    under_cursor = cursor == "momentum"
    pointer = Span(builder.glyphs.bar_cursor if under_cursor else " ", "bold accent")
    role = "cursor" if under_cursor else ""
    lines = [(pointer, *with_role([padded_line(line, width - 1)], role)[0]) for line in lines]
    styled.stop("momentum", lines, width)
    return styled


def _numbers(snapshot: Snapshot, builder: LineBuilder) -> list[Line]:
    numbers = snapshot.momentum
    return [
        builder.line(("streak ", "muted"), (str(numbers.streak), "bold")),
        builder.line(("kept ", "muted"), (numbers.kept_words, "bold")),
        builder.line(("learned ", "muted"), (str(numbers.learned), "bold")),
    ]


def _side_by_side(left: Sequence[Line], right: Sequence[Line], column: int) -> list[Line]:
    """``right`` beside ``left``, from the cell ``column`` on."""
    rows = [*right, *[()] * (len(left) - len(right))]
    return [
        (*padded_line(line, column), *more) if more else line
        for line, more in zip(left, rows, strict=True)
    ]
