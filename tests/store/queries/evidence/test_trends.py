"""Measures over time, out of real evidence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from store.domain.stages import Stage
from store.domain.statistics.control_chart import MeanSide
from store.domain.statistics.measures import Better, MeasureKind, PerCycle
from store.evidence import evidence
from store.evidence.evidence import Filter
from store.queries.evidence.run_charts import mean_sentence
from store.queries.evidence.trends import answered, known_measures, trends
from store.teams.teams import add_measure

if TYPE_CHECKING:
    from tests.conftest import Live

TODAY = date(2026, 11, 20)
WEEK = timedelta(days=7)


def log(
    live: Live,
    value: Any,
    weeks_ago: int = 0,
    *,
    measure: str = "csat",
    stage: Stage = Stage.CONNECT,
) -> None:
    day = TODAY - weeks_ago * WEEK
    evidence.log(live.seat, stage, measure=measure, value=value, day=day)


def test_each_cycle_has_its_figure_and_its_n(live: Live) -> None:
    for value, ago in [(5, 0), (3, 0), (4, 1), (1, 20)]:
        log(live, value, ago)
    (trend,) = trends(live.seat)
    assert (trend.measure.key, trend.stage) == ("csat", Stage.CONNECT)
    assert len(trend.points) == 12
    assert [(p.cycle.label, p.n, p.value) for p in trend.answered] == [
        ("2026-W46", 1, 1.0),
        ("2026-W47", 2, 0.5),
    ]
    assert [point.running for point in trend.points[-2:]] == [False, True]
    assert trend.limits is None


def test_a_period_chooses_the_cycles(live: Live) -> None:
    for ago in (0, 1, 20):
        log(live, 5, ago)
    (trend,) = trends(live.seat, Filter(first=TODAY - 20 * WEEK))
    assert len(trend.points) == 21
    assert [point.n for point in trend.answered] == [1, 1, 1]
    (trend,) = trends(live.seat, Filter(first=TODAY - 21 * WEEK, last=TODAY - 19 * WEEK))
    assert len(trend.points) == 3
    assert trends(live.seat, Filter(first=TODAY + WEEK)) == ()


def test_a_count_has_limits_from_the_cycles_that_are_over(live: Live) -> None:
    for ago, value in enumerate([90, 12, 10, 11, 12, 10, 11, 60, 12, 10, 11], start=0):
        log(live, value, ago, measure="count", stage=Stage.RESOLVE)
    (trend,) = trends(live.seat)
    assert trend.limits is not None
    assert trend.limits.mean == pytest.approx(15.9)
    assert not trend.limits.provisional
    assert [(cycle.label, signal.side) for cycle, signal in trend.signals.items()] == [
        ("2026-W40", MeanSide.ABOVE)
    ]


def test_a_share_has_limits_from_the_cycles_with_enough_answers(live: Live) -> None:
    for ago, good in enumerate([0, 4, 3, 4, 5, 4, 3, 4, 0, 4, 5], start=0):
        for answer in range(5):
            log(live, 5 if answer < good else 1, ago)
    log(live, 1, 11)
    (trend,) = trends(live.seat)
    assert trend.limits is not None
    assert trend.limits.mean == pytest.approx(0.72)
    assert not trend.limits.provisional
    assert trend.limits.moving_range == pytest.approx(0.2 * (1 + 1 + 1 + 1 + 1 + 1 + 4 + 4 + 1) / 9)
    assert trend.judged == 10
    assert trend.signals == {}


def test_a_share_that_leaves_its_usual_range_signals(live: Live) -> None:
    goods = [0, 9, 9, 9, 9, 9, 9, 9, 1, 9, 9, 9]
    for ago, good in enumerate(goods):
        for answer in range(10):
            log(live, 5 if answer < good else 1, ago)
    (trend,) = trends(live.seat)
    assert trend.signals is not None
    assert [(cycle.label, each.side) for cycle, each in trend.signals.items()] == [
        ("2026-W39", MeanSide.BELOW)
    ]


def test_cycles_with_few_answers_give_no_limits(live: Live) -> None:
    for ago in range(1, 12):
        for _ in range(4):
            log(live, 5 if ago % 2 else 1, ago)
    (trend,) = trends(live.seat)
    assert (trend.limits, trend.signals) == (None, {})


def test_a_measure_of_ease_says_the_mean_answer_of_the_cycles_shown(live: Live) -> None:
    for value, ago in [(7, 0), (4, 1), (1, 20)]:
        log(live, value, ago, measure="ces-ease", stage=Stage.ASSIST)
        log(live, 5, ago)
    satisfied, ease = trends(live.seat)
    assert (satisfied.mean, ease.mean) == (None, 5.5)
    assert mean_sentence(ease) == "Mean answer 5.5 of 7."
    assert mean_sentence(satisfied) == ""


def test_a_count_adds_up_or_takes_the_last_as_its_measure_says(live: Live) -> None:
    count, fewer = MeasureKind.COUNT, Better.DOWN
    add_measure(live.seat, "backlog", kind=count, better=fewer, per_cycle=PerCycle.LAST)
    for value in (30, 20):
        log(live, value, measure="count")
        log(live, value, measure="backlog")
        live.clock.move(minutes=1)
    figures = {trend.measure.key: trend.answered[0].value for trend in trends(live.seat)}
    assert figures == {"count": 50, "backlog": 20}
    assert known_measures(live.seat)["backlog"].own


def test_what_has_been_answered_is_counted(live: Live) -> None:
    for value in (4, 5):
        log(live, value)
    log(live, 9, measure="nps", stage=Stage.ENHANCE)
    evidence.log(live.seat, Stage.ASSIST, quote="Thanks")
    found = [(each.measure.key if each.measure else None, each.n) for each in answered(live.seat)]
    assert found == [("csat", 2), ("nps", 1), (None, 1)]
