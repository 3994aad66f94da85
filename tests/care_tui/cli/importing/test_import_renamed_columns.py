"""An export of which a column is called otherwise now: its answers are the same ones by their ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback", "--stage", "connect")
BEFORE = "Response ID,Date,CSAT,Comment\n" + "".join(
    f"R-{at},2026-10-{at:02},{(5, 5, 4, 2, 1)[at % 5]},Words {at} of a customer\n"
    for at in range(1, 9)
)


def corrected(header: str) -> str:
    """The same export with two answers corrected and two more, under another header."""
    rows = BEFORE.partition("\n")[2]
    rows = rows.replace("R-2,2026-10-02,4", "R-2,2026-10-02,1")
    rows = rows.replace("Words 5 of a customer", "It was fine after all")
    more = "R-9,2026-10-21,4,Good\nR-10,2026-10-22,4,Good\n"
    return f"{header}\n{rows}{more}"


@pytest.mark.parametrize(
    "header",
    [
        "Response ID,Date,Satisfaction (1-5),Comment",
        "Response ID,Date,CSAT score (1-5),Comment",
        "Response ID,Response date,CSAT,Comment",
        "Response ID,Date,CSAT,Feedback",
        "Response Id.,Date,CSAT,Comment",
    ],
)
@pytest.mark.parametrize("options", [(), ("--no-recipe",)])
def test_corrections_replace_though_a_column_is_renamed(
    care: Any, file: Callable[..., str], header: str, options: tuple[str, ...]
) -> None:
    care(*IMPORT, file(BEFORE, "october.csv"))
    said = care(*IMPORT, file(corrected(header), "november.csv"), *options)
    assert "2 changed" in said
    assert "2 accepted" in said
    kept = care.json("evidence")["evidence"]
    assert len(kept) == 10
    assert {each["quote"] for each in kept} >= {"It was fine after all", "Words 2 of a customer"}


def test_ids_of_another_survey_stay_its_own(care: Any, file: Callable[..., str]) -> None:
    rows = "".join(f"R-{at},2026-11-{at:02},{1 + at % 5},Other words {at}\n" for at in range(1, 9))
    care(*IMPORT, file(BEFORE, "october.csv"))
    care(*IMPORT, file(f"Response ID,Day,Satisfaction (1-5),Remarks\n{rows}", "other.csv"))
    assert len(care.json("evidence")["evidence"]) == 16
