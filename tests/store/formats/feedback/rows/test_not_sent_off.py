"""Answers that were begun and not sent off: asked about as unfinished, never as merged cells."""

from __future__ import annotations

from datetime import date

import pytest

from store.domain.stages import Stage
from store.domain.statistics.measures import find_measure
from store.formats.feedback.days.days_above import days_above
from store.formats.feedback.feedback import date_places, read_feedback
from store.formats.feedback.proposals import propose
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 30)


def data(begun: str, sent: str, kind: str = "") -> bytes:
    """Five answers, of which the second and fourth were not sent off."""
    rows = [
        f"{5 - at},2026-10-0{at + 1} 10:00,{'' if at % 2 else f'2026-10-0{at + 1} 10:05'},{'started' if at % 2 else 'completed'}"
        for at in range(5)
    ]
    return "\n".join([f"CSAT,{begun},{sent},{kind or 'x'}", *rows, ""]).encode()


@pytest.mark.parametrize(
    ("begun", "sent", "kind", "by"),
    [
        ("Start Date (UTC)", "Submit Date (UTC)", "Response Type", "Response Type"),
        ("Start Date (UTC)", "Submit Date (UTC)", "", "Submit Date (UTC)"),
        ("startdate", "submitdate", "", "submitdate"),
        ("Date started", "Date submitted", "", "Date submitted"),
        ("Beginn", "Abgeschickt am", "", "Abgeschickt am"),
        ("Début", "Date de soumission", "", "Date de soumission"),
        ("Datum zahájení", "Datum odeslání", "", "Datum odeslání"),
        (
            "startdate. Datum gestartet",
            "submitdate. Datum Abgeschickt",
            "",
            "submitdate. Datum Abgeschickt",
        ),
    ],
)
def test_they_are_unfinished(begun: str, sent: str, kind: str, by: str) -> None:
    found = propose(data(begun, sent, kind), today=TODAY)
    assert found.unfinished is not None
    assert (found.unfinished.column, found.unfinished.lines) == (by, {3, 5})
    table = read_table(data(begun, sent, kind))
    assert days_above(table, date_places(table, sent, TODAY), 0) is None


def test_those_that_are_taken_are_dated_by_when_they_were_begun() -> None:
    read = read_feedback(
        data("Start Date", "Submit Date"), measure=find_measure("csat"), column="CSAT", team_id="t",
        stage=Stage.ASSIST, today=TODAY, date_column="Submit Date", take_day_above=None,
    )  # fmt: skip
    assert [row.day.day for row in read.rows] == [1, 2, 3, 4, 5]
    assert read.problems == ()


def test_a_contract_without_an_end_is_no_unfinished_answer() -> None:
    text = b"Start date,End date,CSAT,Survey date\n2026-01-01,,5,2026-10-01\n2026-01-01,2026-09-01,2,2026-10-02\n"
    assert propose(text, today=TODAY).unfinished is None


def test_one_that_says_only_when_it_was_sent_is_not_asked_about_so() -> None:
    text = b"Submit Date,CSAT\n2026-10-01,5\n,2\n2026-10-02,4\n"
    assert propose(text, today=TODAY).unfinished is None
