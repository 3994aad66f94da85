"""A help desk's own word on its target, said as late or as kept."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import read_tickets
from store.formats.feedback.proposals import propose


def in_time(name: str, *words: str) -> list[float]:
    rows = [
        f"{number},2026-10-01,2026-10-0{number + 1},Closed,{word}"
        for number, word in enumerate(words, 1)
    ]
    data = "\n".join([f"Id,Created at,Solved at,Status,{name}", *rows, "9,2026-10-09,,Open,", ""])
    file = read_tickets(data.encode(), team_id="t", today=date(2026, 11, 30))
    return [
        row.value
        for each in file.outcomes
        if each.measure == "solved-in-target"
        for row in each.rows
    ]


@pytest.mark.parametrize(
    "name",
    [
        "made_sla",
        "Made SLA",
        "SLA met",
        "Met SLA",
        "Within SLA",
        "Resolved within SLA",
        "Resolution SLA achieved",
        "Resolution target met",
        "SLA eingehalten",
        "SLA respecté",
        "SLA cumplido",
    ],
)
def test_a_target_that_was_kept_says_so_with_a_yes(name: str) -> None:
    assert in_time(name, "true", "false", "true") == [1, 0, 1]
    assert in_time(name, "met", "breached", "met") == [1, 0, 1]


@pytest.mark.parametrize(
    "name",
    [
        "Time to resolution breached",
        "Resolution breached",
        "SLA breached",
        "Has breached",
        "Resolution SLA breach",
        "SLA verletzt",
        "SLA incumplido",
    ],
)
def test_a_target_that_was_missed_says_so_with_a_yes(name: str) -> None:
    assert in_time(name, "true", "false", "no") == [0, 1, 1]


def test_an_open_case_may_still_miss_a_target_that_is_kept_so_far() -> None:
    data = (
        "Id,Created at,Solved at,Status,made_sla\n"
        "1,2026-10-01,2026-10-02,Closed,true\n"
        "2,2026-10-03,,In Progress,true\n"
        "3,2026-10-04,,In Progress,false\n"
    )
    file = read_tickets(data.encode(), team_id="t", today=date(2026, 11, 30))
    found = next(each for each in file.outcomes if each.measure == "solved-in-target")
    assert [(row.line, row.value) for row in found.rows] == [(2, 1), (4, 0)]


def left_out(*due: str, mark: str = "Overdue") -> list[str]:
    rows = [
        f"{number},2026-10-0{number} 9:00,Closed,2026-10-1{number} 9:00,{day},0"
        for number, day in enumerate(due, 1)
    ]
    header = f"Ticket Number,Date Created,Current Status,Last Updated,Due Date,{mark}"
    open_one = "9,2026-10-09 9:00,Open,2026-10-20 9:00,2026-10-10 9:00,1"
    data = "\n".join([header, *rows, open_one, ""]).encode()
    proposal = propose(data, today=date(2026, 11, 30))
    return [each.reason for each in proposal.left_out if each.column == mark]


def test_a_mark_that_no_closed_case_keeps_says_nothing_of_them() -> None:
    late = ("2026-10-02 9:00", "2026-10-03 9:00", "2026-10-04 9:00", "2026-10-30 9:00")
    (why,) = left_out(*late)
    assert why.startswith("it says which cases are late today")
    assert left_out(*late, mark="SLA breached") == []


def test_a_mark_that_agrees_with_the_due_days_is_taken() -> None:
    assert left_out("2026-10-20 9:00", "2026-10-20 9:00", "2026-10-20 9:00") == []


@pytest.mark.parametrize("status", ["In UAT", "Fertig zur Abnahme", "Released"])
def test_a_day_of_the_solution_says_it_of_a_status_of_the_teams_own(status: str) -> None:
    data = (
        "Issue key,Created,Resolved,Status\n"
        f"A-1,2026-10-01 9:00,2026-10-01 11:00,{status}\n"
        "A-2,2026-10-02 9:00,2026-10-04 9:00,Reopened\n"
        "A-3,2026-10-03 9:00,2026-10-05 9:00,Done\n"
        f"A-4,2026-10-04 9:00,,{status}\n"
    )
    file = read_tickets(data.encode(), team_id="t", today=date(2026, 11, 30), solve_target_hours=24)
    found = next(each for each in file.outcomes if each.measure == "solved-in-target")
    assert [row.value for row in found.rows] == [1, 0, 0, 0]
    assert file.solved == 2


def test_closed_in_so_many_days_is_a_target_of_the_day_a_case_came_in() -> None:
    data = (
        "Ref,Date received,Date closed,Status,Closed within 5 working days? (Y/N)\n"
        "1,2026-10-01,2026-10-02,Closed,Y\n"
        "2,2026-10-03,2026-10-22,Closed,N\n"
    )
    file = read_tickets(data.encode(), team_id="t", today=date(2026, 11, 30))
    (found,) = (each for each in file.outcomes if each.measure == "solved-in-target")
    assert [(row.day.day, row.value) for row in found.rows] == [(1, 1), (3, 0)]


def test_a_citys_cases_are_read_by_their_short_names() -> None:
    data = (
        "case_enquiry_id,open_dt,sla_target_dt,closed_dt,on_time,case_status\n"
        "1,2026-10-01 9:00:00,2026-10-04 9:00:00,2026-10-02 9:00:00,ONTIME,Closed\n"
        "2,2026-10-02 9:00:00,2026-10-05 9:00:00,2026-10-09 9:00:00,OVERDUE,Closed\n"
        "3,2026-10-03 9:00:00,2026-10-30 9:00:00,,ONTIME,Open\n"
    )
    file = read_tickets(data.encode(), team_id="t", today=date(2026, 11, 30))
    (found,) = (each for each in file.outcomes if each.measure == "solved-in-target")
    assert [row.value for row in found.rows] == [1, 0]


def test_lengths_with_many_decimals_are_lengths() -> None:
    data = (
        "ticket_id,created_date,severity,resolution_hours\n"
        "1,2026-10-01,Low,14.341159271669231\n"
        "2,2026-10-02,Low,31.811592716692308\n"
        "3,2026-10-09,Low,2.5\n"
    )
    file = read_tickets(data.encode(), team_id="t", today=date(2026, 11, 30), solve_target_hours=24)
    (found,) = (each for each in file.outcomes if each.measure == "solved-in-target")
    assert [row.value for row in found.rows][:2] == [1, 0]
    assert file.still_open == 0


def test_one_closed_too_late_without_the_mark_is_enough_where_its_solution_is_told() -> None:
    rows = [
        f"{number},2026-10-01 9:00,Closed,2026-10-0{number} 9:00,2026-10-06 9:00,0"
        for number in range(2, 9)
    ]
    header = "Ticket Number,Date Created,Current Status,Closed Date,SLA Due Date,Overdue"
    data = "\n".join([header, *rows, ""]).encode()
    proposal = propose(data, today=date(2026, 11, 30))
    assert [each.column for each in proposal.left_out] == ["Overdue"]
