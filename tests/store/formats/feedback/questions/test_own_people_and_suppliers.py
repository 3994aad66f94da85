"""Answers of a company's own people, and what it says of its suppliers, are no customers'."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)


def read(header: str, cells: str, *, above: str = "", file: str = "") -> Proposal:
    rows = [f"2026-11-0{day},{day % 5 + 1},{cells}" for day in range(1, 10)]
    lines = [*([above, ""] if above else []), header, *rows, ""]
    return propose("\n".join(lines).encode(), today=TODAY, file=file)


@pytest.mark.parametrize(
    "title",
    [
        "Mitarbeiterbefragung Herbst 2026",
        "Employee survey autumn 2026",
        "Staff satisfaction survey",
        "Baromètre social 2026",
        "Encuesta de clima laboral",
        "Medewerkerstevredenheidsonderzoek",
        "Badanie satysfakcji pracowników",
    ],
)
def test_a_title_that_names_a_survey_of_employees_is_doubted(title: str) -> None:
    header = "Date,Overall satisfaction,Team"
    for proposal in (
        read(header, "Ops", above=f"{title},,"),
        read(header, "Ops", file=f"{title}.csv"),
    ):
        assert (proposal.columns, title[:12] in proposal.reason) == ((), True)
        assert '--column "Overall satisfaction=csat"' in proposal.reason


def test_leadership_beside_a_department_shows_employees() -> None:
    proposal = read("Datum,Zufriedenheit insgesamt,Führung,Abteilung", "4,Lager")
    assert proposal.columns == ()


def test_a_survey_of_customers_keeps_its_title() -> None:
    proposal = read("Date,Overall satisfaction,Team", "Ops", above="Customer survey 2026,,")
    assert [each.column for each in proposal.columns] == ["Overall satisfaction"]


@pytest.mark.parametrize(
    "header",
    [
        "Bewertungsdatum,Gesamtbewertung,Lieferant,Bewertet von",
        "Date,Overall rating,Supplier,Evaluated by",
        "Date,Overall rating,Vendor name,Auditor",
    ],
)
def test_what_a_company_says_of_its_suppliers_is_doubted(header: str) -> None:
    proposal = read(header, "Bolt Ltd,Jo")
    assert proposal.columns == ()
    assert "your own rating" in proposal.reason


def test_what_buyers_say_of_a_vendor_is_theirs() -> None:
    proposal = read("Date,Rating,Vendor,Reviewed by,Order id", "Bolt Ltd,Jo,7")
    assert [each.column for each in proposal.columns] == ["Rating"]


def test_resolved_beside_the_id_of_an_agent_may_be_the_agents_mark() -> None:
    rows = [f"{day},2026-11-0{day},A{day % 3},{day % 2}" for day in range(1, 10)]
    data = "\n".join(["Case_ID,Date,Agent_ID,Resolved", *rows, ""]).encode()
    proposal = propose(data, today=TODAY)
    assert proposal.columns == ()
    assert "your own mark" in proposal.reason


@pytest.mark.parametrize(
    "name",
    ["CX score rating", "NPS forrige runde", "NPS last round", "NPS letzte Welle"],
)
def test_what_a_program_says_or_an_earlier_round_said_is_no_rival(name: str) -> None:
    rows = [f"2026-11-0{day},{day},{10 - day}" for day in range(1, 10)]
    data = "\n".join([f"Date,NPS,{name}", *rows, ""]).encode()
    proposal = propose(data, today=TODAY)
    assert ([each.column for each in proposal.columns], proposal.rivals) == (["NPS"], ())


@pytest.mark.parametrize(
    "name",
    [
        "Ocena rozmowy przez kierownika (1-5)",
        "Call rating by team lead (1-5)",
        "Bewertung des Gesprächs durch Teamleiter",
        "Valoración de la llamada por el supervisor",
        "Valutazione della chiamata del responsabile",
        "Beoordeling gesprek door teamleider",
    ],
)
def test_what_a_team_lead_says_of_a_call_is_left_out(name: str) -> None:
    rows = [f"2026-11-0{day},{day},{day % 5 + 1}" for day in range(1, 10)]
    proposal = propose("\n".join([f"Date,NPS,{name}", *rows, ""]).encode(), today=TODAY)
    assert [each.measures for each in proposal.columns] == [("nps",)]


def test_an_appraisal_of_employees_is_none_of_customers() -> None:
    header = "Fecha evaluación,Satisfacción del supervisor (1-5),Empleado"
    proposal = read(header, "Ana", above="Evaluación de desempeño 2026,,")
    assert proposal.columns == ()


def test_stars_that_a_mail_tool_gives_its_members_are_no_answers() -> None:
    proposal = read("OPTIN_TIME,MEMBER_RATING,LEID", "7")
    assert proposal.columns == ()


@pytest.mark.parametrize(
    "name",
    [
        "QA score (1-5)",
        "Mystery shopper rating",
        "Audit score",
        "Supervisor rating",
        "Nota interna",
    ],
)
def test_no_line_offers_what_the_teams_own_people_gave(name: str) -> None:
    rows = [f"{day},2026-11-0{day},{1 + day % 5}" for day in range(1, 10)]
    reason = propose("\n".join([f"Call,Date,{name}", *rows, ""]).encode(), today=TODAY).reason
    assert f'say --column "{name}=csat"' not in reason.replace("If customers did, say", "")
