"""What tools say of a row under names of their own: not published, not finished, in the first contact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.care_tui.cli.importing.made_rows import score

IMPORT = ("import", "feedback")


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        ("curated", "ok", "spam"),
        ("curated", "ok", "not-yet"),
        ("Review Status", "Published", "Pending"),
        ("Review Status", "Active", "In moderation"),
        ("Review Status", "Active", "Disabled"),
        ("comment_approved", "approved", "hold"),
    ],
)
def test_reviews_that_are_not_published_are_asked_about(
    care: Any, file: Callable[..., str], name: str, up: str, down: str
) -> None:
    rows = "".join(
        f"2026-10-{1 + at:02},{score(at)},{down if at == 3 else up},They were kind to me {at}\n"
        for at in range(12)
    )
    path = file(f"review_date,rating,{name},body\n{rows}")
    assert f"1 row is not published, by “{name}”." in care.refused(*IMPORT, path)
    (found,) = care.json(*IMPORT, path, "--unfinished", "skip")
    assert found["n"] == 11


def test_a_code_says_who_finished_where_questions_are_the_names(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"{at},2026-10-{at:02} 08:05:11,{score(at)},They were kind to me {at},{int(at != 3)},2\n"
        for at in range(1, 13)
    )
    codes = "CASE,STARTED,ZU01,KO01_01,FINISHED,LASTPAGE\n"
    questions = (
        "Interview-Nummer (fortlaufend),Zeitpunkt zu dem das Interview begonnen hat,"
        "Zufriedenheit: Wie zufrieden sind Sie mit unserem Service?,Kommentar: [01],"
        "Wurde die Befragung abgeschlossen (letzte Seite erreicht)?,Letzte bearbeitete Seite\n"
    )
    path = file(f"{codes}{questions}{rows}")
    assert "1 row was not finished, by “Wurde die Befragung" in care.refused(*IMPORT, path)
    (found,) = care.json(*IMPORT, path, "--unfinished", "skip")
    assert found["n"] == 11


@pytest.mark.parametrize(
    "question",
    [
        "Was the issue resolved in first reply?",
        "Was your issue resolved in one call?",
        "Did we solve it in one go?",
        "Solved with the first response?",
    ],
)
def test_solved_in_one_contact_is_the_first_contact(
    care: Any, file: Callable[..., str], question: str
) -> None:
    rows = "".join(f"2026-10-{1 + at:02},{'No' if at % 3 else 'Yes'}\n" for at in range(12))
    (found,) = care.json(*IMPORT, file(f"Date,{question}\n{rows}"))
    assert found["measure"] == "first-contact"


def test_all_answers_of_a_survey_beside_cases_are_of_its_day(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"9f-{at},2026-10-{at:02} 08:05,2026-10-{at:02} 13:05,{score(at)},{'Yes' if at % 2 else 'No'},"
        f"2026-10-{at + 1:02} 18:05\n"
        for at in range(1, 13)
    )
    header = "Conversation ID,Created At,Resolved At,CSAT Rating,CSAT - Issue Resolved,CSAT Response Time"
    said = care.run(*IMPORT, file(f"{header}\n{rows}")).err
    assert "“CSAT - Issue Resolved” is taken as Did we solve it?" in said
    assert said.count("dated by “CSAT Response Time”") == 2


@pytest.mark.parametrize(
    ("name", "done", "broken"),
    [
        ("Status", "Beendet", "Abgebrochen"),
        ("Status der Befragung", "Beendet", "Abgebrochen"),
        ("Survey completion state", "Completed", "In progress"),
        ("Stato del questionario", "Completato", "Incompleto"),
        ("Statut", "Complet", "Incomplet"),
        ("Estado", "Completo", "Incompleto"),
        ("Survey Status", "Completed", "Abandoned"),
        ("Status", "Complete", "Break-off"),
        ("dispcode", "31", "22"),
    ],
)
def test_surveys_that_were_broken_off_are_asked_about(
    care: Any, file: Callable[..., str], name: str, done: str, broken: str
) -> None:
    rows = "".join(
        f"2026-10-{1 + at:02},{score(at)},{broken if at == 3 else done}\n" for at in range(12)
    )
    path = file(f"Date,CSAT,{name}\n{rows}")
    assert f"1 row was not finished, by “{name}”." in care.refused(*IMPORT, path)
    (found,) = care.json(*IMPORT, path, "--unfinished", "skip")
    assert found["n"] == 11


@pytest.mark.parametrize("blank", ["", "-77"])
def test_unfinished_rows_without_an_answer_are_not_asked_about(
    care: Any, file: Callable[..., str], blank: str
) -> None:
    rows = "".join(
        f"2026-10-{1 + at:02},{blank if at in (3, 7) else score(at)},{22 if at in (3, 7) else 31}\n"
        for at in range(12)
    )
    (found,) = care.json(*IMPORT, file(f"Date,CSAT,dispcode\n{rows}"))
    assert (found["n"], found["problems"]) == (10, [])


def test_a_column_of_numbers_beside_codes_for_no_answer_is_named(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(f"2026-10-{1 + at:02},{-77 if at == 3 else score(at)}\n" for at in range(12))
    said = care.refused(*IMPORT, file(f"Date,v_1\n{rows}"))
    assert '--column "v_1=csat"' in said


def test_a_rating_in_a_help_desk_export_is_named_beside_the_target_that_it_lacks(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"{at},Closed,2026-10-{1 + at:02} 09:00,2026-10-{2 + at:02} 10:00,{('Awesome', 'OK', '', 'Bad')[at % 4]}\n"
        for at in range(12)
    )
    path = file(f"Ticket ID,Status,Date Logged,Date Closed,Feedback Score\n{rows}")
    said = care.refused(*IMPORT, path)
    assert '“Feedback Score”: it may be csat: --column "Feedback Score=csat".' in said
    ran = care.run(*IMPORT, path, "--solve-target", "24", "--dry-run")
    assert "“Feedback Score” is left out: it may be csat" in ran.err


def test_open_cases_by_the_help_desks_own_word_are_told(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"T{at},2026-10-{1 + at:02},{'' if at % 2 else f'2026-10-{2 + at:02}'},{'open' if at % 2 else 'solved'},{'False' if at % 3 else 'True'}\n"
        for at in range(12)
    )
    path = file(f"ticket_id,created_at,resolved_at,status,sla_met\n{rows}")
    ran = care.run(*IMPORT, path, "--dry-run")
    assert "4 cases that are older than the target are not solved yet, and count as not" in ran.err
    assert "2 cases are not solved yet nor late, and do not count." in ran.err


def test_no_survey_is_no_answer(care: Any, file: Callable[..., str]) -> None:
    words = ("Extremely Happy", "No Survey", "Neutral", "Extremely Unhappy")
    rows = "".join(f"T{at},2026-10-{1 + at:02},{words[at % 4]}\n" for at in range(12))
    (found,) = care.json(*IMPORT, file(f"Ticket,Date,Satisfaction\n{rows}"))
    assert (found["n"], found["problems"]) == (9, [])


def test_the_day_of_a_rating_is_found_among_days_that_more_rows_have(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(
        f"{at},{score(at) if at % 3 == 0 else ''},2026-10-{1 + at:02},2026-10-{2 + at:02},{f'2026-10-{3 + at:02}' if at % 3 == 0 else ''}\n"
        for at in range(18)
    )
    head = "id,score,created_datetime,should_send_datetime,scored_datetime"
    (found,) = care.json(*IMPORT, file(f"{head}\n{rows}"), "--column", "score=csat")
    assert (found["n"], found["date_column"]) == (6, "scored_datetime")


def test_how_often_somebody_wrote_in_a_conversation_counts_no_answers(
    care: Any, file: Callable[..., str]
) -> None:
    rows = "".join(f"{at},2026-10-{1 + at:02},{score(at)},{5 + at % 7}\n" for at in range(20))
    path = file(f"Conversation ID,Rated at,Conversation rating,Replies count\n{rows}")
    (found,) = care.json(*IMPORT, path)
    assert found["n"] == 20


def test_a_tester_is_no_customer(care: Any, file: Callable[..., str]) -> None:
    rows = "".join(f"2026-10-{1 + at:02},{score(at)},{int(at == 0)}\n" for at in range(12))
    (found,) = care.json(*IMPORT, file(f"Date,CSAT,tester\n{rows}"))
    assert found["n"] == 11
    assert found["problems"][0]["reason"].startswith("it is a test, by “tester”")


@pytest.mark.parametrize(
    "name", ["CSAT call scored at (UTC)", "CSAT scored at", "Survey response time (UTC)"]
)
def test_the_day_of_a_rating_goes_before_that_of_the_call(
    care: Any, file: Callable[..., str], name: str
) -> None:
    rows = "".join(
        f"2026-10-{1 + at:02} 10:00:00,{score(at)},2026-10-{2 + at:02} 10:00:00\n"
        for at in range(12)
    )
    (found,) = care.json(*IMPORT, file(f"datetime (UTC),CSAT score,{name}\n{rows}"))
    assert found["first_day"] == "2026-10-02"


def test_reviewers_are_no_words(care: Any, file: Callable[..., str]) -> None:
    names = ("Anna Berg", "Luc Martin", "Priya Nair", "Omar Haddad", "Kim Lindqvist", "Jo de Vries")
    rows = "".join(f"2026-10-{1 + at:02},{names[at % 6]} {at},{score(at)}\n" for at in range(12))
    care(*IMPORT, file(f"Review Date,Reviewer,Overall Rating\n{rows}"))
    assert not any(each["quote"] for each in care.json("evidence")["evidence"])


@pytest.mark.parametrize("name", ["Number of Reopen", "Anzahl Wiedereröffnungen", "Reopened"])
def test_how_often_a_case_was_reopened_says_that_it_was(
    care: Any, file: Callable[..., str], name: str
) -> None:
    rows = "".join(
        f"11{at:02},Closed,2026-10-{1 + at:02} 09:49,2026-10-{1 + at:02} 15:49,{(0, 0, 1, 0, 3, 0)[at % 6]}\n"
        for at in range(12)
    )
    header = "Ticket Id,Status,Created Time,Ticket Closed Time"
    path = file(f"{header},{name}\n{rows}")
    found = [each for each in care.json(*IMPORT, path) if each["measure"] == "reopened"]
    assert [(each["n"], round(each["value"], 2)) for each in found] == [(12, 0.33)]
