"""The day on which the team graded a case never dates its customer's answer without a question."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.column_roles import Tool
from store.formats.feedback.proposals import propose

TODAY = date(2026, 12, 2)


def of(header: str) -> bytes:
    rows = (f"{each},2026-10-0{each},Lee,Dana,2026-10-1{each},80%,{each}" for each in range(1, 6))
    return "\n".join([header, *rows, ""]).encode()


@pytest.mark.parametrize(
    ("header", "likely", "graded"),
    [
        ("Conversation ID,Conversation date,Reviewee,Reviewer,Review date,Internal quality score,CSAT",
            "Conversation date", "Review date"),
        ("Call ID,Call date,Agent,Evaluator,Evaluation date,QA score (%),CSAT", "Call date", "Evaluation date"),
        ("Ticket ID,Ticket created,Agent,Reviewer,Reviewed on,Grade (%),CSAT", "Ticket created", "Reviewed on"),
        ("Ticket,Datum,Mitarbeiter,Coach,Bewertet am,Ergebnis,CSAT", "Datum", "Bewertet am"),
    ],
)  # fmt: skip
def test_the_day_of_a_grade_is_asked_about_beside_another(
    header: str, likely: str, graded: str
) -> None:
    proposal = propose(of(header), today=TODAY)
    assert proposal.rival_dates == (likely, graded)
    assert proposal.tool is Tool.PLAIN


def test_the_day_of_a_grade_that_stands_alone_is_asked_about() -> None:
    rows = "".join(f"{each},Lee,Dana,2026-10-1{each},80%,{each}\n" for each in range(1, 6))
    header = "Conversation ID,Reviewee,Reviewer,Review date,Internal quality score,CSAT\n"
    proposal = propose(f"{header}{rows}".encode(), today=TODAY)
    assert (proposal.date_column, proposal.doubtful_dates) == (None, ("Review date",))


def test_the_day_of_a_customers_review_needs_no_question() -> None:
    data = of("Order,Order date,Product,Reviewer,Review date,Helpful,CSAT")
    proposal = propose(data, today=TODAY)
    assert (proposal.date_column, proposal.rival_dates) == ("Review date", ())
