"""Where most customers are missed: a bar a touchpoint, and what is known of the one looked at."""

from __future__ import annotations

from screens.evidence.evidence_rows import stage_span
from screens.evidence.overview_sheet import add_stop
from screens.widgets.drawing.bars import bar
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    boxed,
    line_width,
    padded_line,
)
from screens.widgets.verdict_format import verdict_spans
from store.common.dataclass import dataclass
from store.domain.cycles import day_words
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.bottleneck import ENOUGH
from store.domain.statistics.verdict_words import verdict_in_words
from store.models.improvement import Improvement, Status
from store.queries.evidence.bottlenecks import BottleneckList, MissedAt
from store.queries.evidence.run_charts import short_cycle
from store.queries.topic_facts import TopicFacts

REST = "rest"
"""The key of the line that folds the touchpoints with too few answers."""
_FIGURES = 25
"""Cells of the figures behind the bar."""
_LEAST_BOX = 9
_LABEL = 7


@dataclass(frozen=True, slots=True)
class BottleneckPage:
    """What the list shows."""

    bottlenecks: BottleneckList
    facts: TopicFacts | None
    """Of the touchpoint looked at; None until it was read."""
    unfolded: bool
    boxed: bool
    """Whether what is known of the touchpoint stands below the list, not beside it."""
    unit: str
    """What a cycle of the team's is called."""


def missed_title(found: BottleneckList) -> str:
    """What the list goes by."""
    if found.measure is None:
        return "Where most customers are missed"
    return f"Where most customers are missed, by {found.measure.title}"


def spot_key(each: MissedAt) -> str:
    """The key of a touchpoint's stop."""
    return f"spot:{each.figures.touchpoint_id}"


def spot_at(found: BottleneckList | None, key: str) -> MissedAt | None:
    """The touchpoint whose stop has that key."""
    entries = found.entries if found is not None and found.measure is not None else ()
    return next((each for each in entries if spot_key(each) == key), None)


def bottleneck_sheet(
    builder: LineBuilder, page: BottleneckPage, size: tuple[int, int], cursor: str
) -> StyledLines:
    """The list, and below it, where it has no place beside it, the touchpoint looked at."""
    width, height = size
    styled = StyledLines()
    entries = page.bottlenecks.entries if page.bottlenecks.measure is not None else ()
    known = [each for each in entries if each.figures.missed is not None]
    rest = [each for each in entries if each.figures.missed is None]
    most = max((each.figures.missed or 0 for each in known), default=0)
    if known:
        styled.add(_head(builder, width))
    for each in known:
        line = _row(builder, each, most, width - 1)
        add_stop(builder, styled, spot_key(each), [line], width, on=spot_key(each) == cursor)
    if rest and known:
        styled.add(())
        line = _rest(builder, rest, unfolded=page.unfolded)
        add_stop(builder, styled, REST, [line], width, on=cursor == REST)
    for each in rest if page.unfolded or not known else []:
        line = _few(builder, each)
        add_stop(builder, styled, spot_key(each), [line], width, on=spot_key(each) == cursor)
    if any(each.typed for each in known):
        styled.add(
            (), (builder.span(f" * customers a {page.unit}, as the team typed them", "muted"),)
        )
    chosen = spot_at(page.bottlenecks, cursor)
    if page.boxed and chosen is not None:
        left = max(_LEAST_BOX, height - len(styled.lines) - 1)
        styled.add((), *spot_box(builder, page, chosen, (width, left)))
    return styled


