"""What Pick offers for a proof."""

from __future__ import annotations

from datetime import date

import pytest

from store import evidence, touchpoints
from store.candidates import baseline, measures_for
from store.errors import Refused
from store.practice.stages import Stage


def log(room, measure, value, count, *, day=date(2026, 11, 10), **more):
    for _ in range(count):
        evidence.log(room, Stage.RESOLVE, measure=measure, value=value, day=day, **more)


def test_measures_of_the_stage_come_first_and_used_ones_before_them(room):
    log(room, "reopened", "no", 2)
    log(room, "nps", 9, 5)
    keys = [measure.key for measure in measures_for(room, Stage.RESOLVE)]
    assert keys[:2] == ["reopened", "csat"]
    assert keys.index("nps") > keys.index("solved-it")


def test_a_baseline_holds_the_windows_and_the_figure(room):
    log(room, "csat", 5, 7)
    log(room, "csat", 2, 5)
    found = baseline(room, Stage.RESOLVE, "2026-W47", "csat")
    assert (found.n, found.text) == (12, "58% of 12")
    assert found.windows.before.first == date(2026, 11, 9)
    assert found.windows.enough


def test_it_can_be_narrowed_to_a_touchpoint(room):
    card = touchpoints.add(room, Stage.RESOLVE, "Refunds")
    log(room, "csat", 5, 3, touchpoint=card)
    log(room, "csat", 1, 9)
    assert baseline(room, Stage.RESOLVE, "2026-W47", "csat", card).text == "100% of 3"


def test_a_count_is_the_mean_of_its_periods(room):
    log(room, "count", 4, 1, day=date(2026, 11, 3))
    log(room, "count", 2, 2, day=date(2026, 11, 10))
    found = baseline(room, Stage.RESOLVE, "2026-W47", "count")
    assert (found.n, found.value, found.text) == (2, 4.0, "4 a period, over 2")


def test_without_answers_it_says_so(room):
    assert baseline(room, Stage.RESOLVE, "2026-W47", "csat").text == "no answers"


def test_an_unknown_measure_is_refused(room):
    with pytest.raises(Refused, match="no measure"):
        baseline(room, Stage.RESOLVE, "2026-W47", "csta")
