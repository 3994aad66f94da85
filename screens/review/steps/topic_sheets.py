"""The ranked list of Focus, and the topic that is talked about, as drawn lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.geometry import Size

from screens.theme.safe_text import fit
from screens.widgets.date_format import near_day, plural
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
    with_role,
)
from store.board.signs import sign_words
from store.domain.agenda import Decision
from store.domain.statistics.bottleneck import pick_key
from store.domain.statistics.verdict_words import verdict_in_words
from store.models.improvement import Improvement
from store.models.review import Topic
from store.models.snapshot import Snapshot
from store.models.touchpoint import Touchpoint
from store.queries.topic_facts import TopicFacts

_DOTS, _FEW_DOTS = 10, 5
"""Votes drawn as dots at most, and in a narrow list."""
_NARROW = 70
"""Cells below which a list is narrow."""
_LABEL = 10
"""Cells of a label in the topic's box."""
_NAME = 40
"""Cells that the name of a topic is shortened to in a sentence."""
_NAMED = 80
"""Characters of all names in a sentence, before it says how many more there are."""
DECISIONS: Mapping[Decision, str] = {
    Decision.PICK: "goes to the top of its stage in Pick, with the note",
    Decision.LOOK: "somebody finds out more; Enter asks who, and by when",
    Decision.ENOUGH: "nothing more about it in this review",
}


def ranked(snapshot: Snapshot, missed: Mapping[str, float]) -> list[Touchpoint]:
    """The voted touchpoints of all stages: most votes first, then customers missed, then
    friction. Where nobody voted, every touchpoint in that order."""
    cards = [card for column in snapshot.board for card in column.touchpoints]
    voted = [card for card in cards if card.votes] or cards
    return sorted(voted, key=lambda card: pick_key(card.votes, missed.get(card.id), card.friction))


def unreached(snapshot: Snapshot, missed: Mapping[str, float]) -> str:
    """A sentence on how many voted topics were not talked over, with as many names as fit; empty
    for none."""
    review = snapshot.review
    settled = {t.touchpoint_id for t in review.topics if t.settled_at} if review else set()
    rest = [card for card in ranked(snapshot, missed) if card.votes and card.id not in settled]
    if not rest:
        return ""
    named: list[str] = []
    for card in rest:
        name = fit(card.text, _NAME, "…")
        if named and sum(map(len, named)) + len(name) > _NAMED:
            break
        named.append(name)
    names = ", ".join(f"“{name}”" for name in named)
    more = f" and {len(rest) - len(named)} more" if len(rest) > len(named) else ""
    count = f"{plural(len(rest), 'topic')} {'was' if len(rest) == 1 else 'were'}"
    return f"{count} not talked over: {names}{more}. The votes stay for Pick."


def topics_sheet(
    builder: LineBuilder, snapshot: Snapshot, missed: Mapping[str, float], size: Size, cursor: str
) -> StyledLines:
    """The list: a topic a line, each a stop, with how far the talk has come."""
    styled, width = StyledLines(), size.width
    review = snapshot.review
    by_id = {each.touchpoint_id: each for each in review.topics} if review else {}
    cards = ranked(snapshot, missed)
    voted = any(card.votes for card in cards)
    settled = sum(by_id[card.id].settled_at is not None for card in cards if card.id in by_id)
    progress = f"{settled} of {len(cards)} talked over"
    order = "most votes first" if voted else "by customers missed, then friction"
    head = builder.line((" All stages in one list", "bold"))
    if width >= _NARROW:
        head = (*head, builder.span(f"  {order}", "muted"))
    room = max(width - line_width(head) - len(progress) - 1, 1)
    styled.add((*head, builder.span(" " * room), builder.span(progress, "muted")))
    if size.height > 12:
        styled.gap()
    for card in cards:
        here = card.id == cursor
        line = _topic_line(builder, card, by_id.get(card.id), missed.get(card.id), width)
        lines = with_role([padded_line(line, width)], "cursor" if here else "")
        styled.stop(card.id, lines, width)
    every = sum(len(column.touchpoints) for column in snapshot.board)
    if voted and every > len(cards):
        words = f"   {plural(every - len(cards), 'touchpoint')} without a vote"
        styled.add((builder.span(words, "muted"),))
    elif not cards:
        styled.add((builder.span(" No touchpoints yet. Press < to go back to Map.", "muted"),))
    elif not voted:
        styled.add((builder.span("   Nobody voted: by customers missed, then friction.", "muted"),))
    return styled


