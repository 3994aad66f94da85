"""Names that ask for words, for how important something is, or for a scale that is not NPS'."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.hints import hints
from store.formats.feedback.proposals import Proposal, propose
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 30)


def of(header: str, *rows: str) -> Proposal:
    return propose("\n".join([header, *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    "name",
    [
        "Anything you want to add?",
        "Q2. Möchten Sie uns noch etwas mitteilen?",
        "What do you like best about Acme?",
        "Please explain your rating:",
        "Yorumunuz",
        "コメント",
        "ご意見・ご感想",
        "Answer (2)",
        "Q3",
    ],
)
def test_columns_that_ask_for_words_hold_the_comments(name: str) -> None:
    rows = ("2026-11-02,5,The agent was so quick", "2026-11-03,2,Nobody called me back again")
    proposal = of(f"Date,CSAT,{name}", *rows)
    assert proposal.comment_column == name
    assert [each.column for each in proposal.columns] == ["CSAT"]


@pytest.mark.parametrize("name", ["CSAT last year", "Previous score CSAT", "CSAT Vorjahr"])
def test_what_was_answered_in_another_period_is_no_rival(name: str) -> None:
    proposal = of(f"Date,{name},CSAT", "2026-11-02,4,1", "2026-11-03,1,5", "2026-11-04,5,2")
    assert ([each.column for each in proposal.columns], proposal.rivals) == (["CSAT"], ())


def test_importance_is_hinted_as_no_measure() -> None:
    header = "Date,How important is fast support to you? (1-5)"
    table = read_table("\n".join([header, "2026-11-02,4", "2026-11-03,5", ""]).encode())
    assert hints(table) == ()


@pytest.mark.parametrize(
    "name",
    [
        "How likely are you to recommend us? (1-10)",
        "Would you recommend us? 1 = never, 10 = always",
    ],
)
def test_a_recommendation_from_1_to_10_is_nps_only_if_a_person_says_so(name: str) -> None:
    proposal = of(f'Date,"{name}"', "2026-11-02,8", "2026-11-03,10", "2026-11-04,1")
    assert proposal.columns == ()
    assert f'say --column "{name}=nps"' in proposal.reason
    assert "--threshold 8" in proposal.reason


@pytest.mark.parametrize("name", ["How likely are you to recommend us, out of 10?", "NPS (0-10)"])
def test_other_recommendations_are_nps(name: str) -> None:
    proposal = of(f'Date,"{name}"', "2026-11-02,8", "2026-11-03,10", "2026-11-04,1")
    assert [each.measures for each in proposal.columns] == [("nps",)]


def test_grades_from_1_to_10_are_led_to_a_measure_of_ones_own_first() -> None:
    proposal = of("Datum,Cijfer (1-10)", "2026-11-02,8", "2026-11-03,10", "2026-11-04,3")
    assert "make a measure of your own" in proposal.reason
    assert "=nps" not in proposal.reason


def test_the_italian_recommendation_is_nps() -> None:
    name = "Quanto è probabile che ci consigli a un amico? (0-10)"
    proposal = of(f"Data,{name}", "2026-11-02,8", "2026-11-03,10", "2026-11-04,0")
    assert [each.measures for each in proposal.columns] == [("nps",)]
