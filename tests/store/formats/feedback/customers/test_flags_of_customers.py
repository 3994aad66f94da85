"""Columns of who left or came again: dated by no day of coming, and counted once a customer."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.memberships import read_memberships
from store.formats.feedback.proposals import FileKind, Proposal, propose

TODAY = date(2026, 11, 30)


def read(header: str, *rows: str) -> Proposal:
    return propose("\n".join([header, *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    "day",
    [
        "join_date",
        "signup_date",
        "start_date",
        "contract_date",
        "registered",
        "first_visit",
        "created_at",
    ],
)
def test_who_left_is_not_of_the_day_they_came(day: str) -> None:
    rows = [f"C{at},2026-0{at % 9 + 1}-10,{('Yes', 'No')[at % 2]}" for at in range(20)]
    assert read(f"customer_id,{day},churn", *rows).date_column is None


@pytest.mark.parametrize("day", ["date", "month", "survey date"])
def test_who_left_is_of_the_day_that_the_file_speaks_of(day: str) -> None:
    rows = [f"C{at},2026-0{at % 9 + 1}-10,{('Yes', 'No')[at % 2]}" for at in range(20)]
    assert read(f"customer_id,{day},churn", *rows).date_column == day


def test_a_flag_on_several_rows_of_a_customer_is_left_with_its_line() -> None:
    rows = [f"C{at % 6},2026-0{at % 9 + 1}-10,{('Yes', 'No')[at % 2]}" for at in range(20)]
    found = read("customer_id,date,churned", *rows)
    assert found.columns == ()
    assert "customers stand on several rows, by “customer_id”" in found.reason
    assert 'say --column "churned=churn"' in found.reason


def test_a_flag_beside_the_ratings_of_cases_is_left_with_its_line() -> None:
    rows = [
        f"T{at},2026-10-{at + 1:02},2026-10-{at + 2:02},closed,{at % 5 + 1},{at % 2}"
        for at in range(20)
    ]
    found = read("ticket_id,created_date,closed_date,status,csat_score,churned", *rows)
    assert [each.column for each in found.columns] == ["csat_score"]
    assert (
        'say --column "churned=churn"'
        in {each.column: each.reason for each in found.left_out}["churned"]
    )


def test_a_subscriber_who_came_twice_is_a_member_still() -> None:
    rows = [
        f"S{at};Ana {at % 12};a{at % 12}@x.example;Plano;{('Ativa', 'Cancelada')[at % 5 == 0]};01/0{at % 9 + 1}/2026;{'02/10/2026' if at % 5 == 0 else ''};29,90"
        for at in range(30)
    ]
    found = read(
        "Código do assinante;Nome;Email;Plano;Status;Data de adesão;Data de cancelamento;Valor",
        *rows,
    )
    assert found.kind is FileKind.MEMBERSHIPS


def test_orders_without_a_customer_are_no_members() -> None:
    rows = [f"#10{at},,paid,2026-01-{at + 1:02},1,Pad {at},," for at in range(20)]
    found = read(
        "Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Billing Phone,Cancelled at",
        *rows,
    )
    assert found.kind is not FileKind.MEMBERSHIPS


@pytest.mark.parametrize("days", ["start_date,end_date", "check_in,check_out", "Anreise,Abreise"])
def test_the_end_of_a_stay_is_no_day_of_a_purchase(days: str) -> None:
    rows = [
        f"{at},C{at % 7},2026-0{at % 6 + 1}-1{at % 3},2026-0{at % 6 + 2}-2{at % 3},90.50"
        for at in range(30)
    ]
    found = read(f"booking_id,customer_id,{days},total_revenue", *rows)
    assert (
        f"a day in “{days.split(',')[0]}”, but nothing says that each is a purchase" in found.reason
    )


def test_orders_that_name_no_customer_say_so() -> None:
    rows = [f"Ann {at % 3},10{at},16.65,2026-01-{at + 1:02},Completed" for at in range(20)]
    said = read("Name,Order ID,Total Price,Date,Status", *rows).reason
    assert said.startswith(
        "The rows seem to be orders, by “Order ID”, but no filled column names the customer"
    )


def test_a_call_with_an_invoice_is_no_purchase() -> None:
    rows = [f"2026-0{at % 6 + 1}-12,Mrs {at % 7},Tap,£120,{at % 6 + 5}" for at in range(24)]
    found = read("Date called,Customer,Job,Invoice,Score out of 10", *rows)
    assert found.kind is not FileKind.PURCHASES
    assert "care measure add score-out" in found.reason


def test_trials_are_no_members() -> None:
    data = "customer_id,plan,status,start_date,end_date,is_trial\n" + "".join(
        f"{at},Starter,{('Cancelled', 'Active')[at % 4 > 0]},2026-0{at % 5 + 1}-05,{'' if at % 4 else '2026-10-09'},{at % 3 == 0}\n"
        for at in range(40)
    )
    file = read_memberships(
        data.encode(),
        team_id="t",
        first_day=date(2026, 10, 1),
        last_day=date(2026, 10, 31),
        today=TODAY,
    )
    assert {each.reason for each in file.problems} == {
        "it is a trial, by “is_trial”, and nobody's membership"
    }
    assert len(file.problems) == sum(at % 3 == 0 for at in range(40))
