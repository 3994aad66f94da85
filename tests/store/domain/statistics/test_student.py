from math import isclose, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.domain.statistics.student import incomplete_beta, t_below, t_quantile


@pytest.mark.parametrize(
    ("freedom", "ninety", "ninety_five", "ninety_nine"),
    [
        (1, 6.314, 12.706, 63.657),
        (2, 2.920, 4.303, 9.925),
        (3, 2.353, 3.182, 5.841),
        (4, 2.132, 2.776, 4.604),
        (5, 2.015, 2.571, 4.032),
        (6, 1.943, 2.447, 3.707),
        (7, 1.895, 2.365, 3.499),
        (8, 1.860, 2.306, 3.355),
        (9, 1.833, 2.262, 3.250),
        (10, 1.812, 2.228, 3.169),
        (11, 1.796, 2.201, 3.106),
        (20, 1.725, 2.086, 2.845),
        (30, 1.697, 2.042, 2.750),
        (60, 1.671, 2.000, 2.660),
        (120, 1.658, 1.980, 2.617),
    ],
)
def test_quantiles_are_those_of_the_published_table(
    freedom: int, ninety: float, ninety_five: float, ninety_nine: float
) -> None:
    found = [t_quantile(chance, freedom) for chance in (0.95, 0.975, 0.995)]
    assert found == pytest.approx([ninety, ninety_five, ninety_nine], abs=0.0005)


def test_the_closed_forms_of_one_and_two_degrees_hold_to_many_places() -> None:
    for chance in (0.001, 0.3, 0.5, 0.9, 0.975, 0.9999):
        two = (2 * chance - 1) / sqrt(2 * chance * (1 - chance))
        assert t_quantile(chance, 2) == pytest.approx(two, rel=1e-9, abs=1e-9)
    assert t_quantile(0.75, 1) == pytest.approx(1, rel=1e-10)
    assert t_below(1, 1) == pytest.approx(0.75, abs=1e-12)


def test_with_many_degrees_it_is_the_normal_distribution() -> None:
    assert t_quantile(0.975, 1e7) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-5)


@settings(deadline=None)
@given(st.floats(0.0005, 0.9995), st.floats(1, 500))
def test_a_quantile_turns_back_into_its_chance(chance: float, freedom: float) -> None:
    t = t_quantile(chance, freedom)
    assert isclose(t_below(t, freedom), chance, abs_tol=1e-9)
    assert t_quantile(1 - chance, freedom) == pytest.approx(-t, rel=1e-7, abs=1e-7)


@settings(deadline=None)
@given(st.floats(0.5, 60), st.floats(0.5, 60), st.floats(0.001, 0.999))
def test_the_incomplete_beta_is_a_share_and_turns_with_its_ends(
    a: float, b: float, x: float
) -> None:
    found = incomplete_beta(a, b, x)
    assert -1e-12 <= found <= 1 + 1e-12
    assert found + incomplete_beta(b, a, 1 - x) == pytest.approx(1, abs=1e-9)


def test_the_incomplete_beta_sums_a_binomial_tail() -> None:
    from math import comb

    n, share, yes = 17, 0.37, 9
    tail = sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(yes, n + 1))
    assert incomplete_beta(yes, n - yes + 1, share) == pytest.approx(tail, abs=1e-12)
