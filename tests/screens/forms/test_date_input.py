"""A day as a person types it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from screens.forms.date_input import day_and_date, parse_day
from store.common.errors import Refused

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-29", date(2026, 11, 29)),
        ("29 Nov", date(2026, 11, 29)),
        ("Sun 29 Nov", date(2026, 11, 29)),
        ("  sunday,  29 november ", date(2026, 11, 29)),
        ("29. Nov. 2027", date(2027, 11, 29)),
        ("today", FRIDAY),
        ("tomorrow", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 19)),
        ("fri", FRIDAY),
        ("Sunday", date(2026, 11, 22)),
        ("thu", date(2026, 11, 26)),
        ("6 Sept 2027", date(2027, 9, 6)),
        ("2 Jan", date(2027, 1, 2)),
        ("30 Dec", date(2026, 12, 30)),
    ],
)
def test_days_are_understood(text: str, day: Any) -> None:
    assert parse_day(text, FRIDAY) == day


def test_looking_back_a_weekday_is_the_last_one() -> None:
    assert parse_day("thu", FRIDAY, ahead=False) == date(2026, 11, 19)
    assert parse_day("fri", FRIDAY, ahead=False) == FRIDAY


def test_the_year_is_the_nearest() -> None:
    assert parse_day("28 Dec", date(2027, 1, 4)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    "text",
    [
        *("", "someday", "31 Feb", "2026-13-01", "29", "29 N", "xyz 29 Nov", "29/11/2026"),
        *("Sun 6 Decfri", "6 decemberx", "6 Dec Fri", "2026-12-066", "sundayx", "6 Dec 2026x"),
    ],
)
def test_what_is_no_day_is_refused(text: Any) -> None:
    with pytest.raises(Refused, match="is not a day such as Fri 20 Nov") as refused:
        parse_day(text, FRIDAY, field="on")
    assert refused.value.field == "on"


def test_what_is_shown_is_understood() -> None:
    assert parse_day(day_and_date(FRIDAY), FRIDAY) == FRIDAY
