"""What customers say at one look: a line a measure, the newest words, the answers by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from screens.evidence.evidence_rows import answer_row, stage_span
from screens.evidence.trend_sheet import list_head, trend_key, trend_row
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
from store.common.dataclass import dataclass
from store.domain.stages import STAGES
from store.domain.statistics.measure_words import short_words
from store.domain.statistics.measures import Measure, MeasureKind, PerCycle
from store.evidence.evidence import Evidence, MeasureDayTally
from store.queries.evidence.evidence_overview import SHOWN_DAYS, EvidenceDay, EvidenceOverview
from store.queries.evidence.trends import Trend

FEW = "few"
"""The key of the line that folds the measures with too few answers."""
EARLIER = "earlier"
"""The key of the line that leads to the answers from before."""
_QUOTE_LINES = 2
_MOST_QUOTES = 7
_WHOLE_FROM = 44
"""Lines from which quotes stand whole."""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What is unfolded: the measures with too few answers, and days with their answers."""

    few: bool = False
    days: Mapping[date, tuple[Evidence, ...]] = field(default_factory=dict)


_PARTS = {"measure": 0, FEW: 0, "quote": 1, "day": 2, "answer": 2, EARLIER: 2}
"""The page's parts, by the kind of their stops."""


def next_part(keys: Sequence[str], cursor: str) -> str:
    """Give the first stop of the part after the one the cursor is in; after the last the first."""
    firsts: dict[int, str] = {}
    for key in keys:
        firsts.setdefault(_PARTS[key.partition(":")[0]], key)
    here = _PARTS.get(cursor.partition(":")[0], -1)
    goals = (part % 3 for part in range(here + 1, here + 4))
    return next((firsts[part] for part in goals if part in firsts), "")


def shown_trends(overview: EvidenceOverview, unfolded: Unfolded) -> tuple[Trend, ...]:
    """The measures that have a line of their own."""
    enough = tuple(each for each in overview.trends if each.enough)
    return overview.trends if unfolded.few or not enough else enough


def overview_sheet(
    builder: LineBuilder,
    overview: EvidenceOverview,
    unfolded: Unfolded,
    today: date,
    size: tuple[int, int],
    cursor: str,
) -> StyledLines:
    """The whole page for a size, with the cursor on the stop ``cursor``."""
    page = _Page(builder, overview, unfolded, today, *size, cursor)
    page.add_measures()
    page.add_quotes()
    page.add_days()
    return page.styled


