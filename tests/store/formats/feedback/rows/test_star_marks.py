"""Asterisks for stars, of which one alone is the lowest grade; numbers of answers, which are no days."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)


def data(header: str, cells: tuple[str, ...], first: int = 100) -> bytes:
    rows = [
        f"{first + 7 * at},{at % 27 + 1:02}/10/2026,{cells[at % len(cells)]}" for at in range(24)
    ]
    return "\n".join([header, *rows, ""]).encode()


@pytest.mark.parametrize("mark", ["*", "★"])
def test_one_star_is_the_lowest_grade(mark: str) -> None:
    cells = (mark * 5, mark, mark * 4, "")
    (found,) = propose(data("Order,Date,Stars", cells), today=TODAY).columns
    assert (found.n, found.blank) == (18, 6)
    assert found.value == pytest.approx(12 / 18)


def test_an_asterisk_among_numbers_is_no_answer() -> None:
    (found,) = propose(data("Order,Date,Rating", ("5", "*", "4")), today=TODAY).columns
    assert (found.n, found.blank) == (16, 8)


@pytest.mark.parametrize("name", ["Survey Response", "Survey Taker: Survey Response", "Antwort Nr"])
def test_the_number_of_an_answer_is_no_day(name: str) -> None:
    text = data(f"{name},Created Date,CSAT", ("5", "2", "4"), first=21_371)
    assert propose(text, today=TODAY).date_column == "Created Date"


def test_a_spreadsheets_number_of_a_day_is_one_where_the_name_says_so() -> None:
    text = data("Response date,x,CSAT", ("5", "2", "4"), first=46_000)
    assert propose(text, today=TODAY).date_column == "Response date"
