"""A measure over time on the page: its row in a list, and its chart with all that it says."""

from __future__ import annotations

from collections.abc import Sequence

from screens.evidence.evidence_rows import stage_span
from screens.widgets.date_format import plural
from screens.widgets.drawing.bars import bar
from screens.widgets.drawing.range_strip import range_strip
from screens.widgets.drawing.run_chart import run_chart, verdict_colour, verdict_mark
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    boxed,
    line_width,
    padded_line,
)
from screens.widgets.verdict_format import line_spans
from store.common.dataclass import dataclass
from store.domain.statistics.aggregates import format_value, value_of, with_count
from store.domain.statistics.charts.sparkline import ASCII_SPARK, UNICODE_SPARK
from store.domain.statistics.charts.verdict_line import axis_of
from store.domain.statistics.measure_words import plain_words
from store.domain.statistics.measures import Better, MeasureKind
from store.queries.evidence.evidence_overview import PlaceTally
from store.queries.evidence.run_charts import (
    DoneMark,
    against_usual_ways,
    asks_now,
    done_marks,
    limit_sentences,
    mean_sentence,
    scale_of,
    short_cycle,
    signal_sentences,
    trend_sparkline,
    usual_range,
)
from store.queries.evidence.trends import Point, Trend

_STRIP = 21
_STRIP_FROM = 104
"""Cells of a list from which a row has its usual range drawn."""
_WIDE_FROM = 76
"""Cells of a list from which a row shows twelve cycles."""
_LINE_FROM = 84
"""Cells of a chart from which a verdict's range is drawn beside its words."""
_TEXT_FROM = 48
"""Cells from which an improvement's text may be cut, so that its range stands beside it."""
_CHART_ROWS = (7, 17, 32)
"""A chart's fewest rows, its most on a screen of ordinary height, and its most at all."""
_PANE_ROWS = (8, 13, 20)
_TALL = 45
"""Lines from which a chart takes half of what there is."""
_PLACES = 5


@dataclass(frozen=True, slots=True)
class RowColumns:
    """How many cells a row's parts take."""

    title: int
    strip: int
    spark: int
    """Cycles of the sparkline."""
    now: int
    n: int

    @classmethod
    def of(cls, width: int) -> RowColumns:
        """The parts that fit a list of ``width`` cells. A narrow one shows fewer cycles, so that
        the measures keep their names."""
        if width >= _STRIP_FROM:
            return cls(30, _STRIP, 12, 6, 5)
        return cls(27, 0, 12, 6, 5) if width >= _WIDE_FROM else cls(25, 0, 8, 5, 4)


def trend_key(trend: Trend) -> str:
    """The key of a measure's stop."""
    return f"measure:{trend.stage.value} {trend.measure.key}"


def list_head(builder: LineBuilder, trends: Sequence[Trend], width: int) -> Line:
    """Names the columns of the rows."""
    columns = RowColumns.of(width)
    points = trends[0].last(columns.spark).points
    first, last = short_cycle(points[0].cycle), short_cycle(points[-1].cycle)
    ends = f"{first}{last:>{max(0, len(points) - len(first))}}"
    strip = f"  {'usual range, now':<{columns.strip}}" if columns.strip else ""
    ends = f"{ends:<{columns.spark}}"
    head = f"  {'':{columns.title}} {ends} {'now':>{columns.now}} {'n':>{columns.n}}{strip}"
    against = "against usual" if width - len(head) - 2 >= len("against usual") else "usual"
    return (builder.span(f"{head}  {against}", "muted"),)


def trend_row(builder: LineBuilder, trend: Trend, width: int) -> Line:
    """A row: stage, measure, sparkline, the figure now with its n, and how that is against usual."""
    columns, glyphs = RowColumns.of(width), builder.glyphs
    newest = trend.answered[-1]
    asks = asks_now(trend)
    mark = f"{glyphs.marked} " if asks else ""
    spans: list[Span] = [
        stage_span(builder, trend.stage),
        Span(" "),
        *padded_line((builder.span(trend.measure.title),), columns.title, "", glyphs.ellipsis),
        Span(" "),
        *spark_spans(builder, trend.last(columns.spark), columns.spark),
        Span(" "),
        builder.span(f"{format_value(trend.measure, newest.value):>{columns.now}}", "bold"),
        builder.span(f" {_sample(trend, newest):>{columns.n}}", "muted"),
    ]
    if columns.strip:
        limits = trend.limits
        usual = usual_range(trend.measure, limits) if limits else None
        drawn = range_strip(newest.value, usual, scale_of(trend), columns.strip, ascii=glyphs.ascii)
        spans += [Span("  "), *_strip_spans(drawn, trend.stage.value)]
    room = width - line_width(tuple(spans)) - 2
    ways = [f"{mark}{words}" for words in against_usual_ways(trend)]
    against = next(
        (words for words in ways if line_width((builder.span(words),)) <= room), ways[-1]
    )
    spans += [Span("  "), builder.span(against, "signal" if asks else "muted")]
    return padded_line(tuple(spans), width, "", glyphs.ellipsis)


