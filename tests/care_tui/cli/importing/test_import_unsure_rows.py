"""Files that a reader in a hurry takes otherwise than they are meant: asked about, never guessed."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")


def test_days_that_a_spreadsheet_has_changed_are_told(care: Any, file: Callable[..., str]) -> None:
    days = ("2026-01-11", "14/11/2026", "2026-04-10", "27/10/2026", "2026-12-09")
    rows = "".join(f"{day},{4 + place % 2}\n" for place, day in enumerate(days))
    said = care.refused(*IMPORT, file(f"Date,CSAT\n{rows}"))
    assert (
        "“Date” holds dates such as “2026-01-11” and text such as “14/11/2026”: a spreadsheet that"
        " writes the month first has changed day and month in those that it could read. Import the"
        " file that it opened, or write all days as 2026-03-31." in said
    )


@pytest.mark.parametrize("name", ["Ticket ID", "Conversation ID", "Case Number"])
def test_rows_of_one_ticket_are_asked_about(care: Any, file: Callable[..., str], name: str) -> None:
    rows = "1,2026-10-12,4\n2,2026-10-13,4\n2,2026-10-14,1\n3,2026-10-15,5\n4,2026-10-16,5\n"
    path = file(f"{name},Survey date,CSAT\n{rows}")
    said = care.refused(*IMPORT, path)
    assert f"In “{name}” 1 id stands on several rows." in said
    (found,) = care.json(*IMPORT, path, "--id-column", name)
    assert found["n"] == 4


@pytest.mark.parametrize(
    "question",
    [
        "How satisfied are you with your manager? (1-5)",
        "How satisfied are you with your workplace? (1-5)",
        "Wie zufrieden sind Sie mit Ihrem Vorgesetzten? (1 = gar nicht, 5 = sehr)",
        "Our satisfaction with the supplier (1-5)",
        "How satisfied are you with your job? (1-5)",
        "How important is customer satisfaction to you? (1-5)",
        "Wie wichtig ist Ihnen Kundenzufriedenheit? (1-5)",
        "Predicted CSAT (1-5)",
        "AI CSAT score (1-5)",
        "Agent self rating of satisfaction (1-5)",
    ],
)
def test_what_is_no_customers_answer_is_not_taken_by_itself(
    care: Any, file: Callable[..., str], question: str
) -> None:
    rows = "".join(f"2026-10-{day:02},{1 + day % 5}\n" for day in range(5, 15))
    said = care.refused(*IMPORT, file(f'Date,"{question}"\n{rows}'))
    assert "holds a customer measure" in said


def test_the_manager_of_an_account_is_rated_by_customers(
    care: Any, file: Callable[..., str]
) -> None:
    question = "How satisfied are you with your account manager? (1-5)"
    rows = "".join(f"2026-10-{day:02},{1 + day % 5}\n" for day in range(5, 15))
    (found,) = care.json(*IMPORT, file(f"Date,{question}\n{rows}"))
    assert found["n"] == 10


@pytest.mark.parametrize(
    "answers", [("1", "5", "4"), ("Extremely happy", "Neutral", "Extremely unhappy")]
)
def test_a_column_called_question_may_hold_its_answers(
    care: Any, file: Callable[..., str], answers: tuple[str, ...]
) -> None:
    rows = "".join(f"2026-10-{day:02},{answers[day % 3]}\n" for day in range(5, 20))
    path = file(f"Date,Default question\n{rows}")
    said = care.refused(*IMPORT, path)
    assert "names several questions" not in said
    assert '--column "Default question=csat"' in said


@pytest.mark.parametrize(
    "question",
    [
        "I had difficulties getting my issue resolved",
        "I had problems reaching you",
        "Ich hatte Schwierigkeiten, Sie zu erreichen",
        "J'ai eu du mal à vous joindre",
        "Tuve problemas para contactar con ustedes",
    ],
)
def test_who_had_difficulties_is_not_asked_for_satisfaction(
    care: Any, file: Callable[..., str], question: str
) -> None:
    rows = "".join(f"2026-10-{day:02},{1 + day % 5}\n" for day in range(5, 20))
    ends = "(1 = strongly disagree, 5 = strongly agree)"
    ran = care.run(*IMPORT, file(f'Date,"{question} {ends}"\n{rows}'))
    assert "csat" not in f"{ran.out}{ran.err}".casefold()
    assert "ces" in f"{ran.out}{ran.err}".casefold()


def test_the_line_for_grades_up_to_six_reads_a_file_without_a_six(
    care: Any, file: Callable[..., str]
) -> None:
    path = file(
        "Datum;Schulnote\n" + "".join(f"2026-10-{day:02};{1 + day % 5}\n" for day in range(5, 19))
    )
    said = care.refused(*IMPORT, path)
    line = said.partition("for example: care ")[2].partition(", then ")
    care(*shlex.split(line[0]))
    (found,) = care.json(*IMPORT, path, *shlex.split(line[2].partition(" where 1")[0]))
    assert found["n"] == 14


def test_rows_that_may_be_no_purchases_are_asked_about_once(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"c{at % 6},2026-0{1 + at // 8}-{10 + at * 7 % 17},{20 + at}.50\n" for at in range(24)
    )
    path = file(f"Customer,Date,Amount\n{rows}")
    said = care.refused(*IMPORT, path)
    assert "nothing says that each is a purchase. If it is, say --repurchase-days 90" in said
    (found,) = care.json(*IMPORT, path, "--repurchase-days", "90")
    assert (found["measure"], found["n"]) == ("repurchase", 6)
    (again,) = care.json(*IMPORT, file(f"Customer,Date,Amount\n{rows}", "next.csv"))
    assert (again["measure"], again["rows"]["duplicates"]) == ("repurchase", 6)


def test_what_customers_answered_is_taken_beside_rows_that_may_be_purchases(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"c{at % 6},2026-0{1 + at // 8}-{10 + at * 7 % 17},{20 + at}.50,{1 + at % 5}\n"
        for at in range(24)
    )
    (found,) = care.json(*IMPORT, file(f"Customer,Date,Amount,Satisfaction (1-5)\n{rows}"))
    assert found["measure"] == "csat"
