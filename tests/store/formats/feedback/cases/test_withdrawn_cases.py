"""Cases that were cancelled, or are duplicates or spam, say nothing of how soon the others were solved."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import read_tickets
from store.formats.feedback.words.status_words import is_solved, is_withdrawn

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "status",
    [
        "Cancelled", "Closed - duplicate", "Closed as spam", "Won't fix", "Rejected", "Storniert",
        "Annulé", "Rechazado", "Annullato", "Geannuleerd", "Anulowane",
    ],
)  # fmt: skip
def test_a_withdrawn_case_is_not_solved(status: str) -> None:
    assert is_withdrawn(status)
    assert not is_solved(status)


@pytest.mark.parametrize(
    "status",
    ["To be closed", "Closed without solution", "Clôturé sans suite", "Partially resolved"],
)
def test_an_end_without_a_solution_is_none(status: str) -> None:
    assert not is_solved(status)
    assert not is_withdrawn(status)


@pytest.mark.parametrize("status", ["Closed", "Closed - no response", "Auto-closed", "Erledigt"])
def test_an_end_is_a_solution(status: str) -> None:
    assert is_solved(status)
    assert not is_withdrawn(status)


def test_it_misses_no_target() -> None:
    rows = [
        f"T{at},2026-10-{at + 1:02} 10:00,{f'2026-10-{at + 1:02} 18:00' if at % 2 else ''},{'Closed' if at % 2 else 'Cancelled'}"
        for at in range(20)
    ]
    text = "\n".join(["Ticket ID,Created at,Closed at,Status", *rows, ""]).encode()
    read = read_tickets(text, team_id="t", today=TODAY, solve_target_hours=24)
    (found,) = [each for each in read.outcomes if each.measure == "solved-in-target"]
    assert {row.value for row in found.rows} == {1.0}
    assert read.still_open == 0
