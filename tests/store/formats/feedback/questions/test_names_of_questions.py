"""Questions whose words stand apart, and numbers that are no answers."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.comments import comment_column
from store.formats.feedback.proposals import propose
from store.formats.feedback.rows.feedback_table import feedback_table

TODAY = date(2026, 11, 30)


def test_how_happy_somebody_is_with_us_is_csat_though_some_did_not_answer() -> None:
    rows = [f"2026-11-0{day},{5 if day % 2 else 'no answer'},{day}" for day in range(1, 10)]
    header = "Date,How happy are you with our service (1-5)?,Would you recommend us (0-10)?"
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert [each.measures for each in proposal.columns] == [("csat",), ("nps",)]


@pytest.mark.parametrize("name", ["Fixed first visit?", "Solved first time", "Repaired 1st visit"])
def test_fixed_at_the_first_visit_is_first_contact(name: str) -> None:
    rows = [f"2026-11-0{day},{'YN'[day % 2]}" for day in range(1, 10)]
    proposal = propose("\n".join([f"Date,{name}", *rows, ""]).encode(), today=TODAY)
    assert [each.measures for each in proposal.columns] == [("first-contact",)]


def test_whether_it_is_the_first_visit_is_no_measure() -> None:
    rows = [f"2026-11-0{day},{'YN'[day % 2]}" for day in range(1, 10)]
    proposal = propose("\n".join(["Date,First visit?", *rows, ""]).encode(), today=TODAY)
    assert proposal.columns == ()


@pytest.mark.parametrize("name", ["total_vote", "helpful_votes", "Helpful count", "upvotes"])
def test_how_many_found_a_review_helpful_is_no_answer(name: str) -> None:
    rows = [f"2026-11-0{day},{day % 5 + 1},{day % 4}" for day in range(1, 10)]
    lines = [f"reviewTime,overall,{name}", *rows, ""]
    proposal = propose("\n".join(lines).encode(), today=TODAY)
    assert name not in proposal.reason
    assert '--column "overall=csat"' in proposal.reason


@pytest.mark.parametrize(
    "name",
    ["¿Qué podríamos hacer mejor?", "What could we do better?", "Was können wir besser machen?", "Bewertungstext"],
)  # fmt: skip
def test_what_could_be_better_is_words_even_where_they_repeat(name: str) -> None:
    texts = ("Nothing, all is well so far", "A little more speed please", "Lower the price for us")
    rows = [f"2026-11-{day:02d},{day % 5 + 1},{texts[day % 3]}" for day in range(1, 25)]
    table = feedback_table(
        "\n".join(["Date,Rating (1-5),X", *rows, ""]).replace("X", name, 1).encode()
    )
    assert comment_column(table) == 2


def test_a_target_alone_is_refused_with_the_line_that_takes_it() -> None:
    rows = [f"2026-11-0{day},{'Yes' if day % 3 else 'No'}" for day in range(1, 10)]
    proposal = propose("\n".join(["date,sla_met", *rows, ""]).encode(), today=TODAY)
    assert '--column "sla_met=solved-in-target"' in proposal.reason


def test_a_start_and_an_end_are_memberships_where_the_file_is_called_so() -> None:
    rows = [f"{n},2026-0{n % 8 + 1}-11,{'2026-10-05' if n % 4 == 0 else ''}" for n in range(20)]
    data = "\n".join(["user_id,start_date,end_date", *rows, ""]).encode()
    assert propose(data, today=TODAY, file="members.csv").kind == "memberships"
    assert "such as members.csv" in propose(data, today=TODAY, file="list.csv").reason


@pytest.mark.parametrize(
    "header",
    [
        "Card no,Name,Plan,Start date,End date,Membership status",
        "Nr karty,Imię i nazwisko,Rodzaj karnetu,Data rozpoczęcia,Data zakończenia,Status członkostwa",
        "Company_ID,Company_Name,Plan,Activation_Date,Churn_Date,Status",
    ],
)
def test_members_are_known_by_their_card_or_their_name(header: str) -> None:
    rows = [
        f"{n},Jan {n},Open,2026-0{n % 8 + 1}-11,{'2026-10-05' if n % 4 == 0 else ''},{'rezygnacja' if n % 4 == 0 else 'active'}"
        for n in range(20)
    ]
    assert propose("\n".join([header, *rows, ""]).encode(), today=TODAY).kind == "memberships"


def test_tickets_with_no_more_than_a_date_were_created_then() -> None:
    rows = [f"{n},2026-10-{n + 1:02d},IT,Closed,{n % 9 + 1}.5" for n in range(20)]
    header = "ticket_id,date,department,status,resolution_time_hours"
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert proposal.kind == "tickets"
    assert "--solve-target" in proposal.reason


def test_a_scale_of_school_words_is_read() -> None:
    words = ("Ottimo", "Buono", "Sufficiente", "Scarso")
    rows = [f"2026-11-0{day},{words[day % 4]}" for day in range(1, 10)]
    data = "\n".join(["Data,Valutazione complessiva", *rows, ""]).encode()
    (column,) = propose(data, today=TODAY).columns
    assert (column.measures, column.n, column.rejected) == (("csat",), 9, 0)
