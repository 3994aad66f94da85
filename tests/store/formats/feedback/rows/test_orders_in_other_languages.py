"""Lists of orders and bills are read as purchases in each language that is read."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import FileKind, propose

TODAY = date(2026, 11, 30)
HEADERS = [
    "Bestellnummer,Kunde,Bestelldatum,Betrag",
    "Facture,Nom du client,Date,Total TTC",
    "Nº factura,Cliente,Fecha factura,Total",
    "Nº pedido,Nome do cliente,Data do pedido,Total",
    "Fattura n.,Cliente,Data,Totale",
    "Factuurnr,Klantnummer,Factuurdatum,Totaal",
    "Nr zamówienia,Klient,Data zamówienia,Kwota",
    "Ordernummer,Kund,Orderdatum,Belopp",
    "Ordrenr,Kunde,Bestilt den,Beløb",
    "Ordrenummer,Kundenavn,Dato,Sum",
    "Číslo objednávky,Zákazník,Datum,Cena",
    "Tilausnumero,Asiakas,Päivä,Summa",
    "Número da encomenda,Email (faturação),Data da encomenda,Total da encomenda",
    "Nº encomenda,Cliente,Data,Total",
]


@pytest.mark.parametrize("header", HEADERS)
def test_orders_are_purchases(header: str) -> None:
    rows = [
        f"{100 + at},K{at % 9},2026-{1 + at * 7 % 10:02}-{1 + at % 27:02},{10 + at}.50"
        for at in range(40)
    ]
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    assert proposal.kind is FileKind.PURCHASES
    (outcome,) = proposal.outcomes
    assert (outcome.measure, outcome.n) == ("repurchase", 9)
