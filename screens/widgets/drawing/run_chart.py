"""A run chart in characters: points joined, the usual range shaded, signals and changes marked.

What lies outside the usual range is drawn outside it, and what lies inside inside, whatever
rounding would give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from screens.widgets.styled_lines import Line, LineBuilder, Span
from store.common.dataclass import dataclass
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.charts.chart_scale import ChartScale
from store.domain.statistics.control_chart import Phase
from store.domain.statistics.verdicts import Verdict
from store.queries.evidence.run_charts import DoneMark, done_marks, scale_of, usual_range
from store.queries.evidence.trends import Trend

LEAST_ROWS = 5
"""Rows under which a chart says nothing."""
_NOTES_FROM = 64
"""Cells from which the range's ends are written beside it."""
_WIDEST_STEP = 7
_POINTS_FROM = 2
"""Cells a cycle from which every figure is a point; under that only signals are."""


@dataclass(frozen=True, slots=True)
class ChartCharacters:
    """What a chart is drawn with, each one cell wide."""

    point: str
    running: str
    signal: str
    across: str
    down: str
    turns: str
    """The corners: from the left down and up, then down and up to the right."""
    edge: str
    mean: str
    done: str
    axis: str
    tick: str


UNICODE = ChartCharacters("●", "○", "◆", "─", "│", "╮╯╰╭", "╌", "·", "┊", "│", "┤")
ASCII = ChartCharacters("*", "o", "X", "-", "|", "++++", "=", ".", ":", "|", "+")


@dataclass(slots=True)
class _Cell:
    letter: str = " "
    role: str = ""
    band: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A phase's rows: the ends of its usual range, and its mean."""

    phase: Phase
    top: int
    mean: int
    foot: int


@dataclass(slots=True)
class _Plot:
    trend: Trend
    scale: ChartScale
    rows: int
    step: int
    drawn: ChartCharacters
    cells: list[list[_Cell]]
    stretches: tuple[_Stretch, ...]

    @property
    def width(self) -> int:
        return self.step * len(self.trend.points)

    def column(self, place: int) -> int:
        """The cell in which the cycle at ``place`` has its point."""
        return place * self.step + self.step // 2

    def put(self, row: int, column: int, letter: str, role: str) -> None:
        cell = self.cells[row][column]
        cell.letter, cell.role = letter, role

    def row(self, place: int) -> int | None:
        """The row of the figure at ``place``, on its side of the usual range's ends."""
        value = self.trend.points[place].value
        if value is None:
            return None
        row = _row(self.scale, value, self.rows)
        stretch = self.stretch_at(place)
        if stretch is None:
            return row
        low, high = usual_range(self.trend.measure, stretch.phase.limits)
        if value > high:
            return min(row, stretch.top - 1)
        if value < low:
            return max(row, stretch.foot + 1)
        return min(max(row, stretch.top), stretch.foot)

    def stretch_at(self, place: int) -> _Stretch | None:
        return next((s for s in self.stretches if s.phase.first <= place <= s.phase.last), None)


