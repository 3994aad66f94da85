"""Further exports as tools write them, short: what each seems to be, its figures and its day."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.answers import ease_of_seven, has_seven_steps
from store.formats.feedback.cases.cases import CaseReader
from store.formats.feedback.proposals import FileKind, propose
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 30)


def lines(*rows: str) -> bytes:
    return "\n".join([*rows, ""]).encode()


@pytest.mark.parametrize(
    ("data", "figures", "dated", "words"),
    [
        (
            lines(
                "#,How likely are you to recommend us?,What could we do better?,Start Date (UTC),Submit Date (UTC)",
                "a,9,be quicker please,2026-11-02 10:00:00,2026-11-02 10:02:00",
                "b,3,nothing at all,2026-11-03 10:00:00,2026-11-03 10:02:00",
            ),
            {"nps": (2, 0.0)}, "Submit Date (UTC)", "What could we do better?",
        ),
        (
            lines(
                "Marca temporal,¿Qué tan satisfecho está con nuestro servicio?,Comentarios",
                "02/11/2026 10:00:00,5,muy bien todo", "13/11/2026 10:00:00,2,muy lento",
            ),
            {"csat": (2, 0.5)}, "Marca temporal", "Comentarios",
        ),
        (
            lines(
                "ID;Startzeit;Fertigstellungszeit;E-Mail;Wie zufrieden sind Sie insgesamt?;Anmerkungen",
                "1;11/2/26 10:00:00;11/2/26 10:05:00;anonymous;Sehr zufrieden;alles gut gelaufen",
                "2;11/13/26 10:00:00;11/13/26 10:05:00;anonymous;Unzufrieden;zu langsam",
            ),
            {"csat": (2, 0.5)}, "Fertigstellungszeit", "Anmerkungen",
        ),
        (
            lines(
                "Review Created (UTC),Review Title,Review Content,Review Stars,Date of Experience,Company Reply Date (UTC)",
                "2026-11-02T10:00:00,Good,quick and kind,5,2026-10-20,",
                "2026-11-03T10:00:00,Bad,slow and rude,1,2026-10-21,2026-11-05",
            ),
            {"csat": (2, 0.5)}, "Review Created (UTC)", "Review Content",
        ),
        (
            lines("Date,How likely are you to recommend us? (0 = very likely, 10 = not at all likely)",
                  "2026-11-02,0", "2026-11-03,1", "2026-11-04,10"),
            {"nps": (3, pytest.approx(100 / 3))}, "Date", None,
        ),
        (
            lines("Date,It was easy to get help", "2026-11-02,Strongly agree", "2026-11-03,Disagree"),
            {"ces-ease-5": (2, 0.5)}, "Date", None,
        ),
        (
            lines("Date,The company made it easy to get help", "2026-11-02,Strongly agree", "2026-11-03,Agree",
                  "2026-11-04,Somewhat agree", "2026-11-05,Somewhat disagree"),
            {"ces-ease": (4, 0.75)}, "Date", None,
        ),
        (
            lines(
                "Marca temporal,¿Qué tan probable es que nos recomiende a un amigo?,"
                '"¿Qué tan fácil fue resolver su problema? (1 = muy difícil, 7 = muy fácil)"',
                "13/11/2026 10:22:01,10,7", "14/11/2026 10:22:01,2,1",
            ),
            {"nps": (2, 0.0), "ces-ease": (2, 0.5)}, "Marca temporal", None,
        ),
        (
            lines("Datum;Hoe waarschijnlijk is het dat u ons zou aanraden? (0-10);Toelichting",
                  "13-11-2026;9;snel en vriendelijk geholpen", "14-11-2026;3;"),
            {"nps": (2, 0.0)}, "Datum", "Toelichting",
        ),
        (
            lines("Data;Você indicaria a nossa empresa a um amigo? (0 a 10)", "13/11/2026;9", "14/11/2026;10"),
            {"nps": (2, 100.0)}, "Data", None,
        ),
        (
            lines("Data;Valutazione complessiva;Città", "13/11/2026;4;Roma", "14/11/2026;2;Bari"),
            {"csat": (2, 0.5)}, "Data", None,
        ),
        (
            lines("When,CSAT score,What they said", "Tue 3 Nov 26,5,Quick and clear answer given",
                  "Wed 4 Nov 26,2,I had to repeat everything twice"),
            {"csat": (2, 0.5)}, "When", "What they said",
        ),
    ],
)  # fmt: skip
def test_an_export_gives_its_figures(
    data: bytes, figures: dict[str, tuple[int, float]], dated: str, words: str | None
) -> None:
    found = propose(data, today=TODAY)
    assert {each.measures[0]: (each.n, each.value) for each in found.columns} == figures
    assert (found.date_column, found.comment_column) == (dated, words)
    assert (found.kind, found.rivals, found.day_order_example) == (FileKind.ANSWERS, (), "")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (lines("user,amount,date", "a,5,2026-01-01", "a,7,2026-02-01", "b,5,2026-08-01"), FileKind.PURCHASES),
        (lines("client,date d'inscription,date de résiliation,abonnement", "1,13/01/2026,,pro", "2,13/01/2026,15/09/2026,pro"), FileKind.MEMBERSHIPS),
        (lines("Project,Client,Start Date,End Date,Budget", "A,x,2026-01-01,2026-05-01,100", "B,y,2026-02-01,,200"), FileKind.NOTHING),
        (lines("Employee ID,Hire Date,Termination Date,Status", "1,2020-01-01,,Active", "2,2020-01-01,2026-01-01,Terminated"), FileKind.NOTHING),
        (lines("Patient ID,Appointment Date,No-show", "1,2026-01-01,No", "1,2026-02-01,Yes"), FileKind.NOTHING),
        (lines("CustomerID,ProductID,VisitDate,Action", "1,9,2026-01-01,View", "1,9,2026-02-01,View"), FileKind.NOTHING),
        (lines("1,2026-01-01,yes", "2,2026-01-02,no"), FileKind.NOTHING),
    ],
)  # fmt: skip
def test_the_kind_of_a_file(data: bytes, kind: FileKind) -> None:
    assert propose(data, today=TODAY).kind is kind


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (lines("Record ID,Survey,Response,Date submitted", "1,Autumn,Satisfied,2026-11-02", "2,Autumn,Neutral,2026-11-03"),
         '“Response” holds words such as “Satisfied”: if those are the answers, say --column "Response=csat"'),
        (lines("Completed Time,Rate your experience (1 = worst; 5 = best)", "13-Nov-2026 07:30,5", "14-Nov-2026 07:30,2"),
         '--column "Rate your experience (1 = worst; 5 = best)=csat"'),
        (lines("Month,CSAT %,Responses", "2026-01,81%,100", "2026-02,79%,90"),
         "“CSAT %”: it holds shares, counted already; one row an answer is needed"),
        (lines("Date,How likely are you to recommend working here?", "2026-11-02,9", "2026-11-03,3"),
         "No column of the file holds a customer measure"),
        (lines("Datum;Zufriedenheit (1-5)", "13.11.2026;4,5", "14.11.2026;2,0"),
         "CSAT needs whole answers of 1 to 5: care measure add makes a measure of your own"),
    ],
)  # fmt: skip
def test_what_is_not_taken_by_itself_is_answered_with_the_way_on(data: bytes, line: str) -> None:
    found = propose(data, today=TODAY)
    assert found.columns == ()
    assert line in found.reason


def test_words_of_seven_steps_are_seven_answers() -> None:
    steps = ["Strongly disagree", "Disagree", "Somewhat disagree", "Neutral", "slightly agree",
             "Agree", "Strongly agree", "lukewarm"]  # fmt: skip
    assert [ease_of_seven(each) for each in steps] == [1, 2, 3, 4, 5, 6, 7, None]
    assert has_seven_steps(steps)
    assert not has_seven_steps(["Strongly agree", "Somewhat agree", "Somewhat disagree"])


def test_the_time_a_case_was_closed_in_german_is_known() -> None:
    data = lines(
        "Ticketnummer;Erstellt;Schließzeit;Status",
        "1;2026-09-18 09:33:00;2026-09-19 09:33:00;erfolgreich geschlossen",
        "2;2026-09-19 15:12:00;;offen",
    )
    assert CaseReader(read_table(data), today=TODAY).has("solved")


def test_tickets_in_portuguese_are_tickets() -> None:
    found = propose(
        lines(
            "Nº;Aberto em;Primeira resposta em;Resolvido em;Estado;Avaliação do atendimento (1-5)",
            "1;02/11/2026 09:00;02/11/2026 10:00;03/11/2026 10:00;Resolvido;5",
            "2;13/11/2026 09:00;16/11/2026 10:00;17/11/2026 10:00;Resolvido;2",
            "3;14/11/2026 09:00;;;Em andamento;",
        ),
        today=TODAY,
    )
    assert (found.kind, found.columns[0].measures, found.columns[0].value) == (
        FileKind.TICKETS,
        ("csat",),
        0.5,
    )
    replies = next(each for each in found.outcomes if each.measure == "first-reply")
    assert (replies.n, replies.value) == (3, pytest.approx(1 / 3))


@pytest.mark.parametrize(
    "name",
    ["Résolu au premier contact", "Resuelto en el primer contacto", "Resolvido no primeiro contato",
     "Risolto al primo contatto", "Opgelost bij eerste contact", "Beim ersten Kontakt gelöst"],
)  # fmt: skip
def test_solved_in_the_first_contact_is_not_whether_it_was_solved(name: str) -> None:
    found = propose(lines(f"Date,{name}", "2026-11-02,1", "2026-11-03,0"), today=TODAY)
    assert [each.measures for each in found.columns] == [("first-contact",)]


@pytest.mark.parametrize(
    "name",
    ["Resolved within 24 hours", "Solved in time", "Résolu dans les délais", "Resuelto en plazo",
     "Resolvido no prazo", "Innerhalb der Frist gelöst", "Opgelost binnen de termijn"],
)  # fmt: skip
def test_solved_in_time_is_asked_for(name: str) -> None:
    found = propose(lines(f"Date,{name}", "2026-11-02,1", "2026-11-03,0"), today=TODAY)
    assert [each.measures for each in found.columns] == [("solved-in-target", "solved-it")]


@pytest.mark.parametrize(
    "name",
    [
        "Satisfaction (1-10)",
        "Satisfaction (0 to 10)",
        "Zufriedenheit (1 bis 7)",
        "Zufriedenheit (1 = sehr gut, 6 = ungenügend)",
        "Zufriedenheit: sehr gut (1) bis ungenügend (6)",
        "Zufriedenheit 1-6",
        "Satisfaction (1 = not at all, 4 = completely)",
        "Satisfaction 0-100",
    ],
)
def test_another_scale_is_no_csat(name: str) -> None:
    found = propose(lines(f'Date,"{name}"', "2026-11-02,5", "2026-11-03,2"), today=TODAY)
    assert found.columns == ()
    assert "CSAT needs 1 to 5" in found.reason


@pytest.mark.parametrize("beyond", ["6", "7", "10"])
def test_a_number_beyond_five_speaks_for_another_scale(beyond: str) -> None:
    """Else the answers beyond it, a school's worst grade among them, would be left out."""
    rows = [f"2026-11-{day:02},{1 + day % 5}" for day in range(1, 20)]
    found = propose(lines("Date,Zufriedenheit", *rows, f"2026-11-20,{beyond}"), today=TODAY)
    assert found.columns == ()
    assert f"its numbers go from 1 to {beyond}" in found.reason


def test_without_a_header_the_reason_is_that() -> None:
    found = propose(lines("1,2026-01-01,yes", "2,2026-01-02,no"), today=TODAY)
    assert found.reason.startswith("The file has no header line")
