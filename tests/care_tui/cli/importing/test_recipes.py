"""The shell's side of answers that come again: recipes, ids, counting again, taking back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[3] / "cases"
Write = Callable[[str, str], str]
SURVEY = "Date,CSAT,Comment\n2026-11-02,4,Good\n2026-11-03,2,\n"
IMPORT = ("import", "feedback")


def test_a_corrected_answer_is_counted_as_changed(care: Any) -> None:
    before, after = str(CASES / "corrected_before.csv"), str(CASES / "corrected_after.csv")
    care(*IMPORT, before, "--stage", "assist")
    (found,) = care.json(*IMPORT, after, "--stage", "assist", "--dry-run")
    assert found["import"] is None
    (found,) = care.json(*IMPORT, after, "--stage", "assist")
    assert found["rows"] == {
        "read": 3,
        "accepted": 0,
        "changed": 1,
        "rejected": 0,
        "blank": 0,
        "duplicates": 2,
    }
    taken = care.json("undo-import", found["import"])
    undone = {"file": "corrected_after.csv", "answers": 0, "restored": 1}
    assert taken == {"import": found["import"], **undone}
    assert "taken back already" in care.refused("undo-import", found["import"])
    assert "no import with the id" in care.refused("undo-import", "abcd")


def test_the_weekly_import_is_one_command(care: Any, write: Write) -> None:
    first = care.run(*IMPORT, write("shop.csv", SURVEY), "--stage", "assist")
    assert "Saved how it was read as the recipe “shop”." in first.err
    later = SURVEY.replace("Date,CSAT", "Brand,Date,csat").replace("2026", "x,2026")
    ran = care.run(*IMPORT, write("shop-2.csv", later + "x,2026-11-09,5,\n"))
    assert "Read by the recipe “shop”. To read the file afresh: --no-recipe" in ran.err
    assert "The file also has “Brand”. The recipe “shop” reads the others as before." in ran.err
    assert "CSAT for Assist" in ran.out
    assert "1 accepted, 0 rejected, 0 without an answer, 2 there already" in ran.out
    assert "Saved" not in ran.err
    (found,) = care.json(*IMPORT, write("shop-3.csv", SURVEY), "--no-recipe", "--no-count-again")
    assert (found["stage"], found["recipe"]) == ("connect", None)


def test_recipes_are_listed_shown_changed_and_dropped(care: Any, write: Write) -> None:
    file = write("shop.csv", SURVEY)
    assert "no recipes" in care.says("import", "recipe", "list")
    care(*IMPORT, file, "--stage", "assist")
    assert care("import", "recipe", "list").split() == ["shop", "csat"]
    assert "csat for Assist, from “CSAT”, dated by “Date”" in care(
        "import", "recipe", "show", "shop"
    )
    care(*IMPORT, file, "--recipe", "shop", "--stage", "resolve", "--no-count-again")
    shown = care.json("import", "recipe", "show", "shop")
    assert [each["stage"] for each in shown["measures"]] == ["resolve"]
    assert "settled" in care("export")
    assert "Dropped the recipe “shop”" in care.says("import", "recipe", "drop", "Shop")
    assert "There is no recipe “shop”" in care.refused("import", "recipe", "show", "shop")
    assert "There is no recipe “shop”" in care.refused("import", "recipe", "drop", "shop")


def test_of_several_recipes_that_fit_one_is_asked_for(care: Any, write: Write) -> None:
    care(*IMPORT, write("a.csv", SURVEY), "--stage", "assist")
    other = SURVEY.replace("2026-11", "2026-10")
    care(*IMPORT, write("b.csv", other), "--recipe", "brand b", "--stage", "resolve")
    said = care.refused(*IMPORT, write("c.csv", SURVEY.replace("2026-11", "2026-09")))
    assert "“a” and “brand b”" in said
    assert '--recipe "a"' in said
    (found,) = care.json(
        *(*IMPORT, write("c.csv", SURVEY.replace("2026-11", "2026-09"))),
        *("--recipe", "brand b"),
    )
    assert (found["stage"], found["recipe"]) == ("resolve", "brand b")


def test_a_file_that_a_recipe_does_not_fit_says_in_what(care: Any, write: Write) -> None:
    care(*IMPORT, write("a.csv", SURVEY), "--stage", "assist", "--quote-column", "Comment")
    other = write("a.csv", SURVEY.replace("Comment", "Words"))
    said = care.refused(*IMPORT, other, "--recipe", "a")
    assert "The recipe “a” does not fit. The file lacks “Comment” and also has “Words”." in said
    ran = care.run(*IMPORT, other, "--stage", "assist", "--dry-run")
    assert "The recipe “a” was left aside. The file lacks “Comment”" in ran.err
    care.misused(*IMPORT, other, "--recipe", "a", "--no-recipe")
    care.misused(*IMPORT, other, "--recipe", "a", "--measure", "csat", "--column", "CSAT")


def test_equal_rows_and_another_stage_are_told_and_asked(care: Any, write: Write) -> None:
    care(*IMPORT, write("a.csv", SURVEY))
    more = write("b.csv", f"{SURVEY}2026-11-10,5,\n")
    ran = care.run(*IMPORT, more, "--dry-run")
    assert "2 answers are equal to those from a.csv and are not counted again." in ran.err
    assert "--count-again counts them." in ran.err
    said = care.refused(*IMPORT, more, "--stage", "resolve")
    assert "2 answers of CSAT for Resolve are there already, for Connect." in said
    (found,) = care.json(*IMPORT, more, "--stage", "resolve", "--count-again")
    assert found["rows"]["accepted"] == 3


def test_the_column_of_ids_is_told_and_can_be_named(care: Any, write: Write) -> None:
    rows = "".join(f"{n},c{n},2026-11-{n + 1:02},{n % 5 + 1}\n" for n in range(1, 9))
    file = write("a.csv", f"Row,Customer code,Date,CSAT\n{rows}")
    said = care.run(*IMPORT, file, "--id-column", "customer code").err
    assert "Each answer is known by “Customer code”; --id-column names another" in said
    assert "--id-column" not in care.run(*IMPORT, file, "--id-column", "skip").err
    assert "Did you mean" in care.refused(*IMPORT, file, "--id-column", "Customer")


OVERALL = "Overall satisfaction (1-5)"
DELIVERY = "Satisfaction with delivery (1-5)"


def long_survey(question: str, answers: str, column: str = "question") -> str:
    """A survey's answers to one question, in a file with a row for each."""
    rows = "".join(
        f"r{place},2026-10-{place + 5:02},{question},{answer}\n"
        for place, answer in enumerate(answers)
    )
    return f"response_id,answered_at,{column},answer\n{rows}"


