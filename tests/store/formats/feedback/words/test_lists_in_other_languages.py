"""Lists of a team's own people, suppliers, tasks and quotes, in other languages: nothing of them is
taken for customers' answers without a question."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)
GRADES, MARKS = ("5", "4", "2", "3", "1"), ("Ja", "Nein")
RATED = [
    "Date,Team member,Mood,Satisfaction",
    "Date,Employee,Course,Satisfaction",
    "Date,Competitor,Price,Rating",
    "Datum,Mitarbeiter,Leistung,Zufriedenheit",
    "Date,Salarié,Performance,Satisfaction",
    "Fecha,Empleado,Desempeño,Satisfacción",
    "Fecha,Departamento,Antigüedad,Satisfacción",
    "Data,Funcionário,Desempenho,Satisfação",
    "Data,Dipendente,Rendimento,Soddisfazione",
    "Datum,Medewerker,Prestatie,Tevredenheid",
    "Data,Pracownik,Wyniki,Satysfakcja",
    "Datum,Lieferant,Qualität,Bewertung",
    "Date,Fournisseur,Qualité,Note globale",
    "Fecha,Proveedor,Calidad,Valoración",
    "Data,Fornecedor,Qualidade,Avaliação",
    "Data,Fornitore,Qualità,Valutazione",
    "Datum,Leverancier,Kwaliteit,Beoordeling",
    "Data,Dostawca,Jakość,Ocena",
    "Date,Candidat,Poste,Évaluation globale",
    "Datum,Filiale,Testkäufer,Gesamtbewertung",
    "Date,Magasin,Auditeur,Satisfaction",
    "Fecha,Tienda,Auditor,Valoración",
    "Datum,Wein,Verkoster,Bewertung",
]
MARKED = [
    "ticket_date,ticket_id,days_to_resolve,resolved",
    "Datum,Risiko,Schwere,Gelöst",
    "Date,Tâche,Responsable,Résolu",
    "Date,Conseiller,Durée,Résolu",
    "Fecha,Tarea,Responsable,Resuelto",
    "Data,Tarefa,Responsável,Resolvido",
    "Data,Técnico,Equipamento,Resolvido",
    "Data,Attività,Responsabile,Risolto",
    "Data,Operatore,Durata,Risolto",
    "Datum,Taak,Verantwoordelijke,Opgelost",
    "Datum,Medewerker,Duur,Opgelost",
    "Data,Zadanie,Odpowiedzialny,Rozwiązane",
    "Data,Konsultant,Czas,Rozwiązane",
]
NOT_BOUGHT = [
    "session_date,customer_id,order_id,added_to_cart",
    "Date Received,Customer,Order #,Complaint,Cost",
    "Inkom,Ärendenr,Kund,Produkt,Fel,Åtgärd,Kostnad (kr),Klart",
    "Modtaget,Sagsnr,Kunde,Produkt,Fejl,Løsning,Pris",
    "Dato,Saksnr,Kunde,Produkt,Feil,Tiltak,Kostnad",
    "Datum,Kunde,Artikel,Fehler,Maßnahme,Kosten",
    "Date,Client,Produit,Panne,Montant",
    "Fecha,Cliente,Producto,Avería,Importe",
    "Data,Cliente,Produto,Defeito,Valor",
    "Data,Cliente,Prodotto,Difetto,Importo",
    "Datum,Klant,Artikel,Storing,Bedrag",
    "Data,Klient,Artykuł,Usterka,Kwota",
    "Datum,Kunde,Angebot,Betrag,Angenommen",
    "Date,Client,Devis,Montant",
    "Fecha,Cliente,Presupuesto,Importe",
    "Data,Cliente,Preventivo,Importo",
    "Datum,Klant,Offerte,Bedrag",
]


def of(header: str, answers: tuple[str, ...]) -> Proposal:
    columns = header.count(",") - 1
    rows = [
        ",".join(
            [
                f"2026-{8 + at % 3:02}-{1 + at:02}",
                *([f"W{at % 4}"] * columns),
                answers[at % len(answers)],
            ]
        )
        for at in range(20)
    ]
    return propose("\n".join([header, *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize("header", RATED)
def test_grades_of_ones_own_people_and_suppliers_are_doubted(header: str) -> None:
    proposal = of(header, GRADES)
    assert (proposal.columns, proposal.outcomes) == ((), ())
    assert f'--column "{header.split(",")[-1]}=csat"' in proposal.reason


@pytest.mark.parametrize("header", MARKED)
def test_marks_on_a_list_of_tasks_are_doubted(header: str) -> None:
    proposal = of(header, MARKS)
    assert (proposal.columns, proposal.outcomes) == ((), ())
    assert "it may be your own mark" in proposal.reason


@pytest.mark.parametrize("header", NOT_BOUGHT)
def test_complaints_and_quotes_are_no_purchases(header: str) -> None:
    proposal = of(header, ("120.00", "80.50", "45.00"))
    assert (proposal.columns, proposal.outcomes) == ((), ())
