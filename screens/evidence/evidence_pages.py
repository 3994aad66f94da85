"""Each face of the Evidence view as lines: the page, and what stands beside it."""

from __future__ import annotations

from datetime import date

from screens.dialogs.reader import hung_lines
from screens.evidence.bottleneck_sheet import BottleneckPage, bottleneck_sheet, spot_at, spot_box
from screens.evidence.list_modes import Face, FaceContent
from screens.evidence.overview_sheet import Unfolded, add_stop, overview_sheet
from screens.evidence.trend_sheet import (
    chart_sheet,
    list_head,
    pane_sheet,
    trend_key,
    trend_row,
)
from screens.widgets.examples import THREE_PLACES, TWELVE_WEEKS, example
from screens.widgets.styled_lines import Line, LineBuilder, Span, StyledLines
from store.common.dataclass import dataclass
from store.domain.statistics.bottleneck import ENOUGH
from store.evidence.evidence import Filter
from store.queries.evidence.trends import Trend
from store.queries.topic_facts import TopicFacts


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the faces are drawn from."""

    builder: LineBuilder
    content: FaceContent
    today: date
    trend: Trend | None
    """The measure that is looked at."""
    unfolded: Unfolded
    rest_unfolded: bool
    facts: TopicFacts | None
    pane: bool
    """Whether there is something beside the page."""
    unit: str
    """What a cycle of the team's is called."""

    @property
    def position(self) -> str:
        """``1 of 9 ↑ ↓``: which of the measures is looked at."""
        every, glyphs = self.content.trends, self.builder.glyphs
        position = every.index(self.trend) + 1 if self.trend in every else 1
        return f"{position} of {len(every)} {glyphs.up} {glyphs.down}"


def page(drawing: Drawing, size: tuple[int, int], cursor: str) -> StyledLines:
    """What the face shows, for a size, with the cursor on the stop ``cursor``."""
    builder, content = drawing.builder, drawing.content
    styled = StyledLines()
    if content.nothing:
        lines = builder.text(content.empty, size[0] - 2)
        if content.filter == Filter():
            lines += _example(builder, content.face, size[0] - 2)
        styled.add(*((Span(" "), *line) for line in lines[: max(1, size[1])]))
        return styled
    if content.face is Face.OVERVIEW and content.overview is not None:
        return overview_sheet(
            builder, content.overview, drawing.unfolded, drawing.today, size, cursor
        )
    if content.face is Face.MISSED:
        return bottleneck_sheet(builder, _bottlenecks(drawing), size, cursor)
    if content.face is Face.OVER_TIME and drawing.trend is not None:
        if drawing.pane:
            return _measures(drawing, size[0], cursor)
        chart = chart_sheet(builder, drawing.trend, size[0] - 2, size[1], drawing.position)
        styled.add_block(chart, 1)
    return styled


def _example(builder: LineBuilder, face: Face, width: int) -> list[Line]:
    """What the face looks like once answers are there."""
    if face is Face.MISSED:
        return [(), *example(builder, "An example", THREE_PLACES, width)]
    enough = f"A verdict needs at least {ENOUGH} answers before and {ENOUGH} after."
    example_lines = example(builder, "An example after twelve weeks", TWELVE_WEEKS, width)
    return [(), *example_lines, (), *builder.text(enough, width, "muted")]


def _measures(drawing: Drawing, width: int, cursor: str) -> StyledLines:
    """A line a measure, to go through."""
    builder, every = drawing.builder, drawing.content.trends
    styled = StyledLines()
    styled.add((Span(" "), *list_head(builder, every, width - 1)))
    for each in every:
        key = trend_key(each)
        add_stop(
            builder, styled, key, [trend_row(builder, each, width - 1)], width, on=key == cursor
        )
    return styled


def _bottlenecks(drawing: Drawing) -> BottleneckPage:
    assert drawing.content.missed is not None
    return BottleneckPage(
        drawing.content.missed,
        drawing.facts,
        drawing.rest_unfolded,
        boxed=not drawing.pane,
        unit=drawing.unit,
    )


def beside(drawing: Drawing, size: tuple[int, int], cursor: str, text: str) -> StyledLines:
    """What stands beside the page: the chart of a measure, a touchpoint, or an answer's ``text``."""
    builder, content, trend = drawing.builder, drawing.content, drawing.trend
    width, height = size
    styled = StyledLines()
    if content.face is Face.ANSWERS:
        for part in text.split("\n"):
            lines = hung_lines(builder.span(part).text, width - 2)
            styled.add(*((Span(line),) for line in lines))
    elif content.face is Face.MISSED:
        spot = spot_at(content.missed, cursor)
        if spot is not None:
            styled.add(*spot_box(builder, _bottlenecks(drawing), spot, size))
    elif trend is not None and content.overview is not None:
        if content.face is Face.OVER_TIME:
            return chart_sheet(builder, trend, width, height, drawing.position)
        places = content.overview.places.get((trend.stage, trend.measure.key), ())
        return pane_sheet(builder, trend, places, width, height)
    return styled
