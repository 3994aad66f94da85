"""Exports as other tools write them: what is found in each, and what is left."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import read_tickets
from store.formats.feedback.column_roles import Tool
from store.formats.feedback.proposals import FileKind, Proposal, propose
from store.formats.feedback.purchases import read_purchases
from store.formats.tabular.days.dates import DayOrder, read_date

TODAY = date(2026, 11, 20)


def lines(header: str, *rows: str, times: int = 1) -> bytes:
    """A file of ``rows``, ``times`` over; ``#`` in a row becomes its number, from 10."""
    body = [row.replace("#", str(number)) for number, row in enumerate(rows * times, 10)]
    return "\n".join([header, *body, ""]).encode()


def found(proposal: Proposal) -> dict[str, tuple[int, float | None]]:
    """Each measure's n and figure."""
    both = [(each.measures[0], each.n, each.value) for each in proposal.columns]
    both += [(each.measure, each.n, each.value) for each in proposal.outcomes]
    return {measure: (n, value) for measure, n, value in both}


EXPLORE = lines(
    "Ticket ID,Ticket created - Timestamp,Ticket solved - Timestamp,Ticket status,"
    "Ticket satisfaction rating,First reply time (min),Full resolution time (hrs),Reopens,"
    "Agent replies",
    "1,2026-09-01T08:00:00,2026-09-01T12:00:00,Solved,Good,30,4,0,1",
    "2,2026-09-01T08:00:00,2026-09-03T08:00:00,Solved,Bad,1500,48,1,2",
    "3,2026-09-01T08:00:00,,Open,Offered,,,0,0",
    "4,2026-09-04T08:00:00,2026-09-04T09:00:00,Closed,Good,5,1,0,3",
)
HUBSPOT = lines(
    "Ticket ID,Ticket status,Create date,Close date,"
    "Time to first agent email reply (HH:mm:ss),Time to close (HH:mm:ss)",
    "1,Closed,2026-09-01 08:00,2026-09-01 12:00,00:30:00,04:00:00",
    "2,Waiting on us,2026-09-01 08:00,,30:00:00,",
    "3,New,2026-09-03 08:00,,,",
)
ZOHO = lines(
    "Ticket Id,Status (Ticket),Created Time (Ticket),Ticket Closed Time,"
    "First Response Time in Business Hours,Happiness Rating,Is Escalated",
    "1,Closed,1 Sep 2026 08:30 AM,1 Sep 2026 09:30 PM,07:05 hrs,Good,true",
    "2,Closed,1 Sep 2026 08:30 AM,4 Sep 2026 09:30 PM,30:05 hrs,Bad,false",
)
OTRS = lines(
    "Ticketnummer;Erstellt;Geschlossen;Status;Erste Antwort in Minuten;Lösungszeit in Minuten",
    "1;01.09.2026 08:00;01.09.2026 12:00;erfolgreich geschlossen;30;240",
    "2;13.09.2026 08:00;;offen;1500;",
)


FRENCH = lines(
    "ID du ticket;Sujet;Statut;Date de création;Date de résolution;Résultats de l'enquête",
    "1;Aide;Résolu;13/05/2026 08:00;14/05/2026 08:00;Très satisfait",
    "2;Aide;Résolu;14/05/2026 08:00;15/05/2026 08:00;Insatisfait",
    "3;Aide;Ouvert;15/05/2026 08:00;;",
)


REOPENED = lines(
    "Numéro;Créé le;Résolu le;Rouvert;Statut",
    "1;13/02/2026 10:00;14/02/2026 10:00;oui;Résolu",
    "2;14/02/2026 10:00;15/02/2026 10:00;non;Résolu",
)


@pytest.mark.parametrize(
    ("data", "tool", "expected"),
    [
        (
            EXPLORE,
            Tool.ZENDESK,
            {
                "first-reply": (3, 1 / 3),
                "first-contact": (3, 1 / 3),
                "two-interactions": (3, 2 / 3),
                "reopened": (3, 1 / 3),
                "csat": (3, 2 / 3),
            },
        ),
        (HUBSPOT, Tool.PLAIN, {"first-reply": (2, 0.5)}),
        (
            ZOHO,
            Tool.PLAIN,
            {"first-reply": (2, 0.5), "escalated": (2, 0.5), "csat": (2, 0.5)},
        ),
        (OTRS, Tool.PLAIN, {"first-reply": (2, 0.5)}),
        (FRENCH, Tool.PLAIN, {"csat": (2, 0.5)}),
        (REOPENED, Tool.PLAIN, {"reopened": (2, 0.5)}),
    ],
    ids=["Zendesk Explore", "HubSpot", "Zoho Desk", "OTRS", "in French", "reopened, in French"],
)
def test_a_help_desks_cases_are_known(
    data: bytes, tool: Tool, expected: dict[str, tuple[int, float]]
) -> None:
    proposal = propose(data, today=TODAY)
    assert (proposal.tool, proposal.kind) == (tool, FileKind.TICKETS)
    assert found(proposal) == expected


