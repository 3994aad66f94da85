"""Measures that a team makes for itself: how they count, and what they cannot be."""

from __future__ import annotations

import pytest

from store.common.errors import Refused
from store.domain.statistics.measures import (
    Better,
    MeasureKind,
    PerCycle,
    is_success,
    parse_value,
)
from store.domain.statistics.own_measures import own_measure

RATE, SCORE, COUNT = MeasureKind.RATE, MeasureKind.SCORE, MeasureKind.COUNT


def test_an_own_score_counts_the_share_from_its_threshold_up() -> None:
    stars = own_measure("shop-stars", SCORE, Better.UP, threshold=4.5)
    assert (stars.title, stars.needed) == ("Shop stars", 10)
    assert [is_success(stars, value) for value in (4.4, 4.5, 900)] == [False, True, True]
    assert parse_value(stars, "4,5") == 4.5


def test_an_own_count_knows_how_it_adds_up() -> None:
    backlog = own_measure("backlog", COUNT, Better.DOWN, per_cycle=PerCycle.LAST)
    assert (backlog.per_cycle, backlog.needed) == (PerCycle.LAST, 6)
    assert own_measure("calls", COUNT, Better.UP).per_cycle is PerCycle.SUM


@pytest.mark.parametrize("key", ["", "Backlog", "-x", "x-", "a b", "é", "a" * 41, "csat"])
def test_a_bad_or_taken_key_is_refused(key: str) -> None:
    with pytest.raises(Refused) as refused:
        own_measure(key, RATE, Better.UP)
    assert refused.value.field == "key"


def test_options_must_fit_the_kind() -> None:
    with pytest.raises(Refused, match="needs a threshold"):
        own_measure("stars", SCORE, Better.UP)
    with pytest.raises(Refused, match="Only a score has a threshold, not a rate"):
        own_measure("won", RATE, Better.UP, threshold=1)
    with pytest.raises(Refused, match="Only a count adds up in a week or month, not a rate"):
        own_measure("won", RATE, Better.UP, per_cycle=PerCycle.SUM)
    with pytest.raises(Refused, match="a rate, a score or a count"):
        own_measure("won", MeasureKind.NPS, Better.UP)
