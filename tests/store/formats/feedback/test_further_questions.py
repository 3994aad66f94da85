"""A second question for a rating, beside one that is taken, is named with the line that takes it."""

from __future__ import annotations

from datetime import date

import pytest

from screens.importing.key_words import by_keys
from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)
SCORES = (5, 2, 4, 5, 1, 3)


def beside_nps(*questions: str, scores: tuple[float, ...] = SCORES) -> Proposal:
    rows = [
        f"2026-11-0{at};{at + 4};{';'.join([str(score)] * len(questions))}"
        for at, score in enumerate(scores, 1)
    ]
    header = ";".join(["Date", "How likely are you to recommend us? (0-10)", *questions])
    return propose("\n".join([header, *rows, ""]).encode(), today=TODAY)


QUESTIONS = (
    "Wie bewerten Sie die Beratung insgesamt?",
    "Wie bewerten Sie unsere Filiale?",
    "Wie hat Ihnen der Kurs gefallen?",
    "Wie gut war die Beratung?",
    "How would you rate our advice overall?",
    "How did you like the course?",
    "How was your stay?",
    "Please rate our advice",
    "Hur nöjd är du med vår kundtjänst?",
    "Hvor tilfreds er du med vores service?",
    "Hvor fornøyd er du med oss?",
    "Hvordan vurderer du opholdet?",
    "Kuinka tyytyväinen olet palveluun?",
    "¿Cómo valora la atención recibida?",
    "Comment évaluez-vous notre accueil ?",
    "Come giudica la consulenza?",
    "Como avalia o atendimento?",
    "Hoe beoordeelt u ons advies?",
    "Jak oceniasz naszą obsługę?",
    "Jak hodnotíte naši podporu?",
    "Jak jste byli spokojeni s podporou?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_for_a_rating_gets_its_line(question: str) -> None:
    proposal = beside_nps(question)
    assert [each.measures for each in proposal.columns] == [("nps",)]
    (left,) = proposal.left_out
    assert left.column == question
    assert f'it may be csat: --column "{question}=csat"' in left.reason
    assert "--" not in by_keys(left.reason)


def test_each_of_several_gets_its_own() -> None:
    proposal = beside_nps(*QUESTIONS[:4])
    assert [each.column for each in proposal.left_out] == [QUESTIONS[0], *QUESTIONS[1:4]]


@pytest.mark.parametrize(
    "question",
    [
        "Hur lätt var det att få hjälp?",
        "Hvor let var det at få hjælp?",
        "Hvor lett var det å få hjelp?",
        "Jak snadné bylo získat pomoc?",
        "Kuinka helppoa oli saada apua?",
    ],
)
def test_a_question_for_the_ease_is_no_satisfaction(question: str) -> None:
    (left,) = beside_nps(question).left_out
    assert f'"{question}=ces-ease-5"' in left.reason


def test_a_rating_to_ten_gets_a_measure_of_ones_own() -> None:
    (left,) = beside_nps("How would you rate our shop?", scores=(9, 3, 10, 8, 7)).left_out
    assert "a measure of your own can hold it: care measure add how-would-you" in left.reason
    assert "nps" not in left.reason


@pytest.mark.parametrize(
    "question",
    [
        "How many people came with you?",
        "Wie viele Personen waren dabei?",
        "How important is our price to you?",
        "Hur ofta handlar du hos oss?",
        "How long have you been with us?",
        "How would you rate your own knowledge of tax?",
    ],
)
def test_what_is_no_rating_of_ours_gets_none(question: str) -> None:
    assert beside_nps(question).left_out == ()
