"""Dates: what one cell says, and what only its column can."""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.common.errors import Refused
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.days.dates import DayOrder, Unreadable, read_date


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("2024-11-23", "2024-11-23T00:00"),
        ("2024-11-23T03:01:00Z", "2024-11-23T03:01"),
        ("2024-11-23 03:01:07.123456", "2024-11-23T03:01:07"),
        ("2024-11-23 03:01:00+02", "2024-11-23T03:01"),
        ("2024/1/5", "2024-01-05T00:00"),
        ("20241123", "2024-11-23T00:00"),
        ("23.11.24 14:05", "2024-11-23T14:05"),
        ("05-09-2025 14:10", "2025-09-05T14:10"),
        ("Nov 23, 2024, 3:01 PM", "2024-11-23T15:01"),
        ("November 23, 2024 at 12:30 a.m.", "2024-11-23T00:30"),
        ("23-Nov-24", "2024-11-23T00:00"),
        ("Sat, 23 Nov 2024 03:01:00 +0000", "2024-11-23T03:01"),
        ("Sat Nov 23 2024 03:01:00 GMT+0100 (Central European Standard Time)", "2024-11-23T03:01"),
        ("3. März 2024", "2024-03-03T00:00"),
        ("1er mai 2024", "2024-05-01T00:00"),
        ("3 de mayo de 2024", "2024-05-03T00:00"),
        ("44927", "2023-01-01T00:00"),
        ("44927.5", "2023-01-01T12:00"),
        ("44927,75", "2023-01-01T18:00"),
        ("1700000000", "2023-11-14T22:13:20"),
        ("1700000000000", "2023-11-14T22:13:20"),
    ],
)
def test_ways_to_write_a_date(cell: str, time: str) -> None:
    assert read_date(cell, DayOrder.DAY_FIRST) == datetime.fromisoformat(time)


def test_month_first_reads_american_times() -> None:
    assert read_date("11/23/2024 12:05 PM", DayOrder.MONTH_FIRST) == datetime.fromisoformat(
        "2024-11-23T12:05"
    )


@pytest.mark.parametrize(
    "cell",
    ["", "NA", "n/a", "-", "Offered", "1900-01-01", "1900-01-01 00:00:00", "01/01/1900",
     "0000-00-00 00:00:00", "1970-01-01", "9999-12-31", "NaT"],
)  # fmt: skip
def test_sentinels_are_blank(cell: str) -> None:
    assert read_date(cell, DayOrder.DAY_FIRST) is None


@pytest.mark.parametrize(
    "cell",
    ["yesterday", "31.02.2024", "2024-13-01", "12:00", "7", "13/13/2024", "99999", "1 Foo 2024",
     "11/3/2024 13:00 PM", "2024-11-23 25:00", "x" * 500],
)  # fmt: skip
def test_what_is_no_date_is_told(cell: str) -> None:
    with pytest.raises(Unreadable, match="is not a date"):
        read_date(cell, DayOrder.DAY_FIRST)


def test_an_offset_is_turned_into_the_teams_zone() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert read_date("2024-11-23T23:30:00Z", DayOrder.DAY_FIRST, berlin) == datetime.fromisoformat(
        "2024-11-24T00:30"
    )
    assert read_date("2024-11-23T23:30:00", DayOrder.DAY_FIRST, berlin) == datetime.fromisoformat(
        "2024-11-23T23:30"
    )


def test_one_day_over_twelve_settles_the_whole_column() -> None:
    column = settle_dates(["03-04-2024", "NA", "25-04-2024"])
    assert (column.order, column.ask, column.filled, column.readable) == (
        DayOrder.DAY_FIRST,
        False,
        2,
        2,
    )
    assert column.reader()("03-04-2024") == datetime.fromisoformat("2024-04-03")
    assert settle_dates(["3/4/2024", "4/25/2024"]).order is DayOrder.MONTH_FIRST


def test_a_column_that_settles_nothing_asks() -> None:
    column = settle_dates(["03/04/2024", "05/06/2024"])
    assert column.ask
    with pytest.raises(Refused, match="“03/04/2024” could be day first or month first"):
        column.reader()


def test_no_question_where_the_order_makes_no_difference() -> None:
    assert not settle_dates(["04/04/2024", "2024-05-06"]).ask


def test_dots_are_day_first() -> None:
    assert settle_dates(["03.04.2024"]).order is DayOrder.DAY_FIRST


def test_an_order_that_leads_into_the_future_is_ruled_out() -> None:
    cells = ["03/04/2024", "03/11/2024"]
    assert settle_dates(cells).ask
    assert settle_dates(cells, latest=date(2024, 5, 1)).order is DayOrder.MONTH_FIRST


_LATE_DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31)).filter(lambda day: day.day > 12)


@given(st.lists(_LATE_DAYS, min_size=1), st.lists(_LATE_DAYS, min_size=1), st.randoms())
def test_dates_in_both_orders_of_which_none_is_open_are_all_read(
    ours: list[date], theirs: list[date], chance: Random
) -> None:
    written = {f"{day:%d/%m/%Y}": day for day in ours} | {f"{day:%m/%d/%Y}": day for day in theirs}
    cells = list(written)
    chance.shuffle(cells)
    column = settle_dates(cells, latest=date(2026, 12, 31))
    assert (column.ask, column.readable) == (False, len(cells))
    read = column.reader()
    assert {cell: time.date() for cell in cells if (time := read(cell))} == written


