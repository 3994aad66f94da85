"""Days without a year, such as 03/04, of which only a person knows which number is the day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")
OPEN = ("03/04", "05/06", "07/03", "09/10", "10/09")


def _file(file: Callable[..., str], days: tuple[str, ...], beside: str = "Region=north") -> str:
    name, _, cell = beside.partition("=")
    rows = "".join(f"{day},{cell},{3 + row % 3}\n" for row, day in enumerate(days))
    return file(f"Date,{name},CSAT\n{rows}")


@pytest.mark.parametrize("more", [(), ("--year", "2026")])
def test_the_order_of_days_without_a_year_is_asked(
    care: Any, file: Callable[..., str], more: tuple[str, ...]
) -> None:
    said = care.refused(*IMPORT, _file(file, OPEN), *more)
    assert said == (
        "“03/04” could be day first or month first, and no date in the file decides it. Say which,"
        " with --day-first or --month-first."
    )


@pytest.mark.parametrize(
    ("order", "days"),
    [("--day-first", "7 Mar to 9 Oct 2026"), ("--month-first", "4 Mar to 10 Sep 2026")],
)
def test_days_without_a_year_are_read_in_the_order_that_is_said(
    care: Any, file: Callable[..., str], order: str, days: str
) -> None:
    path = _file(file, ("03/04", "05/06", "07/03", "09/10"))
    assert "without their year" in care.refused(*IMPORT, path, order)
    ran = care.run(*IMPORT, path, order, "--year", "2026")
    assert f"4 answers, {days}" in ran.out, ran.err
    assert "had no effect" not in ran.err


def test_one_day_beyond_twelve_decides_the_order(care: Any, file: Callable[..., str]) -> None:
    path = _file(file, (*OPEN, "13/10"))
    ran = care.run(*IMPORT, path, "--year", "2026", "--month-first")
    assert "6 answers, 7 Mar to 13 Oct 2026" in ran.out
    assert "--day-first or --month-first had no effect" in ran.err


def test_another_column_of_days_decides_the_order(care: Any, file: Callable[..., str]) -> None:
    path = _file(file, ("03/04", "05/06", "07/03"), "Date of Purchase=25/02/2026")
    ran = care.run(*IMPORT, path, "--year", "2026", "--month-first")
    assert "3 answers, 7 Mar to 5 Jun 2026" in ran.out, ran.err
    assert "--day-first or --month-first had no effect" in ran.err


def test_a_day_for_all_needs_no_order(care: Any, file: Callable[..., str]) -> None:
    ran = care.run(*IMPORT, _file(file, OPEN), "--on", "2026-10-01")
    assert "5 answers, all of 1 Oct 2026" in ran.out
