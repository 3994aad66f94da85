"""Scores that a column's name says are none which customers give now."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)
FIVE, TEN, MARKS = ("5", "4", "2", "3", "1"), ("9", "10", "3", "0", "7"), ("yes", "no")


def data(name: str, answers: tuple[str, ...]) -> bytes:
    rows = [f"{at + 100},2026-10-{at + 1:02},{answers[at % len(answers)]}" for at in range(20)]
    return "\n".join([f"Number,Date,{name}", *rows, ""]).encode()


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("Baseline CSAT", FIVE),
        ("CSAT baseline", FIVE),
        ("Old rating", FIVE),
        ("Rating before training", FIVE),
        ("Desired satisfaction", FIVE),
        ("Satisfaction threshold", FIVE),
        ("Change in rating", FIVE),
        ("Rating (model)", FIVE),
        ("Sentiment rating", FIVE),
        ("Supervisor rating", FIVE),
        ("CSM rating", FIVE),
        ("My Rating", FIVE),
        ("Rating of the customer", FIVE),
        ("Satisfaction with your manager", FIVE),
        ("Max rating", FIVE),
        ("Kundenzufriedenheit Vorjahr", FIVE),
        ("Lieferanten-Bewertung", FIVE),
        ("Durchschnittliche Zufriedenheit", FIVE),
        ("Arbeitszufriedenheit", FIVE),
        ("Satisfaction client N-1", FIVE),
        ("Note globale attendue", FIVE),
        ("Satisfaction au travail", FIVE),
        ("Satisfacción laboral", FIVE),
        ("Satisfacción del cliente meta", FIVE),
        ("Avaliação do funcionário", FIVE),
        ("NPS concorrente", TEN),
        ("Soddisfazione dipendenti", FIVE),
        ("Klanttevredenheid vorige maand", FIVE),
        ("Medewerkerstevredenheid", FIVE),
        ("Ocena klienta prognoza", FIVE),
        ("Zadowolenie z pracy", FIVE),
        ("NPS föregående", TEN),
        ("CSAT gennemsnit", FIVE),
        ("IMDB rating", FIVE),
        ("Industry NPS", TEN),
        ("Simulated NPS", TEN),
        ("NPS previous", TEN),
        ("NPS objetivo", TEN),
        ("NPS Soll", TEN),
        ("How satisfied are you with your life?", FIVE),
        ("Expected churned", MARKS),
        ("Churn risk", MARKS),
        ("Forecast resolved", MARKS),
        ("First contact resolution target", MARKS),
        ("escalation_required", MARKS),
        ("Escalation needed?", MARKS),
        ("Needs escalation", MARKS),
        ("Should be escalated", MARKS),
        ("To be escalated", MARKS),
        ("Can be resolved", MARKS),
        ("Reopen allowed", MARKS),
        ("Muss eskaliert werden", MARKS),
        ("Eskalation erforderlich", MARKS),
        ("Escalade requise", MARKS),
        ("Requiere escalación", MARKS),
        ("Escalatie nodig", MARKS),
        ("Cas à escalader", MARKS),
    ],
)
def test_it_is_left_out_with_the_line_that_takes_it(name: str, answers: tuple[str, ...]) -> None:
    found = propose(data(name, answers), today=TODAY)
    assert found.columns == ()
    said = f"{found.reason} {' '.join(each.reason for each in found.left_out)}"
    assert not found.left_out or f'--column "{name}=' in said


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("Pre-sales support rating", FIVE),
        ("Initial contact satisfaction", FIVE),
        ("Internal customer satisfaction", FIVE),
        ("Agent rating", FIVE),
        ("Rating (max 5)", FIVE),
        ("Overall rating", FIVE),
        ("Team NPS", TEN),
        ("Self resolved", MARKS),
        ("Supervisor escalated", MARKS),
        ("Escalated", MARKS),
        ("Escalated to supervisor", MARKS),
        ("Was it escalated?", MARKS),
        ("Eskaliert", MARKS),
        ("A résolu", MARKS),
    ],
)
def test_a_name_that_says_more_of_the_answer_is_read(name: str, answers: tuple[str, ...]) -> None:
    assert [each.column for each in propose(data(name, answers), today=TODAY).columns] == [name]
