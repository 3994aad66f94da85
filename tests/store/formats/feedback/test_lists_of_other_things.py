"""Lists that look like orders, members or ratings and are none: loans, accounts, deals, licences, hotels."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.formats.feedback.memberships import membership_columns
from store.formats.feedback.proposals import FileKind, propose
from store.formats.feedback.purchases import read_purchases
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 30)
FIRST = date(2026, 1, 5)


def data(header: str, *rests: str, rows: int = 24) -> bytes:
    """Rows of six customers who come again, each with a day and one of the rests."""
    lines = [
        f"{at + 1},C{at % 6},{FIRST + timedelta(days=9 * at)},{rests[at % len(rests)]}"
        for at in range(rows)
    ]
    return "\n".join([header, *lines, ""]).encode()


@pytest.mark.parametrize(
    ("header", "rests"),
    [
        ("Loan ID,Customer ID,Disbursed,Amount", ("900.00", "50.00")),
        ("Number,Customer ID,Date,Debit,Amount", ("9.50,9.50", "1.20,1.20")),
        ("Number,Account,Transaction date,Amount,Running balance", ("9.50,99.10", "1.20,97.90")),
        ("Nr,Kundennummer,Mahndatum,Betrag,Mahnstufe", ("9.50,1", "1.20,2")),
        ("Nr,Kunde,Datum,Stunden,Umsatz", ("1,80.00", "2,160.00")),
        ("id,user_id,ts,event,revenue", ("open,0", "buy,20")),
        ("usage_id,customer_id,date,action_type,amount", ("Repayment,5", "Transfer,20")),
    ],
)
def test_what_moves_on_an_account_or_was_worked_is_no_purchase(
    header: str, rests: tuple[str, ...]
) -> None:
    found = propose(data(header, *rests), today=TODAY)
    assert (found.kind, found.outcomes) == (FileKind.NOTHING, ())


def test_only_deals_that_were_won_are_purchases() -> None:
    deals = data(
        "Deal ID,Account,Close Date,Stage,Amount",
        "Closed Won,10",
        "Closed Lost,20",
        "Proposal,30",
        "Closed Won,10",
        "Negotiation,30",
    )
    read = read_purchases(deals, team_id="t", today=TODAY)
    left = {problem.reason for problem in read.problems}
    assert left == {
        f"nothing was bought: it is “{stage}”"
        for stage in ("Closed Lost", "Proposal", "Negotiation")
    }


@pytest.mark.parametrize("name", ["Start date", "Issued", "Activated on"])
def test_the_day_of_coming_dates_nobody_who_stayed_or_left(name: str) -> None:
    text = data(f"License,Holder,{name},Renewed", "Yes", "No")
    found = propose(text, today=TODAY)
    assert [each.measures for each in found.columns] == [("retention",)]
    assert (found.date_column, found.doubtful_dates) == (None, (name,))


@pytest.mark.parametrize(
    "header",
    ["Hotel,Stars,City", "Restaurant,Stars,Price level", "Movie,Rating,Genre"],
)
def test_things_that_are_listed_once_each_are_no_answers(header: str) -> None:
    rows = [f"Place {at},{at % 5 + 1},x{at % 3}" for at in range(20)]
    found = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    thing, rating, _last = header.split(",")
    assert found.columns == ()
    assert f"each row is another of “{thing}”" in found.reason
    assert f'--column "{rating}=csat"' in found.reason


@pytest.mark.parametrize(
    "header",
    ["Hotel,Rating,Review date", "Hotel,Rating,Guest", "Restaurant,Rating,Comment"],
)
def test_answers_about_things_are_read(header: str) -> None:
    rows = [f"Place {at},{at % 5 + 1},2026-10-{at + 1:02}" for at in range(20)]
    found = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert [each.column for each in found.columns] == ["Rating"]


def test_the_rating_of_applicants_is_doubted() -> None:
    rows = [f"Bewerber {at},2026-10-{at + 1:02},{at % 5 + 1}" for at in range(20)]
    found = propose("\n".join(["Bewerber,Eingang,Bewertung", *rows, ""]).encode(), today=TODAY)
    assert found.columns == ()
    assert "because of “Bewerber”" in found.reason


def test_what_reviewers_say_of_employees_is_doubted() -> None:
    rows = [f"E{at % 7},Ann,2026-10-{at + 1:02},{at % 5 + 1}" for at in range(20)]
    header = "Employee ID,Reviewer,Review date,Rating"
    found = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert found.columns == ()
    assert "it may be about employees" in found.reason


@pytest.mark.parametrize("who", ["E-Mail (Rechnung)", "Nº cliente", "Numero de socio"])
def test_customers_of_a_shop_are_found_by_their_number_or_mail(who: str) -> None:
    found = propose(data(f"Nr,{who},Bestelldatum,Menge", "1", "2"), today=TODAY)
    assert found.kind is FileKind.PURCHASES


@pytest.mark.parametrize("header", ["Nº socio,Apellidos", "Ref.,Apellidos", "Ref.,Cognome"])
def test_members_are_found_by_their_number_or_family_name(header: str) -> None:
    rows = [
        f"{at},Sanz {at},2025-0{at % 9 + 1}-03,{'2026-08-04' if at % 5 == 0 else ''}"
        for at in range(20)
    ]
    text = "\n".join([f"{header},Fecha de alta,Fecha de baja", *rows, ""]).encode()
    assert propose(text, today=TODAY).kind is FileKind.MEMBERSHIPS


def test_members_may_be_called_as_a_database_calls_them() -> None:
    rows = [
        f"sub_{at},2025-0{at % 9 + 1}-03,{'2026-08-04' if at % 5 == 0 else ''}" for at in range(20)
    ]
    text = "\n".join(["id,data_assinatura,data_cancelamento", *rows, ""]).encode()
    assert propose(text, today=TODAY).kind is FileKind.MEMBERSHIPS


def test_a_column_of_kinds_of_surveys_names_several_questions() -> None:
    rows = [
        f"{at},{'NPS' if at % 2 else 'CSAT'},{at % 5 + 5},2026-10-{at + 1:02}" for at in range(20)
    ]
    found = propose("\n".join(["id,tipo,puntaje,fecha", *rows, ""]).encode(), today=TODAY)
    assert "“tipo” names several questions" in found.reason


def test_the_rating_of_a_case_is_dated_by_its_end_in_portuguese() -> None:
    rows = [
        f"{at},2026-10-{at + 1:02},2026-11-{at + 1:02},Fechado,{at % 5 + 1}" for at in range(20)
    ]
    header = "ID,Data Abertura,Data Finalizado,Status,Pesquisa de Satisfação"
    found = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert found.case_day == "Data Finalizado"


def test_a_ride_that_was_cancelled_is_no_purchase() -> None:
    rides = data("ride_id,customer_id,date,fare_amount,ride_status", "9,completed", "9,cancelled")
    read = read_purchases(rides, team_id="t", today=TODAY)
    assert {each.reason for each in read.problems} == {"nothing was bought: it is “cancelled”"}


def test_the_day_of_leaving_goes_before_the_end_of_a_contract() -> None:
    rows = [
        f"{at},2025-0{at % 9 + 1}-03,2026-12-20,{'2026-08-04' if at % 5 == 0 else ''}"
        for at in range(20)
    ]
    header = "customer_id,contract_start,contract_end,churned_date"
    columns = membership_columns(read_table("\n".join([header, *rows, ""]).encode()), TODAY)
    assert columns is not None
    assert columns.end == 3


def test_an_escalator_is_no_escalation() -> None:
    rows = [f"{at},{'yes' if at % 2 else 'no'},2026-10-{at + 1:02}" for at in range(20)]
    found = propose("\n".join(["Station,escalator_up,Date", *rows, ""]).encode(), today=TODAY)
    assert found.columns == ()


def test_extreme_words_are_the_ends_of_a_scale() -> None:
    words = ("Extrêmement satisfait", "Plutôt insatisfait", "Extrêmement insatisfait")
    rows = [f"{at},2026-10-{at + 1:02},{words[at % 3]}" for at in range(21)]
    found = propose("\n".join(["Nr,Date,Êtes-vous satisfait ?", *rows, ""]).encode(), today=TODAY)
    assert [(each.measures, each.n) for each in found.columns] == [(("csat",), 21)]


def test_a_problem_that_was_settled_is_solved_in_french() -> None:
    rows = [f"{at},2026-10-{at + 1:02},{'oui' if at % 2 else 'non'}" for at in range(20)]
    found = propose("\n".join(["Nr,Date,Problème réglé ?", *rows, ""]).encode(), today=TODAY)
    assert [each.measures for each in found.columns] == [("solved-it",)]


@pytest.mark.parametrize(("every", "kind"), [("month", 0), ("now and then", 1)])
def test_bills_of_every_month_are_no_second_purchases(every: str, kind: int) -> None:
    months = (1, 2, 3, 4, 5, 6)
    bills = [
        f"I{who}{month},A{who},2026-0{month}-{10 if every == 'month' else (7 * who * month) % 27 + 1:02},49.0"
        for who in range(1, 9)
        for month in months
    ]
    text = "\n".join(["invoice_id,account_id,invoice_date,amount", *bills, ""]).encode()
    found = propose(text, today=TODAY)
    assert found.kind is FileKind.PURCHASES
    assert len(found.outcomes) == kind
    assert ("once a month" in found.reason) is (kind == 0)
