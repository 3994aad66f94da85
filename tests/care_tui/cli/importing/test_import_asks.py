"""``import feedback``: what it asks, what it says it left out, and what each column was taken for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

SURVEY = "Submitted at,Finished,NPS,Comment\n2026-11-02,Yes,9,quick and kind\n2026-11-03,No,3,\n2026-11-04,Yes,10,\n"


TICKETS_GRADED = (
    "Ticket Id,Created Time,Closed Time,Status,Zufriedenheit (Schulnote)\n"
    "1,2026-03-13 09:00,2026-03-13 10:00,Closed,1\n"
    "2,2026-03-14 09:00,2026-03-14 10:00,Closed,2\n"
    "3,2026-03-14 09:00,2026-03-14 10:00,Closed,4\n"
)
GRADED = "Datum,{name}\n2026-03-13,1\n2026-03-14,2\n2026-03-15,4\n"


def test_a_day_of_purchase_alone_is_asked_about(care: Any, file: Any) -> None:
    path = file("Date of Purchase,CSAT\n2025-01-02,5\n2025-01-03,1\n")
    said = care.refused("import", "feedback", path)
    assert 'say --date-column "Date of Purchase". Else say --on DAY' in said
    args = ("import", "feedback", path, "--date-column", "Date of Purchase", "--dry-run")
    assert care.json(*args)[0]["date_column"] == "Date of Purchase"
    said = care.refused("import", "feedback", path, "--measure", "csat", "--column", "CSAT")
    assert "--date-column" in said


def test_the_explicit_form_reads_a_plain_date_column(care: Any, file: Any) -> None:
    path = file("Date,Score\n2026-11-02,5\nsomeday,1\n2026-11-04,4\n")
    found = care.json("import", "feedback", path, "--measure", "csat", "--column", "Score")
    assert (found["date_column"], found["n"]) == ("Date", 2)
    assert found["problems"] == [{"line": 3, "reason": "“someday” is not a date"}]


def test_the_explicit_form_asks_where_dates_are_open(care: Any, file: Any) -> None:
    path = file("Date,Score\n03/04/2025,5\n")
    said = care.refused("import", "feedback", path, "--measure", "csat", "--column", "Score")
    assert "--day-first or --month-first" in said


def test_a_blank_day_is_taken_from_the_next_column_of_its_rank(care: Any, file: Any) -> None:
    text = "Response date,Survey date,NPS\n2026-11-02,2026-11-01,9\n2026-11-02,2026-11-02,9\n,2026-11-05,3\n"
    (found,) = care.json("import", "feedback", file(text), "--dry-run")
    assert (found["n"], found["rows"]["rejected"]) == (3, 0)


def test_grades_are_asked_about(care: Any, file: Any) -> None:
    path = file("Datum,Zufriedenheit (Schulnote)\n02.11.2026,1\n03.11.2026,2\n04.11.2026,4\n")
    assert "--best low or --best high" in care.refused("import", "feedback", path)
    (found,) = care.json("import", "feedback", path, "--best", "low", "--dry-run")
    assert (found["n"], round(100 * found["value"])) == (3, 67)


def test_labels_in_the_answers_say_which_end_is_best(care: Any, file: Any) -> None:
    text = "Date,Satisfaction\n2026-11-02,1 - Very satisfied\n2026-11-03,5 - Very dissatisfied\n2026-11-04,2 - Satisfied\n"
    (found,) = care.json("import", "feedback", file(text), "--dry-run")
    assert round(100 * found["value"]) == 67


def test_a_column_left_out_is_left_out_of_every_reading(care: Any, file: Any) -> None:
    text = (
        "Ticket ID,Status,Created at,Solved at,Satisfaction Score,First reply time in minutes\n"
        "1,Solved,2026-11-02 10:00,2026-11-02 12:00,5,30\n"
        "2,Solved,2026-11-03 10:00,2026-11-03 12:00,1,30\n"
        "3,Open,2026-11-08 10:00,,,\n"
    )
    path = file(text)
    taken = care.json("import", "feedback", path, "--dry-run")
    assert {each["measure"] for each in taken} == {"csat", "first-reply"}
    args = ("import", "feedback", path, "--column", "Satisfaction Score=skip", "--dry-run")
    (left,) = care.json(*args)
    assert left["measure"] == "first-reply"
    assert {"column": "Satisfaction Score", "reason": "you said so"} in left["left_out"]


SHOP = "Submitted at,Started,Agent,Empty,NPS,Comment\n2026-11-03,2026-11-02,Ann,,9,quick and kind\n2026-11-04,2026-11-02,Bob,,3,\n"
LEFT = {
    "Started": "“Submitted at” dates the answers",
    "Agent": "nothing says that it holds a customer measure",
    "Empty": "it is empty",
}


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_every_column_that_is_left_out_is_told(care: Any, file: Any, dry: list[str]) -> None:
    ran = care.run("import", "feedback", file(SHOP), "--json", *dry)
    (found,) = json.loads(ran.out)["imports"]
    assert {each["column"]: each["reason"] for each in found["left_out"]} == LEFT
    assert "“Started” is left out: “Submitted at” dates the answers." in ran.err
    assert "Also left out, as nothing says that they hold a customer measure: “Agent”." in ran.err
    assert "Also left out, as they are empty: “Empty”." in ran.err


def test_what_a_recipe_settles_is_no_option_without_effect(care: Any, file: Any) -> None:
    path = file("Score,Date\n9,2026-11-02\n3,2026-11-03\n")
    care.run("import", "feedback", path, "--column", "Score=nps")
    again = file("Score,Date\n8,2026-11-09\n", "next.csv")
    said = care.run("import", "feedback", again, "--dry-run").err
    assert "Read by the recipe “file”" in said
    assert "had no effect" not in said


def test_one_column_named_says_too_what_it_leaves_out(care: Any, file: Any) -> None:
    args = ("import", "feedback", file(SHOP), "--measure", "nps", "--column", "NPS", "--dry-run")
    found = care.json(*args)
    assert {each["column"]: each["reason"] for each in found["left_out"]} == {
        **LEFT,
        "Comment": "nothing says that it holds a customer measure",
    }
    assert "“Agent”, “Comment”" in care.run(*args).err


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--solve-target", "12"), "--solve-target had no effect"),
        (("--repurchase-days", "30"), "--repurchase-days had no effect"),
        (("--from", "2026-01-01", "--to", "2026-01-31"), "--from and --to had no effect"),
        (("--unfinished", "skip"), "--unfinished had no effect"),
        (("--day-first",), "--day-first or --month-first had no effect"),
    ],
)
def test_an_option_without_effect_is_said(
    care: Any, file: Any, option: tuple[str, ...], says: str
) -> None:
    path = file("Date,NPS\n2026-11-02,9\n2026-11-03,3\n")
    assert says in care.says("import", "feedback", path, *option, "--dry-run")


def test_every_column_is_explained(care: Any, file: Any) -> None:
    path = file(SURVEY)
    before = care.content()
    said = care("import", "feedback", path, "--explain")
    rows = {line.split("  ")[0]: line for line in said.splitlines()}
    assert "NPS for Enhance" in rows["NPS"]
    assert "the day of each answer" in rows["Submitted at"]
    assert "its name says that it is the day of the answer" in rows["Submitted at"]
    assert "whether the survey was finished" in rows["Finished"]
    assert "what customers wrote" in rows["Comment"]
    assert care.content() == before
    facts = care.json("import", "feedback", path, "--explain")
    assert [each["column"] for each in facts] == ["Submitted at", "Finished", "NPS", "Comment"]


def test_that_no_words_were_taken_is_said(care: Any, file: Any) -> None:
    said = care.says("import", "feedback", file("Date,NPS\n2026-11-02,9\n"), "--dry-run")
    assert "No column was taken as the customers' words" in said


@pytest.mark.parametrize(
    "text",
    [
        "Rating,Count\n5,12\n4,3\n3,1\n2,0\n1,2\n",
        "Promoters,Passives,Detractors\n10,5,2\n",
        "Bewertung,Anzahl,Prozent\n5,12,60%\n4,3,15%\n3,5,25%\n",
        "Month,Very satisfied,Satisfied,Neutral,Dissatisfied\nJan,5,4,2,1\nFeb,4,4,1,1\n",
    ],
)
def test_answers_counted_already_are_refused(care: Any, file: Any, text: str) -> None:
    assert "counted already: one row an answer" in care.refused("import", "feedback", file(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("visits.csv", "customer id,date\n1,2026-01-01\n1,2026-02-01\n2,2026-01-01\n"),
        ("facilities.csv", "Date,Facilities,Star Lounge\n2026-11-02,5,1\n2026-11-03,4,2\n"),
        (
            "people.csv",
            "Employee,Start Date,End Date\nAnn,2020-01-01,2026-01-01\nBob,2021-01-01,\n",
        ),
    ],
)
def test_what_is_no_measure_is_refused(care: Any, file: Any, name: str, text: str) -> None:
    assert "customer measure" in care.refused("import", "feedback", file(text, name))


def test_what_was_given_back_is_no_purchase(care: Any, file: Any) -> None:
    text = (
        "InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
        "1,6,2026-01-02,2.55,a\nC2,-6,2026-01-20,2.55,a\n3,1,2026-01-02,2.55,b\n"
        "4,1,2026-02-02,2.55,b\n5,1,2026-08-02,2.55,c\n"
    )
    (found,) = care.json("import", "feedback", file(text), "--dry-run")
    assert (found["measure"], found["n"], found["value"]) == ("repurchase", 2, 0.5)
    assert found["problems"][0]["reason"] == "nothing was bought: “Quantity” is -6"


def test_a_cancelled_booking_is_no_customer_lost(care: Any, file: Any) -> None:
    text = "hotel,is_canceled,arrival\nA,1,2026-01-01\nA,0,2026-01-02\nB,0,2026-01-03\n"
    assert "customer measure" in care.refused("import", "feedback", file(text))


def test_a_workbook_is_read_from_the_shell(care: Any) -> None:
    path = str(Path(__file__).parents[3] / "cases" / "old_workbook.xls")
    (found,) = care.json("import", "feedback", path, "--dry-run")
    assert (found["measure"], found["n"], found["date_column"]) == ("nps", 3, "Survey date")
    assert "no sheet “Other”" in care.refused("import", "feedback", path, "--sheet", "Other")


def test_a_chosen_column_keeps_the_words_beside_it(care: Any, file: Any) -> None:
    path = file("Response Date,Score,Comment\n2026-11-02,5,so quick and kind\n2026-11-03,1,\n")
    said = care.refused("import", "feedback", path)
    assert 'say --column "Score=csat"' in said
    args = ("import", "feedback", path, "--dry-run", "--column", "Score=csat")
    assert care.json(*args)[0]["comment_column"] == "Comment"
    assert care.json(*args, "--quote-column", "skip")[0]["comment_column"] is None
    assert care.json(*args, "--column", "Comment=skip")[0]["comment_column"] is None


def test_members_say_over_which_days_they_are_counted(care: Any, file: Any) -> None:
    rows = ["c1,pro,2026-01-13,", "c2,pro,2026-02-13,2026-09-15", "c3,pro,2026-03-13,2026-10-05"]
    path = file("\n".join(["customer,plan,started,ended", *rows, ""]))
    said = care.says("import", "feedback", path, "--dry-run")
    assert "counted from 1 Sep 2026 to 30 Sep 2026 (--from and --to choose other days)" in said


def test_beside_a_help_desks_rating_words_are_read_where_they_are_named(
    care: Any, file: Any
) -> None:
    path = file(
        "Ticket Id,Created Time,Closed Time,Status,Happiness Rating,Comment\n"
        "1,2026-11-02 09:00,2026-11-02 10:00,Closed,Good,very fast and kind\n"
        "2,2026-11-03 09:00,2026-11-03 10:00,Closed,Bad,nobody called me\n"
    )
    said = care.says("import", "feedback", path, "--dry-run")
    assert "No column was taken as the customers' words. Name one with --quote-column." in said
    named = ("import", "feedback", path, "--quote-column", "Comment", "--dry-run")
    assert "CSAT, for Connect, dated by “Closed Time”, with the words in “Comment”" in care.says(
        *named
    )
    assert care.json(*named)[0]["comment_column"] == "Comment"
    chosen = ("--column", "Happiness Rating=csat", "--quote-column", "Comment", "--dry-run")
    assert care.json("import", "feedback", path, *chosen)[0]["comment_column"] == "Comment"


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        (GRADED.format(name="Schulnote"), ()),
        (GRADED.format(name="Grade"), ("--column", "Grade=csat")),
        (TICKETS_GRADED, ()),
    ],
    ids=["answers", "a chosen column", "a help desk's rating"],
)
def test_which_end_of_a_grade_is_best_is_asked(
    care: Any, file: Any, text: str, chosen: tuple[str, ...]
) -> None:
    line = ("import", "feedback", file(text), *chosen, "--dry-run")
    assert "say --best low or --best high" in care.refused(*line)
    assert care.json(*line, "--best", "low")[0]["value"] == pytest.approx(2 / 3)


def test_a_chosen_column_is_turned_where_its_name_says_so(care: Any, file: Any) -> None:
    name = "Rate it (1 = excellent; 5 = awful)"
    line = ("import", "feedback", file(GRADED.format(name=name)), "--column", f"{name}=csat")
    assert care.json(*line, "--dry-run")[0]["value"] == pytest.approx(2 / 3)


def test_a_column_that_says_when_but_not_the_day_is_asked_about(care: Any, file: Any) -> None:
    path = file("Quarter,CSAT\nQ1 2026,5\nQ1 2026,1\n")
    said = care.refused("import", "feedback", path)
    assert "No day can be read in “Quarter”: “Q1 2026”. Say --on DAY" in said
    roles = {role["column"]: role for role in care.json("import", "feedback", path, "--explain")}
    assert roles["Quarter"]["why"] == "no day can be read in it"
    (found,) = care.json("import", "feedback", path, "--on", "2026-03-31", "--dry-run")
    assert found["n"] == 2


def test_the_printed_lines_make_a_measure_and_read_the_file(care: Any, file: Any) -> None:
    path = file("Date,Satisfaction score\n2026-03-01,9\n2026-03-02,3\n2026-03-03,10\n")
    said = care.refused("import", "feedback", path)
    line = "care measure add satisfaction-score --kind score --better up --threshold 8"
    assert f'{line}, then --column "Satisfaction score=satisfaction-score"' in said
    care(*line.split()[1:])
    args = ("--column", "Satisfaction score=satisfaction-score", "--dry-run")
    (found,) = care.json("import", "feedback", path, *args)
    assert (found["n"], round(found["value"], 2)) == (3, 0.67)


@pytest.mark.parametrize("prefix", ["", "subscriptions."])
def test_a_list_of_members_never_dates_churn_on_the_day_of_signing_up(
    care: Any, file: Any, prefix: str
) -> None:
    rows = [
        f"c{n},pro,{'canceled' if n < 2 else 'active'},2025-11-01,{'2026-02-10' if n < 2 else ''}"
        for n in range(8)
    ]
    names = ("customer_id", "plan", "status", "started_at", "canceled_at")
    path = file("\n".join([",".join(prefix + name for name in names), *rows, ""]))
    args = ("import", "feedback", path, "--from", "2026-02-01", "--to", "2026-02-28")
    chosen = ("--column", f"{prefix}status=churn", "--date-column", f"{prefix}started_at")
    said = care.refused(*args, *chosen)
    assert f"“{prefix}started_at” says when customers started, not when they left" in said
    undated = care.refused(*args, *chosen[:2])
    assert "--date-column" not in undated and "churn and retention" in undated
    ran = care.run(*args)
    assert "Churn for Enhance: 25% of 8" in ran.out
    assert "=churn" not in ran.err
    assert f"“{prefix}status” is left out: the days in “{prefix}started_at”" in ran.err


DESK = "Ticket ID,Created time,Resolved time,Initial response time,First response status,Status"
DESK_ROWS = (
    "1,2026-09-07 13:26:00,2026-09-08 10:26:00,2026-09-07 14:26:00,Within SLA,Closed",
    "2,2026-09-08 13:26:00,2026-09-09 10:26:00,2026-09-08 14:26:00,SLA Violated,Closed",
    "3,2026-09-09 13:26:00,2026-09-12 10:26:00,2026-09-12 10:26:00,Within SLA,Closed",
)


def test_the_teams_target_is_told_and_the_help_desks_own_word_is_left_out(
    care: Any, file: Any
) -> None:
    path = file("\n".join([DESK, *DESK_ROWS, ""]))
    ran = care.run("import", "feedback", path, "--stage", "assist", "--dry-run")
    assert "First reply within target for Assist: 67% of 3" in ran.out
    assert (
        "First reply within target, for Assist, held against your team's 24 hours, dated by “Created time”."
        in ran.err
    )
    assert (
        "“First response status” is left out: your team's own target judges how long the reply took."
        in ran.err
    )
    (read,) = [line for line in ran.err.splitlines() if line.startswith("Read were")]
    assert "First response status" not in read


def test_words_without_an_answer_are_refused_with_how_to_log_them(care: Any, file: Any) -> None:
    path = file(
        "Date,Customer,Comment\n2026-11-02,A,So quick and kind\n2026-11-03,B,Nobody called me\n"
    )
    said = care.refused("import", "feedback", path)
    assert "“Comment” holds customers' words, which are imported only beside an answer" in said
    line = re.findall(r"such as (.*), to care log --batch", said)[0]
    assert care("log", "--batch", input=f"{line}\n").strip()


def test_an_import_says_what_a_short_name_of_a_zone_is_taken_for(care: Any, file: Any) -> None:
    for short, says in (("EST", "those of America/New_York"), ("CST", "the team's own")):
        path = file(f"Date ({short}),CSAT\n2026-11-02 19:30,4\n2026-11-03 09:00,5\n")
        told = care.run("import", "feedback", path, "--dry-run")
        assert f"The times in “Date ({short})”" in told.err or "several time zones" in told.err
        assert says in told.err


def test_scores_in_a_list_of_members_say_how_the_list_is_read(care: Any, file: Any) -> None:
    rows = [
        f"{n},2026-0{n % 8 + 1}-11,{'2026-10-05' if n % 4 == 0 else ''},{n % 11}" for n in range(20)
    ]
    path = file("\n".join(["customer_id,signup_date,churn_date,nps_score", *rows, ""]))
    said = care.refused("import", "feedback", path)
    assert 'say --column "nps_score=skip"' in said
    read = care("import", "feedback", path, "--column", "nps_score=skip", "--dry-run")
    assert "Churn" in read
