from collections.abc import Sequence

import pytest

from store.domain.statistics.control_chart import Limits, MeanSide, limits, signals

PUBLISHED = [
    5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285,
    3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200,
]  # fmt: skip
PLAIN = Limits(mean=0, moving_range=1, low=-4, high=4, moving_range_limit=3, provisional=False)


def found(values: Sequence[float]) -> list[tuple[int, MeanSide]]:
    return [(signal.index, signal.side) for signal in signals(values, PLAIN)]


def test_limits_as_published_and_only_the_sixteenth_signals() -> None:
    known = limits(PUBLISHED)
    assert known.mean == pytest.approx(4135.5)
    assert known.moving_range == pytest.approx(355.93, abs=0.005)
    assert (known.low, known.high) == pytest.approx((3188.72, 5082.28), abs=0.01)
    assert known.moving_range_limit == pytest.approx(1163.19, abs=0.01)
    assert not known.provisional
    assert [signal.index for signal in signals(PUBLISHED, known)] == [15]


def test_under_ten_points_the_limits_are_provisional() -> None:
    assert limits(PUBLISHED[:9]).provisional
    assert not limits(PUBLISHED[:10]).provisional


def test_a_point_outside_signals_and_one_on_the_limit_does_not() -> None:
    assert found([0, 4.1, 4, 0, -4.1]) == [(1, MeanSide.ABOVE), (4, MeanSide.BELOW)]


def test_eight_in_a_row_on_one_side_signal() -> None:
    assert found([1] * 7) == []
    assert found([1] * 9) == [(7, MeanSide.ABOVE), (8, MeanSide.ABOVE)]
    assert found([1] * 7 + [0] + [1] * 7) == []
    assert found([-1] * 8) == [(7, MeanSide.BELOW)]


def test_three_of_four_nearer_the_limit_signal() -> None:
    assert found([3, 3, -1, 3]) == [(3, MeanSide.ABOVE)]
    assert found([3, 3, 3]) == [(2, MeanSide.ABOVE)]
    assert found([3, 3, -1, -1, 3]) == []
    assert found([2, 2, 2]) == []
    assert found([3, -3, 3, -3]) == []


def test_a_baseline_that_never_moves_signals_any_change() -> None:
    known = limits([7] * 6)
    assert signals([7] * 12, known) == ()
    assert [signal.side for signal in signals([7, 6], known)] == [MeanSide.BELOW]
