"""A run chart in characters: inside its box, signals outside the usual range, ASCII the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from screens.evidence.trend_sheet import list_head, trend_row
from screens.theme.glyphs import ASCII as ASCII_GLYPHS
from screens.theme.glyphs import UNICODE as UNICODE_GLYPHS
from screens.widgets.drawing.range_strip import LEAST_WIDTH, range_strip
from screens.widgets.drawing.run_chart import ASCII, UNICODE, run_chart
from screens.widgets.styled_lines import Line, LineBuilder, line_width
from store.domain.cycles import Cadence, cycle_of
from store.domain.stages import Stage
from store.domain.statistics.charts.chart_scale import chart_scale
from store.domain.statistics.control_chart import SignalRule
from store.domain.statistics.measures import MEASURES, Measure, find_measure
from store.queries.evidence.run_charts import (
    against_usual,
    limit_sentences,
    scale_of,
    signal_sentences,
    usual_range,
)
from store.queries.evidence.trends import Point, Trend, judged_trend


def a_trend(key: str, values: list[float | None], n: int = 20) -> Trend:
    measure = find_measure(key)
    cycle = cycle_of(date(2026, 1, 5), Cadence.WEEKLY)
    points = []
    for place, value in enumerate(values):
        points.append(Point(cycle, n if value is not None else 0, value, place == len(values) - 1))
        cycle = cycle.next()
    return judged_trend(Trend(measure, Stage.RESOLVE, tuple(points)))


figures = {
    "csat": st.floats(0, 1).map(lambda share: round(share, 2)),
    "nps": st.integers(-100, 100).map(float),
    "count": st.integers(0, 400).map(float),
}


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    key = draw(st.sampled_from(sorted(figures)))
    values = draw(st.lists(st.one_of(st.none(), figures[key]), min_size=1, max_size=60))
    if all(value is None for value in values):
        values[0] = 1.0
    return a_trend(key, values, draw(st.sampled_from([3, 20, 1200])))


def texts(lines: list[Line]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


@example(a_trend("count", [0.0] * 15, 1200), 20, 5)
@given(trends(), st.integers(20, 140), st.integers(3, 20))
def test_nothing_stands_outside_its_box(trend: Trend, width: int, rows: int) -> None:
    for glyphs in (UNICODE_GLYPHS, ASCII_GLYPHS):
        drawn = run_chart(LineBuilder(glyphs), trend, width, rows)
        assert all(line_width(line) <= width for line in drawn)
        assert not glyphs.ascii or all(text.isascii() for text in texts(drawn))


@given(trends(), st.integers(60, 140), st.integers(5, 20))
def test_what_leaves_the_usual_range_is_drawn_outside_it(
    trend: Trend, width: int, rows: int
) -> None:
    trend = trend.last(20)
    drawn = run_chart(LineBuilder(UNICODE_GLYPHS), trend, width, rows)[:rows]
    outside = [each for each in trend.signals.values() if each.rule is SignalRule.OUTSIDE]
    roles = [span.role for line in drawn for span in line for letter in span.text if letter == "◆"]
    assert len(roles) == len(trend.signals)
    assert all("signal" in role for role in roles)
    assert sum("band" not in role for role in roles) == len(outside)


@given(trends(), st.integers(40, 140), st.integers(5, 20))
def test_ascii_tells_the_same(trend: Trend, width: int, rows: int) -> None:
    drawn, plain = (
        texts(run_chart(LineBuilder(glyphs), trend, width, rows, notes=False))[:rows]
        for glyphs in (UNICODE_GLYPHS, ASCII_GLYPHS)
    )
    table = {}
    for name in ("point", "running", "signal", "across", "down", "edge", "mean", "done"):
        table[getattr(UNICODE, name)] = getattr(ASCII, name)
    table |= dict(zip(UNICODE.turns, ASCII.turns, strict=True))
    table |= {"│": "|", "┤": "+", "−": "-"}
    assert ["".join(table.get(letter, letter) for letter in line) for line in drawn] == plain


@given(trends())
def test_the_scale_holds_every_figure(trend: Trend) -> None:
    scale = scale_of(trend)
    values = [point.value for point in trend.answered if point.value is not None]
    assert scale.low <= min(values) <= max(values) <= scale.high
    assert len(scale.ticks) <= 12
    for phase in trend.phases:
        low, high = usual_range(trend.measure, phase.limits)
        assert scale.low <= low <= high <= scale.high


def test_a_signal_is_named_and_the_limits_say_where_they_come_from() -> None:
    values: list[float | None] = [0.8, 0.82, 0.78, 0.8, 0.81, 0.79, 0.8, 0.2, 0.8, 0.8]
    trend = a_trend("csat", values)
    assert against_usual(trend) == "below usual in W09"
    (said,) = signal_sentences(trend)
    assert said == "W09 is below the usual range. Hardly chance: ask what changed."
    assert limit_sentences(trend)[1] == ("Trial limits: they come from only 9 weeks that are over.")
    steady = a_trend("csat", [0.8, 0.82] * 7)
    assert signal_sentences(steady) == ()
    assert limit_sentences(steady)[1] == "They come from the 13 weeks that are over."
    few = a_trend("csat", [0.8, 0.4], n=3)
    assert against_usual(few) == "too few answers to judge"
    assert limit_sentences(few) == ()


@given(trends(), st.sampled_from([58, 60, 78, 80, 98, 138]))
def test_a_row_is_whole_at_every_width(trend: Trend, width: int) -> None:
    row = trend_row(LineBuilder(UNICODE_GLYPHS), trend, width)
    assert line_width(row) <= width


@given(st.sampled_from(MEASURES), st.sampled_from([58, 66, 78, 98, 138]))
def test_a_measure_keeps_its_name_on_the_narrowest_screen(measure: Measure, width: int) -> None:
    trend = replace(a_trend("csat", [0.8, 0.9] * 7), measure=measure)
    (row,) = texts([trend_row(LineBuilder(UNICODE_GLYPHS), trend, width)])
    assert measure.title in row or measure.title[:23] in row
    assert "usual" in row
    (head,) = texts([list_head(LineBuilder(UNICODE_GLYPHS), [trend], width)])
    assert head.endswith("usual")
    assert len(head) <= width


def test_a_signal_has_a_shape_of_its_own_not_a_colour_alone() -> None:
    for drawn in (UNICODE, ASCII):
        others = [drawn.point, drawn.running, drawn.across, drawn.down, drawn.edge, drawn.mean]
        assert drawn.signal not in [*others, drawn.done, drawn.axis, drawn.tick, *drawn.turns]
        assert drawn.point != drawn.running


def test_a_run_and_a_crowd_have_their_own_names() -> None:
    ones: list[float | None] = [10.0, 2.0] * 6
    trend = judged_trend(a_trend("count", [*ones, *[9.0] * 9, 9.0]))
    said = " ".join(signal_sentences(trend))
    assert "8 weeks or more in a row above the mean" in said or "3 of 4 weeks" in said


def test_the_newest_cycles_are_drawn_where_there_is_no_room_for_all() -> None:
    trend = a_trend("csat", [0.5] * 60)
    drawn = texts(run_chart(LineBuilder(UNICODE_GLYPHS), trend, 40, 6))
    assert drawn[-2].rstrip().endswith("08")


shares = st.floats(0, 1)
ends = st.tuples(shares, shares).map(sorted)


@given(st.one_of(st.none(), shares), ends, st.integers(LEAST_WIDTH, 60))
def test_a_strip_has_the_figure_on_its_side_of_the_range(
    value: float | None, usual: list[float], width: int
) -> None:
    low, high = usual
    drawn, plain = (
        range_strip(value, (low, high), chart_scale(0, 1, 0, 1), width, ascii=ascii)
        for ascii in (False, True)
    )
    assert len(drawn) == len(plain) == width
    assert plain.isascii()
    assert drawn.translate(str.maketrans("·├─┤●", ".[-]o")) == plain
    left, right = drawn.index("├"), drawn.index("┤")
    if value is None:
        assert "●" not in drawn
        return
    place = drawn.index("●")
    assert (place < left) == (value < low)
    assert (place > right) == (value > high)


def test_without_a_range_a_strip_is_blank() -> None:
    assert range_strip(0.5, None, chart_scale(0, 1), 12) == " " * 12


def test_a_stretch_after_a_validated_change_has_limits_of_its_own() -> None:
    from store.domain.statistics.control_chart import phases, signals_in

    before, after = [0.5, 0.52, 0.48, 0.5, 0.51], [0.8, 0.82, 0.79, 0.8]
    one, two = phases([*before, *after], [5])
    assert (one.first, one.last, two.first, two.last) == (0, 4, 5, 8)
    assert signals_in([*before, *after], two) == ()
    (whole,) = phases([*before, *after[:3]], [5])
    assert (whole.last, whole.judged) == (7, 5)
    assert [each.index for each in signals_in([*before, *after[:3]], whole)] == [5, 6, 7]
    assert replace(two, judged=12).trial is False
