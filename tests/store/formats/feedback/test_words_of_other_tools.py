"""Answers in words, colours and smileys, and call records: read, or answered with their line."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.answers import satisfaction
from store.formats.feedback.proposals import Proposal, propose
from store.formats.feedback.words.word_scales import plain_words, word_scale

TODAY = date(2026, 11, 30)


def of(name: str, *cells: str) -> Proposal:
    rows = [f"2026-11-{day:02},{cell}" for day, cell in enumerate(cells, 2)]
    return propose("\n".join([f"Date,{name}", *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    ("name", "cells", "measure", "share"),
    [
        ("Customer rating", ("dark green", "light green", "light red", "dark red"), "csat", 0.5),
        ("Zufriedenheit", ("dunkelgrün", "hellgrün", "hellrot", "dunkelrot"), "csat", 0.5),
        ("CSAT", ("Very positive", "Positive", "Negative", "Very negative"), "csat", 0.5),
        ("Satisfaction", ("Very happy", "Happy", "Unhappy", "Very unhappy"), "csat", 0.5),
        (
            "Customer effort",
            ("Very easy", "Easy", "Difficult", "Very difficult"),
            "ces-ease-5",
            0.5,
        ),
        ("CES", ("Very easy", "Neither easy nor difficult", "Hard", "Easy"), "ces-ease-5", 0.5),
        ("Ease", ("Super easy", "Easy", "OK", "Super hard"), "ces-ease-5", 0.5),
        (
            "You made it easy to solve my issue",
            ("Completely agree", "Mostly agree", "Mostly disagree", "Completely disagree"),
            "ces-ease-5",
            0.5,
        ),
        (
            "Êtes-vous satisfait ?",
            ("Très satisfait", "Plutôt satisfait", "Plutôt pas satisfait", "Pas du tout satisfait"),
            "csat",
            0.5,
        ),
        (
            "Wie zufrieden sind Sie?",
            ("Sehr zufrieden", "Eher zufrieden", "Eher nicht zufrieden", "Gar nicht zufrieden"),
            "csat",
            0.5,
        ),
        ("Avaliação", ("Ótimo", "Bom", "Ruim", "Péssimo"), "csat", 0.5),
        ("Satisfacción", ("Excelente", "Bueno", "Malo", "Pésimo"), "csat", 0.5),
        (
            "I am satisfied with the service",
            ("Totally agree", "Tend to agree", "Tend to disagree", "Totally disagree"),
            "csat",
            0.5,
        ),
    ],
)
def test_words_are_read(name: str, cells: tuple[str, ...], measure: str, share: float) -> None:
    (found,) = of(name, *cells).columns
    assert (found.measures, found.n, found.value) == ((measure,), 4, share)


def test_a_plain_word_is_the_second_step_where_a_better_or_worse_one_stands_there() -> None:
    words = ("Ótimo", "Bom", "Regular", "Ruim", "Péssimo")
    steps = word_scale(words)
    scores = [steps.get(plain_words(each), satisfaction(each)) for each in words]
    assert scores == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("name", ["Button", "Smiley"])
def test_colours_under_another_name_are_answered_with_their_line(name: str) -> None:
    found = of(name, "dark green", "light green", "light red", "dark red")
    assert f'say --column "{name}=csat"' in found.reason


def test_effort_that_is_low_or_high_in_words_is_read() -> None:
    (column,) = of("Effort", "Very low", "Low", "High", "Very high").columns
    assert (column.measures, column.value) == (("ces-effort-5",), 0.5)


CALLS = """Call ID,Date,Agent,Talk time (s),Hold time (s),Wait time (s),Transfers,{name}
c1,2026-11-02,A,310,20,12,0,{yes}
c2,2026-11-02,B,95,0,40,1,{no}
c3,2026-11-03,A,200,5,3,0,{yes}
c4,2026-11-04,B,420,60,70,2,{no}
"""


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("Resolved on first call", "yes", "no"),
        ("FCR", "Y", "N"),
        ("First Call Resolution", "TRUE", "FALSE"),
        ("Im ersten Anruf gelöst", "ja", "nein"),
        ("Resuelto en la primera llamada", "sí", "no"),
        ("Résolu au premier appel", "oui", "non"),
    ],
)
def test_calls_solved_in_the_first_are_a_share(name: str, yes: str, no: str) -> None:
    (found,) = propose(CALLS.format(name=name, yes=yes, no=no).encode(), today=TODAY).columns
    assert (found.measures, found.n, found.value) == (("first-contact",), 4, 0.5)


def test_calls_with_nothing_but_times_are_answered_with_a_line() -> None:
    header, *rows = CALLS.format(name="Note", yes="x", no="y").splitlines()
    text = "\n".join(line.rpartition(",")[0] for line in (header, *rows))
    reason = propose(text.encode(), today=TODAY).reason
    assert "the share of long waits from “Wait time (s)”" in reason
    assert "--kind score --better down --threshold 60" in reason


def test_a_yes_that_is_bad_makes_a_measure_of_which_less_is_better() -> None:
    reason = of("Abandoned", "yes", "no", "no", "yes").reason
    assert "--kind rate --better down" in reason
