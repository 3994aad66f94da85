"""Rows that a survey's own makers entered are no answers, in whatever words a file says so."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose
from store.formats.feedback.refusals import unfinished_answers
from store.formats.feedback.rows.feedback_table import feedback_table

TODAY = date(2026, 12, 1)
LIVE = 6
"""Rows of customers in each file here."""


def file(column: str, tests: list[str], live: str, first: str = "Date") -> bytes:
    rows = [f"2026-10-0{at + 1},{cell},5" for at, cell in enumerate(tests)]
    rows += [f"2026-10-1{at},{live},{3 + at % 3}" for at in range(LIVE)]
    return "\n".join([f"{first},{column},CSAT", *rows, ""]).encode()


@pytest.mark.parametrize(
    ("column", "said", "live"),
    [
        ("Status", "Aperçu de l'enquête", "Adresse IP"),
        ("Status", "Umfragevorschau", "IP-Adresse"),
        ("Antworttyp", "Umfragevorschau", "IP-Adresse"),
        ("Status", "Vista previa de la encuesta", "Dirección IP"),
        ("Status", "Visualização da pesquisa", "Endereço IP"),
        ("Status", "Anteprima sondaggio", "Indirizzo IP"),
        ("DistributionChannel", "preview", "anonymous"),
        ("Canal de distribution", "preview", "email"),
        ("is_test", "true", "false"),
        ("isTest", "1", "0"),
        ("Test", "yes", "no"),
        ("Test", "x", ""),
        ("Test response", "Yes", "No"),
        ("Testantwort", "Ja", "Nein"),
        ("Réponse test", "Oui", "Non"),
        ("Respuesta de prueba", "Sí", "No"),
        ("Mode", "test", "live"),
        ("Umgebung", "Test", "Produktion"),
        ("livemode", "false", "true"),
    ],
)
def test_previews_and_tests_are_left_out_and_told(column: str, said: str, live: str) -> None:
    table = feedback_table(file(column, [said], live))
    assert len(table.rows) == LIVE
    (problem,) = table.problems
    assert problem.line == 2
    assert "test" in problem.reason
    assert propose(table, today=TODAY).unfinished is None


@pytest.mark.parametrize(
    ("column", "some", "others"),
    [
        ("Test", "Allergy", "Blood"),
        ("Test", "4", "5"),
        ("Mode", "test", "phone"),
        ("Mode", "dark", "light"),
        ("Estado", "Prueba", "Activo"),
        ("Channel", "e-mail", "chat"),
    ],
)
def test_a_column_that_says_something_else_stays(column: str, some: str, others: str) -> None:
    table = feedback_table(file(column, [some], others))
    assert (len(table.rows), table.problems) == (LIVE + 1, ())
    assert propose(table, today=TODAY).unfinished is None


@pytest.mark.parametrize(
    ("column", "said", "live", "count"),
    [("Test", "yes", "no", 4), ("Test", "yes", "yes", 4 + LIVE), ("is_test", "1", "1", 4 + LIVE)],
)
def test_many_tests_are_asked_about(column: str, said: str, live: str, count: int) -> None:
    proposal = propose(file(column, [said] * 4, live), today=TODAY)
    assert proposal.unfinished is not None
    assert (proposal.unfinished.column, len(proposal.unfinished.lines)) == (column, count)
    assert (
        proposal.unfinished.why_of(min(proposal.unfinished.lines)) == f"it is a test, by “{column}”"
    )


def test_doubtful_tests_are_asked_about_beside_unfinished_surveys() -> None:
    rows = [
        f"2026-11-0{at},{said},5\n" for at, said in enumerate(("No,yes", "Yes,yes", "Yes,no"), 2)
    ]
    left = propose(f"Date,Finished,Test,CSAT\n{''.join(rows)}".encode(), today=TODAY).unfinished
    assert left is not None
    assert left.lines == {2, 3}
    assert [left.why_of(line) for line in (2, 3)] == [
        "the survey was not finished",
        "it is a test, by “Test”",
    ]
    asked = unfinished_answers(left)
    assert asked.startswith(
        "1 row was not finished, by “Finished”, and 2 rows are tests, by “Test”. Say"
    )
