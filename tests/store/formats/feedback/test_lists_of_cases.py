"""Lists of cases are no purchases, and lengths without a day are told."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import FileKind, propose

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("name", ["Incident ID", "Assignee", "Assignment group", "Issue key"])
def test_a_customer_who_comes_again_with_a_case_bought_nothing(name: str) -> None:
    rows = [f"C{number % 3},2026-10-0{number},{number}.50,x{number}" for number in range(1, 9)]
    data = "\n".join([f"customer,Submit Date,Total,{name}", *rows, ""]).encode()
    assert propose(data, today=TODAY).kind is not FileKind.PURCHASES


@pytest.mark.parametrize(
    ("name", "most"), [("days_to_resolve", 2), ("Hours to close", 24), ("Resolution minutes", 1)]
)
def test_how_long_cases_took_without_their_day_is_told(name: str, most: int) -> None:
    rows = [f"T{number},Billing,{number}" for number in range(1, 9)]
    proposal = propose("\n".join([f"ticket_id,issue,{name}", *rows, ""]).encode(), today=TODAY)
    assert f"“{name}” says how long each case took" in proposal.reason
    assert f"--better down --threshold {most}, then" in proposal.reason


def test_members_are_known_by_their_number() -> None:
    rows = [f"2025-03-0{day},{'2026-10-12' if day % 3 else ''},{day}" for day in range(1, 9)]
    data = "\n".join(["Member since,Left,Membership no", *rows, ""]).encode()
    assert propose(data, today=TODAY).kind is FileKind.MEMBERSHIPS


@pytest.mark.parametrize(
    "header",
    [
        "user_id,billing_date,price,subscription_id",
        "customer_id,event_date,mrr_amount,event_type",
        "customer,date,amount,churn_date",
    ],
)
def test_what_goes_on_by_itself_is_not_bought_again(header: str) -> None:
    rows = [f"C{number % 3},2026-10-0{number},{number}.50,x{number}" for number in range(1, 9)]
    data = "\n".join([header, *rows, ""]).encode()
    assert propose(data, today=TODAY).kind is not FileKind.PURCHASES


def test_a_status_of_incidents_says_nothing_of_customers() -> None:
    rows = [
        f"IT{number},{'CLOSED' if number % 2 else 'ACTIVE'},2026-10-0{number} 9:00,0"
        for number in range(1, 9)
    ]
    data = "\n".join(["INCIDENT_ID,STATUS,LOGGED_TIME_IT,AGE", *rows, ""]).encode()
    assert "churn" not in propose(data, today=TODAY).reason


def test_incidents_are_read_by_the_names_of_a_shops_desk() -> None:
    rows = [
        f"IT{number},CLOSED,2026-10-0{number} 9:00,2026-10-1{number} 9:00,{number % 2}"
        for number in range(1, 9)
    ]
    header = "INCIDENT_ID,STATUS,OPEN_TIME_IT,RESOLVE_TIME,TICKET_REOPEN_COUNT"
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert [(each.measure, each.n, each.value) for each in proposal.outcomes] == [
        ("reopened", 8, 0.5)
    ]


def test_members_of_a_dutch_club_are_members() -> None:
    rows = [
        f"{day};2026-03-0{day};{'2026-10-12' if day % 3 == 0 else ''};actief" for day in range(1, 9)
    ]
    header = "Lidnr;Ingangsdatum;Einddatum;Status"
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert proposal.kind is FileKind.MEMBERSHIPS
