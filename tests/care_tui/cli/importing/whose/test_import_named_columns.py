"""Files whose column of answers is named in the refusal, with the line that reads it rightly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.care_tui.cli.importing.made_rows import rows_of, score

IMPORT = ("import", "feedback")


def day(at: int) -> str:
    return f"2026-10-{1 + at:02}"


@pytest.mark.parametrize(
    ("name", "cell", "line", "count"),
    [
        ("Kundetilfredshet (1-5)", lambda at: score(at) if at % 4 else 0, "csat", 9),
        ("Bizi tavsiye eder misiniz? (0-10)", lambda at: 2 * score(at), "nps", 12),
        ("Voto (da 1 a 5)", score, "csat", 12),
        ("Eindruck (von 1 bis 5)", score, "csat", 12),
        ("Rating", lambda at: (0, 10, 9, 3, 7, 8)[at % 6], "nps", 12),
    ],
)
def test_a_told_scale_names_the_measure(
    care: Any,
    file: Callable[..., str],
    name: str,
    cell: Callable[[int], int],
    line: str,
    count: int,
) -> None:
    path = file(f"Date,{name}\n{rows_of(day, cell)}")
    assert f'--column "{name}={line}"' in care.refused(*IMPORT, path)
    (found,) = care.json(*IMPORT, path, "--column", f"{name}={line}")
    assert found["n"] == count


@pytest.mark.parametrize("name", ["SAT_OVERALL", "OVERALL_SAT", "Cust Sat"])
def test_satisfaction_cut_short_is_taken(care: Any, file: Callable[..., str], name: str) -> None:
    rows = rows_of(day, lambda at: score(at) if at % 4 else -99)
    (found,) = care.json(*IMPORT, file(f"INT_DATE,{name}\n{rows}"))
    assert (found["measure"], found["n"]) == ("csat", 9)


def test_what_is_known_of_a_hotel_counts_no_answers(care: Any, file: Callable[..., str]) -> None:
    rows = rows_of(
        day,
        lambda _at: 7.7,
        lambda at: f"The bed of day {at} was hard",
        lambda at: 2 * score(at) - 0.5,
    )
    said = care.refused(
        *IMPORT, file(f"Review_Date,Average_Score,Negative_Review,Reviewer_Score\n{rows}")
    )
    assert "counted already" not in said
    assert '--column "Reviewer_Score=reviewer-score"' in said


@pytest.mark.parametrize(
    "header",
    [
        "Kunde,02.11.2026,09.11.2026,16.11.2026",
        "Customer,2026-11-02,2026-11-09,2026-11-16",
        "Kunde,KW 45,KW 46,KW 47",
    ],
)
def test_days_across_are_told(care: Any, file: Callable[..., str], header: str) -> None:
    rows = rows_of(lambda at: f"C{at}", score, score, score)
    said = care.refused(*IMPORT, file(f"{header}\n{rows}"))
    first, last = header.split(",")[1], header.split(",")[-1]
    assert f"The columns “{first}” to “{last}” are times." in said
    assert "--column" not in said


def test_faces_over_counts_are_counted_already(care: Any, file: Callable[..., str]) -> None:
    rows = rows_of(day, lambda at: 7 + at, lambda at: at % 9, lambda at: at % 4)
    said = care.refused(*IMPORT, file(f"Date,😀,😐,🙁\n{rows}"))
    assert "counted already" in said
    assert "--column" not in said


@pytest.mark.parametrize(
    ("came", "ended"),
    [
        ("Data de abertura", "Data de encerramento"),
        ("Data apertura", "Data chiusura"),
        ("Aangemaakt op", "Afgesloten op"),
    ],
)
def test_the_day_of_the_solution_dates_answers_in_more_languages(
    care: Any, file: Callable[..., str], came: str, ended: str
) -> None:
    rows = rows_of(lambda at: f"2026-09-{1 + at:02}", day, score)
    (found,) = care.json(*IMPORT, file(f"{came},{ended},CSAT\n{rows}"))
    assert found["first_day"] == "2026-10-01"


@pytest.mark.parametrize("word", ["Ne sait pas", "Sans opinion"])
def test_who_cannot_say_in_french_gave_no_answer(
    care: Any, file: Callable[..., str], word: str
) -> None:
    words = ("Très satisfait", "Satisfait", "Insatisfait", word)
    rows = rows_of(day, lambda at: words[at % 4])
    (found,) = care.json(*IMPORT, file(f"Date,Êtes-vous satisfait ?\n{rows}"))
    assert found["n"] == 9


def test_marks_under_four_german_grades_are_put_together(
    care: Any, file: Callable[..., str]
) -> None:
    grades = ("sehr zufrieden", "zufrieden", "weniger zufrieden", "unzufrieden")
    rows = "".join(
        f"{day(at)},{','.join('x' if at % 4 == place else '' for place in range(4))}\n"
        for at in range(12)
    )
    (found,) = care.json(*IMPORT, file(f"Datum,{','.join(grades)}\n{rows}"))
    assert (found["measure"], found["n"]) == ("csat", 12)


@pytest.mark.parametrize(
    ("who", "came", "left"),
    [
        ("Member ID", "Member since", "Cancelled on"),
        ("Nr", "Member since", "Cancelled on"),
        ("Mitgliedsnummer", "Mitglied seit", "Kündigung zum"),
        ("Nr", "Eintritt", "Austritt"),
        ("Mitglied", "Eintritt", "Austritt"),
    ],
)
def test_members_are_known_by_their_number(
    care: Any, file: Callable[..., str], who: str, came: str, left: str
) -> None:
    rows = rows_of(
        lambda at: f"M{at}",
        lambda at: f"2025-{1 + at:02}-05",
        lambda at: "2026-10-15" if at == 2 else "",
    )
    found = care.json(
        *IMPORT,
        file(f"{who},{came},{left}\n{rows}"),
        *("--from", "2026-10-01", "--to", "2026-10-31"),
    )
    assert {each["measure"]: each["n"] for each in found} == {"churn": 12, "retention": 12}


def test_the_year_of_a_month_may_stand_in_another_column(
    care: Any, file: Callable[..., str]
) -> None:
    rows = rows_of(lambda _at: 2025, lambda at: 8 + at % 3, score)
    path = file(f"Survey Year,Survey Month,CSAT\n{rows}")
    said = care.refused(*IMPORT, path)
    assert "“Survey Month” names months, and “Survey Year” their years. Say --year 2025" in said
    (found,) = care.json(*IMPORT, path, "--year", "2025")
    assert found["first_day"] == "2025-08-01"
    rows = rows_of(lambda at: 2025 + at % 2, lambda at: 1 + at % 3, score)
    said = care.refused(*IMPORT, file(f"Survey Year,Survey Month,CSAT\n{rows}", "two.csv"))
    assert "Write both in one column of the file" in said
    assert "--year" not in said
