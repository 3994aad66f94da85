from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.practice.intervals import newcombe_difference
from store.practice.measures import find_measure
from store.practice.power import answers_to_see, chance_to_show

CSAT, CHURN = find_measure("csat"), find_measure("churn")


@pytest.mark.parametrize(("n", "percent"), [(10, 13), (30, 39), (100, 88)])
def test_twenty_points_from_sixty_percent_show_as_published(n: int, percent: int) -> None:
    chance = chance_to_show(CSAT, n, 0.6, 0.8)
    assert chance is not None
    assert round(100 * chance) == percent


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 14), st.floats(0, 1), st.floats(0, 1))
def test_the_chance_is_the_weight_of_the_outcomes_that_validate(
    n: int, before: float, after: float
) -> None:
    def weight(yes: int, share: float) -> float:
        return comb(n, yes) * share**yes * (1 - share) ** (n - yes)

    outcomes = [(one, two) for one in range(n + 1) for two in range(n + 1)]
    expected = sum(
        weight(one, before) * weight(two, after)
        for one, two in outcomes
        if newcombe_difference(two, n, one, n).low > 0
    )
    assert chance_to_show(CSAT, n, before, after) == pytest.approx(expected, abs=1e-9)


def test_a_falling_rate_is_the_mirror_of_a_rising_one() -> None:
    falling, rising = chance_to_show(CHURN, 30, 0.4, 0.2), chance_to_show(CSAT, 30, 0.6, 0.8)
    assert falling == pytest.approx(rising)
    assert answers_to_see(CHURN, 0.4, 0.2) == answers_to_see(CSAT, 0.6, 0.8)


def test_the_answers_to_see_a_change_give_four_in_five() -> None:
    needed = answers_to_see(CSAT, 0.6, 0.8)
    assert needed is not None
    enough, short = (chance_to_show(CSAT, n, 0.6, 0.8) for n in (needed, needed - 1))
    assert enough is not None
    assert short is not None
    assert short < 0.8 <= enough
    assert answers_to_see(CSAT, 0.1, 0.9) == CSAT.needed


def test_what_cannot_be_seen_has_no_number() -> None:
    assert answers_to_see(CSAT, 0.6, 0.601) is None
    assert answers_to_see(CSAT, 0.6, 0.6) is None
    assert answers_to_see(CHURN, 0.2, 0.4) is None
    for key in ("nps", "count"):
        assert chance_to_show(find_measure(key), 30, 0.2, 0.4) is None
        assert answers_to_see(find_measure(key), 0.2, 0.4) is None