@given(
    st.lists(_LATE_DAYS, min_size=2, unique=True),
    st.lists(_LATE_DAYS, min_size=2, unique=True),
    st.dates(date(2020, 1, 1), date(2026, 11, 30)).filter(lambda day: day.day < day.month),
)
def test_a_date_that_could_be_either_among_both_orders_is_asked_unless_the_fewer_are_slips(
    ours: list[date], theirs: list[date], open_day: date
) -> None:
    column = settle_dates(
        [
            *(f"{day:%d/%m/%Y}" for day in ours),
            *(f"{day:%m/%d/%Y}" for day in theirs),
            f"{open_day:%d/%m/%Y}",
        ],
        latest=date(2026, 12, 31),
    )
    fewer, more = sorted((len(ours), len(theirs)))
    assert column.ask is (10 * fewer > more)


def test_a_column_in_both_orders_asks_of_the_dates_that_could_be_either() -> None:
    mixed = settle_dates(["10/13/2026", "14/10/2026", "10/01/2026", "10/15/2026", "16/10/2026"])
    assert mixed.ask
    with pytest.raises(Refused, match="“14/10/2026” is day first and “10/13/2026” month first, so"):
        mixed.reader()
    read = mixed.with_order(DayOrder.MONTH_FIRST).reader()
    assert read("10/01/2026") == datetime.fromisoformat("2026-10-01")
    assert read("14/10/2026") == datetime.fromisoformat("2026-10-14")


def test_one_slip_in_a_column_of_the_other_order_asks_nothing() -> None:
    days = [f"{day}/10/2026" for day in range(13, 19)]
    column = settle_dates([*days, "10/19/2026", "05/10/2026"])
    assert (column.ask, column.order) == (False, DayOrder.DAY_FIRST)


@given(st.dates(date(1980, 1, 2), date(2068, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    for text, order in (
        (day.isoformat(), DayOrder.DAY_FIRST),
        (f"{day:%d/%m/%Y}", DayOrder.DAY_FIRST),
        (f"{day:%m/%d/%y}", DayOrder.MONTH_FIRST),
        (f"{day:%d %B %Y}", DayOrder.MONTH_FIRST),
        (str((day - date(1899, 12, 30)).days), DayOrder.DAY_FIRST),
    ):
        read = read_date(text, order)
        assert read is not None
        assert read.date() == day


@given(st.text(max_size=40) | st.from_regex(r"[\d/.: -]{1,25}", fullmatch=True))
def test_any_text_is_a_time_a_blank_or_unreadable(text: str) -> None:
    for order in DayOrder:
        try:
            read = read_date(text, order, ZoneInfo("Pacific/Auckland"))
        except Unreadable:
            continue
        assert read is None or read.tzinfo is None


@pytest.mark.parametrize(
    "cells",
    [
        ["26-09-14", "26-09-19", "26-09-24", "26-10-04", "26-11-18"],
        ["26/10/01", "26/10/02", "25/12/30"],
        ["26.09.14", "26.09.17", "26.09.29"],
    ],
)
def test_days_whose_year_comes_first_in_two_figures_are_not_read_backwards(
    cells: list[str],
) -> None:
    assert settle_dates(cells, date(2026, 11, 30)).readable == 0


def test_days_at_the_end_of_a_month_are_no_years() -> None:
    cells = ["24/11/26", "25/11/26", "26/10/25"]
    assert settle_dates(cells, date(2026, 11, 30)).readable == 3


def test_days_that_a_spreadsheet_has_changed_are_not_read() -> None:
    swapped = ["2026-01-11", "14/11/2026", "2026-04-10", "27/10/2026", "2026-12-09"]
    assert settle_dates(swapped, date(2026, 11, 30)).readable == 0
    for whole in ("2026-01-21", "2026-01-21 10:00:00"):
        assert settle_dates([*swapped, whole], date(2026, 11, 30)).readable == 6
    assert settle_dates([*swapped, "03/11/2026"], date(2026, 11, 30)).readable == 6


@pytest.mark.parametrize(
    "cell",
    [
        "Reviewed in the United States on November 3, 2026",
        "Reviewed in the United Kingdom on 3 November 2026",
        "Rezension aus Deutschland vom 3. November 2026",
        "Commenté en France le 3 novembre 2026",
        "Reseñado en España el 3 de noviembre de 2026",
        "Recensito in Italia il 3 novembre 2026",
        "Beoordeeld in Nederland op 3 november 2026",
        "Avaliado no Brasil em 3 de novembro de 2026",
        "Posted on 3 Nov 2026",
    ],
)
def test_the_day_of_a_review_is_read_in_a_shops_sentence(cell: str) -> None:
    found = read_date(cell, DayOrder.DAY_FIRST)
    assert found is not None
    assert found.date() == date(2026, 11, 3)


@pytest.mark.parametrize("cell", ["Dined on November 3, 2026", "Date of stay: November 2026"])
def test_the_day_of_a_visit_in_a_sentence_is_none(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_date(cell, DayOrder.DAY_FIRST)


@pytest.mark.parametrize("cell", ["02/10-2026", "2/10-2026", "02/10-26"])
def test_the_danish_day_before_a_hyphen_is_read(cell: str) -> None:
    read = read_date(cell, DayOrder.DAY_FIRST)
    assert read is not None
    assert read.date() == date(2026, 10, 2)


@pytest.mark.parametrize(
    "cell",
    [
        "Rédigé le 6 décembre 2024", "Written December 6, 2024", "Escrita el 6 de diciembre de 2024", "Scritta in data 6 dicembre 2024",
        "Geschrieben am 6. Dezember 2024", "Escrita em 6 de dezembro de 2024", "Geschreven op 6 december 2024",
    ],
)  # fmt: skip
def test_the_day_on_which_a_review_was_written_is_read(cell: str) -> None:
    read = read_date(cell, DayOrder.DAY_FIRST)
    assert read is not None
    assert read.date() == date(2024, 12, 6)
