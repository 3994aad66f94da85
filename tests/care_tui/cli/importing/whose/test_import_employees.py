"""What employees are asked, and lists of employees: no customer's answer is in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")


def rows_of(*columns: tuple[object, ...], count: int = 12) -> str:
    """Rows of the values of ``columns`` in turn."""
    lines = (",".join(str(values[at % len(values)]) for values in columns) for at in range(count))
    return "".join(f"{line}\n" for line in lines)


DAYS = tuple(f"2026-09-{day:02}" for day in range(1, 13))
NPS = (10, 9, 0, 7, 10, 4)
CSAT = (5, 1, 2, 4, 4, 3)


@pytest.mark.parametrize(
    "name",
    [
        "eNPS",
        "ENPS",
        "e-NPS score",
        "How likely are you to recommend us as a place to work? (0-10)",
        "How likely are you to recommend working here to a friend?",
        "How likely are you to recommend us as an employer?",
        "Recommend as employer (0-10)",
        "Recommanderiez-vous notre entreprise comme employeur ?",
    ],
)
def test_what_employees_are_asked_is_said(care: Any, file: Callable[..., str], name: str) -> None:
    path = file(f'Date,Department,"{name}"\n{rows_of(DAYS, ("Sales", "IT"), NPS)}')
    said = care.refused(*IMPORT, path)
    assert f"“{name}”: it asks employees, not customers." in said
    assert "=nps" not in said


def test_what_is_asked_beside_it_is_the_employees_too(care: Any, file: Callable[..., str]) -> None:
    asked = "How satisfied are you overall?"
    path = file(f"Date,eNPS,{asked}\n{rows_of(DAYS, NPS, CSAT)}")
    assert (
        f"“{asked}” is left out: it may be about employees, not customers, because of the column"
        f' “eNPS”. If it is about customers, say --column "{asked}=csat".'
        in care.says(*IMPORT, path, "--column", "eNPS=nps", "--dry-run")
    )
    found = care.json(*IMPORT, path, "--column", f"{asked}=csat")
    assert [each["measure"] for each in found] == ["csat"]


def test_beside_it_a_question_for_customers_is_taken(care: Any, file: Callable[..., str]) -> None:
    path = file(f"Date,eNPS,Customer satisfaction\n{rows_of(DAYS, NPS, CSAT)}")
    found = care.json(*IMPORT, path)
    assert [each["column"] for each in found] == ["Customer satisfaction"]


def test_a_survey_that_asks_employees_outright_gives_no_nps(
    care: Any, file: Callable[..., str]
) -> None:
    asked = "I will recommend a friend to use our services, I foresee myself working here one year from now"
    friend, here = asked.split(", ")
    path = file(f"Date,{friend},{here}\n{rows_of(DAYS, NPS, CSAT)}")
    said = care.refused(*IMPORT, path)
    assert "employees" in said


def test_a_question_in_rows_shows_employees(care: Any, file: Callable[..., str]) -> None:
    text = "".join(
        f"2026-10-{1 + at:02},Você gosta de trabalhar nesta empresa?,{at % 11}\n"
        for at in range(20)
    )
    said = care.refused(*IMPORT, file(f"Data,Pergunta,Resposta\n{text}"))
    assert "shows that it is about employees" in said


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (
            "Age,Attrition,BusinessTravel,Department,EmployeeNumber,JobRole,NumCompaniesWorked",
            ((41, 49), ("Yes", "No"), ("Rarely",), ("Sales",), range(1, 13), ("Clerk",), (1, 2)),
        ),
        (
            "satisfaction_level,last_evaluation,number_project,left,sales,salary",
            ((0.38, 0.8, 0.11), (0.5, 0.8), (2, 5), (1, 0), ("sales",), ("low", "high")),
        ),
        (
            "employee_id,department,satisfaction,churn,salary",
            (range(1, 13), ("Sales", "IT"), CSAT, (0, 1, 0), (40000, 50000)),
        ),
        ("Department,Job title,Satisfaction", (("Sales", "IT"), ("Clerk", "Lead"), CSAT)),
        ("Abteilung,Personalnummer,Gehalt,Zufriedenheit", (("A",), range(1, 13), (3000,), CSAT)),
    ],
)
def test_a_list_of_employees_is_asked_about(
    care: Any, file: Callable[..., str], header: str, columns: tuple[Any, ...]
) -> None:
    path = file(f"{header}\n{rows_of(*map(tuple, columns))}")
    said = care.refused(*IMPORT, path)
    assert "it may be about employees, not customers, because of the column" in said
    assert "care measure add" not in said


def test_job_satisfaction_is_employees(care: Any, file: Callable[..., str]) -> None:
    path = file(
        f"Age,Department,JobSatisfaction,MonthlyIncome\n{rows_of((30,), ('IT',), CSAT, (5000,))}"
    )
    assert "“JobSatisfaction”: it asks employees, not customers." in care.refused(*IMPORT, path)


@pytest.mark.parametrize(
    ("header", "columns", "measures"),
    [
        (
            "CustomerId,Geography,Age,Tenure,Balance,EstimatedSalary,Exited",
            (range(1, 13), ("France",), (41, 49), (2, 5), (0, 100), (9000, 8000), (0, 1, 0)),
            ["churn"],
        ),
        ("Date,Employee,Department,CSAT", (DAYS, ("Ann", "Bob"), ("Sales",), CSAT), ["csat"]),
        (
            "Date,Company,Job title,Department,Satisfaction",
            (DAYS, ("Acme", "Zeta"), ("Lead",), ("IT",), CSAT),
            ["csat"],
        ),
        (
            "Date,How satisfied are you with our employees?,NPS",
            (DAYS, CSAT, NPS),
            ["nps"],
        ),
    ],
)
def test_customers_are_no_employees(
    care: Any,
    file: Callable[..., str],
    header: str,
    columns: tuple[Any, ...],
    measures: list[str],
) -> None:
    path = file(f"{header}\n{rows_of(*map(tuple, columns))}")
    found = care.json(*IMPORT, path, "--dry-run")
    assert [each["measure"] for each in found] == measures
