"""Columns that sound like customers' single answers and are not: asked about, never taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.care_tui.cli.importing.made_rows import dated_rows, score

IMPORT = ("import", "feedback")


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
    rows = dated_rows(lambda at: 40 + at, lambda at: more + score(at))
    said = care.refused(*IMPORT, file(f"Week starting,{counted},{measure}\n{rows}"))
    assert (
        f"“{measure}”: “{counted}” counts several answers on each row, so a row sums them up; one row"
        f' an answer is needed. If each row is one answer, say --column "{measure}=' in said
    )


@pytest.mark.parametrize("name", ["Number of reviews", "Helpful votes", "Tickets", "Guests"])
def test_what_a_customer_did_often_does_not_sum_up(
    care: Any, file: Callable[..., str], name: str
) -> None:
    rows = dated_rows(lambda at: 40 + at, score)
    (found,) = care.json(*IMPORT, file(f"Review date,{name},CSAT\n{rows}"))
    assert found["n"] == 12


def test_one_survey_a_row_is_one_answer(care: Any, file: Callable[..., str]) -> None:
    rows = dated_rows(lambda _at: 1, score)
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
    path = file(f'Date,"{name}"\n{dated_rows(score)}')
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
    (found,) = care.json(*IMPORT, file(f"Date,{name}\n{dated_rows(score)}"))
    assert found["n"] == 12


def test_beside_a_rating_of_quality_the_customers_is_taken(
    care: Any, file: Callable[..., str]
) -> None:
    rows = dated_rows(lambda _at: 4, score)
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
    path = file(f'Date,"{name}"\n{dated_rows(score)}')
    said = care.refused(*IMPORT, path, "--column", f"{name}=csat")
    assert "say --best low or --best high" in said
    (found,) = care.json(*IMPORT, path, "--column", f"{name}=csat", "--best", "low")
    assert found["n"] == 12


@pytest.mark.parametrize("top", [6, 7])
def test_a_scale_that_a_name_tells_is_not_taken_for_another(
    care: Any, file: Callable[..., str], top: int
) -> None:
    name = f"Hvor fornøyd er du med oss? (1-{top})"
    path = file(f"Date,{name}\n{dated_rows(score)}")
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
    rows = dated_rows(lambda at: more + score(at))
    scale = " (0-10)" if measure == "nps" else " (1-5)"
    said = care(*IMPORT, file(f'Date,"{number}{asked}"\n{rows}'))
    said += care(*IMPORT, file(f'Date,"{number}{asked}{scale}"\n{rows}', "scale.csv"))
    assert "lowest number is read as the best" not in said


COUNTED = "The answers in the file are counted already: one row an answer is needed."


@pytest.mark.parametrize(
    "columns",
    [
        "Assignee name,Good satisfaction tickets,Bad satisfaction tickets,% Satisfaction score,Rated satisfaction tickets",
        "Assignee name,Good satisfaction tickets,% Satisfaction score",
        "Month,Promoters,Detractors",
        "Month,Promoters,Passives,Detractors,NPS",
        "Month,Detractors,NPS %",
        "Agent,Positive ratings,Negative ratings",
        "Store,5 stars,4 stars,3 stars,2 stars,1 star",
        "Store,1 star reviews,5 star reviews",
        "Team,Satisfied,Dissatisfied",
        "Monat,Promotoren,Passive,Kritiker",
        "Filiale,Zufriedene Kunden,Unzufriedene Kunden",
        "Mois,Promoteurs,Détracteurs",
        "Magasin,Avis positifs,Avis négatifs",
        "Mes,Promotores,Detractores",
        "Tienda,Respuestas positivas,Respuestas negativas",
        "Maand,Tevreden klanten,Ontevreden klanten",
        "Mese,Promotori,Passivi,Detrattori",
        "Miesiąc,Promotorzy,Krytycy",
        "Month,Promoters %,Detractors %",
    ],
)
@pytest.mark.parametrize("most", [9, 41])
def test_counts_of_each_sort_of_answer_are_no_answers(
    care: Any, file: Callable[..., str], columns: str, most: int
) -> None:
    names = columns.split(",")
    rows = [
        [f"2026-09-{1 + at:02}" if names[0].startswith("M") else f"Name {at}"]
        + [str((7 * at + 3 * place) % most) for place in range(1, len(names))]
        for at in range(16)
    ]
    path = file("\n".join([columns, *map(",".join, rows), ""]))
    said = care.refused(*IMPORT, path)
    assert COUNTED in said
    assert "--column" not in said
    assert "=nps" not in care(*IMPORT, path, "--explain")
    for measure in ("nps", "csat"):
        line = f"{names[1]}={measure}"
        assert "it counts answers" in care.refused(*IMPORT, path, "--column", line, "--on", "today")


@pytest.mark.parametrize("counted", ["Count", "Frequency", "Häufigkeit", "How many"])
def test_a_row_for_each_answer_of_each_month_is_none(
    care: Any, file: Callable[..., str], counted: str
) -> None:
    rows = "".join(
        f"2026-0{month}-01,{answer},{10 + month * answer}\n"
        for month in range(1, 7)
        for answer in range(1, 6)
    )
    said = care.refused(*IMPORT, file(f"Month,Rating,{counted}\n{rows}"))
    assert f"“{counted}” counts several answers on each row" in said


@pytest.mark.parametrize(
    "counted",
    ["count_reviews", "Reviews", "Number of reviews", "user_ratings_total", "Anzahl Bewertungen", "Nombre d'avis", "Reseñas"],
)  # fmt: skip
def test_an_average_beside_its_count_of_reviews_is_no_answer(
    care: Any, file: Callable[..., str], counted: str
) -> None:
    rows = "".join(f"House {at},{3 + at % 20 / 10},{40 + at}\n" for at in range(30))
    said = care.refused(*IMPORT, file(f"Property,Rating,{counted}\n{rows}"))
    assert f"“{counted}” counts several answers on each row" in said
    assert "If each row is one answer, for example: care measure add rating" in said


@pytest.mark.parametrize(
    "beside",
    [
        ("Positive Feedback Count", "Negative Feedback Count"),
        ("Good reviews", "Bad reviews"),
    ],
)
def test_votes_on_a_customers_words_count_no_answers(
    care: Any, file: Callable[..., str], beside: tuple[str, str]
) -> None:
    rows = dated_rows(
        score, lambda at: f"It came after {at} days and fits", lambda at: at, lambda at: 7
    )
    (found,) = care.json(*IMPORT, file(f"Date,Rating,Review Text,{','.join(beside)}\n{rows}"))
    assert (found["measure"], found["n"]) == ("csat", 12)


def test_a_flag_for_each_sort_of_answer_is_no_count(care: Any, file: Callable[..., str]) -> None:
    rows = dated_rows(lambda at: 5 + at % 6, lambda at: int(at % 6 > 3), lambda at: int(at % 6 < 2))
    (found,) = care.json(*IMPORT, file(f"Date,NPS,Promoter,Detractor\n{rows}"))
    assert (found["measure"], found["n"]) == ("nps", 12)


def test_a_few_bad_ones_are_counts_beside_many_good(care: Any, file: Callable[..., str]) -> None:
    rows = "Ann,92,12,1\nBob,80,8,2\nCy,83,20,4\n"
    assert COUNTED in care.refused(*IMPORT, file(f"Agent,CSAT score,Good,Bad\n{rows}"))


def test_a_row_for_each_group_of_each_month_is_counted(care: Any, file: Callable[..., str]) -> None:
    rows = "".join(
        f"2026-{month:02}-01,{group},{month * count}\n"
        for month in range(1, 7)
        for group, count in (("Promoters", 40), ("Passives", 10), ("Detractors", 5))
    )
    assert COUNTED in care.refused(*IMPORT, file(f"Month,Group,Count\n{rows}"))


def test_words_beside_their_count_are_not_offered_as_answers(
    care: Any, file: Callable[..., str]
) -> None:
    words = ("Very satisfied", "Satisfied", "Neutral", "Dissatisfied")
    rows = "".join(
        f"2026-{month:02}-01,{word},{40 + month}\n" for month in range(1, 7) for word in words
    )
    said = care.refused(*IMPORT, file(f"Month,Answer,Count\n{rows}"))
    assert "“Answer”: “Count” counts several answers on each row" in said
    assert 'If each row is one answer, say --column "Answer=csat".' in said
