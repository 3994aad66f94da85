from math import comb, factorial, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.domain.statistics.aggregates import Tally
from store.domain.statistics.dispersion import Dispersion
from store.domain.statistics.intervals import NpsCounts, Z, newcombe_difference, nps_difference
from store.domain.statistics.measures import find_measure
from store.domain.statistics.planning.chances import (
    LIKELY,
    chance_to_see,
    chance_to_see_count,
    hoped_for,
    least_to_see,
    odds_words,
    share_chance,
)

CSAT, NPS, CHURN, COUNT = (find_measure(key) for key in ("csat", "nps", "churn", "count"))


@pytest.mark.parametrize(("n", "percent"), [(10, 13), (30, 39), (100, 88)])
def test_twenty_points_from_sixty_percent_show_as_published(n: int, percent: int) -> None:
    assert round(100 * share_chance(n, n, 0.6, 0.8, Z)) == percent


def test_the_windows_published_show_as_often_as_published() -> None:
    assert round(100 * share_chance(160, 80, 0.6, 0.8, Z)) == 89
    assert share_chance(160, 60, 0.6, 0.8, Z) > LIKELY > share_chance(160, 40, 0.6, 0.8, Z)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 14), st.integers(1, 14), st.floats(0, 1), st.floats(0, 1), st.floats(1.96, 4))
def test_the_chance_is_the_weight_of_the_outcomes_that_validate(
    n1: int, n2: int, before: float, after: float, z: float
) -> None:
    def weight(yes: int, n: int, share: float) -> float:
        return comb(n, yes) * share**yes * (1 - share) ** (n - yes)

    expected = sum(
        weight(one, n1, before) * weight(two, n2, after)
        for one in range(n1 + 1)
        for two in range(n2 + 1)
        if newcombe_difference(two, n2, one, n1, z=z).low > 1e-12
    )
    assert share_chance(n1, n2, before, after, z) == pytest.approx(expected, abs=1e-6)


def test_a_falling_rate_is_the_mirror_of_a_rising_one() -> None:
    falling = chance_to_see(CHURN, Tally(n=50, yes=20), 30, 0.2)
    rising = chance_to_see(CSAT, Tally(n=50, yes=30), 30, 0.8)
    assert falling == pytest.approx(rising)
    assert least_to_see(CHURN, Tally(n=50, yes=20), 30) == least_to_see(
        CSAT, Tally(n=50, yes=30), 30
    )


def test_weeks_that_differ_lower_the_chance() -> None:
    before = Tally(n=160, yes=96)
    wider = chance_to_see(CSAT, before, 80, 0.8, Dispersion(2.0, 8))
    assert wider < chance_to_see(CSAT, before, 80, 0.8)
    assert wider == pytest.approx(share_chance(80, 40, 0.6, 0.8, Dispersion(2.0, 8).z))


def test_what_no_change_or_no_answers_give_is_no_chance() -> None:
    before = Tally(n=100, yes=60)
    assert chance_to_see(CSAT, before, 50, 0.6) == 0
    assert chance_to_see(CSAT, before, 50, 0.5) == 0
    assert chance_to_see(CSAT, before, 0, 0.8) == 0
    assert chance_to_see(CSAT, Tally(), 50, 0.8) == 0


@pytest.mark.parametrize(
    ("key", "before", "target", "hoped"),
    [
        ("csat", 0.4, None, 0.6),
        ("csat", 0.8, None, 0.9),
        ("csat", 1.0, None, None),
        ("csat", 0.6, 0.65, 0.65),
        ("csat", 0.6, 0.6, None),
        ("churn", 0.5, None, 0.3),
        ("churn", 0.1, None, 0.05),
        ("nps", 0.0, None, 30.0),
        ("nps", 60.0, None, 80.0),
        ("count", 12.0, None, None),
        ("count", 12.0, 6.0, 6.0),
        ("count", 12.0, 13.0, None),
    ],
)
def test_the_change_hoped_for(
    key: str, before: float, target: float | None, hoped: float | None
) -> None:
    found = hoped_for(find_measure(key), before, target)
    assert found == (None if hoped is None else pytest.approx(hoped))


def test_the_least_change_that_shows_is_the_first_of_its_kind() -> None:
    before = Tally(n=160, yes=96)
    least = least_to_see(CSAT, before, 20)
    assert least == 29
    assert chance_to_see(CSAT, before, 20, 0.6 + least / 100) >= LIKELY
    assert chance_to_see(CSAT, before, 20, 0.6 + (least - 1) / 100) < LIKELY
    assert least_to_see(CSAT, Tally(n=10, yes=9), 10) is None
    assert least_to_see(CSAT, Tally(), 10) is None


def test_nps_shows_more_often_with_more_answers_and_with_a_bigger_change() -> None:
    before = Tally(n=160, promoters=70, detractors=50)
    chances = [chance_to_see(NPS, before, n, 42.5) for n in (20, 40, 80, 160)]
    assert chances == sorted(chances)
    assert chance_to_see(NPS, before, 40, 60) > chances[1]
    assert chance_to_see(NPS, Tally(n=50, detractors=50), 50, 100) > 0.99


def test_the_chance_of_nps_is_near_the_weight_of_the_outcomes_that_validate() -> None:
    def outcomes(n: int, up: float, down: float) -> list[tuple[NpsCounts, float]]:
        found = []
        for ups in range(n + 1):
            for downs in range(n + 1 - ups):
                rest = n - ups - downs
                ways = factorial(n) / factorial(ups) / factorial(downs) / factorial(rest)
                weight = ways * up**ups * down**downs * (1 - up - down) ** rest
                found.append((NpsCounts(ups, downs, n), weight))
        return found

    # From 40% and 30%, a third of all others turn promoters: 60% and 20%, NPS 10 to 40.
    expected = sum(
        one * two
        for before, one in outcomes(20, 0.4, 0.3)
        for after, two in outcomes(16, 0.6, 0.2)
        if nps_difference(after, before).low > 0
    )
    found = chance_to_see(NPS, Tally(n=20, promoters=8, detractors=6), 16, 40)
    assert found == pytest.approx(expected, abs=0.03)


def test_half_the_events_from_ten_show_four_times_in_five() -> None:
    away = sqrt(10 * 5 / 6)
    usual = [10 + away, 10 - away] * 3
    assert chance_to_see_count(usual, 6, 5) == pytest.approx(0.8, abs=0.04)
    assert chance_to_see_count(usual, 6, 9) < 0.2
    assert chance_to_see_count([0, 0, 0, 0, 0, 0], 6, 0) < 0.05


def test_chances_in_words() -> None:
    said = [odds_words(chance) for chance in (0.99, 0.8, 0.74, 0.65, 0.5, 0.33, 0.25, 0.2, 0.1, 0)]
    assert said == [
        "almost always", "about 4 times in 5", "about 3 times in 4", "about 2 times in 3",
        "about every second time", "about 1 time in 3", "about 1 time in 4", "about 1 time in 5",
        "about 1 time in 10", "hardly ever",
    ]  # fmt: skip
