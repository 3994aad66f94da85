"""Which columns are customer measures: by name and by answers, never by one alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.common.errors import Refused
from store.formats.feedback.column_roles import Tool, id_column, tool_of
from store.formats.feedback.columns import judge_column
from store.formats.feedback.comments import comment_column
from store.formats.feedback.days.answer_dates import best_date, date_columns
from store.formats.feedback.days.day_names import rank_of
from store.formats.feedback.proposals import FileKind, propose
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 20)


def measures(name: str, cells: Sequence[str], label: str = "") -> tuple[str, ...]:
    judged = judge_column(name, label, cells)
    assert judged is not None
    return judged.measures


def reason(name: str, cells: Sequence[str]) -> str:
    judged = judge_column(name, "", cells)
    assert judged is not None
    assert not judged.measures
    return judged.reason


@pytest.mark.parametrize(
    "name",
    ["NPS", "nps", "NPS_Score", "survey_q6_nps", "LikelyToRecommend", "Likely-To-Recommend",
     "recommendation_score", "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?"],
)  # fmt: skip
def test_nps_by_its_names(name: str) -> None:
    assert measures(name, ["10", "9", "7", "3", "NA", "0"]) == ("nps",)


@pytest.mark.parametrize(
    "name",
    ["CSAT_Score", "Customer Satisfaction Rating", "OverallSatisfaction", "Satisfacción", "Conversation rating",
     "Satisfaction Score", "Zufriedenheit", "Survey results"],
)  # fmt: skip
def test_csat_by_its_names(name: str) -> None:
    assert measures(name, ["5", "4", "1", ""]) == ("csat",)


def test_a_question_in_the_second_header_row_speaks_too() -> None:
    asked = "How likely are you to recommend us?"
    assert measures("Q5", ["10", "7"], label=asked) == ("nps",)
    assert judge_column("Q5", "", ["10", "7"]) is None


def test_words_for_satisfaction_are_csat() -> None:
    assert measures("OverallSatisfaction", ["Satisfied", "Neutral", "Dissatisfied"]) == ("csat",)
    assert measures("Satisfaction Score", ["Good", "Bad", "Offered", "Good"]) == ("csat",)
    assert measures("Survey results", ["Extremely Happy", "Unhappy"]) == ("csat",)


def test_a_category_of_three_is_no_csat() -> None:
    assert (
        reason("satisfaction_length", ["1", "2", "3", "2"])
        == "it holds only 1 to 3: a category, not a rating from 1 to 5"
    )


def test_words_to_recommend_are_no_nps() -> None:
    assert "yes or no; NPS needs 0 to 10" in reason("Would you recommend us?", ["Yes", "Yes", "No"])
    assert "names promoters" in reason("Q5_NPS_GROUP", ["Promoter", "Passive", "Detractor"])


@pytest.mark.parametrize(
    ("name", "cells", "why"),
    [
        ("nps", ["1", "2", "5", "4", "3"], "go only from 1 to 5"),
        ("NPS", ["-20", "35", "62"], "go from -20 to 62"),
        ("Satisfaction", ["7", "9", "10", "8"], "go from 7 to 10"),
        ("Satisfaction", ["4.2", "3.9", "4.6"], "go from 3.9 to 4.6"),
        ("Satisfaction", ["blue", "green"], "words such as “blue”"),
        ("csat", ["NA", ""], "it holds no answers"),
    ],
)
def test_the_answers_must_fit_the_name(name: str, cells: list[str], why: str) -> None:
    assert why in reason(name, cells)


def test_the_direction_of_effort_is_asked() -> None:
    assert measures("Customer Effort Score", ["7", "6", "1"]) == (
        "ces-ease",
        "ces-effort",
        "ces-effort-5",
    )
    assert measures("effort", ["1", "2", "5", "5", "4"])[0] == "ces-effort-5"


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("Was your problem solved?", "solved-it"),
        ("Resolved on first contact", "first-contact"),
        ("reopened", "reopened"),
        ("Escalated?", "escalated"),
        ("Churn", "churn"),
        ("Repurchased", "repurchase"),
    ],
)
def test_yes_and_no_go_by_the_name(name: str, measure: str) -> None:
    assert measures(name, ["Yes", "no", "YES"]) == (measure,)


@pytest.mark.parametrize(
    "name", ["Age", "Satisfaction comment", "Rated at", "session", "Tempo para resolver excedido"]
)
def test_other_columns_say_nothing(name: str) -> None:
    assert judge_column(name, "", ["5", "4"]) is None


@pytest.mark.parametrize(
    ("header", "tool"),
    [
        ("Id,Requester id,Group,Status,Created at,Solved at,Satisfaction Score,Reopens,Replies,First reply time in minutes", Tool.ZENDESK),
        ("Ticket ID,Created time,Resolved time,First response time (in hrs),Agent interactions,Survey results", Tool.FRESHDESK),
        ("ID;Data de abertura;Data da solução;Tempo para resolver excedido", Tool.GLPI),
        ("Conversation ID,Conversation rating,Teammate", Tool.INTERCOM),
        ("No.,Response ID,Timestamp,Finished,Survey ID", Tool.FORMBRICKS),
        ("StartDate,EndDate,RecordedDate,ResponseId,Q1", Tool.QUALTRICS),
        ("ID,Name,Status", Tool.PLAIN),
        ("Issue key,Created,Resolved,Status,Satisfaction rating", Tool.PLAIN),
        ("date,nps", Tool.PLAIN),
    ],
)  # fmt: skip
def test_tools_by_their_headers(header: str, tool: Tool) -> None:
    assert tool_of(header.replace(";", ",").split(",")) is tool


def test_an_answer_is_dated_by_the_survey_then_the_solution_then_the_creation() -> None:
    text = b"birth date,created at,solved at,survey date,due date\n2000-01-02,2024-01-01,2024-01-02,2024-01-03,2024-01-09\n"
    table = read_table(text)
    columns = date_columns(table)
    assert [table.header[place] for place in columns] == ["survey date", "solved at", "created at"]
    assert best_date(table, columns) == 3


def test_a_mostly_empty_date_column_dates_nothing() -> None:
    table = read_table(b"created,survey date\n2024-01-01,\n2024-01-02,\n2024-01-03,2024-01-04\n")
    assert best_date(table, date_columns(table)) == 0


def test_ids_name_rows_not_customers() -> None:
    assert id_column(read_table(b"customer id,Ticket ID\n1,10\n1,11\n")) == 1
    assert id_column(read_table(b"id,nps\n1,10\n1,11\n")) is None
    assert id_column(read_table(b"Survey ID,Response ID\n1,a\n1,b\n")) == 1


def test_comments_by_name_and_length() -> None:
    table = read_table(
        b"nps,reason code,What could we improve?\n9,A,answer the phone sooner please\n8,B,nothing at all really\n"
    )
    assert comment_column(table) == 2


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("survey_conference.csv", FileKind.ANSWERS, {"satisfaction_venue": ("csat", 24, 0.7917), "nps": ("nps", 24, 41.6667)}),
        ("survey_years_later.csv", FileKind.ANSWERS, {"recommendation_score": ("nps", 16, 43.75)}),
        ("survey_spanish.csv", FileKind.ANSWERS, {"Satisfacción": ("csat", 12, 0.5833)}),
        ("survey_in_words.csv", FileKind.ANSWERS, {"OverallSatisfaction": ("csat", 20, 0.35)}),
        ("tickets_rated.csv", FileKind.TICKETS, {"CSAT_Score": ("csat", 10, 0.6)}),
        ("tickets_glpi.csv", FileKind.TICKETS, {}),
        ("purchases.csv", FileKind.PURCHASES, {}),
        pytest.param("carp_conhome_2020.csv", FileKind.ANSWERS, {"satisfaction_interaction": ("csat", 124, 0.9194), "nps": ("nps", 124, 62.0968)}, marks=pytest.mark.real),
        pytest.param("carp_longterm_2020_12.csv", FileKind.ANSWERS, {"recommendation_score": ("nps", 87, 47.1264)}, marks=pytest.mark.real),
        pytest.param("survey_encuesta_es.csv", FileKind.ANSWERS, {"Satisfacción": ("csat", 15, 0.5333)}, marks=pytest.mark.real),
        pytest.param("survey_lima_transport.csv", FileKind.ANSWERS, {"OverallSatisfaction": ("csat", 500, 0.302)}, marks=pytest.mark.real),
        pytest.param("teresgeo_tickets.csv", FileKind.TICKETS, {"CSAT_Score": ("csat", 428, 0.5958)}, marks=pytest.mark.real),
        pytest.param("glpi_ceneged.csv", FileKind.TICKETS, {}, marks=pytest.mark.real),
        pytest.param("example_transactions.csv", FileKind.PURCHASES, {}, marks=pytest.mark.real),
    ],
)  # fmt: skip
def test_what_exports_seem_to_be(
    example: Callable[[str], bytes],
    name: str,
    kind: FileKind,
    found: dict[str, tuple[str, int, float]],
) -> None:
    proposal = propose(example(name), today=TODAY, file=name)
    assert (proposal.kind, proposal.reason) == (kind, "")
    columns = {
        each.column: (*each.measures, each.n, round(each.value or 0, 4))
        for each in proposal.columns
    }
    assert columns == found
    assert len(proposal.preview) == 10


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("tickets_unsolved.csv", "no case in it is solved, rated or has a reply time"),
        ("visits.csv", "No column of the file holds a customer measure"),
        pytest.param(
            "freshdesk_demo.csv",
            "no case in it is solved, rated or has a reply time",
            marks=pytest.mark.real,
        ),
        pytest.param(
            "journey_shopeasy_visits.csv",
            "No column of the file holds a customer measure",
            marks=pytest.mark.real,
        ),
    ],
)
def test_exports_without_a_measure_say_why(
    example: Callable[[str], bytes], name: str, why: str
) -> None:
    proposal = propose(example(name), today=TODAY)
    assert why in proposal.reason
    assert (proposal.columns, proposal.outcomes) == ((), ())


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("survey_conference.csv", "satisfaction_talk_length"),
        ("survey_years_later.csv", "has_recommended"),
        pytest.param(
            "carp_conhome_2020.csv", "satisfaction_session_length", marks=pytest.mark.real
        ),
        pytest.param("carp_longterm_2020_12.csv", "has_recommended", marks=pytest.mark.real),
    ],
)
def test_a_column_that_only_sounds_like_a_measure_is_named(
    example: Callable[[str], bytes], name: str, column: str
) -> None:
    left_out = propose(example(name), today=TODAY).left_out
    assert [each.column for each in left_out] == [column]


def test_an_open_question_about_dates_is_in_the_proposal() -> None:
    assert propose(b"nps,date\n9,03/04/2024\n", today=TODAY).day_order_example == "03/04/2024"
    assert propose(b"nps,date\n9,2024-03-04\n", today=TODAY).day_order_example == ""


names = st.sampled_from(
    [
        "nps",
        "CSAT",
        "effort",
        "solved",
        "date",
        "created at",
        "solved at",
        "status",
        "id",
        "customer",
        "reopens",
        "replies",
        "first reply time in minutes",
        "cancelled",
        "comment",
    ]
)
values = st.sampled_from(
    [
        "",
        "5",
        "10",
        "yes",
        "Good",
        "NA",
        "2024-01-02",
        "03/04/2024",
        "9999-01-01",
        "1e9",
        "99999999999",
        "12:00:00",
        "x" * 90,
        "-1",
        "0",
        "closed",
    ]
)


@given(
    st.binary(max_size=200)
    | st.lists(names, min_size=1, max_size=7).flatmap(
        lambda header: st.lists(
            st.lists(values, min_size=len(header), max_size=len(header)), min_size=1, max_size=6
        ).map(lambda rows: "\n".join(",".join(row) for row in [header, *rows]).encode())
    )
)
@settings(deadline=20_000, max_examples=300)
def test_any_bytes_give_a_proposal_or_a_refusal(data: bytes) -> None:
    try:
        proposal = propose(data, today=TODAY, solve_target_hours=72)
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
        return
    assert (
        bool(proposal.reason) == (not proposal.columns and not proposal.outcomes)
        or proposal.kind is FileKind.MEMBERSHIPS
    )


@pytest.mark.parametrize(
    "question",
    [
        "How dissatisfied were you with the wait? (1 not at all - 5 extremely)",
        "Dissatisfaction score",
        "Wie unzufrieden sind Sie mit der Wartezeit? (1-5)",
        "Niveau d'insatisfaction (1 à 5)",
        "Hoe ontevreden bent u over de wachttijd? (1-5)",
        "¿Qué tan insatisfecho está con la espera? (1-5)",
    ],
)
def test_how_dissatisfied_somebody_is_asks_which_end_is_best(question: str) -> None:
    judgement = judge_column(question, "", ["5", "4", "1", "2", "3", "5"])
    assert judgement is not None
    assert judgement.asks_best
    assert judgement.best_low is None


def test_satisfied_or_dissatisfied_is_asked_as_usual() -> None:
    judgement = judge_column("How satisfied or dissatisfied are you?", "", ["5", "4", "1", "2"])
    assert judgement is not None
    assert judgement.measures == ("csat",)
    assert not judgement.asks_best


@pytest.mark.parametrize("zone", ["(America/New_York)", "Europe/Warsaw", "(UTC)", "(GMT+01:00)"])
def test_a_zone_behind_a_days_name_does_not_hide_what_the_day_is(zone: str) -> None:
    assert rank_of(f"Conversation rated at {zone}") == rank_of("Conversation rated at")
    assert rank_of(f"Conversation started at {zone}") == rank_of("Conversation started at")


def test_a_column_of_a_case_that_holds_no_day_after_all_has_no_rival() -> None:
    text = b",,,createdat,nps,nps,solved\n,,,,0011-1-2\n,,,,0011-1-2\n,,,,3,3"
    assert propose(text, today=TODAY).rival_dates == ()
