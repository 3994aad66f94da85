"""``import feedback`` of cases: by which day each measure counts, and how a person says another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Write = Callable[[str, str], str]

CASES = """Ticket ID,Created at,Solved at,CSAT,Survey response - Date,Called on,Reopens
1,2026-10-01 10:00,2026-10-02 12:00,Good,2026-10-05,2026-10-11,0
2,2026-10-01 10:00,2026-10-04 10:00,Bad,2026-10-06,2026-10-12,0
3,2026-10-01 11:00,2026-10-03 10:00,,,2026-10-13,1
4,2026-10-02 10:00,2026-10-02 11:00,Good,2026-10-06,2026-10-14,0
"""


def test_it_says_by_which_column_each_measure_is_dated(care: Any, write: Write) -> None:
    ran = care.run("import", "feedback", write("cases.csv", CASES))
    said = ran.err
    assert "give CSAT, for Connect, dated by “Survey response - Date”." in said
    assert "give Reopened, for Resolve, dated by “Solved at”." in said
    assert "3 answers, 5 Oct to 6 Oct 2026" in ran.out


def test_a_named_column_dates_the_ratings_of_cases(care: Any, write: Write) -> None:
    words = ("import", "feedback", write("cases.csv", CASES), "--date-column")
    ran = care.run(*words, "Called on", "--dry-run")
    said = ran.err
    assert "give CSAT, for Connect, dated by “Called on”." in said
    assert "give Reopened, for Resolve, dated by “Solved at”." in said
    assert "3 answers, 11 Oct to 14 Oct 2026" in ran.out
    assert "had no effect" not in said
    assert "holds no dates" in care.refused(*words, "CSAT")


def test_what_no_customer_answered_keeps_the_day_of_its_case(care: Any, write: Write) -> None:
    unrated = "\n".join(line.replace("Good", "").replace("Bad", "") for line in CASES.splitlines())
    said = care.says(
        "import", "feedback", write("cases.csv", unrated), "--date-column", "Called on"
    )
    assert (
        "--date-column had no effect: it dates what customers answered; a first reply and a solution"
        " within a target count on the day their case was created, the rest on the day it was solved."
    ) in said
