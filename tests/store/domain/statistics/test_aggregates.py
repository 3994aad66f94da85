from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.common.errors import Refused
from store.domain.statistics.aggregates import (
    Tally,
    format_value,
    mean_answer,
    parse_target,
    tally_of,
    value_of,
    with_count,
)
from store.domain.statistics.measures import (
    Better,
    MeasureKind,
    PerCycle,
    find_measure,
)
from store.domain.statistics.own_measures import own_measure

NPS, CSAT, COUNT = find_measure("nps"), find_measure("csat"), find_measure("count")


def test_nps_is_promoters_minus_detractors_in_points() -> None:
    tally = tally_of(NPS, [9] * 40 + [10] * 44 + [7] * 20 + [8] * 13 + [6] * 4 + [0] * 3)
    assert (tally.n, tally.promoters, tally.detractors) == (124, 84, 7)
    assert value_of(NPS, tally) == pytest.approx(62.10, abs=0.005)


def test_csat_is_the_share_of_four_and_five() -> None:
    tally = tally_of(CSAT, [5] * 100 + [4] * 14 + [3] * 6 + [1] * 4)
    value = value_of(CSAT, tally)
    assert value == 114 / 124
    assert with_count(CSAT, value, tally.n) == "92% of 124"


def test_points_are_never_so_many_of_the_answers() -> None:
    tally = Tally(n=1240, promoters=840, detractors=70)
    assert with_count(NPS, value_of(NPS, tally), tally.n) == "62 (n 1,240)"
    assert with_count(COUNT, 12.0, 3) == "12"
    assert with_count(CSAT, None, 0) == "no answers"


def test_a_count_sums_or_keeps_the_last() -> None:
    backlog = own_measure("backlog", MeasureKind.COUNT, Better.DOWN, per_cycle=PerCycle.LAST)
    assert value_of(COUNT, tally_of(COUNT, [3, 4])) == 7
    assert value_of(backlog, tally_of(backlog, [3, 4])) == 4


def test_ease_and_effort_show_the_mean_answer_beside_the_share() -> None:
    answers = [7, 6, 2, 1]
    assert (
        mean_answer(find_measure("ces-effort"), tally_of(find_measure("ces-effort"), answers)) == 4
    )
    assert mean_answer(CSAT, tally_of(CSAT, [5, 1])) is None
    assert mean_answer(find_measure("ces-ease"), Tally()) is None


def test_without_answers_there_is_no_figure() -> None:
    for measure in (NPS, CSAT, COUNT):
        assert value_of(measure, Tally()) is None


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("csat", 0.624, "62%"),
        ("nps", -4.1, "−4"),
        ("nps", -0.2, "0"),
        ("count", 1200.0, "1200"),
        ("count", 2.5, "2.5"),
        ("csat", None, "–"),
    ],
)
def test_figures_read_plainly(key: str, value: float | None, text: str) -> None:
    assert format_value(find_measure(key), value) == text


@pytest.mark.parametrize(
    ("key", "text", "target"),
    [
        ("csat", "80%", 0.8),
        ("csat", "80", 0.8),
        ("csat", "0,8", 0.8),
        ("csat", "0.5%", 0.005),
        ("csat", "1", 1),
        ("nps", "−20", -20),
        ("count", "12", 12),
    ],
)
def test_a_target_is_read_as_a_figure(key: str, text: str, target: float) -> None:
    assert parse_target(find_measure(key), text) == target


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("csat", "120%", "a share from 0% to 100%"),
        ("csat", "-1", "a share from 0% to 100%"),
        ("nps", "101", "points from −100 to 100"),
        ("nps", "20%", "points from −100 to 100"),
        ("count", "few", "a number from 0 up"),
    ],
)
def test_a_target_out_of_range_is_refused_naming_the_range(key: str, text: str, words: str) -> None:
    with pytest.raises(Refused, match=f"is {words}, not"):
        parse_target(find_measure(key), text)


@given(st.lists(st.integers(0, 10)), st.lists(st.integers(0, 10), min_size=1))
def test_tallies_of_two_windows_add_up(one: list[int], other: list[int]) -> None:
    both = tally_of(NPS, one) + tally_of(NPS, other)
    assert both == tally_of(NPS, one + other)
    value = value_of(NPS, both)
    assert value is not None
    assert -100 <= value <= 100
    signs = [(answer >= 9) - (answer <= 6) for answer in one + other]
    assert value == pytest.approx(100 * fmean(signs))