def _topic_line(
    builder: LineBuilder, card: Touchpoint, topic: Topic | None, missed: float | None, width: int
) -> Line:
    marks = builder.glyphs
    mark, role = " ", ""
    state = ""
    if topic is not None and topic.opened_at is not None:
        mark, role, state = (">" if marks.ascii else "▸"), "accent", "talking"
    elif topic is not None and topic.settled_at is not None:
        mark, role = marks.done, "good"
        state = {
            Decision.PICK: f"{marks.right} pick",
            Decision.LOOK: f"{marks.right} look",
            Decision.ENOUGH: "enough",
        }.get(topic.decision, "")
    votes = card.votes or 0
    dots = _FEW_DOTS if width < _NARROW else _DOTS
    right = [
        builder.span(f" {marks.vote * min(votes, dots):<{dots}} ", "accent"),
        builder.span(f"{votes:>2} ", "bold"),
        builder.span(f"{marks.friction * card.friction:<3}", "bad"),
        builder.span(
            f"{missed:>4.0f} missed " if missed is not None and round(missed) else " " * 12
        ),
        builder.span(f"{state:<8}", role or "muted"),
    ]
    room = max(width - 5 - line_width(right), 8)
    text = padded_line((builder.span(card.text, "bold"),), room, "", marks.ellipsis)
    return (
        Span(f" {mark} ", role),
        builder.span(f"{card.stage.letter} ", card.stage.value),
        *text,
        *right,
    )


def talk_title(
    builder: LineBuilder, card: Touchpoint, time: str, width: int, *, late: bool
) -> Line:
    """The topic's stage and text, and its time at the end of the line."""
    left = padded_line(
        (builder.span(f"{card.stage.letter} ", card.stage.value), builder.span(card.text, "bold")),
        max(width - len(time) - 1, 4),
        "",
        builder.glyphs.ellipsis,
    )
    return (*left, builder.span(f" {time}", "warn bold" if late else "bold"))


def facts_sheet(
    builder: LineBuilder,
    card: Touchpoint,
    topic: Topic,
    facts: TopicFacts | None,
    today: date,
    width: int,
    decision: Decision | None,
    unit: str,
    height: int,
) -> StyledLines:
    """What is known of the topic, its note, and (for who leads) the decision to choose; ``unit`` is
    what a cycle of the team's is called, ``week`` or ``month``. Where it has not the ``height``, what
    is known gives way first."""
    last = _settling(builder, topic, width, decision)
    styled = StyledLines()
    for lines in _known(builder, card, facts, today, width, unit):
        if len(styled.lines) + len(lines) + len(last) <= height:
            styled.add(*lines)
    styled.add(*last)
    return styled


def _known(
    builder: LineBuilder,
    card: Touchpoint,
    facts: TopicFacts | None,
    today: date,
    width: int,
    unit: str,
) -> Iterator[list[Line]]:
    """What is known of the topic, a paragraph each."""
    dot = f" {builder.glyphs.dot} "
    known = [card.channel] if card.channel else []
    if card.volume:
        known.append(f"{plural(card.volume, 'customer')} a {unit}")
    known.append(f"should feel: {card.feeling}" if card.feeling else "should feel: not said yet")
    yield builder.flow([builder.span(dot.join(known), "muted")], width, limit=2)
    if signs := sign_words(card):
        yield builder.flow([builder.span(signs, "muted")], width, limit=2)
    if facts is not None and facts.quote is not None:
        day = near_day(facts.quote.day, today)
        yield _row(builder, day, [builder.span(f"“{facts.quote.quote}”")], width, 2)
    for each in facts.tried if facts is not None else ():
        yield _row(builder, "tried", _tried(builder, each), width, 1)


def _settling(
    builder: LineBuilder, topic: Topic, width: int, decision: Decision | None
) -> list[Line]:
    """The note, and the decision where there is one to choose."""
    note = (
        [builder.span(topic.note)]
        if topic.note
        else [builder.span("Press n to note what is said", "muted")]
    )
    lines = _row(builder, "Note", note, width, 3)
    if decision is None:
        return lines
    spans: list[Span] = []
    for choice in DECISIONS:
        chosen = choice is decision
        button = f"[{choice.label}]" if chosen else f" {choice.label} "
        spans.append(builder.span(button, "bold accent" if chosen else "muted"))
    lines += _row(builder, "Decision", spans, width, 2)
    return lines + _row(builder, "", [builder.span(DECISIONS[decision], "muted")], width, 1)


def _tried(builder: LineBuilder, improvement: Improvement) -> list[Span]:
    spans = [builder.span(f"{improvement.cycle.name}: "), builder.span(improvement.text)]
    if improvement.reading is not None and improvement.reading.after is not None:
        spans.append(builder.span(f"  {verdict_in_words(improvement.reading).verdict}", "muted"))
    return spans


def _row(builder: LineBuilder, label: str, spans: list[Span], width: int, limit: int) -> list[Line]:
    lines = builder.flow(spans, width - _LABEL, limit=limit)
    head = builder.span(f"{label:<{_LABEL}}", "muted")
    return [(Span(" " * _LABEL) if number else head, *line) for number, line in enumerate(lines)]
