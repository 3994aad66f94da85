"""A table that lies on its side says so: a column for each customer, a row for each question."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)
QUESTIONS = ("Inhalt", "Trainerin", "Unterlagen", "Raum")


def reason_of(names: list[str]) -> str:
    rows = [
        ",".join([question, *(str(3 + (at + row) % 3) for at in range(len(names) - 1))])
        for row, question in enumerate(QUESTIONS)
    ]
    return propose("\n".join([",".join(names), *rows, ""]).encode(), today=TODAY).reason


@pytest.mark.parametrize("word", ["TN", "Kunde", "Participant", "Guest", "Cliente", "Respondent"])
def test_a_column_for_each_customer_is_to_be_turned(word: str) -> None:
    reason = reason_of(["Frage", *(f"{word} {at}" for at in range(1, 7)), "Schnitt"])
    assert f"“{word} 1” to “{word} 6” is one customer's. Turn the table" in reason
    assert "--column" not in reason


def test_numbered_questions_are_not_turned() -> None:
    reason = reason_of(["Besuch", *(f"Frage {at}" for at in range(1, 7))])
    assert "Turn the table" not in reason
