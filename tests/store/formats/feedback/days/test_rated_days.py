"""The day on which a help desk's customers rated, by whatever name its column has."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import read_tickets

TODAY = date(2026, 11, 20)


def table(rating: str, day: str, *, days: tuple[str, str] = ("2026-11-09", "2026-11-10")) -> bytes:
    """Tickets solved on 2 and 3 November, one of them unrated, with when the others were rated."""
    first, second = days
    return (
        f"Ticket ID,Created at,{day},Solved at,{rating}\n"
        f"1,2026-11-01 09:00,{first},2026-11-02 10:00,Good\n"
        "2,2026-11-01 09:00,,2026-11-02 11:00,\n"
        f"3,2026-11-01 09:00,{second},2026-11-03 10:00,Bad\n"
        f"4,2026-11-01 09:00,{second},2026-11-03 10:00,Good\n"
    ).encode()


def days_of(data: bytes, **given: str) -> tuple[set[date], tuple[str, ...]]:
    file = read_tickets(data, team_id="t1", today=TODAY, **given)  # type: ignore[arg-type]
    csat = next(each for each in file.outcomes if each.measure == "csat")
    return {row.day for row in csat.rows}, csat.dated_by


RATED = {date(2026, 11, 9), date(2026, 11, 10)}
SOLVED = {date(2026, 11, 2), date(2026, 11, 3)}


@pytest.mark.parametrize(
    "name",
    [
        "Satisfaction survey response - Date",
        "Satisfaction rating date",
        "Survey submitted - Timestamp",
        "satisfaction_rating.updated_at",
        "Umfrage beantwortet am",
        "Zufriedenheit bewertet am",
        "Bewertungsdatum",
        "Survey responded time",
        "CSAT submitted",
        "Survey completed",
        "Enquête répondue le",
        "Encuesta respondida el",
        "Pesquisa respondida em",
        "Sondaggio compilato il",
        "Tevredenheid ingevuld op",
        "Ankieta wypełniona",
        "Customer said so on",
    ],
)
def test_ratings_are_of_the_day_on_which_customers_gave_them(name: str) -> None:
    for rating in ("Satisfaction rating", "Zufriedenheit", "CSAT"):
        assert days_of(table(rating, name)) == (RATED, (f"“{name}”",))


@pytest.mark.parametrize(
    "name",
    ["Survey sent at", "Umfrage versendet am", "Survey due date", "Feedback requested on", "Note"],
)
def test_the_day_of_the_question_dates_no_rating(name: str) -> None:
    days = ("2026-11-02", "x") if name == "Note" else ("2026-11-09", "2026-11-10")
    assert days_of(table("CSAT", name, days=days)) == (SOLVED, ("“Solved at”",))


def test_days_in_other_rows_than_the_ratings_date_none() -> None:
    rows = table("CSAT", "Called on").replace(
        b"2,2026-11-01 09:00,,", b"2,2026-11-01 09:00,2026-11-05,"
    )
    assert days_of(rows) == (SOLVED, ("“Solved at”",))


def test_a_person_names_the_day_of_ratings() -> None:
    rows = table("CSAT", "Called on").replace(
        b"2,2026-11-01 09:00,,", b"2,2026-11-01 09:00,2026-11-05,"
    )
    assert days_of(rows, rated_column="Called on") == (RATED, ("“Called on”",))


def test_the_answer_goes_before_the_survey() -> None:
    rows = table(
        "CSAT",
        "Survey date,Survey response date",
        days=("2026-11-04,2026-11-09", "2026-11-05,2026-11-10"),
    )
    rows = rows.replace(b"09:00,,2026-11-02", b"09:00,,,2026-11-02")
    assert days_of(rows)[0] == RATED


def test_a_solution_without_its_own_day_is_told_by_both_columns() -> None:
    rows = (
        "Ticket ID,Created at,Status,Resolution time in hours,Reopens\n"
        "1,2026-11-01 09:00,Solved,3,0\n2,2026-11-01 09:00,Solved,30,1\n"
    )
    file = read_tickets(rows.encode(), team_id="t1", today=TODAY)
    reopened = next(each for each in file.outcomes if each.measure == "reopened")
    assert reopened.dated_by == ("“Created at” plus “Resolution time in hours”",)
