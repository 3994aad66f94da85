from datetime import date

import pytest

from store.domain.cycles import parse_cycle
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import find_measure
from store.domain.statistics.planning.default_windows import (
    least_visible,
    pace_to_see,
    propose_test,
)
from store.domain.statistics.windows import Window

CSAT, NPS, CHURN, COUNT = (find_measure(key) for key in ("csat", "nps", "churn", "count"))
WEEK, MONTH = parse_cycle("2026-W47"), parse_cycle("2026-11")


def weeks(n: int, yes: int, count: int = 12) -> list[Tally]:
    return [Tally(n=n, yes=yes)] * count


def test_twenty_answers_a_week_take_eight_weeks_before_and_three_after() -> None:
    plan = propose_test(WEEK, CSAT, weeks(20, 12))
    assert plan.before == Window(date(2026, 9, 21), date(2026, 11, 15))
    assert (plan.before_cycles, plan.after_cycles, plan.after_days) == (8, 3, 21)
    assert (plan.pace, plan.answers, plan.figure) == (20, 160, 0.6)
    assert plan.hoped == pytest.approx(0.8)
    assert plan.chance == pytest.approx(0.83, abs=0.01)
    assert plan.likely
    assert least_visible(plan, 1) == 29
    assert (plan.missing_before, plan.missing_after) == (0, 0)


def test_as_few_cycles_as_are_on_file_and_older_ones_only_as_far_as_needed() -> None:
    assert propose_test(WEEK, CSAT, weeks(20, 12, 3)).before_cycles == 3
    assert propose_test(WEEK, CSAT, weeks(1, 1)).before_cycles == 10
    assert propose_test(WEEK, CHURN, weeks(3, 1)).before_cycles == 10
    assert propose_test(WEEK, CHURN, weeks(1, 1)).before_cycles == 12
    gap = [*weeks(20, 12, 2), *[Tally()] * 3, *weeks(20, 12, 1)]
    assert propose_test(WEEK, CSAT, gap).before_cycles == 6
    assert propose_test(MONTH, CSAT, weeks(80, 48)).before_cycles == 6


def test_before_never_reaches_back_over_a_done_improvement() -> None:
    plan = propose_test(WEEK, CSAT, weeks(20, 12), last_done=date(2026, 10, 28))
    assert plan.before == Window(date(2026, 11, 2), date(2026, 11, 15))
    assert not plan.crosses
    few = propose_test(WEEK, CSAT, weeks(3, 2), last_done=date(2026, 10, 28))
    assert (few.before_cycles, few.missing_before) == (2, 4)
    monday = propose_test(WEEK, CSAT, weeks(20, 12), last_done=date(2026, 11, 1))
    assert monday.before_cycles == 2


def test_where_no_whole_cycle_is_left_the_last_one_is_taken_and_said_to_cross() -> None:
    for done in (date(2026, 11, 12), date(2026, 11, 17)):
        plan = propose_test(WEEK, CSAT, weeks(20, 12), last_done=done)
        assert plan.before == Window(date(2026, 11, 9), date(2026, 11, 15))
        assert plan.crosses


def test_with_nothing_on_file_older_answers_can_still_be_imported() -> None:
    plan = propose_test(WEEK, CSAT, [])
    assert (plan.before_cycles, plan.after_cycles) == (12, 4)
    assert (plan.figure, plan.hoped, plan.chance, plan.pace) == (None, None, None, 0)
    assert (plan.missing_before, plan.missing_after) == (10, 10)
    assert propose_test(MONTH, CSAT, []).after_cycles == 2
    assert least_visible(plan, 4) is None
    assert pace_to_see(plan) is None


def test_where_no_length_shows_it_four_weeks_but_never_fewer_than_needed_takes() -> None:
    four = propose_test(WEEK, CSAT, weeks(4, 2))
    assert (four.after_cycles, four.likely) == (4, False)
    assert four.chance is not None
    assert four.longest_chance is not None
    assert four.chance < four.longest_chance < 0.8
    assert propose_test(WEEK, CSAT, weeks(2, 1)).after_cycles == 5
    assert propose_test(WEEK, CSAT, weeks(1, 1)).after_cycles == 8
    assert propose_test(MONTH, CSAT, weeks(4, 2)).after_cycles == 3
    assert pace_to_see(four) in range(8, 15)


def test_never_fewer_than_needed_takes_though_one_week_would_show_it() -> None:
    plan = propose_test(WEEK, CSAT, weeks(9, 1), target=1.0)
    assert plan.likely
    assert plan.after_cycles == 2


def test_a_small_target_takes_longer_and_no_room_leaves_nothing_to_hope() -> None:
    small = propose_test(WEEK, CSAT, weeks(50, 30), target=0.7)
    assert small.hoped == 0.7
    assert small.after_cycles > propose_test(WEEK, CSAT, weeks(50, 30)).after_cycles
    best = propose_test(WEEK, CSAT, weeks(20, 20))
    assert (best.hoped, best.chance, best.after_cycles) == (None, None, 4)
    worse = propose_test(WEEK, CSAT, weeks(20, 12), target=0.5)
    assert (worse.hoped, worse.after_cycles) == (None, 4)


def test_weeks_that_differ_take_longer() -> None:
    differing = [Tally(n=50, yes=yes) for yes in (20, 40, 25, 38, 18, 36, 30, 33)]
    plan = propose_test(WEEK, CSAT, differing)
    assert plan.dispersion.more_than_chance
    assert plan.after_cycles > propose_test(WEEK, CSAT, weeks(50, 30)).after_cycles


def test_nps_is_planned_in_points() -> None:
    plan = propose_test(WEEK, NPS, [Tally(n=50, promoters=20, detractors=15)] * 12)
    assert (plan.figure, plan.hoped) == (10, 40)
    assert plan.likely
    assert plan.after_cycles in (2, 3)
    assert pace_to_see(plan) in range(10, 40)


def test_a_count_has_six_cycles_on_each_side_monthly_too() -> None:
    figures = [Tally(n=1, total=x) for x in (10, 13, 8, 9, 12, 8, 30, 40, 20)]
    for cycle, days in ((WEEK, 42), (MONTH, 186)):
        plan = propose_test(cycle, COUNT, figures)
        assert (plan.before_cycles, plan.after_cycles, plan.after_days) == (6, 6, days)
        assert plan.figure == 10
        assert plan.chance is None
    hoped = propose_test(WEEK, COUNT, figures, target=4)
    assert hoped.chance is not None
    assert hoped.chance > 0.8
    gaps = [figures[0], Tally(), *figures[1:6]]
    assert propose_test(WEEK, COUNT, gaps).before_cycles == 7
    short = propose_test(WEEK, COUNT, figures[:3], last_done=date(2026, 10, 28))
    assert (short.before_cycles, short.missing_before) == (2, 4)
    assert propose_test(WEEK, COUNT, [], target=4).chance is None


def test_a_bad_start_of_a_short_before_is_told() -> None:
    history = [Tally(n=20, yes=yes) for yes in (8, 14, 15, 13, 14, 15, 13, 14, 12, 15, 14, 13)]
    assert propose_test(WEEK, CSAT, history, last_done=date(2026, 11, 8)).bad_start is not None
    assert propose_test(WEEK, CSAT, history).bad_start is None
