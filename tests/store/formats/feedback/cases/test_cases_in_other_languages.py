"""A help desk's export is known by its columns and statuses in each language that is read."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import FileKind, propose

TODAY = date(2026, 11, 30)
DESKS = [
    ("Ticket,Asunto,Creado el,Resuelto el,Estado", "Cerrado", "Abierto"),
    ("Nº caso,Tema,Fecha creación,Fecha cierre,Estado", "Resuelto", "Pendiente"),
    ("ID,Titolo,Data apertura,Data chiusura,Stato", "Chiuso", "Aperto"),
    ("Nr,Rubrik,Skapat,Stängt,Status", "Stängd", "Öppen"),
    ("ID,Beskrivning,Öppnat,Avslutat,Status", "Avslutad", "Pågående"),
    ("Sag,Emne,Oprettet,Løst,Status", "Løst", "Åben"),
    ("Nr,Titel,Oprettet den,Lukket den,Status", "Lukket", "Under behandling"),
    ("Sak,Emne,Opprettet,Løst,Status", "Lukket", "Åpen"),
    ("Požadavek,Předmět,Vytvořeno,Vyřešeno,Stav", "Uzavřeno", "Otevřeno"),
    ("Číslo,Název,Datum vytvoření,Datum uzavření,Stav", "Vyřešeno", "Nový"),
    ("Tiketti,Aihe,Luotu,Ratkaistu,Tila", "Ratkaistu", "Avoin"),
]


@pytest.mark.parametrize(("header", "solved", "open_"), DESKS, ids=lambda each: each[:20])
def test_solved_cases_are_held_against_a_target(header: str, solved: str, open_: str) -> None:
    rows = [
        f"{4000 + at},Drucker {at},{1 + at:02}.10.2026 09:00,"
        + (f",{open_}" if at % 5 == 0 else f"{1 + at:02}.10.2026 {10 + at % 9}:30,{solved}")
        for at in range(20)
    ]
    data = "\n".join([header, *rows, ""]).encode()
    proposal = propose(data, today=TODAY, solve_target_hours=4)
    assert proposal.kind is FileKind.TICKETS
    (outcome,) = [each for each in proposal.outcomes if each.measure == "solved-in-target"]
    assert (outcome.n, outcome.value) == (19, pytest.approx(5 / 19))


@pytest.mark.parametrize(
    ("header", "solved", "kept", "broken"),
    [
        ("Ticket-ID,Status,Erstellungszeit,Zeit der Lösung,Status der Lösung", "Geschlossen", "SLA eingehalten", "SLA verletzt"),
        ("Ticket,Statut,Créé le,Résolu le,Statut de résolution", "Résolu", "SLA respecté", "SLA dépassé"),
        ("Ticket,Estado,Creado el,Resuelto el,Estado de resolución", "Resuelto", "SLA cumplido", "SLA vencido"),
        ("Ticket,Status,Criado em,Resolvido em,Status da resolução", "Resolvido", "No prazo", "Fora do prazo"),
    ],
    ids=lambda each: each[:12],
)  # fmt: skip
def test_a_help_desks_own_word_of_its_target_is_read(
    header: str, solved: str, kept: str, broken: str
) -> None:
    rows = [
        f"{at},{solved},{1 + at:02}.10.2026 09:00,{2 + at:02}.10.2026 10:00,{broken if at % 4 == 0 else kept}"
        for at in range(20)
    ]
    proposal = propose("\n".join([header, *rows, ""]).encode(), today=TODAY)
    (outcome,) = [each for each in proposal.outcomes if each.measure == "solved-in-target"]
    assert (outcome.n, outcome.value) == (20, pytest.approx(0.75))
