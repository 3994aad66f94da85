"""Words in place of a day that has not come, and the day of a rating beside that of a case's end."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)


def read(*days: str, header: str, rated: int = 99) -> Proposal:
    rows = [
        f"{number},{cells},{4 + number % 2 if number < rated else ''}"
        for number, cells in enumerate(days)
    ]
    return propose("\n".join([f"{header},Happiness Rating", *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    "word",
    ["Not Responded", "Pending", "Awaiting reply", "Not yet responded", "offen", "Pendiente", "En attente", "Em andamento"],
)  # fmt: skip
def test_a_day_that_most_rows_have_no_day_for_dates_the_others(word: str) -> None:
    days = [
        f"2026-10-0{day},2026-10-2{day},{f'2026-11-0{day}' if day < 4 else word}"
        for day in range(1, 9)
    ]
    header = "Ticket Id,Created Time,Completed Time,Survey Responded Time"
    proposal = read(*days, header=header, rated=3)
    assert (proposal.date_column, proposal.rival_dates) == ("Survey Responded Time", ())


@pytest.mark.parametrize(
    ("ended", "rated"),
    [
        ("Completed Time", "Survey Responded Time"),
        ("Completed", "Rated at"),
        ("Date finished", "Feedback received"),
        ("Completed on", "CSAT response date"),
    ],
)
def test_the_day_of_a_rating_goes_before_the_end_of_a_case(ended: str, rated: str) -> None:
    days = [f"2026-10-0{day},2026-10-1{day}" for day in range(1, 9)]
    proposal = read(*days, header=f"Id,{ended},{rated}")
    assert (proposal.date_column, proposal.rival_dates) == (rated, ())


def test_what_may_be_the_day_of_a_question_is_asked_about_beside_an_end() -> None:
    days = [f"2026-10-0{day},2026-10-1{day}" for day in range(1, 9)]
    proposal = read(*days, header="Id,Survey Date,Completed")
    assert set(proposal.rival_dates) == {"Survey Date", "Completed"}


def test_surveymonkey_says_under_date_modified_when_answers_were_sent_off() -> None:
    days = [f"1,2026-10-0{day} 23:58:00,2026-10-0{day + 1} 00:03:00" for day in range(1, 8)]
    survey = read(*days, header="Respondent ID,Collector ID,Date Created,Date Modified")
    assert survey.date_column == "Date Modified"
    other = read(*days, header="Id,Team,Date Created,Date Modified")
    assert other.date_column == "Date Created"


@pytest.mark.parametrize(
    ("created", "ended"),
    [
        ("Hora de creación del ticket", "Ticket Tiempo terminado"),
        ("Aanmaakdatum", "Datum gereed"),
        ("Heure de création", "Heure de clôture"),
        ("Hora de criação do ticket", "Data e hora de encerramento"),
        ("Ora di creazione", "Ora di chiusura"),
    ],
)
def test_the_days_of_a_case_are_known_by_other_desks_names(created: str, ended: str) -> None:
    days = [f"2026-10-0{day},2026-10-1{day},Closed" for day in range(1, 9)]
    proposal = read(*days, header=f"Id,{created},{ended},Status")
    assert (proposal.kind, proposal.case_day) == ("tickets", ended)
