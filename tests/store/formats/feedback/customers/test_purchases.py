"""Who bought again and who stayed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.common.errors import Refused
from store.formats.feedback.memberships import read_memberships
from store.formats.feedback.purchases import CustomerFile, read_purchases, says_orders
from store.formats.tabular.tables import Problem, read_table

TODAY = date(2026, 11, 20)


def bought(data: bytes | str, **given: object) -> CustomerFile:
    asked: dict[str, object] = {"team_id": "t1", "today": TODAY, **given}
    return read_purchases(data.encode() if isinstance(data, str) else data, **asked)  # type: ignore[arg-type]


def stayed(text: str, **given: object) -> CustomerFile:
    asked: dict[str, object] = {
        "team_id": "t1",
        "today": TODAY,
        "first_day": date(2026, 10, 1),
        "last_day": date(2026, 10, 31),
        **given,
    }
    return read_memberships(text.encode(), **asked)  # type: ignore[arg-type]


ORDERS = """customer id,order date,amount
a,2026-01-01,5
a,2026-01-01,5
b,2026-01-01,5
b,2026-03-01,5
c,2026-01-01,5
c,2026-04-02,5
d,2026-04-01,5
x,,5
,2026-02-01,5
"""


def test_a_second_purchase_on_another_day_in_time() -> None:
    file = bought(ORDERS)
    (outcome,) = file.outcomes
    assert {row.line: row.value for row in outcome.rows} == {2: 0, 4: 1, 6: 0}
    assert {row.day for row in outcome.rows} == {date(2026, 1, 1)}
    assert (outcome.too_young, file.customers, file.newest) == (1, 4, date(2026, 4, 2))
    assert file.problems == (Problem(9, "it has no date"), Problem(10, "it has no customer"))


def test_the_days_are_the_teams_own() -> None:
    (outcome,) = bought(ORDERS, within_days=91).outcomes
    assert {row.line: row.value for row in outcome.rows} == {2: 0, 4: 1, 6: 1}


def test_a_file_too_short_for_its_days_is_refused() -> None:
    with pytest.raises(
        Refused, match="ends on 2026-04-02, before any first purchase in it is 365 days old"
    ):
        bought(ORDERS, within_days=365)


@pytest.mark.parametrize(
    ("name", "rows", "customers", "newest", "again"),
    [
        ("purchases.csv", 19, 10, date(2024, 12, 31), 4),
        pytest.param(
            "example_transactions.csv",
            15273,
            5000,
            date(2014, 12, 31),
            2483,
            marks=pytest.mark.real,
        ),
    ],
)
def test_a_list_of_dates_and_customers(
    example: Callable[[str], bytes], name: str, rows: int, customers: int, newest: date, again: int
) -> None:
    file = bought(example(name))
    (outcome,) = file.outcomes
    assert (file.read, file.customers, file.newest) == (rows, customers, newest)
    assert (len(outcome.rows), outcome.too_young) == (customers, 0)
    assert sum(row.value for row in outcome.rows) == again


@pytest.mark.parametrize(
    "name", ["visits.csv", pytest.param("journey_shopeasy_visits.csv", marks=pytest.mark.real)]
)
def test_a_list_of_visits_is_no_list_of_purchases(
    example: Callable[[str], bytes], name: str
) -> None:
    with pytest.raises(Refused, match="not a list of purchases"):
        bought(example(name))


def test_more_of_the_same_file_keeps_what_was_counted() -> None:
    first = {row.fingerprint for row in bought(ORDERS).outcomes[0].rows}
    later = {row.fingerprint for row in bought(ORDERS + "d,2026-09-01,5\n").outcomes[0].rows}
    assert first < later


MEMBERS = """customer id,start date,end date,status
1,2026-01-01,,active
2,2026-01-01,2026-10-15,cancelled
3,2026-01-01,2026-11-02,cancelled
4,2026-01-01,2026-09-30,cancelled
5,2026-10-02,,active
6,2026-01-01,,cancelled
7,2026-01-01,2027-01-01,active
8,,,active
"""


def test_members_who_give_notice_in_german_are_members() -> None:
    file = stayed(
        "Mitgliedsnr.;Name;Vertragsbeginn;Kündigung zum;Status\n"
        "1;A;01.01.2026;;aktiv\n2;B;01.01.2026;15.10.2026;gekündigt\n3;C;27.03.2026;30.06.2026;gekündigt\n"
    )
    assert {row.line: row.value for row in file.outcomes[1].rows} == {2: 0, 3: 1}


def test_who_stayed_of_those_at_the_start() -> None:
    file = stayed(MEMBERS)
    kept, left = file.outcomes
    assert (kept.measure, left.measure) == ("retention", "churn")
    assert {row.line: row.value for row in kept.rows} == {2: 1, 3: 0, 4: 1, 8: 1}
    assert {row.line: row.value for row in left.rows} == {2: 0, 3: 1, 4: 0, 8: 0}
    assert (kept.too_young, kept.unknown) == (1, 1)
    assert {row.day for row in kept.rows} == {date(2026, 10, 31)}
    assert file.problems == (
        Problem(7, "it says they left, but not when"),
        Problem(9, "it does not say when they started"),
    )


@pytest.mark.parametrize(
    ("text", "given", "why"),
    [
        (MEMBERS, {"last_day": date(2026, 12, 1)}, "The period must be over"),
        (
            MEMBERS,
            {"first_day": date(2020, 1, 1), "last_day": date(2020, 2, 1)},
            "Nobody in the file was a member on 2020-01-01",
        ),
        ("nps\n9\n", {}, "not a list of members"),
    ],
)
def test_what_gives_no_retention_is_refused(text: str, given: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        stayed(text, **given)


cells = st.sampled_from(
    [
        "",
        "1",
        "2",
        "2026-01-01",
        "2026-10-05",
        "03/04/2026",
        "9999-12-31",
        "9999-12-30",
        "cancelled",
        "x",
        "46000",
    ]
)


@given(
    st.binary(max_size=200)
    | st.lists(st.lists(cells, min_size=4, max_size=4), max_size=8).map(
        lambda rows: "\n".join([MEMBERS.split("\n")[0], *(",".join(row) for row in rows)]).encode()
    ),
    st.integers(0, 100_000),
)
@settings(deadline=20_000)
def test_any_bytes_give_customers_or_a_refusal(data: bytes, days: int) -> None:
    for reading in (lambda: bought(data, within_days=days), lambda: stayed(data.decode("latin-1"))):
        try:
            file = reading()
        except Refused as refused:
            assert refused.message.endswith((".", "?"))
            continue
        assert all(row.day <= TODAY for each in file.outcomes for row in each.rows)


def test_a_customer_stays_while_any_membership_of_theirs_runs() -> None:
    rows = [
        "A,2026-01-05,2026-09-10,basic",
        "A,2026-02-05,,premium",
        "B,2026-01-05,,premium",
        "B,2026-02-05,2026-09-10,basic",
        "C,2026-01-05,2026-09-10,basic",
        "D,2026-01-05,,basic",
    ]
    data = "\n".join(["customer_id,start_date,end_date,plan", *rows, ""]).encode()
    file = read_memberships(
        data,
        team_id="t",
        first_day=date(2026, 9, 1),
        last_day=date(2026, 9, 30),
        today=date(2026, 11, 30),
    )
    kept = next(each for each in file.outcomes if each.measure == "retention")
    assert [row.value for row in kept.rows] == [1, 1, 1, 1, 0, 1]


@pytest.mark.parametrize(
    "status",
    [
        "duplicate", "Duplicate order", "Duplikat", "doublon", "duplicado", "dubbel", "draft", "checkout-draft", "Entwurf", "brouillon",
        "borrador", "rascunho", "bozza", "test", "spam", "fraud", "trash", "chargeback", "No-show", "refunded",
    ],
)  # fmt: skip
def test_what_was_never_bought_is_no_purchase_and_its_column_is_named(status: str) -> None:
    rows = [f"{at},K{at},2026-02-{1 + at:02},completed" for at in range(9)]
    rows += [f"{20 + at},K{at},2026-03-{1 + at:02},{status}" for at in range(4)]
    rows += [f"{30 + at},K{at},2026-03-{10 + at:02},completed" for at in range(2)]
    file = bought("\n".join(["order id,customer id,order date,order status", *rows, ""]))
    assert sum(row.value for row in file.outcomes[0].rows) == 2
    assert len(file.problems) == 4
    assert file.columns["bought"] == "order status"


@pytest.mark.parametrize(
    "header",
    [
        "Customer,Order date,Amount", "Kunde,Rechnungsdatum,Betrag", "Klant,Datum,Factuurnr", "Cliente,Fecha de compra,Importe",
        "Cliente,Data,Pedido", "Client,Date de commande,Montant", "Kund,Datum,Ordernummer", "customer_id,date,quantity", "user,date,sku",
        "Klient,Data zamówienia,Kwota", "customer,date,transaction_id",
    ],
)  # fmt: skip
def test_a_list_says_itself_that_its_rows_are_purchases(header: str) -> None:
    assert says_orders(read_table(f"{header}\na,2026-01-01,5\n".encode()))


@pytest.mark.parametrize(
    "header",
    ["Customer,Date,Amount", "Kund,Datum,Kostnad", "Klient,Data,Kwota", "Cliente,Data,Valor", "Client,Visit,Price", "Member,Date,Total"],
)  # fmt: skip
def test_a_customer_a_day_and_an_amount_may_be_anything(header: str) -> None:
    assert not says_orders(read_table(f"{header}\na,2026-01-01,5\n".encode()))
    assert says_orders(read_table(f"{header}\na,2026-01-01,5\n".encode(), "orders.csv"))
