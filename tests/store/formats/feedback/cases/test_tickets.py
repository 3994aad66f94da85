"""Ticket exports: what their cases answer, and which are too young to judge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.common.errors import Refused
from store.domain.stages import Stage
from store.formats.feedback.cases.tickets import CaseAnswers, TicketFile, read_tickets
from store.formats.tabular.days.durations import per_hour, read_hours
from store.formats.tabular.numbers import settle_numbers
from store.formats.tabular.tables import Problem

TODAY = date(2026, 11, 20)


def read(data: bytes | str, **given: object) -> TicketFile:
    asked: dict[str, object] = {"team_id": "t1", "today": TODAY, **given}
    return read_tickets(data.encode() if isinstance(data, str) else data, **asked)  # type: ignore[arg-type]


def outcome(file: TicketFile, measure: str) -> CaseAnswers:
    return next(each for each in file.outcomes if each.measure == measure)


def counts(file: TicketFile, measure: str) -> tuple[int, int, int, int]:
    """Yes, answers, too young, unknown."""
    found = outcome(file, measure)
    return (
        int(sum(row.value for row in found.rows)),
        len(found.rows),
        found.too_young,
        found.unknown,
    )


ZENDESK = """Id,Requester id,Status,Created at,Solved at,Satisfaction Score,Reopens,Replies,First reply time in minutes
1,7,Solved,2024-05-01 10:00,2024-05-01 12:00,Good,0,1,30
2,7,Closed,2024-05-01 10:00,2024-05-04 10:00,Bad,1,2,1500
3,8,Open,2024-05-01 11:00,,Offered,0,1,60
4,8,Solved,2024-05-02 10:00,2024-05-02 11:00,Unoffered,0,3,
5,9,New,2024-05-04 09:00,,,0,0,
6,9,Solved,2024-05-04 09:30,2024-05-04 10:00,Good,0,0,5
"""


def test_a_zendesk_export() -> None:
    file = read(ZENDESK, solve_target_hours=24)
    assert file.newest == datetime.fromisoformat("2024-05-04T10:00")
    assert (file.read, file.solved, file.problems) == (6, 4, ())
    assert counts(file, "first-reply") == (2, 4, 2, 0)
    assert counts(file, "solved-in-target") == (2, 4, 2, 0)
    assert counts(file, "first-contact") == (2, 4, 0, 2)
    assert counts(file, "two-interactions") == (3, 4, 0, 2)
    assert counts(file, "reopened") == (1, 4, 0, 2)
    assert [row.value for row in outcome(file, "csat").rows] == [5, 1, 5]
    assert file.median_reply_hours == pytest.approx(0.75)


def test_each_measure_counts_on_its_own_day() -> None:
    file = read(ZENDESK, solve_target_hours=24)
    for measure, day in (("first-reply", 1), ("solved-in-target", 1), ("csat", 4), ("reopened", 4)):
        row = next(row for row in outcome(file, measure).rows if row.line == 3)
        assert row.day == date(2024, 5, day)


def test_a_longer_reply_target_needs_older_cases() -> None:
    assert counts(read(ZENDESK, reply_target_hours=1), "first-reply") == (2, 5, 1, 0)
    assert counts(read(ZENDESK, reply_target_hours=48), "first-reply") == (3, 4, 2, 0)


def test_a_young_case_is_left_out_however_fast_its_answer() -> None:
    file = read(ZENDESK, reply_target_hours=24)
    assert 7 not in [row.line for row in outcome(file, "first-reply").rows]


def test_a_freshdesk_export() -> None:
    text = (
        "Ticket ID,Status,Created time,Resolved time,First response time (in hrs),"
        "Resolution time (in hrs),Agent interactions,Customer interactions,Survey results,Resolution status\n"
        "1,Closed,2024-05-01 10:00:00,2024-05-02 10:00:00,02:30:00,24:00:00,1,1,Extremely Happy,Within SLA\n"
        "2,Resolved,2024-05-01 10:00:00,2024-05-03 10:00:00,25:10:00,48:00:00,2,2,Unhappy,SLA Violated\n"
        "3,OpenPending,2024-05-01 10:00:00,,01:00:00,,4,2,,Within SLA\n"
    )
    file = read(text)
    assert counts(file, "first-reply") == (2, 3, 0, 0)
    assert counts(file, "solved-in-target") == (1, 2, 0, 1)
    assert counts(file, "two-interactions") == (2, 2, 0, 1)
    assert [row.value for row in outcome(file, "csat").rows] == [5, 2]


def test_replies_and_solutions_given_as_times() -> None:
    text = (
        "case,created,first response at,closed at\n"
        "a,01.05.2024 10:00,01.05.2024 11:00,02.05.2024 11:00\n"
        "b,01.05.2024 10:00,03.05.2024 11:00,\n"
    )
    file = read(text, solve_target_hours=30)
    assert counts(file, "first-reply") == (1, 2, 0, 0)
    assert counts(file, "solved-in-target") == (1, 2, 0, 0)


@pytest.mark.parametrize(
    ("name", "cases", "quick", "median", "unrated", "content", "strays", "in_time"),
    [
        ("tickets_rated.csv", 24, 18, 10.5, 14, 6, 12, 8),
        pytest.param(
            "teresgeo_tickets.csv",
            1000,
            775,
            10.195,
            572,
            255,
            379 + 193,
            317,
            marks=pytest.mark.real,
        ),
    ],
)
def test_an_export_whose_open_cases_carry_resolution_times(
    example: Callable[[str], bytes],
    name: str,
    cases: int,
    quick: int,
    median: float,
    unrated: int,
    content: int,
    strays: int,
    in_time: int,
) -> None:
    file = read(example(name), solve_target_hours=72)
    assert counts(file, "first-reply") == (quick, cases, 0, 0)
    assert file.median_reply_hours == pytest.approx(median)
    assert outcome(file, "csat").unknown == unrated
    assert sum(row.value >= 4 for row in outcome(file, "csat").rows) == content
    assert file.stray_lengths == strays
    assert counts(file, "solved-in-target")[0] == in_time


@pytest.mark.parametrize(
    ("name", "cases", "solved", "overdue", "unknown"),
    [
        ("tickets_glpi.csv", 20, 7 + 8, 4, 4),
        pytest.param("glpi_ceneged.csv", 522, 256 + 247, 102, 17, marks=pytest.mark.real),
    ],
)
def test_a_glpi_export_says_itself_what_is_overdue(
    example: Callable[[str], bytes],
    name: str,
    cases: int,
    solved: int,
    overdue: int,
    unknown: int,
) -> None:
    file = read(example(name))
    assert (file.read, file.solved) == (cases, solved)
    yes, n, young, open_still = counts(file, "solved-in-target")
    assert (n - yes, young, open_still) == (overdue, 0, unknown)
    assert n + unknown == cases


@pytest.mark.parametrize(
    "name", ["tickets_unsolved.csv", pytest.param("freshdesk_demo.csv", marks=pytest.mark.real)]
)
def test_a_freshdesk_export_without_anything_solved_is_refused(
    example: Callable[[str], bytes], name: str
) -> None:
    with pytest.raises(Refused, match="answers no measure"):
        read(example(name))


def test_what_cannot_be_read_is_told_and_stops_nothing() -> None:
    text = (
        "id,created at,status,solved at,csat\n"
        "1,2024-05-01,solved,2024-05-02,5\n"
        "2,,solved,2024-05-02,4\n"
        "3,2024-05-01,solved,2024-05-02,9\n"
        "4,2031-05-01,open,,\n"
        "5,2024-05-01,solved,soon,4\n"
        + "".join(f"{n},2024-05-01,solved,2024-05-02,4\n" for n in range(6, 20))
    )
    file = read(text)
    assert file.problems == (
        Problem(3, "it has no day of creation"),
        Problem(4, "“9” is not a whole number from 1 to 5"),
        Problem(5, "its date, 2031-05-01, is in the future"),
        Problem(6, "“soon” is not a date"),
    )
    assert len(outcome(file, "csat").rows) == 15


def test_a_case_counts_once_however_its_row_changes() -> None:
    first = {row.fingerprint for row in outcome(read(ZENDESK), "csat").rows}
    later = ZENDESK.replace("1,7,Solved", "1,7,Closed").replace("\n", "\r\n")
    assert {row.fingerprint for row in outcome(read(later), "csat").rows} == first
    other = read(ZENDESK, stage=Stage.ASSIST)
    assert not first & {row.fingerprint for row in outcome(other, "csat").rows}


def test_a_survey_is_no_ticket_export() -> None:
    with pytest.raises(Refused, match="not a ticket export"):
        read("nps,date\n9,2024-05-01\n")


@pytest.mark.parametrize(
    ("cell", "name", "hours"),
    [
        ("90", "First reply time in minutes", 1.5),
        ("1.5", "First_Response_Time_Hours", 1.5),
        ("1,5", "Lösung (Stunden)", 1.5),
        ("5400", "seconds", 1.5),
        ("26:30:00", "First response time (in hrs)", 26.5),
        ("1d 2h 30m", "hours", 26.5),
        ("2 days", "hours", 48),
        ("-4", "hours", None),
        ("NA", "hours", None),
        ("soon", "hours", None),
    ],
)
def test_lengths_of_time(cell: str, name: str, hours: float | None) -> None:
    unit = per_hour(name)
    assert unit is not None
    read_back = read_hours(cell, unit, settle_numbers([cell]))
    assert read_back == (None if hours is None else pytest.approx(hours))


cells = st.sampled_from(
    ["", "1", "2024-05-01", "2024-05-02T10:00:00Z", "03/04/2024", "9999-12-30", "solved", "open", "yes",
     "5", "99999999999", "00:30:00", "Good", "x", "1e9", "-1", "NaN"]
)  # fmt: skip


@given(
    st.binary(max_size=200)
    | st.lists(st.lists(cells, min_size=9, max_size=9), max_size=6).map(
        lambda rows: "\n".join([ZENDESK.split("\n")[0], *(",".join(row) for row in rows)]).encode()
    ),
    st.none() | st.floats(0, 1e12),
)
@settings(deadline=20_000)
def test_any_bytes_give_outcomes_or_a_refusal(data: bytes, target: float | None) -> None:
    try:
        file = read(data, solve_target_hours=target)
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
        return
    assert all(row.day <= TODAY for each in file.outcomes for row in each.rows)
