import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.domain.statistics.intervals import (
    NpsCounts,
    newcombe_difference,
    nps_difference,
    nps_interval,
    welch_difference,
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


@settings(deadline=None)
@given(
    st.integers(1, 200).flatmap(
        lambda n: st.integers(0, n).flatmap(
            lambda up: st.tuples(st.just(up), st.integers(0, n - up), st.just(n))
        )
    ),
    st.floats(1, 30),
    st.floats(1.96, 12.8),
)
def test_a_range_stays_inside_what_can_be_and_holds_its_figure(
    counts: tuple[int, int, int], phi: float, z: float
) -> None:
    nps = NpsCounts(*counts)
    low, high = nps_interval(nps, phi=phi, z=z)
    assert -100 <= low <= nps.score <= high <= 100
    up, _, n = counts
    low, high = wilson(up, n, phi=phi, z=z)
    assert 0 <= low <= up / n <= high <= 1


def test_the_whole_scale_is_not_left() -> None:
    best, worst = NpsCounts(20, 0, 20), NpsCounts(0, 20, 20)
    assert nps_interval(best).high == 100
    assert nps_interval(worst).low == -100
    assert nps_difference(best, worst).high == 200
    assert nps_difference(worst, best).low == -200


def test_answers_that_differ_by_week_count_for_fewer() -> None:
    assert wilson(6, 20, phi=2.0) == pytest.approx(wilson(3, 10))
    wide = newcombe_difference(12, 20, 6, 20, phi=2.0)
    assert wide == pytest.approx(newcombe_difference(6, 10, 3, 10))


def test_welch_as_published() -> None:
    # Student's sleep data: t −1.8608, 17.776 degrees of freedom, −3.3654832 … 0.2054832.
    one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    assert welch_difference(one, two) == pytest.approx((-3.3654832, 0.2054832), abs=5e-7)
