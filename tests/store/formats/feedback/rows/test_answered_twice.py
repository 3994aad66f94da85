"""An answer that stands in a row twice, in words and as a number, counts once."""

from __future__ import annotations

from datetime import date

from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)
EASE = {"Very Difficult": 1, "Difficult": 2, "Neutral": 3, "Easy": 4, "Very Easy": 5}
WORDS = ["Easy", "Very Easy", "Difficult", "Easy", "Very Difficult", "Neutral", "Very Easy"]


def of(header: str, rows: list[str]) -> bytes:
    dated = (f"2026-10-{day:02},{row}" for day, row in enumerate(rows, 1))
    return "\n".join([f"Date,{header}", *dated, ""]).encode()


def test_the_number_of_an_answer_in_words_is_left_out() -> None:
    rows = [f"{word},{EASE[word]}" for word in WORDS]
    proposal = propose(of("How easy was it to get help?,CES Score", rows), today=TODAY)
    (column,) = proposal.columns
    assert (column.column, column.measures) == ("How easy was it to get help?", ("ces-ease-5",))
    (left,) = [each for each in proposal.left_out if each.column == "CES Score"]
    assert left.reason == ("it says in numbers what “How easy was it to get help?” says in words")


def test_the_number_of_another_answer_is_still_asked_about() -> None:
    rows = [f"{word},{1 + at % 5}" for at, word in enumerate(WORDS)]
    proposal = propose(of("How easy was it to get help?,CES Score", rows), today=TODAY)
    assert [each.column for each in proposal.columns] == [
        "How easy was it to get help?",
        "CES Score",
    ]


def test_a_survey_of_a_scale_in_words_and_in_numbers_has_no_rivals() -> None:
    rows = [f"{5 - at % 3},{('Very satisfied', 'Satisfied', 'Neutral')[at % 3]}" for at in range(9)]
    proposal = propose(of("CSAT score,How satisfied are you?", rows), today=TODAY)
    assert [each.column for each in proposal.columns] == ["How satisfied are you?"]
    assert proposal.rivals == ()
