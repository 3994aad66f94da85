"""Files of which one reading is wrong, though another column or the answers themselves say so."""

from __future__ import annotations

from datetime import date

import pytest

from store.common.errors import Refused
from store.domain.stages import Stage
from store.domain.statistics.measures import (
    Better,
    Measure,
    MeasureKind,
    find_measure,
)
from store.formats.feedback.feedback import FeedbackFile, read_feedback
from store.formats.feedback.memberships import read_memberships
from store.formats.feedback.proposals import Proposal, propose
from store.formats.feedback.rows.feedback_table import feedback_table

TODAY = date(2026, 11, 30)


def lines(*rows: str) -> bytes:
    return "\n".join([*rows, ""]).encode()


def found(*rows: str) -> Proposal:
    return propose(lines(*rows), today=TODAY)


def taken(data: bytes, column: str, measure: Measure | str = "csat") -> FeedbackFile:
    return read_feedback(
        data,
        measure=find_measure(measure) if isinstance(measure, str) else measure,
        column=column,
        team_id="",
        stage=Stage.CONNECT,
        today=TODAY,
    )


REVIEWS = (
    "date,rating,content,answer_date,answer_text",
    "2026-10-01,5,Quick and friendly help,2026-10-03,Thank you so much for your kind words",
    "2026-10-02,2,It took three days to hear back,,",
    "2026-10-05,4,Solved at once by Anna,2026-10-06,We are glad that we could help you",
)


def test_the_day_of_an_answer_is_that_of_a_reply_where_replies_stand_beside_reviews() -> None:
    assert found(*REVIEWS).date_column == "date"
    survey = [row.replace("answer_text", "answer_code") for row in REVIEWS]
    assert found(*survey).date_column == "answer_date"


def test_days_under_a_name_that_may_be_a_duration_are_asked_about_and_never_today() -> None:
    proposal = found("Survey Rating,Response Time", "5,2026-10-01 09:15", "2,2026-10-02 10:05")
    assert (proposal.date_column, proposal.doubtful_dates) == (None, ("Response Time",))
    assert found("Survey Rating,Response Time", "5,14", "2,31").doubtful_dates == ()


def test_previews_of_a_survey_are_listed_and_never_counted() -> None:
    table = feedback_table(
        lines(
            "RecordedDate,ResponseId,Status,NPS",
            "2026-10-01,R1,Survey Preview,0",
            "2026-10-02,R2,IP Address,9",
            "2026-10-03,R3,Spam,10",
        )
    )
    assert [row.cells[1] for row in table.rows] == ["R2"]
    assert [problem.line for problem in table.problems] == [2, 4]
    (column,) = propose(table, today=TODAY).columns
    assert (column.n, column.value) == (1, 100.0)


def test_a_number_of_status_is_a_preview_only_in_the_tool_that_means_so() -> None:
    assert (
        len(feedback_table(lines("RecordedDate,ResponseId,Status,NPS", "1,2,1,9", "1,2,0,9")).rows)
        == 1
    )
    assert len(feedback_table(lines("Date,Status,NPS", "1,1,9", "1,0,9")).rows) == 2


def test_who_cancelled_is_a_customer_until_it_expires() -> None:
    data = lines(
        "account_code,plan_code,state,activated_at,canceled_at,expires_at",
        "a1,gold,active,2026-02-01,,",
        "a2,gold,expired,2026-02-01,2026-10-05,2026-10-20",
        "a3,gold,canceled,2026-02-01,2026-10-05,2026-11-20",
        "a4,gold,active,2026-02-01,,",
    )
    file = read_memberships(
        data, team_id="", first_day=date(2026, 10, 1), last_day=date(2026, 10, 31), today=TODAY
    )
    assert file.columns["left"] == "expires_at"
    churn = next(each for each in file.outcomes if each.measure == "churn")
    assert [row.value for row in churn.rows] == [0, 1, 0, 0]


