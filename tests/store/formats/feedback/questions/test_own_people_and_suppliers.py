"""Answers of a company's own people, and what it says of its suppliers, are no customers'."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose
from store.formats.feedback.questions.asked_employees import asks_employees
from store.formats.tabular.names import name_words

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


@pytest.mark.parametrize(
    "question",
    [
        "Hur troligt är det att du skulle rekommendera oss som arbetsplats?",
        "Hvor sannsynlig er det at du vil anbefale bedriften som arbeidsplass?",
        "Hvor sannsynlig er det at du ville anbefalt oss som arbeidsgiver",
        "Kuinka todennäköisesti suosittelisit työnantajaamme ystävällesi?",
        "Suosittelisitko yritystämme työpaikkana?",
        "Jak bardzo prawdopodobne jest, że polecisz naszą firmę jako miejsce pracy?",
        "Jak prawdopodobne jest, że polecisz nas jako pracodawcę?",
        "S jakou pravděpodobností byste doporučil naši firmu jako zaměstnavatele?",
        "Doporučili byste nás jako dobré místo k práci?",
        "Mennyire ajánlaná cégünket munkahelyként?",
        "Cât de probabil este să recomandați compania ca loc de muncă?",
        "Bu şirketi çalışmak için bir yer olarak tavsiye eder misiniz?",
        "Hoe waarschijnlijk is het dat je ons als werkgever aanbeveelt?",
        "Zou je ons bedrijf aanraden als plek om te werken?",
        "In welke mate raad je ons aan als werkplek?",
        "Recommanderiez-vous notre entreprise comme lieu de travail ?",
        "Recommanderiez-vous notre entreprise en tant qu'employeur ?",
        "¿Recomendarías nuestra empresa como un buen lugar para trabajar?",
        "¿Qué tan probable es que recomiendes la empresa como lugar de trabajo?",
        "Recomendaria a empresa como um bom lugar para trabalhar?",
        "Qual a probabilidade de recomendar a empresa como empregadora?",
        "Consiglieresti la nostra azienda come luogo di lavoro?",
        "Quanto è probabile che consiglieresti l'azienda come posto in cui lavorare",
        "Würden Sie uns als Arbeitgeber weiterempfehlen?",
        "Wie wahrscheinlich ist es, dass du unser Unternehmen als Arbeitsplatz empfiehlst?",
        "How likely are you to recommend working here to a friend?",
        "How likely are you to recommend this organisation as a great place to work?",
        "I would recommend my company to friends as a place of work",
        "How happy are you at work?",
        "How satisfied are you with your line manager?",
        "Wie zufrieden sind Sie mit Ihrer Führungskraft?",
        "Hvor tilfreds er du med din nærmeste leder?",
        "¿Qué tan satisfecho estás con tu jefe?",
        "Êtes-vous satisfait de votre supérieur ?",
        "How satisfied are you with your salary and benefits?",
        "Jak oceniasz współpracę z przełożonym?",
    ],
)
def test_what_only_ones_own_people_can_answer(question: str) -> None:
    assert asks_employees(name_words(question))


@pytest.mark.parametrize(
    "question",
    [
        "How likely are you to recommend us to a friend?",
        "How satisfied were you with the workplace visit?",
        "How satisfied are you with your account manager?",
        "Wie zufrieden sind Sie mit Ihrem Berater",
        "Hvor sandsynligt er det at du vil anbefale os?",
        "How satisfied are you with the manager on duty?",
        "Êtes-vous satisfait de votre conseiller",
        "How happy are you with your pay as you go plan?",
        "How satisfied are you with your work order?",
    ],
)
def test_what_customers_are_asked_of_the_people_they_met(question: str) -> None:
    assert not asks_employees(name_words(question))
