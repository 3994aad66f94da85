"""Reviews that name the order they are about are reviews: no list of purchases."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import FileKind, Proposal, propose

TODAY = date(2026, 11, 30)
SCORES = (5, 2, 4, 5, 1, 3)


def reviews(answered: str, ordered: str, customer: str, score: str) -> Proposal:
    rows = [
        f"0{at}.11.2026;0{at}.10.2026;B{at};k{at % 2}@example.com;{number};4"
        for at, number in enumerate(SCORES, 1)
    ]
    header = f"{answered};{ordered};Order number;{customer};{score};Ware"
    return propose("\n".join([header, *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    ("answered", "ordered", "customer", "score"),
    [
        ("Bewertungsdatum", "Bestelldatum", "Kunde", "Gesamteindruck"),
        ("Review date", "Order date", "Customer", "How was it"),
        ("Date de l'avis", "Date de commande", "Client", "Note (1 à 5)"),
        ("Fecha de la reseña", "Fecha de pedido", "Cliente", "Puntuación"),
        ("Reviewed at", "Purchased at", "Email", "Overall"),
        ("Beoordelingsdatum", "Besteldatum", "Klant", "Cijfer"),
        ("Response date", "Order date", "Customer", "Score"),
        ("Survey submitted", "Order date", "Customer", "Grade"),
    ],
)
def test_reviews_beside_an_order_are_no_purchases(
    answered: str, ordered: str, customer: str, score: str
) -> None:
    proposal = reviews(answered, ordered, customer, score)
    assert (proposal.kind, proposal.outcomes) == (FileKind.NOTHING, ())
    assert f'"{score}=csat"' in proposal.reason
    assert proposal.date_column == answered


def test_reviews_with_a_grade_are_asked_which_end_is_best() -> None:
    proposal = reviews("Bewertungsdatum", "Bestelldatum", "Kunde", "Gesamtnote")
    assert proposal.kind is FileKind.ANSWERS
    assert [(each.column, each.asks_best) for each in proposal.columns] == [("Gesamtnote", True)]
    assert proposal.date_column == "Bewertungsdatum"


@pytest.mark.parametrize(
    ("other", "score"),
    [
        ("Completed at", "Items"),
        ("Completed at", "Quantity"),
        ("Review date", "Quantity"),
        ("Shipped at", "Score"),
        ("Delivery date", "Stars"),
    ],
)
def test_a_list_of_orders_stays_one(other: str, score: str) -> None:
    rows = [
        f"2026-0{at}-02,2026-0{at}-01,B{at},k{at % 2}@example.com,{number},19.00"
        for at, number in enumerate(SCORES, 1)
    ]
    header = f"{other},Order date,Order number,Customer,{score},Total"
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    taken = {key for each in proposal.columns for key in each.measures}
    assert proposal.kind is (FileKind.ANSWERS if taken else FileKind.PURCHASES)


def test_of_several_grades_the_one_of_the_whole_is_named() -> None:
    rows = [f"0{at}.11.2026;{score};3;{score}" for at, score in enumerate(SCORES, 1)]
    data = "\n".join(["Bewertungsdatum;Lieferung;Ware;Gesamteindruck", *rows, ""]).encode()
    assert '"Gesamteindruck=csat"' in propose(data, today=TODAY).reason
