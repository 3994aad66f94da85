"""Scores as booking sites, chats, review sites and schools write them: read, or led to what reads them."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.columns import judge_column
from store.formats.feedback.proposals import ColumnProposal, propose
from store.formats.tabular.numbers import read_score

TODAY = date(2026, 11, 20)


def lines(*rows: str) -> bytes:
    return "\n".join([*rows, ""]).encode()


def only(data: bytes) -> ColumnProposal:
    (found,) = propose(data, today=TODAY).columns
    return found


THUMBS = ((1, 1), (2, 1), (3, -1), (4, 1), (5, -1), (6, 1))
BOOKING = (
    "Review date,Guest name,Reservation number,Review title,Positive review,Negative review,{},Staff",
    "2026-10-01 10:00:00,Ana,111,Nice,Very nice staff and breakfast,Noise,{},10",
    "2026-10-02 10:00:00,Bob,112,Ok,The bed was good,The shower was cold,{},7.5",
    "2026-10-03 10:00:00,Cy,113,Super,All of it was fine,,10,10",
    "2026-10-04 10:00:00,Di,114,Bad,,Nothing worked for us,3,2.5",
)


@pytest.mark.parametrize("name", ["Review score", "Guest review score", "Guest score"])
@pytest.mark.parametrize(
    ("first", "second", "what"),
    [("8", "6", "whole numbers"), ("8.3", "6.7", "numbers"), ('"8,3"', '"6,7"', "numbers")],
)
def test_a_reviewers_score_of_ten_is_led_to_a_measure_of_ones_own(
    name: str, first: str, second: str, what: str
) -> None:
    head, one, two, *rest = BOOKING
    found = propose(
        lines(head.format(name), one.format(first), two.format(second), *rest), today=TODAY
    )
    key = name.lower().replace(" ", "-")
    assert found.columns == ()
    assert found.date_column == "Review date"
    assert (
        f"“{name}” holds {what} from 3 to 10: if those are the answers, make a measure of your own for"
        f" them: care measure add {key} --kind score --better up --threshold 8, then --column"
        f' "{name}={key}".'
    ) in found.reason


def test_thumbs_kept_as_one_and_minus_one_are_led_to_a_yes_and_no() -> None:
    found = propose(lines("Date,Rating", *(f"2026-11-0{d},{v}" for d, v in THUMBS)), today=TODAY)
    assert found.columns == ()
    assert "it holds only 1 and -1, as a thumb up and a thumb down are saved. Write yes and no" in (
        found.reason
    )
    assert '--kind rate --better up, then --column "Rating=rating"' in found.reason


def test_three_steps_are_a_scale_of_three_or_five_as_a_person_says() -> None:
    found = propose(
        lines("Date,CSAT", *(f"2026-11-0{d},{d % 3 + 1}" for d in range(1, 9))), today=TODAY
    )
    assert 'a rating up to 5, say --column "CSAT=csat"' in found.reason
    assert "If its scale ends at 3" in found.reason
    assert "care measure add csat-own --kind score --better up --threshold 3" in found.reason


def test_a_survey_of_one_kind_says_what_its_rating_is() -> None:
    survey = "Response ID,Survey type,Rating,Submission date"
    effort = only(lines(survey, "1,CES,7,2026-10-01", "2,CES,2,2026-10-02", "3,CES,6,2026-10-03"))
    assert effort.measures == ("ces-ease", "ces-effort", "ces-effort-5")
    likely = only(lines(survey, "1,NPS,10,2026-10-01", "2,NPS,0,2026-10-02", "3,NPS,9,2026-10-03"))
    assert (likely.measures, likely.n) == (("nps",), 3)
    rated = only(lines(survey, "1,CSAT,5,2026-10-01", "2,CSAT,1,2026-10-02"))
    assert rated.measures == ("csat",)
    said = only(lines("ID,Survey,Response", "1,CSAT,Satisfied", "2,CSAT,Neutral"))
    assert (said.measures, said.value) == (("csat",), 0.5)


def test_the_question_in_a_second_header_row_says_what_a_bare_rating_is() -> None:
    asked = "How easy was it to get help? (1 very hard - 5 very easy)"
    judgement = judge_column("Rating", asked, ["5", "2"])
    assert judgement is not None
    assert judgement.measures == ("ces-ease-5",)


def test_a_rating_to_seven_names_ease() -> None:
    found = propose(lines("Date,Rating", "2026-10-01,7", "2026-10-02,2"), today=TODAY)
    assert 'If they say how easy it was, say --column "Rating=ces-ease"' in found.reason
    assert "care measure add rating --kind score --better up --threshold 6" in found.reason


def test_a_chats_rate_in_words_is_a_rating() -> None:
    found = only(
        lines(
            "chat_id,chat_start_date,rate,comment",
            "A1,2026-10-01 10:00:00,rated good,Kind and fast answer",
            "A2,2026-10-01 11:00:00,not rated,",
            "A3,2026-10-02 10:00:00,rated bad,Nobody knew what to do",
            "A4,2026-10-03 10:00:00,rated good,",
        )
    )
    assert (found.measures, found.n, found.blank) == (("csat",), 3, 1)
    assert found.value == pytest.approx(2 / 3)


def test_a_rate_in_numbers_is_none() -> None:
    found = propose(lines("Date,rate", "2026-10-01,5", "2026-10-02,2"), today=TODAY)
    assert found.columns == ()


def test_stars_written_as_words_are_numbers() -> None:
    found = only(
        lines(
            "reviewId,starRating,comment,createTime",
            "a1,FIVE,Great place to be,2026-10-01T10:00:00Z",
            "a2,ONE,Rude on the phone,2026-10-02T10:00:00Z",
            "a3,FOUR,,2026-10-03T10:00:00Z",
            "a4,STAR_RATING_UNSPECIFIED,,2026-10-04T10:00:00Z",
        )
    )
    assert (found.measures, found.n, found.blank) == (("csat",), 3, 1)
    assert found.value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("cell", "score"),
    [("ONE", 1), ("Five", 5), ("FIVE_STARS", 5), ("two stars", 2), ("one of us", None)],
)
def test_numbers_written_as_words(cell: str, score: float | None) -> None:
    assert read_score(cell) == (None if score is None else (score, None))


@pytest.mark.parametrize(
    "name", ["Note globale sur 5", "Note sur 5", "Note globale", "Note générale (sur 5)"]
)
def test_a_french_note_is_a_rating_whose_most_is_best(name: str) -> None:
    found = only(lines(f"Date;{name}", "2026-10-01;5", "2026-10-02;2", "2026-10-03;4"))
    assert (found.measures, found.asks_best) == (("csat",), False)
    assert found.value == pytest.approx(2 / 3)


def test_a_french_note_of_ten_is_led_to_a_measure_of_ones_own() -> None:
    found = propose(lines("Date;Note globale sur 10", "2026-10-01;9", "2026-10-02;2"), today=TODAY)
    assert "care measure add note-globale --kind score --better up --threshold 8" in found.reason


@pytest.mark.parametrize("name", ["Schulnote", "Schulnote (1-6)", "Schulnote (1 = sehr gut)"])
def test_a_school_grade_of_six_is_led_to_a_measure_whose_low_end_is_best(name: str) -> None:
    grades = [1, 2, 6, 3, 1, 2]
    rows = [f"{day:02}.10.2026;{grade}" for day, grade in enumerate(grades, 1)]
    found = propose(lines(f"Datum;{name}", *rows), today=TODAY)
    assert found.columns == ()
    assert "slips" not in found.reason
    assert "--kind score --better down --threshold 3, then --column" in found.reason