def test_a_solution_is_preferred_to_the_closing_after_it() -> None:
    data = lines(
        "number,opened_at,closed_at,resolved_at,state,reopen_count",
        "1,2026-09-01 08:00,2026-09-08 08:00,2026-09-01 10:00,Closed,0",
    )
    assert read_tickets(data, team_id="t", today=TODAY).columns["solved"] == "resolved_at"


def test_a_resolution_time_with_a_unit_is_preferred_to_one_without() -> None:
    data = lines(
        "Id,Status,Created at,Resolution time,Full resolution time in minutes",
        "1,Solved,2026-09-01 08:00,2,120",
        "2,Solved,2026-09-01 08:00,50,3000",
    )
    file = read_tickets(data, team_id="t", today=TODAY, solve_target_hours=24)
    assert [row.value for row in file.outcomes[0].rows] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("SLA not met", 0.0),
        ("Unmet", 0.0),
        ("Failed", 0.0),
        ("Met", 1.0),
        ("Resolved within SLA", 1.0),
        ("In progress", None),
    ],
)
def test_a_help_desks_word_on_its_target(said: str, kept: float | None) -> None:
    data = lines(
        "Ticket ID,Status,Created time,Resolved time,Resolution status",
        f"1,Closed,2026-09-01 08:00,2026-09-01 10:00,{said}",
        "2,Closed,2026-09-01 08:00,2026-09-01 10:00,Within SLA",
    )
    rows = read_tickets(data, team_id="t", today=TODAY).outcomes[0].rows
    assert [row.value for row in rows] == [*([] if kept is None else [kept]), 1.0]


def test_what_was_closed_without_success_is_not_solved() -> None:
    data = lines(
        "Ticketnummer;Erstellt;Geschlossen;Status",
        "1;01.09.2026 08:00;01.09.2026 12:00;erfolglos geschlossen",
        "2;13.09.2026 08:00;13.09.2026 12:00;erfolgreich geschlossen",
    )
    assert read_tickets(data, team_id="t", today=TODAY, solve_target_hours=24).solved == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Extremely Happy|Happy|Neutral|Unhappy|Not Given", (4, 0.5)),
        ("All good|Could have been better", (2, 0.5)),
        ("Great|Okay|Not Good", (3, 1 / 3)),
        ("😠 Terrible|🙁 Bad|😐 OK|😃 Great|🤩 Amazing!", (5, 0.4)),
        ("good_with_comment|bad_with_comment|offered", (2, 0.5)),
    ],
)
def test_satisfaction_in_a_tools_own_words(words: str, expected: tuple[int, float]) -> None:
    rows = [f"2026-09-13,{word}" for word in words.split("|")]
    assert found(propose(lines("Date,Rating", *rows), today=TODAY)) == {"csat": expected}


def test_delighteds_scores_are_known_by_their_groups() -> None:
    proposal = propose(
        lines(
            "Created At,Score,NPS Category",
            "2026-09-13 08:00:00 UTC,10,Promoter",
            "2026-09-13 08:00:00 UTC,8,Passive",
            "2026-09-13 08:00:00 UTC,2,Detractor",
            "2026-09-13 08:00:00 UTC,9,Promoter",
        ),
        today=TODAY,
    )
    assert found(proposal) == {"nps": (4, 25.0)}
    assert [each.column for each in proposal.left_out] == ["NPS Category"]


def test_numbers_that_contradict_the_groups_are_no_scores() -> None:
    rows = ["1,Promoter", "2,Passive", "3,Detractor", "4,Promoter"]
    assert propose(lines("Place,NPS Category", *rows), today=TODAY).columns == ()


