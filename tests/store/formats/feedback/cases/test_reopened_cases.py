"""A case that was reopened is not solved in the first contact, whatever its replies say."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import TicketFile, read_tickets


def read(header: str, *cases: str) -> TicketFile:
    rows = [f"{number},2026-10-01,2026-10-0{number + 1},Solved,{case}" for number, case in enumerate(cases, 1)]  # fmt: skip
    data = "\n".join([f"Id,Created at,Solved at,Status,{header}", *rows, ""])
    return read_tickets(data.encode(), team_id="t", today=date(2026, 11, 30))


def answers(file: TicketFile, measure: str) -> list[float]:
    return [row.value for each in file.outcomes if each.measure == measure for row in each.rows]


@pytest.mark.parametrize("header", ["Replies,Reopens", "Agent interactions,Times reopened"])
def test_each_time_it_was_reopened_is_a_contact_more(header: str) -> None:
    file = read(header, "1,0", "1,1", "2,1", "1,2", "3,0", "2,0", "1,")
    assert answers(file, "first-contact") == [1, 0, 0, 0, 0, 0, 1]
    assert answers(file, "two-interactions") == [1, 1, 1, 0, 0, 1, 1]
    assert answers(file, "reopened") == [0, 1, 1, 1, 0, 0]
    assert file.came_back == 2


def test_a_yes_is_once() -> None:
    file = read("Replies,Was reopened", "1,yes", "1,no", "2,yes")
    assert answers(file, "first-contact") == [0, 1, 0]
    assert answers(file, "two-interactions") == [1, 1, 1]
    assert file.came_back == 1


def test_the_help_desks_own_word_gives_way_too() -> None:
    file = read("FCR,Reopens", "yes,0", "yes,1", "no,1", ",0")
    assert answers(file, "first-contact") == [1, 0, 0]
    assert file.came_back == 1


def test_without_such_a_column_replies_alone_count() -> None:
    file = read("Replies,Group", "1,A", "2,A")
    assert (answers(file, "first-contact"), file.came_back) == ([1, 0], 0)
