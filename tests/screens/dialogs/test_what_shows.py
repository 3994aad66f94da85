"""What a proof can show, in words."""

from __future__ import annotations

from datetime import date

import pytest

from screens.dialogs.what_shows import sentences
from store.candidates import Baseline
from store.practice.measures import Better, MeasureKind, find_measure, own_measure
from store.practice.windows import ProofWindows, Window

CSAT = find_measure("csat")
BEFORE = Window(date(2026, 11, 9), date(2026, 11, 22))


def start(measure, n, value, *, enough=True):
    """A baseline of ``n`` answers with this figure."""
    return Baseline(measure, ProofWindows(BEFORE, 14, enough), n, value)


def test_it_says_how_many_answers_show_the_usual_change():
    assert sentences(start(CSAT, 120, 0.58), None) == (
        "58% of 120 before. About 84 answers a side show a change of 20 points; "
        "with 120 it shows 92% of the time."
    )


def test_a_target_is_the_change_that_is_hoped_for():
    said = sentences(start(CSAT, 120, 0.58), 0.68)
    assert "a change of 10 points" in said


def test_a_target_that_is_no_better_is_named():
    assert sentences(start(CSAT, 120, 0.58), 0.5) == "58% of 120 before. 50% would be no better."


def test_near_the_top_there_is_less_room():
    assert "a change of 8 points" in sentences(start(CSAT, 120, 0.92), None)
    assert "no room left to get better" in sentences(start(CSAT, 120, 1.0), None)


def test_where_less_is_better_the_change_goes_down():
    churn = find_measure("churn")
    assert "a change of 20 points" in sentences(start(churn, 60, 0.5), None)
    assert "would be no better" in sentences(start(churn, 60, 0.5), 0.6)


def test_a_change_too_small_to_show_is_named():
    assert "too small to show in 2,000 answers a side" in sentences(start(CSAT, 120, 0.5), 0.51)


def test_without_answers_it_says_what_to_do():
    said = sentences(start(CSAT, 0, None, enough=False), None)
    assert said.startswith("No answers before, so there will be no verdict")
    assert "measure this cycle and act in the next" in said


def test_too_few_answers_are_counted():
    said = sentences(start(CSAT, 4, 0.5, enough=False), None)
    assert said == "50% of 4 before. A verdict needs 10: 6 more."


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        (find_measure("nps"), 40.0, "only a big change shows"),
        (own_measure("complaints", MeasureKind.COUNT, Better.DOWN), 12.0, "usual ups and downs"),
    ],
)
def test_points_and_counts_are_told_apart(measure, value, words):
    said = sentences(start(measure, 30, value), None)
    assert words in said
    assert "30" in said
