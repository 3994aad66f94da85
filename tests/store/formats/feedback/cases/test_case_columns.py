"""Which column of a help desk's export says what: a day by its days, a target by its due days."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import TicketFile, read_tickets
from store.formats.feedback.proposals import FileKind, propose

TODAY = date(2026, 11, 20)


def lines(*rows: str) -> bytes:
    return "\n".join([*rows, ""]).encode()


def read(data: bytes, solve_target_hours: float | None = None) -> TicketFile:
    return read_tickets(data, team_id="t", today=TODAY, solve_target_hours=solve_target_hours)


def days(file: TicketFile, measure: str) -> list[date]:
    found = next(each for each in file.outcomes if each.measure == measure)
    return [row.day for row in found.rows]


@pytest.mark.parametrize("closed", ["Completed At", "Closed At", "Date Completed", "Solved"])
@pytest.mark.parametrize("length", ["Resolution Time", "Resolution time", "Solution time"])
def test_a_length_never_takes_the_place_of_the_day_a_case_was_closed(
    closed: str, length: str
) -> None:
    data = lines(
        f"ID,Status,Created At,{length},{closed},Reopened,Satisfaction",
        "101,Completed,2026-10-01 09:00,8h 0m,2026-10-20 17:00,No,5",
        '102,Completed,2026-10-02 09:00,"1 day, 2:00:00",2026-10-21 09:00,Yes,2',
        "103,Open,2026-10-03 09:00,,,No,",
    )
    file = read(data, solve_target_hours=10)
    assert file.columns["solved"] == closed
    assert file.columns["length"] == length
    for measure in ("reopened", "csat"):
        assert days(file, measure) == [date(2026, 10, 20), date(2026, 10, 21)]
    in_time = next(each for each in file.outcomes if each.measure == "solved-in-target")
    assert [row.value for row in in_time.rows] == [1, 0, 0]


def test_a_length_without_a_unit_takes_no_place_either() -> None:
    file = read(
        lines(
            "ID,Status,Created At,Resolution Time,Completed At,Reopened",
            "101,Completed,2026-10-01 09:00,480,2026-10-20 17:00,No",
        )
    )
    assert days(file, "reopened") == [date(2026, 10, 20)]


def test_a_resolution_time_that_is_a_day_is_that_day() -> None:
    file = read(
        lines(
            "ID,Status,Created At,Resolution Time,Reopened",
            "101,Closed,2026-10-01 09:00,2026-10-20 17:00,No",
        )
    )
    assert days(file, "reopened") == [date(2026, 10, 20)]
    assert file.median_solve_hours == 19 * 24 + 8


def test_a_reply_is_read_where_its_day_and_its_length_both_stand() -> None:
    file = read(
        lines(
            "ID,Status,Created At,First Response,First Response Time,Closed At",
            "101,Closed,2026-10-01 09:00,2026-10-01 10:00,soon,2026-10-20 17:00",
        )
    )
    assert file.median_reply_hours == 1


def test_a_survey_that_was_completed_is_no_case() -> None:
    found = propose(
        lines(
            "Response ID,Created at,Completed at,Satisfaction",
            "1,2026-10-01 09:00,2026-10-01 09:10,5",
            "2,2026-10-02 09:00,2026-10-02 09:10,2",
        ),
        today=TODAY,
    )
    assert (found.kind, found.date_column) == (FileKind.ANSWERS, "Completed at")


OSTICKET = "Ticket Number,Date Created,Current Status,Last Updated,Due Date,Overdue,Reopened"


def test_without_a_due_day_nothing_is_solved_within_a_target() -> None:
    data = lines(
        OSTICKET,
        "100,10/13/2026 09:00,Closed,10/14/2026 09:00,,0,0",
        "101,10/14/2026 09:00,Closed,10/24/2026 09:00,,0,1",
        "102,10/15/2026 09:00,Open,10/25/2026 09:00,,0,0",
    )
    assert [each.measure for each in read(data).outcomes] == ["reopened"]
    left = {each.column: each.reason for each in propose(data, today=TODAY).left_out}
    assert left["Overdue"] == (
        "no solved case has a due day, so there is no target; --solve-target HOURS gives one"
    )


def test_a_case_without_a_due_day_has_no_target() -> None:
    file = read(
        lines(
            OSTICKET,
            "100,10/13/2026 09:00,Closed,10/14/2026 09:00,10/15/2026 09:00,0,0",
            "101,10/14/2026 09:00,Closed,10/24/2026 09:00,10/15/2026 09:00,1,0",
            "102,10/15/2026 09:00,Closed,10/25/2026 09:00,,0,0",
        )
    )
    in_time = next(each for each in file.outcomes if each.measure == "solved-in-target")
    assert [row.value for row in in_time.rows] == [1, 0]


def test_a_due_day_that_was_never_set_leaves_a_target_said_in_words() -> None:
    file = read(
        lines(
            "Ticket ID,Created time,Status,Due by,Resolution status",
            "1,2026-10-01 09:00,Closed,,Within SLA",
            "2,2026-10-02 09:00,Closed,,SLA Violated",
        )
    )
    in_time = next(each for each in file.outcomes if each.measure == "solved-in-target")
    assert [row.value for row in in_time.rows] == [1, 0]


def test_incidents_are_known_by_when_they_were_reported_and_last_resolved() -> None:
    data = lines(
        "Incident ID,Reported Date,Submit Date,Last Resolved Date,Status",
        "INC1,2026-10-01 09:00,2026-10-01 09:05,2026-10-03 10:00,Closed",
        "INC2,2026-10-02 09:00,2026-10-02 09:05,,In Progress",
    )
    file = read(data, solve_target_hours=24)
    assert (file.columns["created"], file.columns["solved"]) == (
        "Reported Date",
        "Last Resolved Date",
    )
    assert days(file, "solved-in-target") == [date(2026, 10, 1), date(2026, 10, 2)]
