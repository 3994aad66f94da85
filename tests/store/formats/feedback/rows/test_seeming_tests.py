"""Rows that name nobody but a test, or say nothing else, are asked about."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose
from store.formats.feedback.refusals import unfinished_answers
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.feedback.unfinished import why_unfinished

TODAY = date(2026, 12, 1)


def file(column: str, cells: list[str]) -> bytes:
    rows = [f'2026-10-{at + 1:02},{3 + at % 3},"{cell}"' for at, cell in enumerate(cells)]
    return "\n".join([f"Date,CSAT,{column}", *rows, ""]).encode()


CUSTOMERS = [f"Customer {at}" for at in range(8)]
WORDS = [f"They answered at once, number {at}" for at in range(8)]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Customer", ["TEST", *CUSTOMERS]),
        ("Kunde", ["Testkunde 1", *CUSTOMERS]),
        ("Name", ["Test Test", *CUSTOMERS]),
        ("E-mail", ["test@acme.org", *(f"a{at}@acme.org" for at in range(8))]),
        ("E-mail", ["bo@example.com", *(f"a{at}@acme.org" for at in range(8))]),
        ("Comment", ["test - please ignore", *WORDS]),
        ("Comment", ["This is a test", *WORDS]),
        ("Kommentar", ["Nur ein Test, bitte ignorieren", *WORDS]),
        ("Comentario", ["Prueba", *WORDS]),
    ],
)
def test_a_row_that_seems_to_be_a_test_is_asked_about(column: str, cells: list[str]) -> None:
    table = feedback_table(file(column, cells))
    left = propose(table, today=TODAY).unfinished
    assert left is not None
    assert left.lines == {2}
    assert unfinished_answers(left).startswith(f"1 row seems to be a test, by “{column}”.")
    assert why_unfinished(table, 2) == f"it seems to be a test, by “{column}”"


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Customer", ["Testo Ltd", *CUSTOMERS]),
        ("Customer", ["Contest Hall", *CUSTOMERS]),
        ("Comment", ["The test drive was good", *WORDS]),
        ("Comment", ["Test results came late", *WORDS]),
        ("Product", ["Test", *CUSTOMERS]),
        ("Agent name", ["Test", *CUSTOMERS]),
        ("Customer", ["Test"] * 8),
    ],
)
def test_other_rows_are_answers(column: str, cells: list[str]) -> None:
    assert propose(feedback_table(file(column, cells)), today=TODAY).unfinished is None


def test_tests_by_a_column_and_by_a_name_are_counted_apart() -> None:
    rows = "".join(
        f"2026-10-{at:02},{3 + at % 3},{'yes' if at % 2 else 'no'},{'Test' if at == 2 else 'Bo'}\n"
        for at in range(1, 9)
    )
    table = feedback_table(f"Date,CSAT,Test,Customer\n{rows}".encode())
    left = propose(table, today=TODAY).unfinished
    assert left is not None
    assert left.lines == {2, 3, 4, 6, 8}
    said = unfinished_answers(left)
    assert said.startswith(
        "4 rows are tests, by “Test”, and 1 row seems to be a test, by “Customer”."
    )
    assert why_unfinished(table, 3) == "it seems to be a test, by “Customer”"
