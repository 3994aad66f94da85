"""A column's name may say whose clock its times are by, and that a day is the rating's own."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from store.formats.feedback.days.answer_dates import date_reader
from store.formats.feedback.days.column_zones import zone_note
from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.tabular.tables import read_table

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("header", "cell", "day"),
    [
        ("Submit Date (UTC)", "2026-11-07 23:31:38", date(2026, 11, 8)),
        ("Submit Date (UTC)", "11/17/2026 11:31 PM", date(2026, 11, 18)),
        ("Submit Date (UTC)", "2026-11-07", date(2026, 11, 7)),
        ("Submit Date (UTC)", "2026-11-07T00:30:00+02:00", date(2026, 11, 6)),
        ("Rated at (America/New_York)", "2026-11-07 19:00", date(2026, 11, 8)),
        ("Rated at (Europe/Berlin)", "2026-11-07 23:59", date(2026, 11, 7)),
        ("Rated at UTC+9", "2026-11-07 07:30", date(2026, 11, 6)),
        ("Rated at (UTC+02:00)", "2026-11-07 00:30", date(2026, 11, 6)),
        ("Rated at [GMT +1]", "2026-11-07 23:59", date(2026, 11, 7)),
        ("Rated at (-05:00)", "2026-11-07 19:00", date(2026, 11, 8)),
        ("Rated at (CET)", "2026-11-07 23:59", date(2026, 11, 7)),
        ("Rated at (EST)", "2026-11-07 19:00", date(2026, 11, 8)),
        ("Rated at (PST)", "2026-11-07 14:30", date(2026, 11, 7)),
        ("Rated at (PST)", "2026-11-07 15:30", date(2026, 11, 8)),
        ("Rated at (CST)", "2026-11-07 23:59", date(2026, 11, 7)),
        ("Rated at (EST)", "2026-11-07", date(2026, 11, 7)),
        ("DATE_EST", "2026-11-07 23:59", date(2026, 11, 7)),
        ("Rated at", "2026-11-07 19:00 EST", date(2026, 11, 8)),
        ("Rated at", "2026-11-07 23:59", date(2026, 11, 7)),
        ("Survey Date/Time", "2026-11-07 23:59", date(2026, 11, 7)),
        ("Rated at (Atlantis/Capital)", "2026-11-07 23:59", date(2026, 11, 7)),
    ],
)
def test_times_are_by_the_clock_that_their_column_names(header: str, cell: str, day: date) -> None:
    table = read_table(f"{header};Score\n{cell};9\n".encode())
    time = date_reader(table, 0, date(2026, 12, 2), zone=BERLIN)(cell)
    assert time is not None and time.date() == day


IMPORT_IDS = (
    '"{""ImportId"":""endDate"",""timeZone"":""America/Denver""}","{""ImportId"":""QID1""}"\n'
)


@pytest.mark.parametrize(
    "file",
    [
        f"EndDate,Q1\nEnd Date,Would you recommend us?\n{IMPORT_IDS}2026-09-04 17:45:16,9\n",
        f"EndDate,Q1\n{IMPORT_IDS}2026-09-04 17:45:16,9\n",
        "Time zone: America/Denver,\n,\nEndDate,Q1\n2026-09-04 17:45:16,9\n",
        "All times in GMT-6,\n,\nEndDate,Q1\n2026-09-04 17:45:16,9\n",
        "EndDate,Q1,Time zone\n2026-09-04 17:45:16,9,America/Denver\n",
    ],
)
def test_times_are_by_the_clock_that_the_file_tells(file: str) -> None:
    table = read_table(file.encode())
    time = date_reader(table, 0, date(2026, 12, 2), zone=BERLIN)(table.rows[0].cells[0])
    assert time is not None and time.date() == date(2026, 9, 5)
    note = zone_note(table, 0, BERLIN)
    assert note.startswith("The times in “EndDate” are taken for those of ")
    assert note.endswith(", as the file says.")


def test_a_name_says_more_of_its_times_than_the_file() -> None:
    table = read_table(b"Time zone: America/Denver,\n,\nEnd Date (UTC),Q1\n2026-09-04 17:45,9\n")
    time = date_reader(table, 0, date(2026, 12, 2), zone=BERLIN)(table.rows[0].cells[0])
    assert time is not None and time.date() == date(2026, 9, 4)
    assert zone_note(table, 0, BERLIN) == ""


def test_zones_of_several_rows_are_none_of_the_file() -> None:
    rows = "2026-09-04 17:45,9,America/Denver\n2026-09-04 17:45,9,Asia/Tokyo\n"
    table = read_table(f"EndDate,Q1,Timezone\n{rows}".encode())
    assert zone_note(table, 0, BERLIN) == ""


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("Rated at (EST)", "2026-11-07 19:00", "taken for those of America/New_York"),
        ("Rated at (CET)", "2026-11-07 19:00", "taken for those of Europe/Berlin"),
        ("Rated at (CST)", "2026-11-07 19:00", "the name of several time zones"),
        ("Rated at (CST)", "2026-11-07", ""),
        ("Rated at (UTC)", "2026-11-07 19:00", ""),
        ("Rated at (NEW)", "2026-11-07 19:00", ""),
    ],
)
def test_what_a_short_name_of_a_zone_is_taken_for_is_said(
    header: str, cell: str, said: str
) -> None:
    note = zone_note(read_table(f"{header};Score\n{cell};9\n".encode()), 0, BERLIN)
    assert said in note
    assert bool(note) is bool(said)


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("Conversation rating updated at (Europe/Berlin)", Rank.ANSWERED),
        ("Rating updated at", Rank.ANSWERED),
        ("Date (CET)", Rank.PLAIN),
        ("Survey date (CST)", Rank.ANSWERED),
        ("CSAT last updated", Rank.ANSWERED),
        ("Updated at", None),
        ("Ticket updated at", None),
    ],
)
def test_a_rating_that_changed_was_given_that_day(name: str, rank: Rank | None) -> None:
    assert rank_of(name) is rank
