"""A log that calls cases open and says when they were solved is asked about, not counted."""

from __future__ import annotations

from datetime import date

import pytest

from screens.importing.key_words import by_keys
from store.common.errors import Refused
from store.formats.feedback.cases.tickets import read_tickets
from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)


def _log(still_open: int, status: str = "open", header: str = "status,resolved_at") -> bytes:
    """Twenty cases with a day of their solution each, of which some are still open."""
    rows = [
        f"T{at},2026-10-{at + 1:02},{status if at < still_open else 'closed'},2026-10-{at + 2:02},{at % 3 > 0}"
        for at in range(20)
    ]
    return "\n".join([f"ticket_id,created_at,{header},sla_met", *rows, ""]).encode()


@pytest.mark.parametrize("status", ["open", "In Progress", "aberto", "In Bearbeitung", "en cours"])
def test_open_cases_with_a_day_of_their_solution_are_asked_about(status: str) -> None:
    with pytest.raises(Refused) as refused:
        read_tickets(_log(6, status), team_id="t", today=TODAY)
    said = refused.value.message
    assert (
        f"“resolved_at”: it has a day for 6 cases that “status” calls open, such as “{status}”"
        in said
    )
    assert '--column "status=skip"' in said
    assert '--column "resolved_at=skip"' in said
    assert '--column "' not in by_keys(said)


def test_the_column_tells_it_where_another_measure_is_read() -> None:
    log = _log(6).decode().splitlines()
    rated = "\n".join(
        [f"{log[0]},csat_score", *(f"{row},{4 - at % 2}" for at, row in enumerate(log[1:])), ""]
    )
    left = {each.column: each.reason for each in propose(rated.encode(), today=TODAY).left_out}
    assert "calls open" in left["resolved_at"]


def test_without_another_measure_the_line_has_a_target() -> None:
    rows = [
        f"T{at},2026-10-{at + 1:02},2026-10-{at + 2:02},{('In Review', 'Resolved')[at % 2]}"
        for at in range(20)
    ]
    data = "\n".join(
        ["request_id,submitted_date,resolved_date,resolution_status", *rows, ""]
    ).encode()
    with pytest.raises(Refused) as refused:
        read_tickets(data, team_id="t", today=TODAY)
    assert (
        'Say --column "resolution_status=skip" --solve-target HOURS to count'
        in refused.value.message
    )
    assert '--column "' not in by_keys(refused.value.message)


@pytest.mark.parametrize("status", ["cancelled", "duplicate", "closed"])
def test_a_case_that_has_ended_contradicts_nothing(status: str) -> None:
    read_tickets(_log(6, status), team_id="t", today=TODAY)


def test_some_that_were_opened_again_are_no_contradiction() -> None:
    read = read_tickets(_log(1), team_id="t", today=TODAY)
    assert read.solved == 19
