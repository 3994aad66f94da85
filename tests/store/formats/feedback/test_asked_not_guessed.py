"""Where two readings stand, care asks; where it refuses, it says why and how to go on."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from store.formats.feedback.cases.tickets import read_tickets
from store.formats.feedback.proposals import FileKind, propose

TODAY = date(2026, 11, 30)


def lines(*rows: str) -> bytes:
    return "\n".join([*rows, ""]).encode()


@pytest.mark.parametrize(
    ("header", "cells", "figure"),
    [
        ("Quanto è soddisfatto del servizio?", ["Molto soddisfatto", "Né soddisfatto né insoddisfatto"], 0.5),
        ("¿Qué tan satisfecho está?", ["Nada satisfecho", "Algo satisfecho"], 0.5),
        ("Wie zufrieden sind Sie?", ["Gar nicht zufrieden", "Sehr zufrieden"], 0.5),
        ("How satisfied are you?", ["Not at all satisfied", "Very satisfied"], 0.5),
        ("Chat rating", ["rated good", "rated bad", "not rated"], 0.5),
        ("I am satisfied with the support", ["Strongly agree", "Neutral", "Disagree"], 1 / 3),
        ("Ich bin mit dem Service zufrieden", ["Trifft voll zu", "Trifft eher nicht zu"], 0.5),
        ("Actual satisfaction", ["5", "4", "1"], 2 / 3),
    ],
)  # fmt: skip
def test_words_of_satisfaction_and_of_agreeing_are_read(
    header: str, cells: list[str], figure: float
) -> None:
    (column,) = propose(
        lines(f'Date,"{header}"', *(f"2026-11-02,{cell}" for cell in cells)), today=TODAY
    ).columns
    assert (column.measures, column.value) == (("csat",), pytest.approx(figure))


@pytest.mark.parametrize(
    ("header", "cells", "says"),
    [
        ("Rating", ["0", "1", "2", "3", "4", "5", "5", "4"], 'If 0 means no answer, say --column "Rating=csat"'),
        ("Satisfaction score", ["8", "10", "3", "6"], "care measure add satisfaction-score --kind score --better up --threshold 8"),
        ("Satisfaction", ["4.5", "5", "2.5", "3.5"], "such as “4.5”; CSAT needs whole answers"),
        ("Schulnoten", ["1", "2", "6", "3"], "--kind score --better down --threshold 3"),
        ("Are you satisfied?", ["Yes", "No", "Yes", "Yes"], "care measure add are-you-satisfied --kind rate --better up"),
        ("CSAT", ["100%", "80%", "80%", "20%", "20%"], "it holds shares, counted already"),
        ("I am dissatisfied with the support", ["Agree", "Disagree"], "who agrees with it is not satisfied"),
        ("Did we solve your problem?", ["Yes", "Partly", "No", "Yes", "Partly", "No", "Partly"], '“Partly” is neither yes nor no. To count only the others, say --column "Did we solve your problem?=solved-it"'),
        ("Jak jste spokojeni? (1-5)", ["5", "4", "2"], 'say --column "Jak jste spokojeni? (1-5)=csat"'),
        ("Average rating", ["4.5", "4.1"], "counted already: one row an answer is needed"),
        ("Complaints", ["12", "9"], 'care measure add complaints --kind count --better down --events --per-cycle sum, then --column "Complaints=complaints"'),
        ("Backlog", ["120", "90"], "--state --per-cycle last"),
        ("Open tickets at end of week", ["67", "40"], 'care measure add open-tickets --kind count --better down --state --per-cycle last, then --column "Open tickets at end of week=open-tickets"'),
        ("Would you recommend us?", ["Yes", "No", "Yes", "Yes"], 'its answers are yes or no; NPS needs 0 to 10: care measure add makes a measure of your own for it. For example: care measure add would-you-recommend --kind rate --better up'),
        ("Churn rate", ["2.5%", "1.5%"], "“Churn rate” is counted already; care needs one row for each customer"),
        ("Jak oceniasz naszą obsługę klienta? (1-5, 5 = bardzo dobrze)", ["5", "4", "2"], 'say --column "Jak oceniasz naszą obsługę klienta? (1-5, 5 = bardzo dobrze)=csat"'),
        ("How likely are you to recommend us?", ["Very likely", "Unlikely"], "Export the answers as numbers"),
        ("NPS Category", ["Promoter", "Detractor", "Passive"], "Export the numbers that customers gave"),
        ("How likely are you to recommend us? (1-5)", ["5", "2", "1"], "--kind score --better up --threshold 4"),
        ("Rating", ["1", "2", "3", "1"], 'If it is a rating up to 5, say --column "Rating=csat"'),
        ("Risk rating", ["5", "4", "1"], "No column of the file holds a customer measure"),
        ("Expected satisfaction", ["5", "4", "1"], "No column of the file holds a customer measure"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_how_to_go_on(header: str, cells: list[str], says: str) -> None:
    rows = [f"2026-11-02,{cell}" for cell in cells]
    proposal = propose(lines(f'Date,"{header}"', *rows), today=TODAY)
    assert proposal.columns == ()
    assert says in proposal.reason


@pytest.mark.parametrize(
    ("rated", "created"),
    [
        ("Conversation rated at (UTC)", "Conversation started at (UTC)"),
        ("Chat rated on", "Chat created at"),
        ("Satisfaction date", "Created"),
        ("Survey date completed", "Date opened"),
        ("CSAT received at", "Created at"),
    ],
)
def test_an_answer_counts_on_the_day_it_was_rated(rated: str, created: str) -> None:
    data = lines(
        f"{created},Conversation rating,{rated}",
        "2026-11-02,5,2026-11-09",
        "2026-11-03,1,2026-11-10",
    )
    assert propose(data, today=TODAY).date_column == rated


@pytest.mark.parametrize(
    "rated",
    [
        "Custom field (Satisfaction date)",
        "Survey: Date Completed",
        "CSAT submitted at",
        "Ticket rated at",
    ],
)
def test_a_case_rating_counts_on_the_day_it_was_rated(rated: str) -> None:
    data = lines(
        f"Issue key,Created,Resolved,Status,Satisfaction,{rated}",
        "S-1,2026-11-02,2026-11-03,Done,5,2026-11-09",
        "S-2,2026-11-02,2026-11-04,Done,1,2026-11-10",
        "S-3,2026-11-02,,Open,,",
    )
    file = read_tickets(data, team_id="t", today=TODAY, zone=ZoneInfo("UTC"))
    (csat,) = (each for each in file.outcomes if each.measure == "csat")
    assert [row.day.day for row in csat.rows] == [9, 10]


def test_a_dutch_recommendation_is_nps() -> None:
    data = lines(
        "Datum,Hoe waarschijnlijk is het dat u ons aanbeveelt?", "2026-11-02,9", "2026-11-03,3"
    )
    proposal = propose(data, today=TODAY)
    assert (proposal.kind, proposal.columns[0].measures) == (FileKind.ANSWERS, ("nps",))


def test_importance_of_a_topic_is_not_hinted_at() -> None:
    data = lines(
        "Date,Importance of support (1-5),Satisfaction with support (1-5)",
        "2026-11-02,5,2",
        "2026-11-03,4,5",
    )
    proposal = propose(data, today=TODAY)
    assert [each.column for each in proposal.columns] == ["Satisfaction with support (1-5)"]
    assert proposal.left_out == ()


def test_counts_of_months_are_answered_with_the_column_that_dates_them() -> None:
    text = lines("Month,New,Churned,Churn rate", "2026-01,12,10,2.5%", "2026-02,23,6,1.5%")
    reason = propose(text, today=TODAY).reason
    assert reason.startswith("“Churn rate” is counted already")
    assert '--column "Churned=churned" --date-column "Month"' in reason
    assert "--on" not in reason