def figure_words(trend: Trend) -> str:
    """How the figure now is reckoned: ``W47: 11 of 19, 58%, how many rate 4 or 5 of 5``."""
    newest, measure = trend.answered[-1], trend.measure
    figure = with_count(measure, newest.value, newest.n)
    if measure.kind in (MeasureKind.RATE, MeasureKind.SCORE) and newest.value is not None:
        counted = round(newest.value * newest.n)
        figure = f"{counted} of {newest.n:,}, {format_value(measure, newest.value)}"
    return f"{short_cycle(newest.cycle)}: {figure}, {plain_words(measure)}"


def _sample(trend: Trend, point: Point) -> str:
    """Its n; of an older cycle, or a count, that cycle's name."""
    if not point.running or trend.measure.kind is MeasureKind.COUNT:
        return short_cycle(point.cycle)
    return f"{point.n:,}"


def spark_spans(builder: LineBuilder, trend: Trend, width: int) -> list[Span]:
    """The sparkline in the stage's colour, at the right of ``width`` cells; what is out of the usual range stands out, and the
    running cycle is muted."""
    drawn = UNICODE_SPARK if not builder.glyphs.ascii else ASCII_SPARK
    outside = drawn.below + drawn.above
    letters = trend_sparkline(trend, ascii=builder.glyphs.ascii)
    spans = [Span(" " * (width - len(letters)))]
    for letter, point in zip(letters, trend.points, strict=True):
        role = trend.stage.value
        if letter in outside:
            role = "signal"
        elif point.running or letter == drawn.missing:
            role = "muted"
        spans.append(Span(letter, role))
    return spans


def _strip_spans(drawn: str, colour: str) -> list[Span]:
    return [Span(letter, f"bold {colour}" if letter in "●o" else "muted") for letter in drawn]


# The chart


def chart_title(builder: LineBuilder, trend: Trend) -> Line:
    """``C CSAT · how many rate 4 or 5 of 5 · more is better``."""
    way = "more is better" if trend.measure.better is Better.UP else "fewer is better"
    words = plain_words(trend.measure)
    meaning = words if "better" in words else f"{words} {builder.glyphs.dot} {way}"
    return (
        stage_span(builder, trend.stage),
        builder.span(f" {trend.measure.title}", "bold"),
        builder.span(f" {builder.glyphs.dot} {meaning}", "muted"),
    )


def chart_sheet(
    builder: LineBuilder, trend: Trend, width: int, height: int, position: str
) -> StyledLines:
    """The chart at full size and what it says; ``place``: which of the measures it is."""
    findings = [
        *_signals(builder, trend, width),
        *_marks(builder, trend, width),
        (),
        *_limits(builder, trend, width),
    ]
    rows = _chart_rows(_CHART_ROWS, height, height - len(findings) - 5)
    styled = StyledLines()
    right = builder.span(position, "muted")
    title = padded_line(
        chart_title(builder, trend), width - line_width((right,)) - 1, "", builder.glyphs.ellipsis
    )
    styled.add((*title, Span(" "), right))
    styled.add(*run_chart(builder, trend, width, rows), (), *findings)
    return styled


