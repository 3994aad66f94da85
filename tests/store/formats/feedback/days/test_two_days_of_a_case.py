"""Two days that say as little of when customers answered, and days named after the answer."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)
ROWS = [f"2026-10-{day:02d};2026-10-{day + 9:02d}" for day in range(1, 9)]


def read(first: str, second: str, *, more: str = "", cells: str = "") -> Proposal:
    rows = [f"{days};{4 + number % 2}{cells}" for number, days in enumerate(ROWS)]
    return propose("\n".join([f"{first};{second};CSAT{more}", *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Auftragsdatum", "Rückmeldung am"),
        ("Einsatzdatum", "Rückmeldung am"),
        ("Montagetermin", "Rückmeldung"),
        ("Job date", "Feedback received"),
        ("Date closed", "Survey call"),
        ("Created at", "Follow-up call date"),
    ],
)
def test_the_day_of_a_job_is_never_that_of_the_answer(first: str, second: str) -> None:
    proposal = read(first, second)
    assert (proposal.date_column, proposal.rival_dates) == (second, ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Date closed", "Call-back date"),
        ("Resolved on", "Telephone call on"),
        ("Inspection date", "Telephone date"),
        ("Created at", "Second call date"),
        ("Completed", "Tenant phoned on"),
        ("Date completed", "Date phoned"),
    ],
)
def test_of_two_days_that_say_as_little_a_person_chooses(first: str, second: str) -> None:
    assert set(read(first, second).rival_dates) == {first, second}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Created at", "Date closed"), ("Due date", "Date closed"), ("Date closed", "Updated at")],
)
def test_a_solution_that_follows_its_case_has_no_rival(first: str, second: str) -> None:
    proposal = read(first, second)
    assert (proposal.date_column, proposal.rival_dates) == ("Date closed", ())


@pytest.mark.parametrize("name", ["Response Time", "Survey response time", "Completion time"])
def test_times_of_an_answer_are_its_day_where_a_file_says_when_it_was_asked_for(name: str) -> None:
    proposal = read("Survey Sent At", name)
    assert (proposal.date_column, proposal.rival_dates) == (name, ())


def test_a_mail_that_was_opened_makes_no_ticket() -> None:
    rows = [f"{number};2026-10-01;2026-10-02;2026-10-02;Active;{number + 4}" for number in range(7)]
    header = "id;sent;opened;responded;status;answer"
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert 'say --column "answer=nps"' in proposal.reason


def test_a_guests_departure_is_no_customer_lost() -> None:
    rows = [f"2026-10-0{day};24{day};2026-10-0{day};{1 + day % 5};5" for day in range(1, 8)]
    header = "Date received;Room;Departure;Overall stay;Cleanliness"
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert 'say --column "Overall stay=csat"' in proposal.reason


@pytest.mark.parametrize("first", ["case_created_at", "threadCreatedAt", "Fall erstellt am"])
def test_of_two_creations_that_of_the_case_is_the_less_likely(first: str) -> None:
    assert read(first, "created_at").rival_dates == ("created_at", first)


@pytest.mark.parametrize(
    "name",
    ["ratingCreatedAt", "review created at", "Review posted on", "Bewertung erstellt am",
     "Avaliação criada em", "Avis publié le", "Reseña publicada"],
)  # fmt: skip
def test_the_creation_of_a_rating_is_the_day_of_the_answer(name: str) -> None:
    proposal = read("threadCreatedAt", name)
    assert (proposal.date_column, proposal.rival_dates) == (name, ())
