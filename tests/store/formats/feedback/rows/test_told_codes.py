"""A line beside the table that gives a number to no answer: it is read as none, and told."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.feedback.rows.no_answers import no_answer_note

TODAY = date(2026, 11, 30)


def text(said: str, name: str, *cells: str, below: bool = False) -> bytes:
    rows = [f'Date,"{name}"', *(f"2026-10-0{day},{cell}" for day, cell in enumerate(cells, 1))]
    note = f'"{said}"'
    return "\n".join([*rows, "", note, ""] if below else [note, "", *rows, ""]).encode()


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    ("said", "name", "code", "figure"),
    [
        ("9 = not answered", "CSAT", "9", 0.4),
        ("Scale: 1 = very bad, 5 = very good, 9 = not answered", "Satisfaction", "9", 0.4),
        ("9 = keine Angabe", "Zufriedenheit", "9", 0.4),
        ("0 = sans réponse", "Satisfaction", "0", 0.4),
        ("Satisfaction: 9 = don't know", "Satisfaction (1-5)", "9", 0.4),
        ("99 = not answered", "NPS", "99", -60),
        ("0 = keine Angabe", "NPS", "0", -60),
        ("0 = not answered", "NPS (0-10)", "0", -60),
    ],
)
def test_it_is_read_as_none(said: str, name: str, code: str, figure: float, *, below: bool) -> None:
    best = "10" if name.startswith("NPS") else "5"
    data = text(said, name, best, code, "3", "4", "1", "2", code, below=below)
    (column,) = propose(data, today=TODAY).columns
    assert (column.n, column.rejected, column.value) == (5, 0, figure)
    note = no_answer_note(feedback_table(data), name)
    assert note == f"In “{name}” {code} is read as no answer, as the file says."


@pytest.mark.parametrize(
    ("said", "name", "cells"),
    [
        ("9 = not answered", "NPS", ("9", "7", "3", "8")),
        ("9 = not answered", "NPS (0-10)", ("9", "10", "3", "0")),
        ("9 = not answered", "Score", ("9", "10", "3", "8")),
        ("3 = not answered", "CSAT", ("5", "3", "4", "5")),
        ("NPS: 0 = not answered", "CSAT (0-10)", ("5", "0", "9", "8")),
    ],
)
def test_what_may_be_an_answer_stays_one(said: str, name: str, cells: tuple[str, ...]) -> None:
    table = feedback_table(text(said, name, *cells))
    assert table.column(1) == list(cells)
    assert no_answer_note(table, name) == ""


def test_a_zero_that_its_own_name_calls_no_answer_is_none() -> None:
    data = text("Report", "NPS (0-10; 0 = not answered)", "10", "0", "3", "4", "1", "2", "0")
    (column,) = propose(data, today=TODAY).columns
    assert (column.n, column.value) == (5, -60)


def test_a_legend_beside_the_answers_tells_it_too() -> None:
    rows = "".join(f"2026-10-0{day},{value},\n" for day, value in enumerate((0, 9, 3, 10, 0), 2))
    data = f"Date,NPS (0-10),Legend\n2026-10-01,10,0 = no answer\n{rows}".encode()
    (column,) = propose(data, today=TODAY).columns
    assert column.n == 4