def _chart_rows(bounds: tuple[int, int, int], height: int, room: int) -> int:
    """How many rows a chart gets of ``height`` lines, ``room`` of which are left for it."""
    least, most, at_all = bounds
    most = max(most, min(at_all, height // 2)) if height >= _TALL else most
    return min(most, max(least, room))


def _signals(builder: LineBuilder, trend: Trend, width: int) -> list[Line]:
    """Each signal by its name."""
    mark = builder.span(f"{builder.glyphs.marked} ", "signal")
    return [
        line
        for sentence in signal_sentences(trend)
        for line in builder.flow([mark, builder.span(sentence, "bold")], width, hang=2)
    ]


def _marks(builder: LineBuilder, trend: Trend, width: int) -> list[Line]:
    """What was done in these cycles, with the verdict each got."""
    marks = done_marks(trend)
    axis = axis_of(mark.reading for mark in marks)
    widest = max((line_width(_verdict_words(builder, mark)) for mark in marks), default=0)
    lines = []
    for mark in reversed(marks):
        cycle = short_cycle(trend.points[mark.index].cycle)
        head = [
            builder.span(f"{builder.glyphs.done} ", "good"),
            builder.span(f"{cycle} ", "muted"),
            builder.span(mark.improvement.text),
        ]
        words = _verdict_words(builder, mark)
        beside = (*head, Span("  "), *words)
        room = width - widest - 29
        whole = line_width(head) <= room or room >= _TEXT_FROM
        if width >= _LINE_FROM and whole and mark.reading.low is not None:
            drawn = line_spans(builder, mark.reading, 25, axis)
            text = padded_line(tuple(head), room, "", builder.glyphs.ellipsis)
            lines.append((*text, Span("  "), *drawn, Span("  "), *words))
        elif line_width(beside) <= width:
            lines.append(beside)
        else:
            lines += builder.flow(head, width, hang=2)
            lines += [(Span("  "), *line) for line in builder.flow(words, width - 2, hang=2)]
    return lines


def _verdict_words(builder: LineBuilder, mark: DoneMark) -> tuple[Span, ...]:
    sign = verdict_mark(builder, mark)
    change = f", {mark.words.change}" if mark.words.change else ""
    return (
        builder.span(f"{sign} {mark.words.verdict}", verdict_colour(mark)),
        builder.span(change, "muted"),
    )


def _limits(builder: LineBuilder, trend: Trend, width: int) -> list[Line]:
    """The mean answer where it is shown, and where the usual range comes from."""
    sentence = " ".join(filter(None, (mean_sentence(trend), *limit_sentences(trend))))
    if trend.responses is not None:
        sentence = f"{sentence} Response rate: {trend.responses.words}."
    return builder.text(sentence.strip(), width, "muted") if sentence else []


# The pane beside the list


def pane_sheet(
    builder: LineBuilder, trend: Trend, places: Sequence[PlaceTally], width: int, height: int
) -> StyledLines:
    """A frame with the chart of a measure, what it says, and where its answers were given."""
    inner = width - 4
    findings = [*_signals(builder, trend, inner), *_marks(builder, trend, inner)]
    where = _places(builder, trend, places, inner)
    limits = _limits(builder, trend, inner)
    keys = builder.line(
        ("Enter", "key"), f" the {plural(sum(p.n for p in trend.points), 'answer')}  ",
        ("c", "key"), " full size",
    )  # fmt: skip
    rest = len(findings) + len(where) + len(limits) + 9
    rows = _chart_rows(_PANE_ROWS, height, height - rest)
    body: list[Line] = [
        *run_chart(builder, trend, inner, rows, notes=inner >= 64),
        (),
        *findings,
        *([()] if findings else []),
        *where,
        keys,
        (),
        *limits,
    ]
    title: Line = (
        Span(" "), stage_span(builder, trend.stage), builder.span(f" {trend.measure.title} ", "bold"),
    )  # fmt: skip
    styled = StyledLines()
    styled.add(*boxed(title, body, width, height, builder.glyphs, f"{trend.stage.value}-dim"))
    return styled


def _places(
    builder: LineBuilder, trend: Trend, places: Sequence[PlaceTally], width: int
) -> list[Line]:
    """The share at each touchpoint, the one with most answers first."""
    if not places or trend.measure.kind is MeasureKind.COUNT:
        return []
    longest = max(line_width((builder.span(each.text),)) for each in places[:_PLACES])
    named = max(24, min(longest, width - 34))
    room = max(8, width - named - 16)
    lines: list[Line] = [(builder.span("Where it was said", "bold"),)]
    for touchpoint in places[:_PLACES]:
        value = value_of(trend.measure, touchpoint.tally)
        part = _part(trend, value)
        drawn = bar(builder, part, room, trend.stage.value)
        name = padded_line((builder.span(touchpoint.text),), named, "", builder.glyphs.ellipsis)
        figure = builder.span(f" {with_count(trend.measure, value, touchpoint.tally.n)}", "muted")
        lines.append((*name, Span(" "), *padded_line(drawn, room), figure))
    return [*lines, ()]


def _part(trend: Trend, value: float | None) -> float:
    if value is None:
        return 0.0
    return (value + 100) / 200 if trend.measure.kind is MeasureKind.NPS else value
