"""A status says of a survey's answers which were not finished, in the words of many tools."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)


def data(column: str, done: str, other: str) -> bytes:
    rows = [
        f"{at},{at % 5 + 1},2026-10-{at + 1:02},{done if at % 4 else other}" for at in range(12)
    ]
    return "\n".join([f"ID,CSAT,Date,{column}", *rows, ""]).encode()


@pytest.mark.parametrize("column", ["Status", "Response status", "Result", "Disposition"])
@pytest.mark.parametrize(
    "word",
    [
        "Partial", "Screen-out", "Screened Out", "Quota full", "Terminated", "Timed out", "Expired",
        "Not completed", "Draft", "Nicht abgeschlossen", "En curso", "Non completato", "Niet voltooid",
        "Częściowa", "Ikke fullført",
    ],
)  # fmt: skip
def test_they_are_asked_about(column: str, word: str) -> None:
    found = propose(data(column, "Complete", word), today=TODAY)
    assert found.unfinished is not None
    assert (found.unfinished.column, len(found.unfinished.lines)) == (column, 3)


@pytest.mark.parametrize("words", [("Won", "Lost"), ("Pass", "Fail"), ("Complete", "Gold plan")])
def test_another_status_says_nothing_of_it(words: tuple[str, str]) -> None:
    assert propose(data("Result", *words), today=TODAY).unfinished is None