def run_chart(
    builder: LineBuilder, trend: Trend, width: int, rows: int, *, notes: bool = True
) -> list[Line]:
    """Draw ``trend`` in lines of at most ``width`` cells: ``rows`` of them the chart, then the
    cycles, their n, and what was done in them. The newest cycles that there is room for are shown.

    ``notes``: write the ends of the usual range beside it where there is room.
    """
    rows = max(rows, LEAST_ROWS)
    drawn = ASCII if builder.glyphs.ascii else UNICODE
    words = _notes(trend) if notes and width >= _NOTES_FROM else {}
    beside = max((len(text) for text in words.values()), default=0)
    gutter = max(_gutter(trend), 4)
    room = max(1, width - gutter - 1 - (beside + 1 if beside else 0))
    trend = trend.last(room)
    step = max(1, min(_WIDEST_STEP, room // len(trend.points)))
    scale = scale_of(trend)
    cells = [[_Cell() for _ in range(step * len(trend.points))] for _ in range(rows)]
    stretches = tuple(_stretch(trend, phase, scale, rows) for phase in trend.phases)
    plot = _Plot(trend, scale, rows, step, drawn, cells, stretches)
    marks = done_marks(trend)
    _draw_range(plot)
    _draw_done(plot, marks)
    _draw_joins(plot)
    _draw_points(plot)
    noted = _noted(plot, words)
    ticks = {_row(scale, tick, rows): format_value(trend.measure, tick) for tick in scale.ticks}
    lines = []
    for row in range(rows):
        label, mark = ticks.get(row, ""), drawn.tick if row in ticks else drawn.axis
        note = builder.span(f" {noted[row]}", "muted") if row in noted else Span("")
        head = builder.span(f"{label:>{gutter}}", "muted"), Span(mark, "muted")
        lines.append((*head, *_merged(plot.cells[row]), note))
    return [*lines, *_labels(builder, plot, marks, gutter)]


def _row(scale: ChartScale, value: float, rows: int) -> int:
    return round((1 - scale.part(value)) * (rows - 1))


def _gutter(trend: Trend) -> int:
    ticks = (format_value(trend.measure, tick) for tick in scale_of(trend).ticks)
    return max(map(len, ticks))


def _stretch(trend: Trend, phase: Phase, scale: ChartScale, rows: int) -> _Stretch:
    """The rows of a phase's usual range, with one beyond each end where a figure lies beyond."""
    low, high = usual_range(trend.measure, phase.limits)
    top, foot = _row(scale, high, rows), _row(scale, low, rows)
    values = [p.value for p in trend.points[phase.first : phase.last + 1] if p.value is not None]
    above, below = any(v > high for v in values), any(v < low for v in values)
    top, foot = max(top, int(above)), min(foot, rows - 1 - int(below))
    if foot < top:
        top = foot = min(max(top, int(above)), rows - 1 - int(below))
    mean = min(max(_row(scale, phase.limits.mean, rows), top), foot)
    return _Stretch(phase, top, mean, foot)


def _draw_range(plot: _Plot) -> None:
    for each in plot.stretches:
        columns = range(each.phase.first * plot.step, (each.phase.last + 1) * plot.step)
        for row in range(each.top, each.foot + 1):
            for column in columns:
                plot.cells[row][column].band = True
        for column in columns:
            plot.put(each.top, column, plot.drawn.edge, "muted")
            plot.put(each.foot, column, plot.drawn.edge, "muted")
        for index in range(each.phase.first, each.phase.last + 1):
            if each.top < each.mean < each.foot:
                plot.put(each.mean, plot.column(index), plot.drawn.mean, "muted")


def _draw_done(plot: _Plot, marks: Sequence[DoneMark]) -> None:
    for mark in marks:
        for row in range(plot.rows):
            plot.put(row, plot.column(mark.index), plot.drawn.done, "muted")


def _draw_joins(plot: _Plot) -> None:
    """A step from each figure to the next; none across a cycle without one."""
    colour = plot.trend.stage.value
    for first, second in pairwise(range(len(plot.trend.points))):
        start, end = plot.row(first), plot.row(second)
        if start is None or end is None:
            continue
        role = "muted" if plot.trend.points[second].running else colour
        left, right = plot.column(first), plot.column(second)
        turn = (left + right + (1 if plot.step == 1 else 0)) // 2
        for column in range(left + 1, turn):
            plot.put(start, column, plot.drawn.across, role)
        for column in range(turn + 1, right):
            plot.put(end, column, plot.drawn.across, role)
        if plot.step == 1 and first == 0:
            plot.put(start, left, plot.drawn.across, role)
        if start == end:
            plot.put(start, turn, plot.drawn.across, role)
            continue
        falls = end > start
        turns = plot.drawn.turns
        plot.put(start, turn, turns[0] if falls else turns[1], role)
        plot.put(end, turn, turns[2] if falls else turns[3], role)
        for row in range(min(start, end) + 1, max(start, end)):
            plot.put(row, turn, plot.drawn.down, role)


def _draw_points(plot: _Plot) -> None:
    for index, point in enumerate(plot.trend.points):
        row = plot.row(index)
        if row is None:
            continue
        column = plot.column(index)
        if point.cycle in plot.trend.signals:
            plot.put(row, column, plot.drawn.signal, "signal")
        elif point.running:
            plot.put(row, column, plot.drawn.running, "bold")
        elif plot.step >= _POINTS_FROM or _alone(plot, index):
            plot.put(row, column, plot.drawn.point, f"bold {plot.trend.stage.value}")


def _alone(plot: _Plot, place: int) -> bool:
    """Whether neither neighbour has a figure, so that no line shows it."""
    points = plot.trend.points
    near = [points[index].value for index in (place - 1, place + 1) if 0 <= index < len(points)]
    return all(value is None for value in near)


def _merged(cells: Sequence[_Cell]) -> Iterator[Span]:
    """Cells as spans, neighbours of one role together."""
    text, role = "", ""
    for cell in cells:
        own = f"{cell.role} band".strip() if cell.band else cell.role
        if own != role and text:
            yield Span(text, role)
            text = ""
        text, role = text + cell.letter, own
    yield Span(text, role)


def _notes(trend: Trend) -> dict[str, str]:
    """What is written beside the newest usual range: at its upper end, mean and lower end."""
    if trend.limits is None:
        return {}
    low, high = usual_range(trend.measure, trend.limits)
    figures = {"top": high, "foot": low, "mean": trend.limits.mean}
    words = {"top": "usual to", "foot": "usual from", "mean": "mean"}
    return {
        name: f"{words[name]} {format_value(trend.measure, value)}"
        for name, value in figures.items()
    }


def _noted(plot: _Plot, words: dict[str, str]) -> dict[int, str]:
    """The notes by their row; of two that fall on one the range's end stays."""
    notes: dict[int, str] = {}
    if plot.stretches:
        for name, text in words.items():
            notes.setdefault(getattr(plot.stretches[-1], name), text)
    return notes


def _labels(
    builder: LineBuilder, plot: _Plot, marks: Sequence[DoneMark], gutter: int
) -> Iterator[Line]:
    points = plot.trend.points
    weekly = points[0].cycle.weekly
    names = [
        p.cycle.label.partition("-W")[2] if weekly else p.cycle.name[: 3 if plot.step > 3 else 1]
        for p in points
    ]
    running = {index for index, point in enumerate(points) if point.running}
    yield _label_line(builder, plot, "week" if weekly else "month", gutter, names, running)
    yield _label_line(builder, plot, "n", gutter, [f"{p.n}" if p.n else "·" for p in points], set())
    if marks:
        yield _done_line(builder, plot, marks, gutter)


def _label_line(
    builder: LineBuilder, plot: _Plot, name: str, gutter: int, texts: list[str], bold: set[int]
) -> Line:
    """A word under each point; every so many where there is no room for all, the newest always."""
    longest = max(map(len, texts))
    every = -(-(longest + 1) // plot.step)
    starts: dict[int, int] = {}
    free = plot.width
    for index in range(len(texts) - 1, -1, -every):
        text = texts[index]
        start = min(max(0, plot.column(index) - (len(text) - 1) // 2), free - len(text))
        if start < 0:
            break
        starts[index], free = start, start - 1
    spans = [builder.span(f"{name:<{gutter + 1}}", "muted")]
    used = 0
    for index, start in sorted(starts.items()):
        text = texts[index]
        spans += [Span(" " * (start - used)), builder.span(text, "bold" if index in bold else "")]
        used = start + len(text)
    return tuple(spans)


def _done_line(builder: LineBuilder, plot: _Plot, marks: Sequence[DoneMark], gutter: int) -> Line:
    """``✓↑`` under each cycle in which something was done: the mark, and the verdict it got."""
    spans = [builder.span(f"{'done':<{gutter + 1}}", "muted")]
    used = 0
    for mark in sorted({mark.index: mark for mark in marks}.values(), key=lambda each: each.index):
        letters = builder.glyphs.done + verdict_mark(builder, mark)
        if plot.step < 3:
            letters = letters[-1]
        start = max(used, min(plot.column(mark.index), plot.width - len(letters)))
        spans += [Span(" " * (start - used)), Span(letters, verdict_colour(mark))]
        used = start + len(letters)
    return tuple(spans)


def verdict_mark(builder: LineBuilder, mark: DoneMark) -> str:
    """The verdict's sign: ``↑``, ``–``, ``↓``, or ``…`` while it is so far, or there is none."""
    glyphs = builder.glyphs
    if not mark.reading.final:
        return glyphs.ellipsis
    signs = {
        Verdict.VALIDATED: glyphs.up,
        Verdict.GOT_WORSE: glyphs.down,
        Verdict.NO_CLEAR_CHANGE: glyphs.dash,
    }
    return signs.get(mark.reading.verdict, glyphs.ellipsis)


def verdict_colour(mark: DoneMark) -> str:
    """The role of its verdict."""
    roles = {Verdict.VALIDATED: "good", Verdict.GOT_WORSE: "bad"}
    return roles.get(mark.reading.verdict, "")