@pytest.mark.parametrize("column", ["question", "Frage", "Survey type"])
@pytest.mark.parametrize("recipe", [(), ("--no-recipe",)])
def test_the_answers_of_the_next_question_are_others(
    care: Any, write: Write, column: str, recipe: tuple[str, ...]
) -> None:
    first = write("a.csv", long_survey(OVERALL, "3535353535", column))
    care(*IMPORT, first, "--stage", "connect", "--column", "answer=csat", *recipe)
    (found,) = care.json(*IMPORT, first, "--column", "answer=csat", *recipe)
    assert (found["rows"]["accepted"], found["rows"]["duplicates"]) == (0, 10)
    other = write("b.csv", long_survey(DELIVERY, "3233333333", column))
    ran = care.run(*IMPORT, other, "--column", "answer=csat", *recipe)
    assert "10 accepted, 0 rejected" in ran.out
    if not recipe:
        assert "The recipe “a” was left aside." in ran.err
        assert f"The file's rows answer “{DELIVERY}”, the recipe's “{OVERALL}”." in ran.err
    corrected = write("b.csv", long_survey(DELIVERY, "3233333335", column))
    (found,) = care.json(*IMPORT, corrected, "--column", "answer=csat", *recipe)
    assert (found["rows"]["changed"], found["rows"]["duplicates"]) == (1, 9)


def test_the_next_week_of_a_question_is_read_by_its_recipe(care: Any, write: Write) -> None:
    for name, question in (("overall.csv", OVERALL), ("delivery.csv", DELIVERY)):
        file = write(name, long_survey(question, "345"))
        care(*IMPORT, file, "--stage", "connect", "--column", "answer=csat")
    assert "“Satisfaction with delivery (1-5)”" in care("import", "recipe", "show", "delivery")
    week = write("week.csv", long_survey(f" {DELIVERY.upper()}", "3454"))
    ran = care.run(*IMPORT, week)
    assert "Read by the recipe “delivery”. To read the file afresh: --no-recipe" in ran.err
    assert "1 accepted, 0 rejected, 0 without an answer, 3 there already" in ran.out
    ran = care.run(*IMPORT, week, "--recipe", "overall", "--dry-run")
    assert "The file's rows answer" in ran.err


