"""A verdict drawn as a line: nothing outside its box, the same story in ASCII."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.domain.statistics.aggregates import Tally
from store.domain.statistics.charts.verdict_line import (
    ASCII_FINAL,
    ASCII_SO_FAR,
    FINAL,
    LEAST_WIDTH,
    SO_FAR,
    Axis,
    axis_labels,
    axis_of,
    draw_line,
    middle_of,
    verdict_span,
)
from store.domain.statistics.first_rules import read_by_first_rules
from store.domain.statistics.measures import find_measure
from store.domain.statistics.verdict_words import verdict_in_words
from store.domain.statistics.verdicts import Reading, Verdict, count_sample, sample
from store.domain.statistics.windows import Window

BEFORE = Window(date(2026, 11, 2), date(2026, 11, 8))
AFTER = Window(date(2026, 11, 10), date(2026, 11, 16))
SO_FAR_DAY, LATER = date(2026, 11, 12), date(2026, 11, 20)


def shares(
    before: tuple[int, int],
    after: tuple[int, int],
    key: str = "csat",
    today: date = LATER,
    target: float | None = None,
) -> Reading:
    measure = find_measure(key)
    sides = [
        sample(measure, window, Tally(n=n, yes=yes))
        for window, (yes, n) in ((BEFORE, before), (AFTER, after))
    ]
    return read_by_first_rules(measure, sides[0], sides[1], today=today, target=target)


sides = st.integers(10, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
readings = st.builds(
    shares,
    sides,
    sides,
    st.sampled_from(["csat", "escalated"]),
    st.sampled_from([SO_FAR_DAY, LATER]),
    st.one_of(st.none(), st.floats(0, 1)),
)
axes = st.sampled_from([Axis(60), Axis(100), Axis(200)])


@given(readings, st.integers(0, 120), axes)
def test_nothing_stands_outside_its_box(reading: Reading, width: int, axis: Axis) -> None:
    for ascii in (False, True):
        drawn = draw_line(reading, width, axis, ascii=ascii)
        assert len(drawn) == width
        assert drawn.isascii() or not ascii


@given(readings, st.integers(LEAST_WIDTH, 120), axes)
def test_its_side_of_no_change_is_the_verdict(reading: Reading, width: int, axis: Axis) -> None:
    drawn = draw_line(replace(reading, target=None), width, axis)
    found = [place for place, letter in enumerate(drawn) if letter not in " ┊"]
    middle = middle_of(width)
    assert reading.low is not None
    assert reading.high is not None
    assert (found[0] < middle < found[-1]) == (reading.low <= 0 <= reading.high)
    assert (found[0] > middle) == (reading.low > 0)
    assert (found[-1] < middle) == (reading.high < 0)
    assert drawn.count("●") == 1
    line = "─" if reading.final else "╌"
    assert set(drawn[found[0] : found[-1] + 1]) <= {*"├┤┼●", line}
    assert (drawn[found[0]], drawn[found[-1]]) == ("├", "┤")
    assert found[0] < drawn.index("●") < found[-1]


def counted(low: float, change: float, high: float, before: float = 8.8) -> Reading:
    """A count that went from ``before`` a week by ``change``, turned so that up is better."""
    measure = find_measure("count")
    sides = [
        count_sample(window, [figure] * 6, "week")
        for window, figure in ((BEFORE, before), (AFTER, before - change))
    ]
    reading = read_by_first_rules(measure, sides[0], sides[1], today=LATER)
    return replace(reading, difference=change, low=low, high=high, verdict=Verdict.VALIDATED)


def test_a_count_alone_is_drawn_and_told_in_its_own_number() -> None:
    reading = counted(1.2, 2.8, 4.4)
    axis = axis_of([reading])
    assert axis == Axis(6, own_unit=True)
    assert axis_labels(41, axis).split() == ["−6", "−3", "0", "+3", "+6"]
    assert draw_line(reading, 25, axis) == "            ┊ ├───●──┤   "
    assert verdict_in_words(reading).change == "1.2–4.4 fewer a week"
    assert "1.2 to 4.4 fewer a week" in reading.headline
    assert verdict_in_words(counted(-1, 0.5, 2)).change == "1.0 more … 2.0 fewer a week"


def test_a_count_among_shares_is_drawn_in_percent_of_what_it_was() -> None:
    reading = counted(2.2, 4.4, 6.6)
    axis = axis_of([reading, shares((48, 80), (56, 70))])
    assert axis == Axis(100)
    span = verdict_span(reading, axis)
    assert span is not None
    assert [round(part, 2) for part in (span.low, span.value, span.high)] == [0.25, 0.5, 0.75]


@given(readings, axes)
def test_the_value_and_the_range_are_inside_the_axis(reading: Reading, axis: Axis) -> None:
    span = verdict_span(reading, axis)
    assert span is not None
    assert -1 <= span.low <= span.value <= span.high <= 1
    assert span.target is None or -1 <= span.target <= 1


@given(readings, st.integers(LEAST_WIDTH, 120), axes)
def test_ascii_tells_the_same(reading: Reading, width: int, axis: Axis) -> None:
    drawn, plain = (draw_line(reading, width, axis, ascii=ascii) for ascii in (False, True))
    uni, asc = (FINAL, ASCII_FINAL) if reading.final else (SO_FAR, ASCII_SO_FAR)
    names = ("left", "right", "line", "value", "zero", "crossing", "target")
    table = {getattr(uni, name): getattr(asc, name) for name in names}
    assert "".join(table.get(letter, letter) for letter in drawn) == plain


def test_a_clear_gain_stands_right_of_the_middle_with_its_target() -> None:
    reading = shares((48, 80), (56, 70), target=0.9)
    assert draw_line(reading, 25, Axis(60)) == "            ┊├──●─◇┤     "
    assert draw_line(reading, 25, Axis(60), ascii=True) == "            :[--*-T]     "


def test_what_is_so_far_is_dashed() -> None:
    reading = shares((5, 10), (6, 10), today=SO_FAR_DAY)
    assert draw_line(reading, 25, Axis(60)) == "      ├╌╌╌╌╌┼╌●╌╌╌╌╌╌┤   "
    assert draw_line(reading, 25, Axis(60), ascii=True) == "      (.....+.*......)   "


def test_without_a_range_only_the_middle_stands() -> None:
    nothing = shares((0, 0), (6, 12))
    assert draw_line(nothing, 11, Axis(60)) == draw_line(None, 11, Axis(60)) == "     ┊     "
    assert draw_line(nothing, LEAST_WIDTH - 1, Axis(60)).isspace()


@pytest.mark.parametrize(
    ("reading", "half"),
    [
        (shares((48, 80), (56, 70)), 60),
        (shares((1, 10), (10, 10)), 100),
        (replace(shares((48, 80), (56, 70)), measure=find_measure("nps"), low=5, high=20), 100),
        (replace(shares((48, 80), (56, 70)), measure=find_measure("nps"), low=5, high=140), 200),
    ],
)
def test_an_axis_is_round_and_wide_enough(reading: Reading, half: int) -> None:
    assert axis_of([shares((48, 80), (56, 70)), reading]).half == half


def test_the_figures_above_the_axis_are_where_they_belong() -> None:
    labels = axis_labels(61, Axis(60))
    assert labels.split() == ["−60", "−40", "−20", "0", "+20", "+40", "+60"]
    assert labels.index(" 0 ") + 1 == middle_of(61)
    assert len(axis_labels(25, Axis(100))) == 25
