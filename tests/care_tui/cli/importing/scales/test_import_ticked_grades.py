"""Forms with a column for each grade and a mark under one of them: one question, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

IMPORT = ("import", "feedback")

WORDS = ("Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied")
PICKED = (0, 1, 2, 1, 0, 4, 3, 1, 0, 2)
"""Which column each of ten rows has its mark under: 5 4 3 4 5 1 2 4 5 3, six of ten satisfied."""


def imported(care: Any, *args: str) -> str:
    """All that an import says, its facts and its messages."""
    ran = care.run(*IMPORT, *args)
    assert ran.code == 0, ran
    return f"{ran.out}{ran.err}"


def form(
    names: Sequence[str],
    mark: str = "x",
    blank: str = "",
    picked: Sequence[int] = PICKED,
    above: str = "",
) -> str:
    """A form's rows, each with its mark in one column, or in none where ``picked`` is -1."""
    rows = (
        ",".join(
            [
                f"2026-11-{2 + at:02}",
                f"Room {at}",
                *(mark if place == chosen else blank for place in range(len(names))),
                "Lovely stay" if at else "Noisy at night",
            ]
        )
        for at, chosen in enumerate(picked)
    )
    head = ",".join(["Date", "Guest", *names, "Remarks"])
    return "".join(f"{line}\n" for line in (*([above] if above else []), head, *rows))


@pytest.mark.parametrize(
    ("names", "mark", "blank"),
    [
        (WORDS, "x", ""),
        (WORDS, "X", "-"),
        (WORDS, "1", "0"),
        (WORDS, "TRUE", "FALSE"),
        (WORDS, "✗", ""),
        (WORDS[::-1], "✓", ""),
        (
            ("sehr zufrieden", "zufrieden", "teils-teils", "unzufrieden", "sehr unzufrieden"),
            "x",
            "",
        ),
        (("Excellent", "Good", "Average", "Poor", "Terrible"), "✓", ""),
        (("sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft"), "x", ""),
        (("Rating: 5", "Rating: 4", "Rating: 3", "Rating: 2", "Rating: 1"), "1", "0"),
        (("5 stars", "4 stars", "3 stars", "2 stars", "1 star"), "x", ""),
        ([f"Satisfaction - {each}" for each in WORDS], "x", ""),
        ([f"Satisfaction [{each}]" for each in WORDS], "1", "0"),
        ((*WORDS, "Don't know"), "x", ""),
    ],
)
def test_a_mark_under_one_of_the_grades_is_the_answer(
    care: Any, file: Callable[..., str], names: Sequence[str], mark: str, blank: str
) -> None:
    picked = [4 - each for each in PICKED] if names == WORDS[::-1] else PICKED
    path = file(form(names, mark, blank, picked))
    said = imported(care, path)
    assert ": 60% of 10" in said
    assert f"{len(names)} columns of one choice, “{names[0]}” to “{names[-1]}”, are put" in said


def test_the_name_of_the_grade_may_be_its_mark(care: Any, file: Callable[..., str]) -> None:
    head, *rows = form(WORDS).splitlines()
    named = [
        ",".join(WORDS[at - 2] if cell == "x" else cell for at, cell in enumerate(row.split(",")))
        for row in rows
    ]
    (found,) = care.json(*IMPORT, file("\n".join([head, *named])))
    assert found["n"] == 10


def test_rows_without_a_mark_have_no_answer(care: Any, file: Callable[..., str]) -> None:
    said = imported(care, file(form((*WORDS, "Don't know"), picked=(0, -1, 5, 4, 1))))
    assert ": 67% of 3" in said
    assert "2 without an answer" in said


def test_numbers_of_nothing_told_are_asked_about(care: Any, file: Callable[..., str]) -> None:
    path = file(form("54321"))
    said = care.refused(*IMPORT, path)
    assert (
        "“Marks (1-5)” holds whole numbers from 1 to 5: if those are the answers, say --column"
        ' "Marks (1-5)=csat"' in said
    )
    said = imported(care, path, "--column", "Marks (1-5)=csat")
    assert ": 60% of 10" in said
    assert "5 columns of one choice, “5” to “1”, are put together as “Marks (1-5)”." in said


def test_what_stands_over_the_numbers_is_the_question(care: Any, file: Callable[..., str]) -> None:
    above = ",,Bewertung (1 = schlecht; 5 = super),,,,,"
    said = imported(care, file(form("12345", "X", picked=[4 - at for at in PICKED], above=above)))
    assert ": 60% of 10" in said
    assert "put together as “Bewertung (1 = schlecht; 5 = super)”." in said


def test_a_mark_from_0_to_10_is_an_answer_of_nps(care: Any, file: Callable[..., str]) -> None:
    names = [f"How likely are you to recommend us? {number}" for number in range(11)]
    said = imported(care, file(form(names, picked=(10, 9, 8, 0, 3, 10, 9, 7))))
    assert "NPS for Enhance: 25 (n 8)" in said


def test_two_forms_side_by_side_are_two_questions(care: Any, file: Callable[..., str]) -> None:
    rows = ("x,,,,,,x,,,", ",x,,,,x,,,,", ",,,x,,,,,,x", "x,,,,,,,x,,")
    lines = "".join(f"2026-11-{2 + at:02},{row}\n" for at, row in enumerate(rows))
    said = care.refused(*IMPORT, file(f"Date,{','.join(WORDS * 2)}\n{lines}"))
    assert "2 columns hold CSAT" in said
    assert "“Satisfaction (1-5)”" in said
    assert '--column "Very satisfied' not in said


@pytest.mark.parametrize("names", [WORDS, ("Excellent", "Good", "Average", "Poor", "Terrible")])
@pytest.mark.parametrize("cells", ["x,x,,,", "7,3,0,2,1"])
def test_several_marks_on_a_row_are_counts(
    care: Any, file: Callable[..., str], names: Sequence[str], cells: str
) -> None:
    rows = "".join(f"2026-11-{day:02},{cells},Lovely\n" for day in range(2, 12))
    said = care.refused(*IMPORT, file(f"Date,{','.join(names)},Remarks\n{rows}"))
    assert "counted already" in said


def test_questions_in_a_row_that_are_no_grades_stay_apart(
    care: Any, file: Callable[..., str]
) -> None:
    said = care.refused(*IMPORT, file(form([f"Agent {number}" for number in range(1, 6)])))
    assert "Marks" not in said
    assert "csat" not in said.replace("NAME=csat", "")
