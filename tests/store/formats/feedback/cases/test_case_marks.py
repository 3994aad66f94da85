"""A help desk's marks in many languages; one that cannot be read is never left out of the others in silence."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.case_columns import find_columns
from store.formats.feedback.cases.case_marks import is_broken, unread_mark
from store.formats.feedback.proposals import propose
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("kept", "missed"),
    [
        ("Within SLA", "SLA Violated"), ("Dentro del SLA", "SLA incumplido"), ("En plazo", "Fuera de plazo"), ("A tiempo", "Vencido"),
        ("No prazo", "Fora do prazo"), ("Dentro do SLA", "Estourado"), ("Dans les délais", "En retard"), ("SLA respecté", "SLA non respecté"),
        ("Entro i termini", "In ritardo"), ("Innerhalb der SLA", "SLA verletzt"), ("Rechtzeitig", "Verspätet"), ("Binnen SLA", "Te laat"),
        ("W terminie", "Po terminie"), ("I tid", "Försenad"), ("Met", "Missed"), ("On time", "Late"),
    ],
)  # fmt: skip
def test_a_target_is_said_to_be_kept_or_missed(kept: str, missed: str) -> None:
    assert (is_broken(kept), is_broken(missed)) == (False, True)


@pytest.mark.parametrize(
    "open_yet",
    [
        "",
        "-",
        "In progress",
        "Paused",
        "N/A",
        "Not applicable",
        "Pausiert",
        "En cours",
        "No aplica",
    ],
)
def test_one_that_is_open_yet_is_read(open_yet: str) -> None:
    assert unread_mark(["Within SLA", open_yet, "SLA Violated"], of_target=True) == ""


@pytest.mark.parametrize(
    "name", ["Resolution status", "First response status", "Escalated", "Reopened"]
)
def test_marks_of_which_some_cannot_be_read_are_left_out(name: str) -> None:
    rows = [
        f"T{at},2026-10-{at + 1:02},2026-10-{at + 2:02},Closed,{('yes', 'qwertz')[at % 2]}"
        for at in range(20)
    ]
    data = "\n".join([f"Ticket ID,Created time,Resolved time,Status,{name}", *rows, ""]).encode()
    assert (
        not {"overdue", "late_reply", "escalated", "reopened"}
        & find_columns(read_table(data)).keys()
    )
    left = {each.column: each.reason for each in propose(data, today=TODAY).left_out}
    assert "“qwertz” says neither" in left[name]
