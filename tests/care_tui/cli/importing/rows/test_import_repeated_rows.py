"""Rows that a file has twice, as where a table was pasted below itself: asked about, never counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")
HEADER = "Date,CSAT,Comment"
ROWS = [
    "2026-09-01,5,The answer came within the hour",
    "2026-09-02,2,",
    "2026-09-03,4,Nobody could tell me the price",
    "2026-09-03,4,",
    "2026-09-04,1,I had to explain it three times",
]


def text(*lines: str) -> str:
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("within", [(), (HEADER,)])
def test_a_table_pasted_twice_is_asked_about(
    care: Any, file: Callable[..., str], within: tuple[str, ...]
) -> None:
    path = file(text(HEADER, *ROWS, *within, *ROWS))
    for more in ((), ("--column", "CSAT=csat")):
        said = care.refused(*IMPORT, path, *more)
        assert (
            "5 rows repeat earlier ones in every cell, customers' words included, as where a table was"
            " pasted twice. Say --count-again to count them, or --no-count-again to count each once."
            in said
        )
    ran = care.run(*IMPORT, path, "--no-count-again", "--dry-run")
    assert "CSAT for Connect: 60% of 5" in ran.out
    assert f"Line {8 if within else 7}: it repeats line 2." in ran.err
    assert "customers' words included, and are not counted again." in ran.err
    ran = care.run(*IMPORT, path, "--count-again", "--dry-run")
    assert "CSAT for Connect: 60% of 10" in ran.out
    assert "customers' words included, and are counted too." in ran.err
    if within:
        assert "Line 7: it repeats the header." in ran.err


def test_the_header_again_is_told_as_that(care: Any, file: Callable[..., str]) -> None:
    path = file(text("Date,NPS", "2026-09-01,9", "Date,NPS", "2026-09-02,3"))
    (found,) = care.json(*IMPORT, path)
    assert (found["n"], found["problems"]) == (
        2,
        [{"line": 3, "reason": "it repeats the header"}],
    )


@pytest.mark.parametrize(
    "rows",
    [
        [row.rpartition(",")[0] + "," for row in ROWS] * 2,
        [row.rpartition(",")[0] + ",good" for row in ROWS] * 2,
        [*ROWS, *ROWS[:1], *ROWS[2:3]],
    ],
)
def test_equal_answers_happen(care: Any, file: Callable[..., str], rows: list[str]) -> None:
    (found,) = care.json(*IMPORT, file(text(HEADER, *rows)))
    assert found["n"] == len(rows)


def test_ids_twice_are_no_chance_either(care: Any, file: Callable[..., str]) -> None:
    rows = [f"{at},2026-09-0{1 + at},{at + 1}" for at in range(5)]
    path = file(text("Response ID,Date,CSAT", *rows, *rows))
    said = care.refused(*IMPORT, path)
    assert "5 rows repeat earlier ones in every cell, ids included" in said
    (found,) = care.json(*IMPORT, path, "--no-count-again")
    assert found["n"] == 5


def test_what_was_said_of_one_file_is_asked_of_the_next(
    care: Any, file: Callable[..., str]
) -> None:
    care(*IMPORT, file(text(HEADER, *ROWS, *ROWS)), "--no-count-again", "--column", "CSAT=csat")
    other = [row.replace("2026-09", "2026-10") for row in ROWS]
    said = care.refused(*IMPORT, file(text(HEADER, *other, *other), "other.csv"))
    assert "5 rows repeat earlier ones" in said
