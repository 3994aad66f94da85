"""Days that are written without their year."""

from __future__ import annotations

import pytest

from store.formats.tabular.days.dates import DayOrder
from store.formats.tabular.days.yearless_days import day_reader, day_words, of_year, open_order


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("06.10.", "7.10.", "18. 10."), ("6 Oct", "7 Oct", "18 Oct")),
        (("6 Oct", "7. Oktober", "18-Oct"), ("6 Oct", "7 Oct", "18 Oct")),
        (("Oct 6", "October 7th", "Mon, Oct 18"), ("6 Oct", "7 Oct", "18 Oct")),
        (("6 de octubre", "1er mars", "3 maart 14:30"), ("6 Oct", "1 Mar", "3 Mar")),
        (("10/6", "10/18"), ("6 Oct", "18 Oct")),
        (("6/10", "18/10"), ("6 Oct", "18 Oct")),
        (("29.02.",), ("29 Feb",)),
    ],
)
def test_days_are_read_in_the_order_of_their_column(
    cells: tuple[str, ...], days: tuple[str, ...]
) -> None:
    read = day_reader(cells)
    numbers = [read(cell) for cell in cells]
    assert [day_words(number) for number in numbers if number is not None] == list(days)


@pytest.mark.parametrize(
    "cells",
    [
        ("10/6", "10/7"),
        ("13/10", "10/13"),
        ("Oct 25", "Nov 25"),
        ("31.02.",),
        ("6 Monday",),
        ("4.5",) * 2 + ("x",),
    ],
    ids=["open order", "both orders", "month and year", "no such day", "no month", "no date"],
)
def test_what_may_be_something_else_is_no_day(cells: tuple[str, ...]) -> None:
    read = day_reader(cells)
    assert read(cells[-1]) is None


def test_a_leap_day_is_of_leap_years_alone() -> None:
    assert str(of_year(60, 2024)) == "2024-02-29"
    with pytest.raises(ValueError, match="day"):
        of_year(60, 2026)


@pytest.mark.parametrize(
    ("order", "day"), [(DayOrder.DAY_FIRST, "10 Jun"), (DayOrder.MONTH_FIRST, "6 Oct")]
)
def test_an_open_order_is_the_one_that_is_said(order: DayOrder, day: str) -> None:
    cells = ("10/6", "10/7")
    number = day_reader(cells, order)(cells[0])
    assert number is not None
    assert day_words(number) == day


@pytest.mark.parametrize(
    ("cells", "example"),
    [
        (("3/3", "10/6", "10/7"), "10/6"),
        (("10/6", "10/13"), ""),
        (("13/10", "10/6"), ""),
        (("06.10.", "6 Oct"), ""),
    ],
)
def test_an_order_is_open_where_no_day_tells_it(cells: tuple[str, ...], example: str) -> None:
    assert open_order(cells) == example
