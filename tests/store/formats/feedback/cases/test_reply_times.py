"""How long a first reply took, as help desks write it; what cannot be read is no missed target."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import CaseAnswers, TicketFile, read_tickets
from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)
HOURS = ("00:45:00", "01:20:00", "30:10:00", "26:00:00", "02:30:00")


def data(name: str, cells: tuple[str, ...]) -> bytes:
    rows = [
        f"T{at},2026-10-0{at % 5 + 1} 10:00,2026-10-1{at % 5} 10:00,closed,{cells[at % len(cells)]}"
        for at in range(20)
    ]
    return "\n".join([f"Ticket ID,Created at,Closed at,Status,{name}", *rows, ""]).encode()


def read(name: str, cells: tuple[str, ...]) -> TicketFile:
    return read_tickets(data(name, cells), team_id="t", today=TODAY, solve_target_hours=24)


def replies(name: str, cells: tuple[str, ...]) -> CaseAnswers | None:
    found = read(name, cells).outcomes
    return next((each for each in found if each.measure == "first-reply"), None)


@pytest.mark.parametrize(
    "name",
    [
        "First response time", "First reply time (hours)", "Reaktionszeit", "Delai de première réponse",
        "Tiempo de primera respuesta", "Tempo di prima risposta", "Reactietijd",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cells", [HOURS, ("PT45M", "PT1H20M", "P1DT6H10M", "PT26H", "PT2H30M")])
def test_lengths_are_read(name: str, cells: tuple[str, ...]) -> None:
    found = replies(name, cells)
    assert found is not None
    assert sum(row.value for row in found.rows) / len(found.rows) == pytest.approx(0.6)


@pytest.mark.parametrize("name", ["First response time", "Reaktionszeit", "Response time"])
def test_numbers_without_a_unit_are_not_guessed(name: str) -> None:
    assert replies(name, ("5", "45", "200")) is None


@pytest.mark.parametrize("cells", [("soon", "later"), ("2026-10-01 10:45", "2026-10-02 11:20")])
def test_a_column_of_hours_that_holds_none_answers_nothing(cells: tuple[str, ...]) -> None:
    assert replies("First reply time (hours)", cells) is None


def test_a_cell_that_cannot_be_read_is_told_and_misses_no_target() -> None:
    tickets = read("First reply time (hours)", ("2", "soon", "3", "30", "pending"))
    (found,) = [each for each in tickets.outcomes if each.measure == "first-reply"]
    assert [row.value for row in found.rows] == [1.0, 1.0, 0.0, 0.0] * 4
    assert found.unknown == 4
    assert {each.reason for each in tickets.problems} == {
        "“soon” cannot be read as a time of the first reply, or lies before the case"
    }


def test_a_reply_before_its_case_is_told_and_misses_no_target() -> None:
    tickets = read("First reply at", ("2026-10-06 12:00", "2026-09-01 10:00"))
    (found,) = [each for each in tickets.outcomes if each.measure == "first-reply"]
    assert (len(found.rows), found.unknown) == (10, 10)


def test_minutes_with_a_colon_may_be_hours() -> None:
    assert replies("First response time (min)", ("3:20", "0:45")) is None
    assert propose(data("First response time (min)", ("3:20", "0:45")), today=TODAY).outcomes == ()