def test_google_forms_times_and_long_questions() -> None:
    proposal = propose(
        lines(
            "Timestamp,How satisfied are you with our support? (1 = not at all; 5 = very)",
            "2026/09/01 8:30:00 AM GMT+2,5",
            "2026/09/14 10:30:00 PM GMT+2,2",
        ),
        today=TODAY,
    )
    assert (proposal.date_column, found(proposal)) == ("Timestamp", {"csat": (2, 0.5)})


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Start time,Completion time,NPS", "Completion time"),
        ("Start Date (UTC),Submit Date (UTC),NPS", "Submit Date (UTC)"),
    ],
)
def test_an_answer_is_dated_when_it_was_sent(header: str, column: str) -> None:
    data = lines(header, "2026-09-01 08:00,2026-09-02 08:00,9")
    assert propose(data, today=TODAY).date_column == column


def test_qualtrics_is_not_taken_for_formbricks() -> None:
    data = lines(
        "StartDate,Finished,RecordedDate,ResponseId,Q1 NPS", "2026-09-01,True,2026-09-01,R1,9"
    )
    assert propose(data, today=TODAY).tool is Tool.QUALTRICS


def test_a_time_is_no_comment() -> None:
    data = lines(
        "Review Created (UTC),Review Content,Review Stars",
        "2026-09-13T08:00:00.000000+00:00,quick and kind,5",
    )
    assert propose(data, today=TODAY).comment_column == "Review Content"


def test_codes_for_no_answer_are_blank_and_a_slip_is_rejected() -> None:
    rows = [f"2026-09-13,{cell}" for cell in ("5", "4", "2", "99", "99", "-1", "-1", "999")]
    (column,) = propose(lines("Date,CSAT", *rows), today=TODAY).columns
    assert (column.n, column.blank, column.rejected) == (3, 4, 1)


def test_yes_and_no_in_spanish() -> None:
    data = lines("¿Se resolvió su problema?", "Sí", "No", "No sé", times=3)
    assert found(propose(data, today=TODAY)) == {"solved-it": (6, 0.5)}


def test_an_anonymised_day_is_none() -> None:
    assert read_date("1980-01-01 00:00:00", DayOrder.DAY_FIRST) is None


def test_stripes_subscriptions_are_memberships() -> None:
    data = lines(
        "id,Customer ID,Status,Created (UTC),Canceled At (UTC),Ended At (UTC)",
        "sub_#,cus_#,canceled,2026-01-01 00:00,2026-08-01 00:00,2026-09-01 00:00",
        "sub_#,cus_#,active,2026-01-01 00:00,,",
    )
    proposal = propose(data, today=TODAY)
    assert proposal.kind is FileKind.MEMBERSHIPS


def test_what_was_not_paid_is_no_purchase() -> None:
    data = lines(
        "Email,Financial Status,Created at,Total",
        "a@x,paid,2026-01-01,5",
        "a@x,voided,2026-01-10,5",
        "b@x,paid,2026-01-01,5",
        "b@x,partially_refunded,2026-01-10,5",
        "c@x,paid,2026-09-01,5",
    )
    file = read_purchases(data, team_id="t", today=TODAY)
    assert [row.value for row in file.outcomes[0].rows] == [0.0, 1.0]
    assert [(each.line, each.reason) for each in file.problems] == [
        (3, "nothing was bought: it is “voided”")
    ]


def test_a_billing_address_names_the_customer() -> None:
    data = lines(
        "Order Number,Order Date,Email (Billing)",
        "1,2026-01-01,a@x",
        "2,2026-01-10,a@x",
        "3,2026-09-01,b@x",
    )
    assert propose(data, today=TODAY).kind is FileKind.PURCHASES


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("NPS", "10 9 3 x", ("nps", 3, 1)),
        ("CSAT", "5 4 1 9", ("csat", 3, 1)),
        ("Solved?", "yes no yes perhaps", ("solved-it", 3, 1)),
        ("NPS", "10 9 x", None),
        ("NPS", "10 9 3 8 x y z", None),
        ("Satisfaction", "1 2 3 9", None),
        ("NPS", "1 2 3 4 5 5 12 4", None),
    ],
)
def test_a_slip_or_two_do_not_hide_what_a_short_column_holds(
    name: str, cells: str, expected: tuple[str, int, int] | None
) -> None:
    columns = propose(lines(name, *cells.split()), today=TODAY).columns
    found = [(each.measures[0], each.n, each.rejected) for each in columns]
    assert found == ([] if expected is None else [expected])
