import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.practice.intervals import (
    NpsCounts,
    newcombe_difference,
    nps_difference,
    nps_interval,
    wilson,
)


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(yes: int, n: int, low: float, high: float) -> None:
    assert wilson(yes, n) == pytest.approx((low, high), abs=0.00005)


def test_wilson_to_seven_places() -> None:
    assert wilson(3, 10) == pytest.approx((0.1077913, 0.6032219), abs=5e-8)


@pytest.mark.parametrize(
    ("yes1", "n1", "yes2", "n2", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (10, 10, 0, 10, 0.6075, 1),
    ],
)
def test_newcombe_as_published(
    yes1: int, n1: int, yes2: int, n2: int, low: float, high: float
) -> None:
    found = newcombe_difference(yes1, n1, yes2, n2)
    assert found == pytest.approx((low, high), abs=0.00006)


def test_newcombe_to_the_places_published() -> None:
    low, high = newcombe_difference(7, 34, 1, 34)
    assert (round(low, 3), round(high, 2)) == (0.019, 0.34)


def test_nps_as_published() -> None:
    assert nps_interval(NpsCounts(70, 10, 100)) == pytest.approx((45.3, 71.2), abs=0.05)
    found = nps_difference(NpsCounts(18, 4, 30), NpsCounts(12, 9, 30))
    assert found == pytest.approx((-4.1, 70.8), abs=0.05)


SAMPLES = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SAMPLES, SAMPLES)
def test_intervals_hold_what_was_seen_and_turn_with_the_order(
    one: tuple[int, int], two: tuple[int, int]
) -> None:
    low, high = wilson(*one)
    assert 0 <= low <= one[0] / one[1] <= high <= 1
    change = one[0] / one[1] - two[0] / two[1]
    low, high = newcombe_difference(*one, *two)
    assert -1.0000001 <= low <= change <= high <= 1.0000001
    back = newcombe_difference(*two, *one)
    assert (-back.high, -back.low) == pytest.approx((low, high))
