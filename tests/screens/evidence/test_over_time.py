"""Measures drawn over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from screens.evidence.over_time import scale, sparkline, trend_heading, trend_row, trend_text
from screens.marks import ASCII, UNICODE
from screens.widgets.sheet import Pen
from store.practice.cycles import Cadence, cycle_of
from store.practice.measures import find_measure
from store.practice.process_behaviour import Limits, Side, Signal, limits, signals
from store.practice.responses import Responses
from store.practice.stages import Stage
from store.trends import Point, Trend


def a_trend(key, values, *, n=20, cadence=Cadence.WEEKLY):
    measure = find_measure(key)
    cycle = cycle_of(date(2026, 1, 5), cadence)
    points = []
    for place, value in enumerate(values):
        points.append(Point(cycle, n if value is not None else 0, value, place == len(values) - 1))
        cycle = cycle.next()
    if key != "count":
        return Trend(measure, Stage.RESOLVE, tuple(points))
    figures = [point.value for point in points if point.value is not None and not point.running]
    known = limits(figures)
    found = {points[signal.index].cycle: signal for signal in signals(figures, known)}
    return Trend(measure, Stage.RESOLVE, tuple(points), known, found, judged=len(figures))


def said(line):
    return "".join(span.text for span in line)


def test_a_share_is_drawn_on_its_whole_scale():
    trend = a_trend("csat", [0.0, 0.5, None, 1.0])
    assert scale(trend) == (0, 1)
    assert sparkline(trend, UNICODE) == "▁▅ █"
    assert sparkline(trend, ASCII) == "_= #"
    assert "0% of 20 ▁▅ █ 100% of 20" in said(trend_row(Pen(UNICODE), trend))


def test_nps_is_drawn_from_minus_to_plus_a_hundred():
    trend = a_trend("nps", [-100.0, 0.0, 100.0])
    assert sparkline(trend, UNICODE) == "▁▅█"
    assert "−100 (n 20)" in said(trend_row(Pen(UNICODE), trend))


def test_each_cycle_is_a_bar_with_its_n():
    text = trend_text(a_trend("csat", [0.5, None, 0.25]), UNICODE)
    assert "2  ████████████░░░░░░░░░░░░  50% of 20\n" in text
    assert "3  no answers\n" in text
    assert "25% of 20, so far" in text
    assert "more is better" in text


def test_a_count_is_a_control_chart_with_its_signals():
    values = [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285]
    values += [3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200, 4000]
    trend = a_trend("count", [float(value) for value in values])
    text = trend_text(trend, UNICODE)
    signalled = [line for line in text.split("\n") if "◆" in line]
    assert len(signalled) == 1
    assert signalled[0].endswith("5200, a signal above")
    assert "The mean is 4135.5, the usual range 3188.7 to 5082.3" in text
    assert "provisional" not in text
    assert all(line.isascii() for line in trend_text(trend, ASCII).split("\n") if ":" in line[:30])
    assert "signal in W17" in said(trend_row(Pen(UNICODE), trend))


def test_few_cycles_give_a_provisional_range():
    text = trend_text(a_trend("count", [10.0, 12.0, 11.0]), UNICODE)
    assert "Only 2 cycles so far, so the range is provisional." in text


def test_a_count_of_nothing_can_be_drawn():
    trend = a_trend("count", [0.0, 0.0, 0.0])
    assert sparkline(trend, UNICODE) == "▁▁▁"
    assert "0 to 0" in trend_text(trend, UNICODE)


def test_months_have_their_names():
    trend = a_trend("count", [10.0, 10.0, 11.0, 10.0, 90.0, 10.0], cadence=Cadence.MONTHLY)
    assert "Mar  " in trend_text(trend, UNICODE)


def test_did_we_solve_it_stands_beside_its_response_rate():
    trend = replace(a_trend("solved-it", [0.5, 0.75]), responses=Responses(asked=20, answered=12))
    assert "Response rate: 12 of 20 asked answered (60%)." in trend_text(trend, UNICODE)


def test_a_share_has_its_usual_range_drawn_and_its_signals_said():
    trend = a_trend("csat", [0.5, 0.5, 0.0, 0.5])
    known = Limits(0.5, 0.1, 0.25, 0.75, 0.3, provisional=True)
    signalled = {trend.points[2].cycle: Signal(2, Side.BELOW)}
    trend = replace(trend, limits=known, signals=signalled, judged=2)
    text = trend_text(trend, UNICODE)
    assert "2  ██████│█████░░░░░░│░░░░░  50% of 20\n" in text
    assert "0% of 20, a signal below" in text
    assert "The mean is 50%, the usual range 25% to 75%; a figure in it says nothing new." in text
    assert "1 cycle with under 5 answers left out." in text
    assert "signal in W04" in said(trend_row(Pen(UNICODE), trend))


def test_the_usual_range_of_nps_ends_where_its_scale_does():
    known = Limits(0, 60, -160, 160, 196, provisional=True)
    trend = replace(a_trend("nps", [-50.0, 50.0]), limits=known, signals={}, judged=2)
    row = said(trend_row(Pen(UNICODE), trend))
    assert row.index("−100 to 100") == trend_heading(2).index("usual")
