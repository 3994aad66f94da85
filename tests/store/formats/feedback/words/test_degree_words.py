"""Bare words of degree, read where a question asks how satisfied customers are."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose
from store.formats.feedback.words.degree_words import degree_scale

TODAY = date(2026, 11, 30)


def read(question: str, *words: str) -> Proposal:
    rows = [f"2026-10-{day:02d};{words[day % len(words)]}" for day in range(1, 13)]
    return propose("\n".join([f"Date;{question}", *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How satisfied are you?", ("Very", "Somewhat", "Not at all")),
        ("Quanto è soddisfatto del servizio?", ("Molto", "Abbastanza", "Poco", "Per niente")),
        ("Wie zufrieden sind Sie?", ("Sehr", "Eher", "Wenig", "Gar nicht")),
        ("Êtes-vous satisfait ?", ("Tout à fait", "Plutôt", "Pas du tout")),
    ],
)
def test_they_answer_how_satisfied_somebody_is(question: str, words: tuple[str, ...]) -> None:
    (column,) = read(question, *words).columns
    assert (column.measures, column.rejected) == (("csat",), 0)
    assert sorted(degree_scale(words).values(), reverse=True) == [
        degree_scale(words)[word.casefold()] for word in words
    ]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How difficult was it?", ("Very", "Somewhat", "Not at all")),
        ("How dissatisfied are you?", ("Very", "Somewhat", "Not at all")),
        ("How satisfied are you?", ("Very", "Quite", "Extremely")),
        ("How satisfied are you?", ("Very", "Somewhat", "Not at all", "Purple")),
    ],
)
def test_they_are_not_read_where_another_thing_is_asked_or_said(
    question: str, words: tuple[str, ...]
) -> None:
    assert read(question, *words).columns == ()
