"""``import feedback`` without a measure: what a file holds is recognised, said, and taken."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[[str, str], str]

SURVEY = """when,nps,Satisfaction,Was it solved?,colour,Comments
2026-11-02,10,5,yes,red,Quick and friendly people
2026-11-03,9,4,no,blue,
2026-11-03,3,2,yes,red,I waited for a whole week
2026-11-04,,,,,
2026-11-05,8,9,yes,red,
someday,7,5,no,red,
2026-11-06,10,4,yes,red,
2026-11-07,6,1,yes,red,
2026-11-08,9,5,yes,red,
2026-11-09,10,5,yes,red,
2026-11-10,10,5,yes,red,
2026-11-11,10,5,yes,red,
2026-11-12,10,5,yes,red,
2026-11-13,10,5,yes,red,
"""
EFFORT = "effort\n" + "".join(f"{n % 5 + 1}\n" for n in range(20))
TICKETS = """Ticket ID,Status,Created at,Solved at,First reply time in minutes,Replies,Reopens
1,Solved,2026-10-01 10:00,2026-10-01 12:00,30,1,0
2,Closed,2026-10-01 10:00,2026-10-04 10:00,1500,2,1
3,Open,2026-10-01 11:00,,60,1,0
4,Solved,2026-10-02 10:00,2026-10-02 11:00,,3,2
5,New,2026-10-04 09:00,,,0,0
"""
MEMBERS = """Member ID,Joined,Cancelled
1,2026-01-10,
2,2026-01-10,2026-09-20
3,2026-01-11,2026-08-01
4,2026-09-15,
5,2026-01-12,2026-10-05
"""


def by_measure(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["measure"]: each for each in found}


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("survey_conference.csv", {"nps": (24, 41.67), "csat": (24, 19 / 24)}),
        ("survey_years_later.csv", {"nps": (16, 43.75)}),
        ("survey_spanish.csv", {"csat": (12, 7 / 12)}),
        ("survey_in_words.csv", {"csat": (20, 7 / 20)}),
        ("tickets_rated.csv", {"first-reply": (24, 0.75), "csat": (10, 0.6)}),
        ("tickets_glpi.csv", {"solved-in-target": (16, 12 / 16)}),
        ("purchases.csv", {"repurchase": (10, 0.4)}),
        pytest.param(
            "carp_conhome_2020.csv",
            {"nps": (124, 62.10), "csat": (124, 114 / 124)},
            marks=pytest.mark.real,
        ),
        pytest.param("carp_longterm_2020_12.csv", {"nps": (87, 47.13)}, marks=pytest.mark.real),
        pytest.param("survey_encuesta_es.csv", {"csat": (15, 8 / 15)}, marks=pytest.mark.real),
        pytest.param(
            "survey_lima_transport.csv", {"csat": (500, 151 / 500)}, marks=pytest.mark.real
        ),
        pytest.param(
            "teresgeo_tickets.csv",
            {"first-reply": (1000, 0.775), "csat": (428, 255 / 428)},
            marks=pytest.mark.real,
        ),
        pytest.param(
            "glpi_ceneged.csv", {"solved-in-target": (505, 403 / 505)}, marks=pytest.mark.real
        ),
        pytest.param(
            "example_transactions.csv", {"repurchase": (5000, 0.4966)}, marks=pytest.mark.real
        ),
    ],
)
def test_files_give_their_figures(
    care: Any, example: Callable[[str], Path], name: str, figures: dict[str, tuple[int, float]]
) -> None:
    undated = name.startswith(("survey_", "carp_"))
    words = ("import", "feedback", str(example(name)), *(("--on", "today") if undated else ()))
    found = by_measure(care.json(*words))
    assert {key: each["n"] for key, each in found.items()} == {
        key: n for key, (n, _) in figures.items()
    }
    for key, (n, value) in figures.items():
        assert found[key]["value"] == pytest.approx(value, abs=0.005)
        rows = found[key]["rows"]
        assert rows["accepted"] == n
        assert rows["read"] == sum(rows[each] for each in rows if each != "read")
    before = care.content()
    for each in care.json(*words):
        assert (each["rows"]["accepted"], each["rows"]["duplicates"]) == (0, each["n"])
    assert care.content() == before


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("tickets_unsolved.csv", "no case in it is solved"),
        ("visits.csv", "No column of the file holds a customer measure"),
        ("board_lists_by_name.json", "JSON"),
        ("retrospective_spring.md", ""),
        pytest.param("freshdesk_demo.csv", "no case in it is solved", marks=pytest.mark.real),
        pytest.param(
            "journey_shopeasy_visits.csv",
            "No column of the file holds a customer measure",
            marks=pytest.mark.real,
        ),
        pytest.param("trello_tower.json", "JSON", marks=pytest.mark.real),
        pytest.param("retro_quizzer_s1.md", "", marks=pytest.mark.real),
    ],
)
def test_a_file_with_nothing_usable_is_refused(
    care: Any, example: Callable[[str], Path], name: str, hint: str
) -> None:
    assert hint in care.refused("import", "feedback", str(example(name)))


def test_every_measure_of_a_survey_is_taken_and_named(care: Any, write: Write) -> None:
    file = write("survey.csv", SURVEY)
    ran = care.run("import", "feedback", file, "--json")
    found = by_measure(json.loads(ran.out)["imports"])
    assert list(found) == ["nps", "csat", "solved-it"]
    assert [found[key]["stage"] for key in found] == ["enhance", "connect", "resolve"]
    assert [found[key]["column"] for key in found] == ["nps", "Satisfaction", "Was it solved?"]
    assert found["nps"]["rows"] == {
        "read": 14,
        "accepted": 12,
        "changed": 0,
        "rejected": 1,
        "blank": 1,
        "duplicates": 0,
    }
    assert found["csat"]["rows"]["rejected"] == 2
    assert [problem["line"] for problem in found["csat"]["problems"]] == [6, 7]
    assert "“Satisfaction” is taken as CSAT, for Connect, dated by “when”" in ran.err
    assert "with the words in “Comments”" in ran.err
    assert care("export").count('quote = "Quick and friendly people"') == 1


def test_an_import_of_several_measures_is_one_step(care: Any, write: Write) -> None:
    care("import", "feedback", write("survey.csv", SURVEY))
    tables = Counter(row.partition(":")[0] for row in care.content())
    assert (tables["import_batch"], tables["evidence"]) == (1, 12 + 11 + 12)


def test_what_was_recognised_can_be_said_otherwise(care: Any, write: Write) -> None:
    care("measure", "add", "is-red", "--kind", "count", "--better", "up")
    file = write("survey.csv", SURVEY)
    found = care.json(
        *("import", "feedback", file, "--stage", "assist", "--quote-column", "skip"),
        *("--column", "satisfaction=skip", "--column", "NPS=is-red", "--dry-run"),
    )
    assert {each["measure"]: each["stage"] for each in found} == {
        "is-red": "assist",
        "solved-it": "assist",
    }
    care("import", "feedback", file, "--quote-column", "skip", "--on", "2026-10-01")
    exported = care("export")
    assert "quote =" not in exported
    assert "2026-11-02" not in exported


def test_the_same_answers_by_their_column_and_by_all_columns_count_once(
    care: Any, write: Write
) -> None:
    file = write("survey.csv", SURVEY)
    care("import", "feedback", file)
    rows = care.json(
        *("import", "feedback", file, "--measure", "nps", "--column", "nps"),
        *("--stage", "enhance", "--date-column", "when"),
    )["rows"]
    assert (rows["accepted"], rows["duplicates"]) == (0, 12)


@pytest.mark.parametrize(
    ("name", "rated"),
    [("tickets_rated.csv", 10), pytest.param("teresgeo_tickets.csv", 428, marks=pytest.mark.real)],
)
def test_a_rating_by_its_case_and_by_its_column_counts_once(
    care: Any, example: Callable[[str], Path], name: str, rated: int
) -> None:
    file = str(example(name))
    column = (
        *("import", "feedback", file, "--stage", "connect"),
        *("--measure", "csat", "--column", "CSAT_Score"),
    )
    assert care.json(*column)["rows"]["accepted"] == rated
    same = "--no-count-again"
    rows = by_measure(care.json("import", "feedback", file, same))["csat"]["rows"]
    for again in (rows, care.json(*column, same)["rows"]):  # The two date some of them otherwise.
        assert (again["accepted"], again["changed"] + again["duplicates"]) == (0, rated)


def test_effort_is_never_guessed(care: Any, write: Write) -> None:
    file = write("effort.csv", EFFORT)
    said = care.refused("import", "feedback", file)
    assert '--column "effort=ces-effort-5"' in said
    assert "ces-ease" in said
    (found,) = care.json("import", "feedback", file, "--column", "effort=ces-effort-5", "--dry-run")
    assert (found["measure"], found["n"], found["value"]) == ("ces-effort-5", 20, 0.4)
    assert "left out" in care.refused("import", "feedback", file, "--column", "effort=skip")


def test_cases_too_young_to_judge_are_left_out_and_counted(care: Any, write: Write) -> None:
    file = write("tickets.csv", TICKETS)
    ran = care.run("import", "feedback", file, "--solve-target", "24", "--json")
    found = by_measure(json.loads(ran.out)["imports"])
    figures = {key: (each["n"], each["value"]) for key, each in found.items()}
    assert figures == {
        "first-reply": (4, 0.5),
        "solved-in-target": (4, 0.5),
        "first-contact": (3, pytest.approx(1 / 3)),
        "two-interactions": (3, pytest.approx(2 / 3)),
        "reopened": (3, pytest.approx(2 / 3)),
    }
    assert (found["first-reply"]["too_young"], found["reopened"]["too_young"]) == (1, 0)
    assert found["first-reply"]["rows"]["blank"] == 1
    assert "“Created at”" in ran.err


def test_reopened_cases_of_one_reply_are_said(care: Any, write: Write) -> None:
    text = TICKETS.replace("30,1,0", "30,1,1")
    ran = care.run("import", "feedback", write("tickets.csv", text))
    said = "1 case with one reply was reopened, and does not count as solved in the first contact."
    assert said in ran.err
    assert "were reopened" not in ran.err


def test_a_case_counts_once_however_its_row_changes(care: Any, write: Write) -> None:
    care("import", "feedback", write("tickets.csv", TICKETS))
    later = TICKETS.replace("1,Solved", "1,Closed").replace("3,Open", "3,Pending")
    for each in care.json("import", "feedback", write("later.csv", later)):
        assert each["rows"]["accepted"] == 0


def test_a_target_must_be_a_time(care: Any, write: Write) -> None:
    file = write("tickets.csv", TICKETS)
    assert "hours" in care.refused("import", "feedback", file, "--solve-target", "-1")
    assert "days" in care.refused("import", "feedback", file, "--repurchase-days", "0")


def test_members_who_stayed_and_left(care: Any, write: Write) -> None:
    file = write("members.csv", MEMBERS)
    found = by_measure(care.json("import", "feedback", file))
    assert (found["retention"]["n"], found["retention"]["value"]) == (3, pytest.approx(2 / 3))
    assert found["churn"]["value"] == pytest.approx(1 / 3)
    assert "day = 2026-09-30" in care("export")
    words = ("import", "feedback", file, "--from", "2026-08-01")
    other = by_measure(care.json(*words, "--to", "2026-08-31"))
    assert (other["churn"]["n"], other["churn"]["value"]) == (4, 0.25)
    care.misused(*words)


def test_the_order_of_day_and_month_is_asked_for(care: Any, write: Write) -> None:
    file = write("survey.csv", "Date,nps\n03/04/2026,9\n05/06/2026,10\n")
    assert "--day-first" in care.refused("import", "feedback", file)
    care("import", "feedback", file, "--day-first")
    assert "day = 2026-04-03" in care("export")


def test_a_name_without_a_measure_is_wrong_usage(care: Any, write: Write) -> None:
    file = write("survey.csv", SURVEY)
    assert "NAME=KEY" in care.misused("import", "feedback", file, "--column", "nps")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--column", "npz=nps"], "Did you mean “nps”?"),
        (["--column", "nps=npz"], "Did you mean nps?"),
        (["--column", "colour=csat"], "colour"),
        (["--date-column", "wen"], "when"),
        (["--date-column", "colour"], "holds no dates"),
        (["--quote-column", "Coments"], "Comments"),
    ],
)
def test_what_was_said_wrongly_changes_nothing(
    care: Any, write: Write, words: list[str], hint: str
) -> None:
    assert hint in care.refused("import", "feedback", write("survey.csv", SURVEY), *words)


def test_what_a_file_says_is_shown_without_its_control_characters(care: Any, write: Write) -> None:
    file = write(
        "hostile.csv", "nps \x1b[2J,x\u202e\n" + "".join(f"{n},\x1b]0;\n" for n in range(11))
    )
    ran = care.run("import", "feedback", file, "--on", "today")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out + ran.err