def test_the_day_of_the_next_renewal_ends_nothing() -> None:
    data = lines(
        "account_code,plan_code,activated_at,canceled_at,expires_at",
        "a1,gold,2026-02-01,,2026-12-01",
        "a2,gold,2026-02-01,2026-10-05,2026-10-20",
    )
    file = read_memberships(
        data, team_id="", first_day=date(2026, 10, 1), last_day=date(2026, 10, 31), today=TODAY
    )
    assert file.columns["left"] == "canceled_at"


def test_a_column_for_each_choice_is_one_question() -> None:
    proposal = found(
        "Respondent ID,End Date,How satisfied are you?,,,Comments?",
        ",,Very satisfied,Neutral,Very dissatisfied,Open-Ended Response",
        "1,10/13/2026,Very satisfied,,,Quick help",
        "2,10/14/2026,,,Very dissatisfied,Too slow",
        "3,10/15/2026,Very satisfied,,,",
    )
    (column,) = proposal.columns
    assert (column.column, column.n, column.value) == (
        "How satisfied are you?",
        3,
        pytest.approx(2 / 3),
    )
    assert proposal.comment_column == "Comments?"


def test_a_question_of_several_choices_stays_a_column_each() -> None:
    table = feedback_table(
        lines("Which? - Phone,Which? - Mail,Which? - Chat,NPS", "Phone,Mail,,9", ",,Chat,8")
    )
    assert table.header == ("Which? - Phone", "Which? - Mail", "Which? - Chat", "NPS")


def test_no_answer_written_as_0_is_none_where_the_scale_begins_at_1() -> None:
    rows = [f"2026-10-0{day},{value}" for day, value in enumerate((0, 2, 5, 0, 4, 1, 0, 4), 1)]
    (column,) = found("Date,Rating (1-5)", *rows).columns
    assert (column.n, column.value, column.rejected) == (5, 0.6, 3)
    assert 'If 0 means no answer, say --column "Rating=csat"' in found("Date,Rating", *rows).reason


def test_per_cent_are_no_ones_and_count_as_per_cent_in_a_score_of_the_teams_own() -> None:
    data = lines("Date,Satisfaction", *(f"2026-10-01,{share}" for share in ("100%", "80%", "40%")))
    with pytest.raises(Refused, match="“100%” is not a whole number from 1 to 5"):
        taken(data, "Satisfaction")
    own = Measure(
        "satisfaction",
        "Satisfaction",
        MeasureKind.SCORE,
        Better.UP,
        Better.UP,
        0,
        100,
        80,
        None,
        (Stage.CONNECT,),
        10,
        own=True,
    )
    assert [row.value for row in taken(data, "Satisfaction", own).rows] == [100, 80, 40]
    assert "--threshold 80, then" in found("Date,Satisfaction", *("2026-10-01,80%",) * 5).reason


def test_a_column_mostly_off_the_scale_is_refused_in_a_short_file_too() -> None:
    data = lines("Date,Score", *(f"2026-10-01,{score}" for score in (10, 8, 10, 9, 3, 5)))
    with pytest.raises(Refused, match="4 of 6 answers in “Score” are off the scale of CSAT"):
        taken(data, "Score")


def test_positive_and_negative_are_an_answer_but_no_machines_sentiment() -> None:
    cells = ["Positive", "Negative", "Positive", "Neutral"]
    (column,) = found("Date,Survey Rating", *(f"2026-10-01,{cell}" for cell in cells)).columns
    assert (column.measures, column.value) == (("csat",), 0.5)
    assert (
        "Sentiment=csat"
        not in found("Date,Sentiment", *(f"2026-10-01,{cell}" for cell in cells)).reason
    )


def test_scores_of_ten_in_a_survey_of_satisfaction_are_never_hinted_at_as_nps() -> None:
    rows = [f"2026-10-01,{score},CSAT" for score in (1, 10, 8, 3)]
    reason = found("Date,Score,Survey", *rows).reason
    assert "--threshold 8, then --column" in reason
    assert "=nps" not in reason


