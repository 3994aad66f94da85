"""Answers beside weeks or months instead of days: the line that dates them, and what it reads."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest

Write = Callable[[str, str], str]
SCORES = (5, 4, 2, 5, 1, 3)


@pytest.fixture
def weeks(write: Write) -> Callable[..., str]:
    def of(name: str, *cells: str, more: str = "") -> str:
        rows = [f'"{cell}",{score}' for cell, score in zip(cells, SCORES, strict=False)]
        return write("weeks.csv", "\n".join([f"{name},CSAT", *rows, ""]))

    return of


def days(care: Any) -> list[str]:
    return re.findall(r"^day = (\S+)", care("export"), re.M)


def lines(said: str) -> list[list[str]]:
    """The options that a refusal names."""
    found = re.findall(r'--(?:year \d{4}(?:-\d{4})?|date-column "[^"]*")', said)
    return [shlex.split(line) for line in found]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("KW", ("KW 36", "KW 37", "KW 38")),
        ("Week", ("Week 36", "Week 37", "Week 38")),
        ("Date", ("W36", "W37", "W38")),
        ("Semaine", ("S36", "S37", "S38")),
        ("Kalenderwoche", ("36", "37", "38")),
        ("Week no.", ("38", "37", "36")),
        ("Hafta", ("36. hafta", "37. hafta", "38. hafta")),
    ],
)
def test_weeks_without_a_year_are_dated_by_the_line_that_says_it(
    care: Any, weeks: Any, name: str, cells: tuple[str, ...]
) -> None:
    file = weeks(name, *cells)
    said = care.refused("import", "feedback", file)
    assert lines(said) == [["--year", "2026"]]
    assert "Nothing was imported" in said
    told = care.run("import", "feedback", file, *lines(said)[0])
    assert told.code == 0
    assert "3 answers, 31 Aug to 14 Sep 2026" in told.out
    assert f"dated by “{name}”, each on the Monday of its week" in told.err
    assert sorted(days(care)) == ["2026-08-31", "2026-09-07", "2026-09-14"]


def test_weeks_over_new_year_are_asked(care: Any, weeks: Any) -> None:
    care.now = "2026-01-20T12:00"
    file = weeks("KW", "51", "52", "1", "2")
    said = care.refused("import", "feedback", file)
    assert "weeks 51 to 52 and 1 to 2" in said
    assert lines(said) == [["--year", "2025-2026"], ["--year", "2025-2025"]]
    assert lines(care.refused("import", "feedback", file, "--year", "2025")) == lines(said)
    assert "has not come yet" in care.refused("import", "feedback", file, "--year", "2026-2026")
    care("import", "feedback", file, "--year", "2025-2026")
    assert sorted(days(care)) == ["2025-12-15", "2025-12-22", "2025-12-29", "2026-01-05"]


def test_weeks_of_one_year_do_not_go_over_new_year(care: Any, weeks: Any) -> None:
    file = weeks("KW", "KW 3", "KW 5", "KW 9")
    assert "do not go over New Year" in care.refused(
        "import", "feedback", file, "--year", "2025-2026"
    )
    late = weeks("KW", "KW 49", "KW 50")
    assert lines(care.refused("import", "feedback", late)) == [["--year", "2025"]]
    assert "Week 50 of 2026 has not come yet" in care.refused(
        "import", "feedback", late, "--year", "2026"
    )


@pytest.mark.parametrize(
    ("name", "cells", "dated"),
    [
        ("Week", ("2026-W36", "2026-W37"), ["2026-08-31", "2026-09-07"]),
        ("Date", ("KW 36/2026", "KW 37/2026"), ["2026-08-31", "2026-09-07"]),
        ("Month", ("March 2026", "April 2026"), ["2026-03-01", "2026-04-01"]),
        ("Monat", ("Mär 26", "Apr 26"), ["2026-03-01", "2026-04-01"]),
        ("Date", ("2026-03", "2026-04"), ["2026-03-01", "2026-04-01"]),
    ],
)
def test_weeks_and_months_with_their_year_are_dated_once_a_person_names_the_column(
    care: Any, weeks: Any, name: str, cells: tuple[str, ...], dated: list[str]
) -> None:
    file = weeks(name, *cells)
    said = care.refused("import", "feedback", file)
    assert lines(said) == [["--date-column", name]]
    care("import", "feedback", file, *lines(said)[0])
    assert sorted(days(care)) == dated


def test_a_column_of_years_beside_the_weeks_is_read(care: Any, write: Write) -> None:
    file = write("weeks.csv", "Year,Week,CSAT\n2025,52,5\n2026,2,4\n")
    said = care.refused("import", "feedback", file)
    assert lines(said) == [["--date-column", "Week"]]
    care("import", "feedback", file, *lines(said)[0])
    assert sorted(days(care)) == ["2025-12-22", "2026-01-05"]


def test_months_without_a_year_take_the_year_too(care: Any, weeks: Any) -> None:
    file = weeks("Monat", "März", "April", "Mai")
    said = care.refused("import", "feedback", file)
    assert lines(said) == [["--year", "2026"]]
    told = care.run("import", "feedback", file, "--year", "2026")
    assert "each on the first day of its month" in told.err
    assert sorted(days(care)) == ["2026-03-01", "2026-04-01", "2026-05-01"]


def test_the_next_file_of_weeks_asks_its_year_again(care: Any, weeks: Any, write: Write) -> None:
    care("import", "feedback", weeks("KW", "36", "37"), "--year", "2026", "--recipe", "weekly")
    again = write("next.csv", "KW,CSAT\n1,5\n2,4\n")
    assert lines(care.refused("import", "feedback", again)) == [["--year", "2026"]]
    with_year = weeks("Week", "2026-W36", "2026-W37")
    care("import", "feedback", with_year, "--date-column", "Week", "--recipe", "by week")
    later = write("later.csv", "Week,CSAT\n2026-W40,5\n2026-W41,4\n")
    assert "28 Sep to 5 Oct 2026" in care("import", "feedback", later, "--recipe", "by week")


def test_a_count_of_each_week_is_dated_by_it(care: Any, write: Write) -> None:
    file = write("complaints.csv", "KW,Beschwerden\n36,12\n37,9\n38,15\n")
    care(
        *[
            "measure",
            "add",
            "beschwerden",
            "--kind",
            "count",
            "--better",
            "down",
            "--events",
            "--per-cycle",
            "sum",
        ]
    )
    care("import", "feedback", file, "--column", "Beschwerden=beschwerden", "--year", "2026")
    assert sorted(days(care)) == ["2026-08-31", "2026-09-07", "2026-09-14"]


def test_a_year_that_changed_nothing_is_told(care: Any, write: Write) -> None:
    file = write("days.csv", "Date,CSAT\n2026-11-02,5\n2026-11-03,4\n")
    assert "--year had no effect" in care.says("import", "feedback", file, "--year", "2026")
    care.misused("import", "feedback", file, "--year", "soon")
    care.misused("import", "feedback", file, "--year", "2026", "--on", "2026-11-02")


def test_a_week_that_the_year_has_not_loses_its_row(care: Any, weeks: Any) -> None:
    file = weeks("KW", "50", "51", "52", "53")
    told = care.run("import", "feedback", file, "--year", "2025")
    assert "Line 5: 2025 has no week 53" in told.err
    assert "3 accepted, 1 rejected" in told.out


def test_days_win_over_the_weeks_beside_them(care: Any, write: Write) -> None:
    file = write("both.csv", "KW,Date,CSAT\n36,2026-09-02,5\n37,2026-09-09,4\n")
    care("import", "feedback", file)
    assert sorted(days(care)) == ["2026-09-02", "2026-09-09"]


@pytest.mark.parametrize(
    "cells",
    [("06.10.", "07.10.", "18.10."), ("6 Oct", "7 Oct", "18 Oct"), ("10/6", "10/7", "10/18")],
)
def test_days_without_a_year_are_dated_by_the_line_that_says_it(
    care: Any, weeks: Any, cells: tuple[str, ...]
) -> None:
    file = weeks("Date", *cells)
    said = care.refused("import", "feedback", file)
    assert f"names days without their year, such as “{cells[0]}”" in said
    assert lines(said) == [["--year", "2026"]]
    told = care.run("import", "feedback", file, *lines(said)[0])
    assert "dated by “Date”, each on its day" in told.err
    assert sorted(days(care)) == ["2026-10-06", "2026-10-07", "2026-10-18"]


def test_a_leap_day_of_another_year_loses_its_row(care: Any, weeks: Any) -> None:
    told = care.run("import", "feedback", weeks("Datum", "28.02.", "29.02."), "--year", "2025")
    assert "Line 3: 2025 has no 29 Feb" in told.err


def test_days_over_new_year_are_asked(care: Any, weeks: Any) -> None:
    care.now = "2026-01-20T12:00"
    file = weeks("Datum", "28.12.", "30.12.", "02.01.")
    said = care.refused("import", "feedback", file)
    assert "names days 28 Dec to 30 Dec and 2 Jan without their year" in said
    assert lines(said) == [["--year", "2025-2026"], ["--year", "2025-2025"]]
    assert "30 Dec 2026 has not come yet" in care.refused(
        "import", "feedback", file, "--year", "2026-2026"
    )
    care("import", "feedback", file, "--year", "2025-2026")
    assert sorted(days(care)) == ["2025-12-28", "2025-12-30", "2026-01-02"]


@pytest.mark.parametrize(
    "road",
    [(), ("--dry-run",), ("--column", "CSAT=csat"), ("--measure", "csat", "--column", "CSAT")],
)
def test_days_under_an_unknown_name_are_never_passed_over_for_today(
    care: Any, weeks: Any, road: tuple[str, ...]
) -> None:
    file = weeks("Kiedy", "5/10", "21/10", "3/11")
    said = care.refused("import", "feedback", file, *road)
    assert lines(said) == [["--year", "2026"]]
    told = care.run("import", "feedback", file, *road, *lines(said)[0])
    assert told.code == 0
    assert "5 Oct to 3 Nov 2026" in told.out