@dataclass
class _Page:
    """The page as it is put together."""

    builder: LineBuilder
    overview: EvidenceOverview
    unfolded: Unfolded
    today: date
    width: int
    height: int
    cursor: str
    styled: StyledLines = field(default_factory=StyledLines)

    def stop(self, key: str, *lines: Line) -> None:
        """Add lines as one stop, with the cursor plain to see where it is on it."""
        add_stop(self.builder, self.styled, key, lines, self.width, on=key == self.cursor)

    def heading(self, title: str, more: str) -> None:
        """Begin a part of the page."""
        builder = self.builder
        self.styled.gap()
        aside = builder.span(f" {builder.glyphs.dot} {more}", "muted")
        self.styled.add((Span(" "), builder.span(title, "bold"), aside))

    def add_measures(self) -> None:
        """A line a measure, those with too few answers folded into one."""
        builder, every = self.builder, self.overview.trends
        trends = shown_trends(self.overview, self.unfolded)
        if trends:
            self.styled.add((Span(" "), *list_head(builder, trends, self.width - 1)))
        for trend in trends:
            self.stop(trend_key(trend), trend_row(builder, trend, self.width - 1))
        few = [each for each in every if not each.enough]
        if few and len(few) < len(every):
            names = (f"{t.stage.letter} {t.measure.title} ({_answers(t)})" for t in few)
            sentence = f"{len(few)} with too few answers to judge: {', '.join(names)}"
            self.stop(FEW, (builder.span(f"{self._fold(self.unfolded.few)} {sentence}", "muted"),))

    def add_quotes(self) -> None:
        """The newest words of customers, more of them where there is room."""
        quotes = self.overview.quotes
        if not quotes:
            return
        lately = f"{self.overview.quotes_lately} in {SHOWN_DAYS // 7} weeks"
        self.heading("In their words", lately)
        for each in quotes[: min(_MOST_QUOTES, max(2, 2 + (self.height - 20) // 2))]:
            self.stop(f"quote:{each.id}", *self._quote(each))

    def _quote(self, each: Evidence) -> list[Line]:
        """A day, a stage and the words, in two lines; whole where there is room."""
        builder = self.builder
        day = builder.span(f"{_day(each.day, self.today):<6} ", "muted")
        head = (day, stage_span(builder, each.stage), Span(" "))
        used = line_width(head)
        words = [builder.span(f"“{' '.join(each.quote.split())}”")]
        origin = each.touchpoint or each.source
        if origin:
            words.append(builder.span(f"  {origin}", "muted"))
        limit = None if self.height >= _WHOLE_FROM else _QUOTE_LINES
        lines = builder.flow(words, self.width - 1 - used, limit=limit)
        return [
            (*(head if not index else (Span(" " * used),)), *line)
            for index, line in enumerate(lines)
        ]

    def add_days(self) -> None:
        """A line a day, with its answers below where it is unfolded."""
        builder, overview = self.builder, self.overview
        if not overview.days:
            return
        self.heading("Answers by day", "Enter opens a day")
        for each in overview.days:
            opened = self.unfolded.days.get(each.day)
            self.stop(f"day:{each.day}", self._day_line(each, opened=opened is not None))
            for answer in opened or ():
                row = answer_row(builder, answer, overview.measures, self.today, self.width - 3)
                self.stop(f"answer:{answer.id}", (Span("  "), *row))
        if overview.earlier:
            self.stop(EARLIER, (builder.span(f"{builder.glyphs.folded} earlier answers", "muted"),))

    def _day_line(self, day: EvidenceDay, *, opened: bool) -> Line:
        """``▸ today 28  C 3 of 5 CSAT, 3 of 3 felt welcome  A …``"""
        builder = self.builder
        spans = [
            builder.span(f"{self._fold(opened)} ", "muted"),
            builder.span(f"{_day(day.day, self.today):<6}"),
            builder.span(f" {day.n:>4} ", "muted"),
        ]
        for stage in STAGES:
            here = [each for each in day.tallies if each.stage is stage]
            if here:
                tallies = ", ".join(_tally_words(each, self.overview.measures) for each in here)
                spans += [Span(" "), stage_span(builder, stage), builder.span(f" {tallies} ")]
        if day.words:
            spans.append(builder.span(f" {plural(day.words, 'quote')}"))
        return tuple(spans)

    def _fold(self, opened: bool) -> str:
        return self.builder.glyphs.unfolded if opened else self.builder.glyphs.folded


def add_stop(
    builder: LineBuilder,
    styled: StyledLines,
    key: str,
    lines: Sequence[Line],
    width: int,
    *,
    on: bool,
) -> None:
    """Add lines of ``width`` cells as one stop, with the cursor's mark before them where it is
    ``on`` it."""
    mark = Span(builder.glyphs.bar_cursor if on else " ", "accent")
    whole = [padded_line(line, width - 1, "", builder.glyphs.ellipsis) for line in lines]
    whole = with_role(whole, "cursor") if on else whole
    styled.stop(key, [(mark, *line) for line in whole], width)


def _answers(trend: Trend) -> int:
    return sum(point.n for point in trend.points)


def _day(day: date, today: date) -> str:
    return "today" if day == today else near_day(day, today)


def _tally_words(each: MeasureDayTally, measures: Mapping[str, Measure]) -> str:
    """``3 of 5 CSAT``; of a count its number."""
    measure, tally = measures[each.measure], each.tally
    name = short_words(measure)
    if measure.kind is MeasureKind.COUNT:
        if measure.per_cycle is PerCycle.LAST:
            return f"{plural(tally.n, 'number')} {name}"
        return f"{tally.total:g} {name}"
    if measure.kind is MeasureKind.NPS:
        return f"{tally.promoters} of {tally.n} promoters"
    return f"{tally.yes} of {tally.n} {name}"
