"""``import feedback``: questions that ask for the bad end, or about somebody else, are asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOT_SOLVED = "Date,Is your problem still not solved?,Comment\n2026-11-01,no,Anna helped me\n2026-11-02,yes,I am waiting\n2026-11-03,no,\n"


def test_which_answer_is_good_is_asked_and_read(care: Any, file: Any) -> None:
    path = file(NOT_SOLVED)
    said = care.refused("import", "feedback", path)
    assert "Yes may be the bad answer to “Is your problem still not solved?”" in said
    assert "say --good-answer no, or --good-answer yes" in said
    (found,) = care.json("import", "feedback", path, "--good-answer", "no", "--dry-run")
    assert (found["measure"], found["n"], round(found["value"], 2)) == ("solved-it", 3, 0.67)
    (found,) = care.json("import", "feedback", path, "--good-answer", "yes", "--dry-run")
    assert round(found["value"], 2) == 0.33


def test_a_question_that_is_named_is_asked_about_too(care: Any, file: Any) -> None:
    path = file("Date,Do you still wait?\n2026-11-01,no\n2026-11-02,yes\n2026-11-03,no\n")
    args = ("import", "feedback", path, "--column", "Do you still wait?=solved-it")
    assert "say --good-answer no" in care.refused(*args)
    (found,) = care.json(*args, "--good-answer", "no", "--dry-run")
    assert round(found["value"], 2) == 0.67
    single = (
        "import",
        "feedback",
        path,
        "--measure",
        "solved-it",
        "--column",
        "Do you still wait?",
    )
    assert "say --good-answer no" in care.refused(*single)


def test_a_measure_whose_yes_is_bad_is_turned_by_a_good_yes(care: Any, file: Any) -> None:
    path = file("Date,Not reopened\n2026-11-01,yes\n2026-11-02,yes\n2026-11-03,no\n")
    (found,) = care.json("import", "feedback", path, "--good-answer", "yes", "--dry-run")
    assert (found["measure"], round(found["value"], 2)) == ("reopened", 0.33)
    (found,) = care.json("import", "feedback", path, "--good-answer", "no", "--dry-run")
    assert round(found["value"], 2) == 0.67


def test_a_measure_of_ones_own_says_itself_what_is_good(care: Any, file: Any) -> None:
    care("measure", "add", "waiting", "--kind", "rate", "--better", "down")
    path = file("Date,Do you still wait?\n2026-11-01,no\n2026-11-02,yes\n2026-11-03,no\n")
    args = ("import", "feedback", path, "--column", "Do you still wait?=waiting", "--dry-run")
    assert round(care.json(*args)[0]["value"], 2) == 0.33


def test_the_good_answer_turns_nothing_else(care: Any, file: Any) -> None:
    text = "Date,CSAT,Was it solved?,Not reopened\n2026-11-01,5,yes,yes\n2026-11-02,2,no,yes\n"
    every = care.json("import", "feedback", file(text), "--good-answer", "yes", "--dry-run")
    values = {each["measure"]: each["value"] for each in every}
    assert values == {"csat": 0.5, "solved-it": 0.5, "reopened": 0}


def test_a_good_answer_without_effect_is_said(care: Any, file: Any) -> None:
    path = file("Date,CSAT\n2026-11-01,5\n2026-11-02,2\n")
    said = care.says("import", "feedback", path, "--good-answer", "no", "--dry-run")
    assert "--good-answer had no effect: no question that was taken" in said


def test_the_good_answer_is_kept_in_the_recipe(care: Any, file: Any) -> None:
    care("import", "feedback", file(NOT_SOLVED), "--good-answer", "no")
    later = NOT_SOLVED.replace("2026-11", "2026-10")
    (found,) = care.json("import", "feedback", file(later), "--dry-run")
    assert round(found["value"], 2) == 0.67


@pytest.mark.parametrize(
    "column",
    ["How likely are you to recommend [Competitor]?", "NPS of your previous supplier"],
)
def test_a_competitors_answers_are_taken_only_where_they_are_named(
    care: Any, file: Any, column: str
) -> None:
    path = file(f"Date,{column}\n2026-11-01,9\n2026-11-02,3\n2026-11-03,10\n")
    said = care.refused("import", "feedback", path)
    assert f'If it is about you, say --column "{column}=nps"' in said
    args = ("import", "feedback", path, "--column", f"{column}=nps", "--dry-run")
    assert care.json(*args)[0]["n"] == 3


def test_ours_is_taken_beside_a_competitors(care: Any, file: Any) -> None:
    path = file("Date,NPS,Competitor NPS\n2026-11-01,9,2\n2026-11-02,10,3\n2026-11-03,3,9\n")
    (found,) = care.json("import", "feedback", path, "--dry-run")
    assert (found["column"], found["n"]) == ("NPS", 3)
    assert [each["column"] for each in found["left_out"]] == ["Competitor NPS"]


LEGEND = "Datum;Bewertung\n03.11.2026;1\n04.11.2026;1\n05.11.2026;5\n\n{}\n"


def test_a_scale_told_under_the_table_turns_the_answers_and_is_said(
    care: Any, tmp_path: Path
) -> None:
    path = tmp_path / "told.csv"
    path.write_text(LEGEND.format("Legende: 1 = sehr gut, 5 = sehr schlecht"))
    args = ("import", "feedback", str(path), "--dry-run")
    ran = care.run(*args)
    assert "lowest number is read as the best, as the file says: “Legende: 1 = sehr gut" in ran.err
    assert "67% of 3" in ran.out
    ran = care.run(*args, "--best", "high")
    assert "33% of 3" in ran.out
    assert "as the file says" not in ran.err


def test_a_scale_told_by_a_word_alone_is_asked_with_that_word(care: Any, tmp_path: Path) -> None:
    path = tmp_path / "asked.csv"
    path.write_text(LEGEND.format("Schulnoten"))
    said = care.refused("import", "feedback", str(path))
    assert "The file says “Schulnoten”, so 1 may be the best answer in “Bewertung”" in said
    assert "say --best low or --best high" in said


@pytest.mark.parametrize(
    ("name", "answers", "why"),
    [
        ("Note (1 = sehr gut, 5 = mangelhaft)", ("1", "2", "5"), "as its name says"),
        ("Satisfaction", ("Very satisfied (1)", "Satisfied (2)", "Very dissatisfied (5)"),
         "as its answers say"),
    ],
)  # fmt: skip
def test_a_turned_scale_is_told_wherever_the_file_says_it(
    care: Any, file: Any, name: str, answers: tuple[str, ...], why: str
) -> None:
    rows = [f'2026-11-0{day},"{answer}"' for day, answer in enumerate(answers, 1)]
    path = file("\n".join([f'Date,"{name}"', *rows, ""]))
    ran = care.run("import", "feedback", path, "--column", f"{name}=csat", "--dry-run")
    assert f"In “{name}” the lowest number is read as the best, {why}." in ran.err
    said = care.run("import", "feedback", path, "--column", f"{name}=csat", "--best", "high")
    assert "is read as the best" not in said.err