def test_scores_of_ten_without_a_0_may_be_another_scale() -> None:
    rows = [f"2026-10-01,{score}" for score in (1, 10, 8, 3)]
    reason = found("Date,Score", *rows).reason
    own = reason.index("make a measure of your own for them: care measure add score")
    assert own < reason.index('how likely people are to recommend you, say --column "Score=nps"')
    assert 'say --column "Score=nps"' in found("Date,Score", *rows, "2026-10-02,0").reason


@pytest.mark.parametrize(
    ("question", "cells", "measure", "figure"),
    [
        ("Rating", ("Excellent", "Very good", "Good", "Good", "Fair", "Poor"), "csat", 2 / 6),
        ("Rating", ("Good", "Bad", "Good"), "csat", 2 / 3),
        ("Rating", ("Excellent", "Good", "Average", "Poor"), "csat", 2 / 4),
        (
            "How satisfied are you?",
            ("Extremely satisfied", "Very satisfied", "Somewhat satisfied", "Not so satisfied"),
            "csat",
            2 / 4,
        ),
        (
            "How satisfied are you?",
            ("Extremely satisfied", "Very satisfied", "Somewhat satisfied", "Very dissatisfied"),
            "csat",
            3 / 4,
        ),
        (
            "How satisfied are you?",
            ("Moderately satisfied", "Slightly satisfied", "Neutral", "Slightly dissatisfied"),
            "csat",
            2 / 4,
        ),
        (
            "Quanto è soddisfatto?",
            (
                "Per niente soddisfatto",
                "Poco soddisfatto",
                "Abbastanza soddisfatto",
                "Soddisfatto",
                "Molto soddisfatto",
            ),
            "csat",
            2 / 5,
        ),
        (
            "Satisfaction",
            ("Pas du tout satisfait", "Assez satisfait", "Satisfait", "Très satisfait"),
            "csat",
            2 / 4,
        ),
        (
            "Satisfacción",
            ("Nada satisfecho", "Poco satisfecho", "Algo satisfecho", "Muy satisfecho"),
            "csat",
            2 / 4,
        ),
        (
            "Zufriedenheit",
            (
                "Gar nicht zufrieden",
                "Eher unzufrieden",
                "Eher zufrieden",
                "Zufrieden",
                "Sehr zufrieden",
            ),
            "csat",
            3 / 5,
        ),
        ("Rating", ("Good, I'm satisfied", "Bad, I'm unsatisfied"), "csat", 1 / 2),
        (
            "How easy was it?",
            ("Extremely easy", "Very easy", "Somewhat easy", "Not at all easy"),
            "ces-ease-5",
            2 / 4,
        ),
        (
            "How easy was it?",
            ("Very easy", "Somewhat easy", "Neither easy nor difficult", "Very difficult"),
            "ces-ease-5",
            2 / 4,
        ),
    ],
)
def test_a_words_step_is_told_by_the_others_beside_it(
    question: str, cells: tuple[str, ...], measure: str, figure: float
) -> None:
    (column,) = found(f"Date,{question}", *(f'2026-10-01,"{cell}"' for cell in cells)).columns
    assert (column.measures, column.value) == ((measure,), pytest.approx(figure))
    assert column.rejected == 0


def test_the_whole_is_a_rival_of_a_part_whose_name_says_satisfied() -> None:
    rows = [f"2026-10-{1 + at:02},{1 + at % 5},{5 - at % 4}" for at in range(20)]
    whole = "How would you rate your overall experience?"
    part = "How satisfied were you with our customer service?"
    data = "\n".join([f"Date,{whole},{part}", *rows, ""]).encode()
    assert propose(data, today=date(2026, 11, 30)).rivals == ((whole, part),)
