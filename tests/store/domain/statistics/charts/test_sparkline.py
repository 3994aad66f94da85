"""Figures as one character each: what is out of the usual range has a shape of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.domain.statistics.charts.sparkline import ASCII_SPARK, UNICODE_SPARK, sparkline

values = st.lists(st.one_of(st.none(), st.floats(-100, 100)), max_size=60)
ends = st.tuples(st.floats(-100, 100), st.floats(-100, 100)).map(lambda pair: tuple(sorted(pair)))


@given(values, ends)
def test_only_what_is_outside_looks_so(
    figures: list[float | None], usual: tuple[float, float]
) -> None:
    drawn, plain = (sparkline(figures, usual, ascii=ascii) for ascii in (False, True))
    assert len(drawn) == len(plain) == len(figures)
    assert plain.isascii()
    low, high = usual
    for value, letter, plain_letter in zip(figures, drawn, plain, strict=True):
        outside = value is not None and not low <= value <= high
        assert (letter in UNICODE_SPARK.below + UNICODE_SPARK.above) == outside
        assert (plain_letter == ASCII_SPARK.above) == outside
        assert (letter == UNICODE_SPARK.missing) == (value is None)


@given(values)
def test_without_a_range_none_is_outside(figures: list[float | None]) -> None:
    assert not set(sparkline(figures)) & set(UNICODE_SPARK.below + UNICODE_SPARK.above)


def test_the_floor_and_the_ceiling_are_the_usual_range() -> None:
    assert sparkline([0.2, 0.3, 0.5, 0.7, 0.8, None], (0.3, 0.7)) == "▁▂▄▆▇·"
    assert sparkline([1.0, 1.0]) == "▄▄"
    assert sparkline([0.0, 4.0], ascii=True) == "_+"
