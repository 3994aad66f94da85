"""``import feedback``: which rows count, where only a person knows: unfinished, tests, unread, without a day."""

from __future__ import annotations

from typing import Any

import pytest

SURVEY = "Submitted at,Finished,NPS,Comment\n2026-11-02,Yes,9,quick and kind\n2026-11-03,No,3,\n2026-11-04,Yes,10,\n"


def test_unfinished_answers_are_told_and_asked_once(care: Any, file: Any) -> None:
    path = file(SURVEY)
    said = care.refused("import", "feedback", path)
    assert "1 row was not finished, by “Finished”. Say --unfinished skip" in said
    (found,) = care.json("import", "feedback", path, "--unfinished", "skip", "--dry-run")
    assert (found["n"], found["value"]) == (2, 100)
    assert found["problems"] == [{"line": 3, "reason": "the survey was not finished"}]
    (found,) = care.json("import", "feedback", path, "--unfinished", "take", "--dry-run")
    assert found["n"] == 3


@pytest.mark.parametrize(
    ("header", "rows", "count"),
    [
        ("Recorded Date,Progress,NPS", ["2026-11-02,100,9", "2026-11-03,40,3"], 1),
        ("Fecha,Estado de respuesta,Finalizado,NPS", ["2026-11-02,x,Sí,9", "2026-11-03,x,No,3"], 1),
        ("Date,Response Status,NPS", ["2026-11-02,Complete,9", "2026-11-03,Partial,3"], 1),
        ("Datum,Abgeschlossen,NPS", ["02.11.2026,Ja,9", "03.11.2026,Nein,3"], 1),
    ],
)
def test_unfinished_answers_in_other_tools_words(
    care: Any, file: Any, header: str, rows: list[str], count: int
) -> None:
    said = care.refused("import", "feedback", file("\n".join([header, *rows])))
    assert f"{count} row was not finished" in said


def test_unfinished_answers_are_asked_about_in_a_chosen_column_too(care: Any, file: Any) -> None:
    path = file("Date,Score,Finished\n2026-11-02,9,Yes\n2026-11-03,2,No\n2026-11-04,10,Yes\n")
    said = care.refused("import", "feedback", path, "--column", "Score=nps")
    assert "1 row was not finished, by “Finished”. Say --unfinished skip" in said


def test_more_than_a_few_unread_answers_are_asked_about(care: Any, file: Any) -> None:
    most = "".join("2026-11-02,Extremely likely\n" for _ in range(3))
    others = "".join(f"2026-11-03,{score}\n" for score in (9, 8, 7, 8, 6, 9, 8, 3, 7, 8) * 3)
    path = file(f"Date,NPS\n{most}{others}")
    said = care.refused("import", "feedback", path)
    assert "3 of 33 answers in “NPS” cannot be read for NPS, such as “Extremely likely”" in said
    assert "--unread skip" in said
    chosen = ("import", "feedback", path, "--column", "NPS=nps")
    assert "--unread skip" in care.refused(*chosen)
    (found,) = care.json(*chosen, "--unread", "skip", "--dry-run")
    assert (found["n"], len(found["problems"])) == (30, 3)


def test_a_few_unread_answers_are_listed_and_ask_nothing(care: Any, file: Any) -> None:
    path = file("Date,NPS\n2026-11-02,x\n2026-11-02,y\n" + "2026-11-03,9\n" * 20)
    (found,) = care.json("import", "feedback", path, "--dry-run")
    assert (found["n"], len(found["problems"])) == (20, 2)
    said = care.says("import", "feedback", file("Date,NPS\n2026-11-03,9\n"), "--unread", "skip")
    assert "--unread had no effect: every answer can be read" in said


def test_answers_without_a_day_below_one_are_asked_about_and_told(care: Any, file: Any) -> None:
    path = file("Date,CSAT\n2026-11-02,4\n,5\n,3\n2026-11-05,4\n,2\n,1\n")
    said = care.refused("import", "feedback", path)
    assert "4 of 6 answers have no day in “Date”" in said
    assert "Say --blank-days above" in said
    told = care.run("import", "feedback", path, "--blank-days", "above", "--dry-run")
    assert "4 answers without a day in “Date” are of the day above." in told.err
    assert "6 answers, 2 Nov to 5 Nov 2026" in told.out
    idle = care.run(
        "import", "feedback", file(SURVEY), "--unfinished", "take", "--blank-days", "skip"
    )
    assert "--blank-days had no effect: every answer has its day." in idle.err


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Did we solve your problem?", ("Yes", "Yes", "Nope", "Nope", "Yes")),
        ("Did we solve your problem?", ("Yes", "Nope", "Nope", "Nope", "Yes", "Not yet")),
        ("CSAT", ("5", "4", "5", "4", "meh", "bof", "ugh", "5", "4", "5", "4", "5", "5", "5")),
        ("NPS", ("9", "10", "9", "meh", "bof", "ugh", "8", "10", "9", "10", "9", "9", "10", "9")),
    ],
)
def test_leaving_out_is_not_advised_where_one_side_would_be_left(
    care: Any, file: Any, header: str, cells: tuple[str, ...]
) -> None:
    path = file("\n".join([f"Date,{header}", *(f"2026-11-02,{cell}" for cell in cells), ""]))
    keys = {"CSAT": "csat", "NPS": "nps"}
    for more in ((), ("--column", f"{header}={keys.get(header, 'solved-it')}")):
        said = care.refused("import", "feedback", path, *more)
        assert "--unread skip" not in said
        assert any(why in said for why in ("in the file", "words such as “meh”", "not yes or no"))


def test_rows_that_may_be_tests_are_asked_about(care: Any, file: Any) -> None:
    path = file("Date,Test,NPS\n2026-11-02,yes,9\n2026-11-03,no,3\n")
    said = care.refused("import", "feedback", path)
    assert "1 row is a test, by “Test”. Say --unfinished skip to leave them out" in said
    (found,) = care.json("import", "feedback", path, "--unfinished", "skip", "--dry-run")
    assert found["problems"] == [{"line": 2, "reason": "it is a test, by “Test”"}]