def _columns(width: int) -> tuple[int, int]:
    """The cells of a touchpoint's name, and of a full bar."""
    name = min(40, max(20, width * 2 // 5))
    return name, max(4, width - name - _FIGURES - 4)


def _head(builder: LineBuilder, width: int) -> Line:
    name, room = _columns(width - 1)
    head = f"   {'touchpoint':<{name}} {'missed':<{room + 8}}{'of':>7}  together"
    return (builder.span(head, "muted"),)


def _row(builder: LineBuilder, each: MissedAt, most: float, width: int) -> Line:
    """A row: the touchpoint, a bar as long as many are missed, the figures behind it."""
    figures = each.figures
    assert figures.missed is not None
    assert figures.cumulative is not None
    name, room = _columns(width)
    bar_line = bar(builder, figures.missed / most if most else 0.0, room, each.stage.value)
    missed = builder.span(f" {figures.missed:,.0f}", "bold")
    drawn = padded_line((*bar_line, missed), room + 8)
    volume = f"{figures.volume:,}" if figures.volume is not None else ""
    typed = "*" if each.typed else " "
    return (
        stage_span(builder, each.stage),
        Span(" "),
        *_named(builder, each, name),
        Span(" "),
        *drawn,
        builder.span(f"{volume:>7}{typed}", "muted"),
        builder.span(f" {figures.cumulative:>7.0%}"),
    )


def _named(builder: LineBuilder, each: MissedAt, width: int) -> Line:
    """The touchpoint with how much it hurts there, which is never cut off."""
    friction = builder.glyphs.friction * each.figures.friction
    room = width - len(friction) - 1
    text = padded_line((builder.span(each.text),), room, "", builder.glyphs.ellipsis)
    if line_width((builder.span(each.text),)) < room:
        text = (builder.span(each.text),)
    return padded_line((*text, Span(" "), builder.span(friction, "bad")), width)


def _rest(builder: LineBuilder, rest: list[MissedAt], *, unfolded: bool) -> Line:
    mark = builder.glyphs.unfolded if unfolded else builder.glyphs.folded
    sorest = max(rest, key=lambda each: each.figures.friction)
    spans = [builder.span(f"{mark} {len(rest)} more have under {ENOUGH} answers", "muted")]
    if sorest.figures.friction and not unfolded:
        spans += [
            builder.span("; the sorest: ", "muted"),
            stage_span(builder, sorest.stage),
            builder.span(f" {sorest.text} "),
            builder.span(builder.glyphs.friction * sorest.figures.friction, "bad"),
        ]
    return tuple(spans)


def _few(builder: LineBuilder, each: MissedAt) -> Line:
    return (
        stage_span(builder, each.stage),
        builder.span(f" {each.text} "),
        builder.span(builder.glyphs.friction * each.figures.friction, "bad"),
        builder.span(f"  {each.figures.n} of {ENOUGH} answers", "muted"),
    )


def spot_box(
    builder: LineBuilder, page: BottleneckPage, each: MissedAt, size: tuple[int, int]
) -> list[Line]:
    """How the figure comes about, what was tried there, and the newest words."""
    width, height = size
    inner = width - 4
    body = [line for part in _how(page, each) for line in builder.text(part, inner)]
    facts = page.facts
    if facts is not None and facts.touchpoint_id == each.figures.touchpoint_id:
        body += [(), *_tried(builder, facts, inner)]
        if facts.quote is not None:
            quote = f"{day_words(facts.quote.day)} “{' '.join(facts.quote.quote.split())}”"
            body += _labelled(
                builder, "Said", builder.flow([builder.span(quote)], inner - _LABEL, limit=3)
            )
    title: Line = (
        Span(" "),
        stage_span(builder, each.stage),
        builder.span(f" {each.text} ", "bold"),
    )
    title = padded_line(title, min(line_width(title), width - 4), "", builder.glyphs.ellipsis)
    frame = f"{each.stage.value}-dim"
    return boxed(title, body, width, min(height, len(body) + 2), builder.glyphs, frame)


def _how(page: BottleneckPage, each: MissedAt) -> list[str]:
    """How the figure comes about, in sentences."""
    bottlenecks = page.bottlenecks
    assert bottlenecks.measure is not None
    figures, title = each.figures, bottlenecks.measure.title
    if figures.missed is None or figures.rate is None or figures.volume is None:
        return [
            f"{title} has {figures.n} answers here. A figure needs {ENOUGH}. "
            f"Until then friction sorts the list. Press b to log feedback.",
        ]
    volume = (
        f"{figures.volume:,} customers a {page.unit} come through here, as the team typed it"
        if each.typed
        else f"{figures.volume:,} answers were given here"
    )
    figure = format_value(bottlenecks.measure, figures.rate)
    return [
        f"{title}: {figure} of {figures.n}. {volume}: about {figures.missed:,.0f} were missed.",
        f"{figures.cumulative:.0%} of all missed customers, counted from the top.",
    ]


def _tried(builder: LineBuilder, facts: TopicFacts, width: int) -> list[Line]:
    if not facts.tried:
        untried = "Nothing was tried here yet. To pick from it, press 2, then i there."
        return builder.text(untried, width, "muted")
    room = width - _LABEL
    lines: list[Line] = []
    for each in reversed(facts.tried):
        cycle = builder.span(f"{short_cycle(each.cycle)} ", "muted")
        head, words = [cycle, builder.span(each.text)], _outcome(builder, each)
        beside = (*head, Span("  "), *words)
        if line_width(beside) <= room:
            lines.append(beside)
            continue
        lines += builder.flow(head, room, hang=4, limit=2)
        lines += [(Span("    "), *line) for line in builder.flow(words, room - 4)]
    return _labelled(builder, "Tried", lines)


def _labelled(builder: LineBuilder, label: str, lines: list[Line]) -> list[Line]:
    """Lines with a word before the first."""
    heads = [label, *[""] * (len(lines) - 1)]
    return [
        (builder.span(f"{head:<{_LABEL}}", "muted"), *line)
        for head, line in zip(heads, lines, strict=True)
    ]


def _outcome(builder: LineBuilder, each: Improvement) -> list[Span]:
    """What became of it: its verdict, or that it is planned."""
    if each.status is not Status.DONE or each.reading is None:
        return [builder.span(each.status.value, "muted")]
    change = verdict_in_words(each.reading).change
    return [
        *verdict_spans(builder, each.reading),
        builder.span(f", {change}" if change else "", "muted"),
    ]
