from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.practice.cycles import Cadence, cycle_of, parse_cycle
from store.practice.measures import MEASURES, Measure, find_measure
from store.practice.windows import (
    ProofWindows,
    Window,
    after_window,
    baseline_cycles,
    cannot_be_told_apart,
    choose_windows,
    periods,
)

CSAT, COUNT, CHURN = find_measure("csat"), find_measure("count"), find_measure("churn")
WEEK = parse_cycle("2026-W47")
MONTH = parse_cycle("2026-11")


def test_the_baseline_is_as_many_cycles_as_reach_what_is_needed() -> None:
    assert choose_windows(WEEK, CSAT, [4, 5, 1, 9]) == ProofWindows(
        Window(date(2026, 10, 26), date(2026, 11, 15)), after_days=21, enough=True
    )
    assert choose_windows(WEEK, CSAT, [10]).before.days == 7
    assert choose_windows(MONTH, CSAT, [5, 5]) == ProofWindows(
        Window(date(2026, 9, 1), date(2026, 10, 31)), after_days=61, enough=True
    )


@pytest.mark.parametrize("answers", [[], [1] * 9, [0] * 12 + [50]])
def test_when_twelve_cycles_do_not_reach_it_four_follow(answers: list[int]) -> None:
    assert choose_windows(WEEK, CSAT, answers) == ProofWindows(
        Window(date(2026, 8, 24), date(2026, 11, 15)), after_days=28, enough=False
    )


def test_the_fallback_counts_its_months_in_days() -> None:
    found = choose_windows(MONTH, CHURN, [5])
    assert found.before == Window(date(2025, 11, 1), date(2026, 10, 31))
    assert found.after_days == 30 + 31 + 31 + 28


def test_a_count_needs_periods_and_the_after_window_holds_as_many() -> None:
    weekly = choose_windows(WEEK, COUNT, [9, 0, 9, 9, 9, 9, 9])
    assert (weekly.before.days, weekly.after_days) == (49, 49)
    monthly = choose_windows(MONTH, COUNT, [1] * 6)
    after = after_window(date(2026, 11, 12), monthly.after_days)
    assert len(periods(after, Cadence.MONTHLY)) == 6


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.sampled_from(Cadence),
    st.sampled_from(MEASURES),
    st.lists(st.integers(0, 20), max_size=14),
)
def test_windows_are_whole_cycles_ahead_of_the_start(
    day: date, cadence: Cadence, measure: Measure, answers: list[int]
) -> None:
    cycle = cycle_of(day, cadence)
    found = choose_windows(cycle, measure, answers)
    assert found.before.last + timedelta(days=1) == cycle.start
    starts = [past.start for past in baseline_cycles(cycle)]
    assert found.before.first in starts
    assert found.after_days >= 7
    assert len(periods(found.before, cadence)) == starts.index(found.before.first) + 1


def test_after_begins_the_day_after_done() -> None:
    window = after_window(date(2026, 11, 18), 21)
    assert (window.first, window.last, window.days) == (date(2026, 11, 19), date(2026, 12, 9), 21)


def test_periods_are_whole_weeks_or_months_from_the_first_day() -> None:
    assert periods(after_window(date(2026, 11, 18), 20), Cadence.WEEKLY) == (
        Window(date(2026, 11, 19), date(2026, 11, 25)),
        Window(date(2026, 11, 26), date(2026, 12, 2)),
    )
    months = periods(Window(date(2027, 1, 31), date(2027, 3, 30)), Cadence.MONTHLY)
    assert [(month.first.isoformat(), month.last.isoformat()) for month in months] == [
        ("2027-01-31", "2027-02-27"),
        ("2027-02-28", "2027-03-30"),
    ]


def test_others_done_inside_either_window_are_named() -> None:
    before = Window(date(2026, 10, 26), date(2026, 11, 15))
    after = after_window(date(2026, 11, 18), 21)
    others = [
        ("before both", date(2026, 10, 25)),
        ("in the baseline", date(2026, 10, 26)),
        ("between", date(2026, 11, 18)),
        ("afterwards", date(2026, 12, 9)),
    ]
    assert cannot_be_told_apart(before, after, others) == ("in the baseline", "afterwards")
    assert cannot_be_told_apart(before, None, others) == ("in the baseline",)
