"""Columns that sound like customers' single answers and are not: asked about, never taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")


def rows_of(*cells: Callable[[int], object], count: int = 12) -> str:
    """Rows of a day each, and what ``cells`` make of its number."""
    lines = (
        ",".join([f"2026-09-{1 + 2 * at:02}", *(str(cell(at)) for cell in cells)])
        for at in range(count)
    )
    return "".join(f"{line}\n" for line in lines)


def score(at: int) -> int:
    return (5, 1, 2, 4, 4, 3)[at % 6]


@pytest.mark.parametrize(
    "counted",
    [
        "Responses",
        "Surveys sent",
        "Number of ratings",
        "Anzahl Antworten",
        "n",
        "Calls handled",
        "Nombre de réponses",
        "Sample size",
        "Number of Completed Surveys",
        "rating_count",
        "Befragte",
        "Surveys returned",
    ],
)
@pytest.mark.parametrize("measure", ["CSAT", "NPS"])
def test_rows_that_sum_up_answers_are_none(
    care: Any, file: Callable[..., str], counted: str, measure: str
) -> None:
    more = 5 if measure == "NPS" else 0
    rows = rows_of(lambda at: 40 + at, lambda at: more + score(at))
    said = care.refused(*IMPORT, file(f"Week starting,{counted},{measure}\n{rows}"))
    assert (
        f"“{measure}”: “{counted}” counts several answers on each row, so a row sums them up; one row"
        f' an answer is needed. If each row is one answer, say --column "{measure}=' in said
    )


@pytest.mark.parametrize("name", ["Number of reviews", "Helpful votes", "Tickets", "Guests"])
def test_what_a_customer_did_often_does_not_sum_up(
    care: Any, file: Callable[..., str], name: str
) -> None:
    rows = rows_of(lambda at: 40 + at, score)
    (found,) = care.json(*IMPORT, file(f"Review date,{name},CSAT\n{rows}"))
    assert found["n"] == 12


def test_one_survey_a_row_is_one_answer(care: Any, file: Callable[..., str]) -> None:
    rows = rows_of(lambda _at: 1, score)
    (found,) = care.json(*IMPORT, file(f"Date,Responses,CSAT\n{rows}"))
    assert found["n"] == 12


@pytest.mark.parametrize(
    "name",
    [
        "Passenger rating (by driver, 1-5)",
        "Customer rating given by the agent",
        "CSAT (agent estimate)",
        "Internal QA rating",
        "QA-Bewertung intern",
        "Zufriedenheit des Kunden (Einschätzung Berater)",
        "Geschätzte Zufriedenheit",
    ],
)
def test_what_ones_own_people_rated_is_asked_about(
    care: Any, file: Callable[..., str], name: str
) -> None:
    path = file(f'Date,"{name}"\n{rows_of(score)}')
    said = care.refused(*IMPORT, path)
    assert "your own people may have given it, by its name. If customers did, say" in said
    (found,) = care.json(*IMPORT, path, "--column", f"{name}=csat")
    assert found["n"] == 12


@pytest.mark.parametrize(
    "name",
    [
        "How satisfied are you with the help provided by our agent?",
        "How satisfied are you with our internal support?",
        "Internal customer satisfaction",
    ],
)
def test_a_rating_of_ones_own_people_is_taken(
    care: Any, file: Callable[..., str], name: str
) -> None:
    (found,) = care.json(*IMPORT, file(f"Date,{name}\n{rows_of(score)}"))
    assert found["n"] == 12


def test_beside_a_rating_of_quality_the_customers_is_taken(
    care: Any, file: Callable[..., str]
) -> None:
    rows = rows_of(lambda _at: 4, score)
    (found,) = care.json(*IMPORT, file(f"Date,Internal QA rating,Customer rating\n{rows}"))
    assert found["column"] == "Customer rating"


@pytest.mark.parametrize(
    "name",
    [
        "Satisfaction (1 = kushi sana, 5 = huzuni sana)",
        "Kuridhika (1 = kushi sana, 5 = huzuni sana)",
    ],
)
def test_ends_in_words_that_cannot_be_read_ask_which_is_best(
    care: Any, file: Callable[..., str], name: str
) -> None:
    path = file(f'Date,"{name}"\n{rows_of(score)}')
    said = care.refused(*IMPORT, path, "--column", f"{name}=csat")
    assert "say --best low or --best high" in said
    (found,) = care.json(*IMPORT, path, "--column", f"{name}=csat", "--best", "low")
    assert found["n"] == 12


@pytest.mark.parametrize("top", [6, 7])
def test_a_scale_that_a_name_tells_is_not_taken_for_another(
    care: Any, file: Callable[..., str], top: int
) -> None:
    name = f"Hvor fornøyd er du med oss? (1-{top})"
    path = file(f"Date,{name}\n{rows_of(score)}")
    said = care.refused(*IMPORT, path)
    assert "=csat" not in said
    assert "make a measure of your own" in said
    said = care.refused(*IMPORT, path, "--column", f"{name}=csat")
    assert f"“{name}” says that its scale goes to {top}, and CSAT goes to 5." in said
    assert "care measure add hvor-fornoyd-er" in said


@pytest.mark.parametrize(
    "number",
    [
        "Q#1: ",
        "#1: ",
        "Question 1: ",
        "Q1 - ",
        "1 - ",
        "1 ",
        "Frage 1 – ",
        "Nr. 1: ",
        "Q1. ",
        "1: ",
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        ("nps", "How likely are you to recommend us to a friend?"),
        ("csat", "How satisfied are you with our help?"),
        ("csat", "Very satisfied with our help overall?"),
    ],
)
def test_the_number_of_a_question_is_no_end_of_its_scale(
    care: Any, file: Callable[..., str], number: str, question: tuple[str, str]
) -> None:
    measure, asked = question
    more = 5 if measure == "nps" else 0
    rows = rows_of(lambda at: more + score(at))
    scale = " (0-10)" if measure == "nps" else " (1-5)"
    said = care(*IMPORT, file(f'Date,"{number}{asked}"\n{rows}'))
    said += care(*IMPORT, file(f'Date,"{number}{asked}{scale}"\n{rows}', "scale.csv"))
    assert "lowest number is read as the best" not in said
