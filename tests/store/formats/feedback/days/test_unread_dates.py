"""A column that says when, of whose cells no day can be read, is asked about, never passed over."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose
from store.formats.feedback.refusals import unread_dates as refusal

TODAY = date(2026, 11, 30)


def of(header: str, *cells: str) -> bytes:
    rows = [f'"{cell}",{answer}' for cell, answer in zip(cells, [5, 4, 1, 5], strict=False)]
    return "\n".join([f"{header},CSAT", *rows, ""]).encode()


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Month", ["March 2026", "April 2026", "May 2026"]),
        ("Monat", ["März", "April", "Mai"]),
        ("Week", ["2026-W10", "2026-W11", "2026-W12"]),
        ("Quarter", ["Q1 2026", "Q1 2026", "Q2 2026"]),
        ("Year", ["2025", "2025", "2026"]),
        ("Date", ["2026-03", "2026-03", "2026-04"]),
        ("Date", ["Mar-26", "Mar-26", "Apr-26"]),
        ("Response date", ["3 Mar", "4 Mar", "5 Mar"]),
        ("Submitted", ["1 day ago", "2 days ago", "3 days ago"]),
        ("Ura", ["1.3.2026 ob 14.05", "2.3.2026 ob 14.05", "3.3.2026 ob 9.00"]),
        ("Date", ["26/03/01", "26/03/02", "26/03/13"]),
    ],
)
def test_answers_are_not_dated_today_beside_days_that_cannot_be_read(
    header: str, cells: list[str]
) -> None:
    unread = propose(of(header, *cells), today=TODAY).unread_dates
    assert unread is not None
    assert (unread.column, unread.example) == (header, cells[0])
    ways = ("Say --on DAY", "Say --year 2026 to", f'Say --date-column "{header}" to')
    assert any(way in refusal(unread, TODAY) for way in ways)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("speakers_answered", ["5", "4", "3"]),
        ("Time", ["Morning", "Evening", "Night"]),
        ("Submitted", ["yes", "yes", "no"]),
        ("Time zone", ["UTC+1", "UTC+2", "UTC+3"]),
        ("Date of birth", ["1980", "1981", "1990"]),
        ("Duration", ["00:10:00", "00:12:00", "00:09:00"]),
        ("Date", ["", "", ""]),
        ("What would you change about the date of our visit?", ["2 days", "3 days", "4 days"]),
    ],
)
def test_other_columns_ask_nothing(header: str, cells: list[str]) -> None:
    assert propose(of(header, *cells), today=TODAY).unread_dates is None


def test_a_column_of_days_asks_nothing_beside_its_month() -> None:
    data = b"Month,Date,CSAT\nMarch,2026-03-01,5\nMarch,2026-03-02,4\n"
    proposal = propose(data, today=TODAY)
    assert (proposal.date_column, proposal.unread_dates) == ("Date", None)


def test_rows_without_a_day_lose_themselves_not_the_column() -> None:
    cells = ["0000-00-00", "0000-00-00", "2026-03-01", "2026-03-02"]
    assert propose(of("Date", *cells), today=TODAY).date_column == "Date"


@pytest.mark.parametrize(
    "cell",
    ["2026年3月1日", "2026년 3월 1일", "Sun Mar  1 10:00:00 2026", "Sun Mar 1 10:00:00 UTC 2026"],
)
def test_days_of_the_east_and_of_programs_are_read(cell: str) -> None:
    assert propose(of("Date", cell, cell), today=TODAY).date_column == "Date"


@pytest.mark.parametrize("header", ["Dato", "Giorno", "Dzień", "Dag", "Zdarzenie", "Kiedy"])
@pytest.mark.parametrize(
    "cells",
    [
        ["5/10", "21/10", "3/11"],
        ["6.10.", "21.10.", "3.11."],
        ["6-10", "21-10", "3-11"],
        ["6 Oct", "21 Oct", "3 Nov"],
    ],
)
def test_days_without_a_year_are_found_whatever_their_column_is_called(
    header: str, cells: list[str]
) -> None:
    unread = propose(of(header, *cells), today=TODAY).unread_dates
    assert unread is not None
    assert unread.column == header
    assert "Say --year 2026 to date each answer on its day" in refusal(unread, TODAY)


@pytest.mark.parametrize("header", ["Reg", "Periode", "Kiedy", "Abschnitt"])
@pytest.mark.parametrize(
    ("cells", "way"),
    [
        (["October 2026", "November 2026", "November 2026"], '--date-column "{}" to date'),
        (["2026-10", "2026-11", "2026-09"], '--date-column "{}" to date'),
        (["10/2026", "11/2026", "09/2026"], '--date-column "{}" to date'),
        (["Okt 2026", "Nov 2026", "Sept 2026"], '--date-column "{}" to date'),
        (["KW 40 2026", "KW 41 2026", "KW 42 2026"], '--date-column "{}" to date'),
        (["2026-W40", "2026-W41", "2026-W42"], '--date-column "{}" to date'),
        (["Oktober", "November", "November"], "--year 2026 to date"),
    ],
)
def test_months_are_found_whatever_their_column_is_called(
    header: str, cells: list[str], way: str
) -> None:
    unread = propose(of(header, *cells), today=TODAY).unread_dates
    assert unread is not None
    assert unread.column == header
    assert way.format(header) in refusal(unread, TODAY)


@pytest.mark.parametrize(
    "cells", [["June Miller", "May Smith", "April Lee"], ["S12", "S13", "V2"], ["12", "10", "3"]]
)
def test_first_names_and_versions_are_no_months(cells: list[str]) -> None:
    assert propose(of("Wer", *cells), today=TODAY).unread_dates is None


def test_days_whose_order_is_open_are_asked_about_under_any_name() -> None:
    unread = propose(of("Kiedy", "5/10", "6/11", "7/10"), today=TODAY).unread_dates
    assert unread is not None
    assert "Say --day-first or --month-first, and the year too: --year 2026" in refusal(
        unread, TODAY
    )


def test_days_of_one_month_without_a_year_are_asked_about_under_a_name_of_days() -> None:
    """9/10 beside 7/10 says how many out of how many, but not in a column of days."""
    unread = propose(of("Day", "2/11", "4/11", "7/11"), today=TODAY).unread_dates
    assert unread is not None
    assert unread.asks_order


def test_days_without_a_year_are_asked_about_before_the_day_of_an_order() -> None:
    data = b"Order date,Dato,CSAT\n2026-09-01,5/10,5\n2026-09-02,21/10,4\n2026-09-03,3/11,1\n"
    proposal = propose(data, today=TODAY)
    assert proposal.unread_dates is not None
    assert (proposal.unread_dates.column, proposal.doubtful_dates) == ("Dato", ())


@pytest.mark.parametrize(
    "cells",
    [
        ["9/10", "7/10", "10/10"],
        ["5/20", "10/20", "18/20"],
        ["6.10", "3.11", "2.5"],
        ["1-10", "11-20", "21-30"],
        ["1/2", "1/2", "1/2"],
    ],
)
def test_scores_decimals_and_ranges_are_no_days(cells: list[str]) -> None:
    assert propose(of("Wynik", *cells), today=TODAY).unread_dates is None


def test_a_column_of_days_that_mean_none_is_told() -> None:
    cells = ["0000-00-00", "1900-01-01 00:00", "0000-00-00"]
    unread = propose(of("Date", *cells), today=TODAY).unread_dates
    assert unread is not None
    assert refusal(unread, TODAY) == (
        "“Date” holds only 0000-00-00 and 1900-01-01, which tools write where they keep no days: say"
        " --on DAY to date all answers."
    )


def test_weeks_are_asked_about_before_days_that_mean_none() -> None:
    text = "Date,Week,CSAT\n0000-00-00,2026-W10,5\n0000-00-00,2026-W11,4\n"
    unread = propose(text.encode(), today=TODAY).unread_dates
    assert unread is not None
    assert unread.column == "Week"
