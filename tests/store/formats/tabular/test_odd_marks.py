"""Marks of thousands that can part none, among numbers with the other mark for decimals."""

from __future__ import annotations

import pytest

from store.formats.tabular.numbers import read_number, settle_numbers


@pytest.mark.parametrize(
    ("cells", "odd", "number"),
    [
        (["8.5", "7.2", "9,0"], "9,0", 9.0),
        (["8,5", "7,2", "9.0"], "9.0", 9.0),
        (["1,250", "1,100.5", "2,000"], "1,250", 1250.0),
        (["8.5", "7.2", "1,250"], "1,250", 1250.0),
    ],
)
def test_they_part_decimals(cells: list[str], odd: str, number: float) -> None:
    assert read_number(odd, settle_numbers(cells)) == number


def test_a_number_may_have_as_many_decimals_as_programs_write() -> None:
    assert read_number("431.8115927166923") == 431.8115927166923
    assert read_number("0.1000000000000000055511151231257827") is None
