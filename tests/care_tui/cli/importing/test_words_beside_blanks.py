"""What customers wrote in rows whose first measure is blank goes with the next one's answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Write = Callable[[str, str], str]
ROWS = (
    "1,2026-11-03,,4,The form was long",
    "2,2026-11-04,9,5,Quick and friendly",
    "3,2026-11-05,,3,Waited for a week",
    "4,2026-11-06,8,5,All is well now",
    "5,2026-11-07,7,,Nobody called back",
    "6,2026-11-08,,,Nothing was answered",
)


def quotes(care: Any) -> list[tuple[str, str]]:
    found = re.findall(r'^measure = "(\S+)"\n(?:.+\n)*?quote = "(.*)"', care("export"), re.M)
    return sorted(found)


@pytest.mark.parametrize("header", ["NPS,CSAT", "CSAT,NPS"])
def test_words_beside_a_blank_first_measure_go_with_the_next(
    care: Any, write: Write, header: str
) -> None:
    first, second = header.lower().split(",")
    rows = list(ROWS)
    if first == "csat":
        for nps, csat in ((",9,", ",5,"), (",8,", ",4,"), (",7,", ",3,")):
            rows = [row.replace(nps, csat, 1) for row in rows]
    file = write("both.csv", "\n".join([f"ID,Date,{header},Comment", *rows, ""]))
    care("import", "feedback", file)
    kept = quotes(care)
    assert kept == sorted(
        [
            (second, "The form was long"),
            (first, "Quick and friendly"),
            (second, "Waited for a week"),
            (first, "All is well now"),
            (first, "Nobody called back"),
        ]
    )
    assert "0 accepted" in care("import", "feedback", file)
    assert quotes(care) == kept


def test_words_that_are_not_wanted_go_with_no_answer(care: Any, write: Write) -> None:
    file = write("both.csv", "\n".join(["ID,Date,NPS,CSAT,Comment", *ROWS, ""]))
    care("import", "feedback", file, "--quote-column", "skip")
    assert quotes(care) == []


@pytest.mark.parametrize(
    ("words", "taker"),
    [("What is the main reason for your score?", "NPS"), ("Comments", "CSAT")],
)
def test_the_reason_of_a_score_goes_with_it(
    care: Any, write: Write, words: str, taker: str
) -> None:
    rows = "".join(
        f"2026-09-0{day},{day % 5 + 1},{day},I waited {day} days\n" for day in range(1, 9)
    )
    said = care.says(
        "import", "feedback", write("reasons.csv", f"Date,CSAT,NPS,{words}\n{rows}"), "--dry-run"
    )
    (line,) = [line for line in said.splitlines() if "with the words" in line]
    assert line.startswith(f"“{taker}” is taken")