def test_ids_with_other_answers_are_asked_about(care: Any, write: Write) -> None:
    def file(name: str, answers: str) -> str:
        return write(name, long_survey("", answers))

    how = ("--column", "answer=csat")
    care(*IMPORT, file("a.csv", "3535353535"), *how)
    ran = care.run(*IMPORT, file("b.csv", "3234343535"), *how, "--dry-run")
    assert "0 accepted, 3 changed" in ran.out
    said = care.refused(*IMPORT, file("b.csv", "3234343435"), *how)
    assert (
        "4 of 10 ids that are there already have another answer in this file (CSAT), as in"
        " another question's file." in said
    )
    (found,) = care.json(*IMPORT, file("b.csv", "2223232333"), *how, "--count-again")
    assert found["rows"]["accepted"] == 10
    (found,) = care.json(*IMPORT, file("a.csv", "2223232333"), *how, "--no-count-again")
    assert found["rows"]["changed"] == 9


def test_what_a_recipe_cannot_read_names_it_and_the_way_without(care: Any, write: Write) -> None:
    care(*IMPORT, write("a.csv", SURVEY), "--stage", "assist")
    other = "Date,CSAT,Comment\n" + "".join(f"2026-11-{day:02},{day + 4},\n" for day in range(2, 7))
    said = care.refused(*IMPORT, write("b.csv", other))
    assert "5 of 5 answers" not in said
    assert "The recipe “a” takes it so; --no-recipe reads the file afresh." in said


@pytest.mark.parametrize("how", [(), ("--stage", "assist")])
def test_without_ids_a_correction_is_told_as_a_further_answer(
    care: Any, write: Write, how: tuple[str, ...]
) -> None:
    first = "Date,Name,CSAT,Comment\n2026-11-02,Al,5,Good\n2026-11-03,Bo,1,Still broken\n2026-11-04,Cy,4,\n"
    care(*IMPORT, write("a.csv", first), *how)
    note = "1 answer of CSAT from these days is there that the file has not, and 1 is new."
    ran = care.run(*IMPORT, write("b.csv", first.replace("Bo,1", "Bo,4")))
    assert note in ran.err
    assert "1 accepted, 0 rejected, 0 without an answer, 2 there already" in ran.out


def test_without_ids_a_grown_file_brings_what_is_new_alone(care: Any, write: Write) -> None:
    first = "Date,CSAT\n2026-11-02,5\n2026-11-03,1\n2026-11-04,4\n"
    care(*IMPORT, write("a.csv", first))
    grown = care.run(*IMPORT, write("c.csv", f"{first}2026-11-05,5\n"))
    assert "1 accepted, 0 rejected, 0 without an answer, 3 there already" in grown.out
    assert "that the file has not" not in grown.err


def test_an_answer_to_what_a_recipe_left_open_is_kept_in_it(care: Any, write: Write) -> None:
    def week(at: int, first: int, month: int) -> str:
        rows = (f"R{at}{n},{first + n:02}/{month:02}/2026,{1 + n % 5}\n" for n in range(6))
        return write(f"week{at}.csv", f"Response ID,Date,CSAT\n{''.join(rows)}")

    care(*IMPORT, week(0, 14, 7), "--stage", "assist")
    assert "--day-first or --month-first" in care.refused(*IMPORT, week(1, 1, 8))
    said = care.run(*IMPORT, week(1, 1, 8), "--day-first").err
    assert "Saved how it was read as the recipe “week0”." in said
    (found,) = care.json(*IMPORT, week(2, 1, 9))
    assert (found["n"], found["recipe"]) == (6, "week0")
    assert care(*IMPORT[:1], "recipe", "list").splitlines() == ["week0  csat"]
    care(*IMPORT, week(2, 1, 9), "--stage", "resolve", "--count-again")
    assert "week2" in care(*IMPORT[:1], "recipe", "list")
