"""What a team or its tool marks on customers' answers: never taken for the answers themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.care_tui.cli.importing.made_rows import dated_rows
from tests.care_tui.cli.importing.made_rows import score as csat

IMPORT = ("import", "feedback")


def nps(at: int) -> int:
    return (10, 9, 0, 7, 10, 4)[at % 6]


def words(at: int) -> str:
    return f"Somebody answered my call after {at} minutes"


@pytest.mark.parametrize(
    "name", ["Resolved", "Is resolved", "Ticket resolved", "Solved", "Issue Resolved", "Gelöst"]
)
@pytest.mark.parametrize("score", ["NPS", "Customer satisfaction"])
def test_a_mark_beside_a_score_is_not_the_customers(
    care: Any, file: Callable[..., str], name: str, score: str
) -> None:
    answers = nps if score == "NPS" else csat
    rows = dated_rows(answers, lambda at: "Yes" if at % 5 == 1 else "No", words)
    path = file(f"Survey date,{score},{name},Comment\n{rows}")
    ran = care.run(*IMPORT, path, "--dry-run")
    assert (
        f"“{name}” is left out: it may be your own mark that the answer was dealt with, by its name."
        f' If customers said it, say --column "{name}=solved-it".' in ran.err
    )
    (found,) = care.json(*IMPORT, path)
    assert (found["column"], found["comment_column"]) == (score, "Comment")


def test_a_mark_beside_a_score_without_a_telling_name_leaves_the_score_to_be_chosen(
    care: Any, file: Callable[..., str]
) -> None:
    rows = dated_rows(nps, lambda at: "Yes" if at % 5 == 1 else "No", words)
    path = file(f"Survey date,Score,Resolved,Feedback\n{rows}")
    said = care.refused(*IMPORT, path)
    assert '--column "Score=nps"' in said
    (found,) = care.json(*IMPORT, path, "--column", "Score=nps")
    assert (found["measure"], found["comment_column"]) == ("nps", "Feedback")


def test_a_mark_that_customers_made_is_taken_where_somebody_says_so(
    care: Any, file: Callable[..., str]
) -> None:
    rows = dated_rows(nps, lambda at: "Yes" if at % 5 == 1 else "No")
    path = file(f"Survey date,NPS,Resolved\n{rows}")
    found = care.json(*IMPORT, path, "--column", "Resolved=solved-it")
    assert {each["measure"] for each in found} == {"nps", "solved-it"}


@pytest.mark.parametrize(
    "name", ["Resolved? (Y/N)", "Was your issue resolved?", "Did we solve it?", "Resolved?"]
)
def test_a_question_beside_a_score_is_taken(care: Any, file: Callable[..., str], name: str) -> None:
    rows = dated_rows(csat, lambda at: "Y" if at % 5 else "N")
    found = care.json(*IMPORT, file(f"Date,CSAT,{name}\n{rows}"))
    assert {each["measure"] for each in found} == {"csat", "solved-it"}


@pytest.mark.parametrize(
    "beside",
    [
        "Status",
        "Assignee",
        "Agent",
        "Assigned to",
        "Severity",
        "Reported by",
        "Fault type",
        "tipo_incidencia",
        "gravedad",
        "Schweregrad",
        "Art der Störung",
        "Priorité",
        "Tipo de ocorrência",
    ],
)
def test_a_mark_in_rows_that_a_team_works_on_is_asked_about(
    care: Any, file: Callable[..., str], beside: str
) -> None:
    rows = dated_rows(lambda at: ("Ann", "Bob")[at % 2], lambda at: "Yes" if at % 3 else "No")
    path = file(f"Date,{beside},Resolved\n{rows}")
    said = care.refused(*IMPORT, path)
    assert "“Resolved”: it may be your own mark that the answer was dealt with" in said
    (found,) = care.json(*IMPORT, path, "--column", "Resolved=solved-it")
    assert found["n"] == 12


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("Date,Customer,Complaint", "Resolved?"),
        ("Date,Customer,Complaint", "Resolved (Y/N)"),
        ("Data,Cliente,Reclamação", "Resolvido?"),
        ("Datum,Kunde,Reklamation", "Gelöst (J/N)"),
        ("Datum,Gerät,Melder", "Gelöst?"),
        ("Fecha,Cliente,Avería", "¿Resuelto?"),
        ("Date,Client,Réclamation", "Résolu ?"),
        ("Data,Cliente,Guasto", "Risolto?"),
        ("Datum,Klant,Klacht", "Opgelost?"),
        ("Date,Customer,Date resolved", "Solved?"),
    ],
)
def test_a_mark_in_a_log_of_complaints_or_repairs_is_asked_about(
    care: Any, file: Callable[..., str], header: str, mark: str
) -> None:
    rows = dated_rows(
        lambda at: ("Ann", "Bob")[at % 2],
        lambda at: f"Thing {at}",
        lambda at: "Yes" if at % 3 else "No",
    )
    said = care.refused(*IMPORT, file(f"{header},{mark}\n{rows}"))
    assert f"“{mark}”: it may be your own mark that the answer was dealt with" in said


def test_a_mark_alone_is_asked_about_and_a_question_taken(
    care: Any, file: Callable[..., str]
) -> None:
    rows = dated_rows(lambda at: "Yes" if at % 3 else "No")
    said = care.refused(*IMPORT, file(f"Date,Resolved\n{rows}"))
    assert 'If customers said it, say --column "Resolved=solved-it"' in said
    for name in ("Resolved?", "Did we solve it"):
        (found,) = care.json(*IMPORT, file(f"Date,{name}\n{rows}", f"{len(name)}.csv"))
        assert found["measure"] == "solved-it"
