"""Small files, each after a fault that real exports showed: read right, asked about, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[3] / "cases"


def take(care: Any, name: str, *said: str) -> dict[str, tuple[int, int]]:
    """Each measure's answers and figure (per cent, or points) in a dry run over a case."""
    found = care.json(
        "import", "feedback", str(CASES / name), "--stage", "assist", "--dry-run", *said
    )
    return {each["measure"]: (each["n"], whole(each)) for each in found}


def whole(each: dict[str, Any]) -> int:
    value: float = each["value"]
    return round(value if each["measure"] == "nps" else 100 * value)


def refused(care: Any, name: str, *said: str) -> str:
    return str(
        care.refused(
            "import", "feedback", str(CASES / name), "--stage", "assist", "--dry-run", *said
        )
    )


@pytest.mark.parametrize(
    ("name", "said", "figures"),
    [
        ("shopify_orders.csv", (), {"repurchase": (4, 50)}),
        ("nps_log.csv", ("--column", "Score=nps"), {"nps": (18, 33)}),
        ("osticket_overdue.csv", (), {"solved-in-target": (10, 80)}),
        ("store_reviews_at.csv", ("--column", "score=csat"), {"csat": (10, 50)}),
        (
            "churn_dates.csv",
            ("--from", "2026-03-01", "--to", "2026-03-31"),
            {"retention": (8, 50), "churn": (8, 50)},
        ),
        ("surveymonkey_sparse_header.csv", (), {"nps": (10, 20)}),
        ("ease_five.csv", (), {"ces-ease-5": (10, 80)}),
        (
            "three_satisfactions.csv",
            ("--column", "Overall how satisfied are you?=csat"),
            {"csat": (9, 56)},
        ),
        ("one_is_best.csv", (), {"csat": (10, 80)}),
        ("one_is_best.csv", ("--best", "high"), {"csat": (10, 20)}),
        ("tickets_no_target.csv", (), {"first-reply": (2, 100)}),
        (
            "tickets_no_target.csv",
            ("--solve-target", "12"),
            {"first-reply": (2, 100), "solved-in-target": (2, 100)},
        ),
        ("review_link.csv", (), {"csat": (4, 25)}),
        ("worst_month.csv", (), {"csat": (10, 0)}),
        ("quoted_lines.csv", (), {"csat": (2, 50)}),
        ("second_header_row.csv", (), {"nps": (2, 0)}),
        ("churn_words.csv", (), {"churn": (4, 25)}),
        ("purchase_date.csv", (), {"csat": (3, 67)}),
        ("no_header_spaces.txt", (), {"repurchase": (3, 33)}),
    ],
)
def test_a_file_gives_its_figures(
    care: Any, name: str, said: tuple[str, ...], figures: dict[str, tuple[int, int]]
) -> None:
    assert take(care, name, *said) == figures


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nps_log.csv", ['--column "Score=nps"']),
        ("survey_start_end.csv", ["holds a customer measure"]),
        ("store_reviews_at.csv", ['--column "score=csat"']),
        (
            "three_satisfactions.csv",
            ['--column "Overall how satisfied are you?=csat"', "our staff", "our prices"],
        ),
        ("counted_already.csv", ["counted already", "one row an answer"]),
    ],
)
def test_what_cannot_be_known_is_refused_with_the_way_on(
    care: Any, name: str, says: list[str]
) -> None:
    sentence = refused(care, name)
    for words in says:
        assert words in sentence


@pytest.mark.parametrize(
    ("name", "said", "column"),
    [
        ("store_reviews_at.csv", ("--column", "score=csat"), "at"),
        ("second_header_row.csv", (), "Date & Time (UTC)"),
        ("review_link.csv", (), "Review Submit Date and Time"),
        ("quoted_lines.csv", (), "end"),
        ("surveymonkey_sparse_header.csv", (), "End Date"),
        ("purchase_date.csv", (), "Opened"),
    ],
)
def test_answers_are_dated_by_the_day_they_were_given(
    care: Any, name: str, said: tuple[str, ...], column: str
) -> None:
    path = str(CASES / name)
    (found,) = care.json("import", "feedback", path, "--dry-run", *said)
    assert found["date_column"] == column
    assert found["rows"]["rejected"] == 0


def test_the_words_are_the_review_never_its_link(care: Any) -> None:
    path = str(CASES / "review_link.csv")
    (found,) = care.json("import", "feedback", path, "--dry-run")
    assert found["comment_column"] == "Review Text"
    assert {each["column"] for each in found["left_out"]} == {"Review Link"}


def test_solved_cases_are_told_where_only_the_target_is_missing(care: Any) -> None:
    said = care.says("import", "feedback", str(CASES / "tickets_no_target.csv"), "--dry-run")
    assert "3 cases are solved. Say --solve-target HOURS" in said


def test_memberships_are_read_from_their_start_to_their_end(care: Any) -> None:
    path = str(CASES / "churn_dates.csv")
    said = care.says(
        "import", "feedback", path, "--from", "2026-03-01", "--to", "2026-03-31", "--dry-run"
    )
    assert "“signup_date”" in said
    assert "“churn_date”" in said


def test_four_rows_without_a_header_are_four_rows(care: Any) -> None:
    path = str(CASES / "no_header_spaces.txt")
    (found,) = care.json("import", "feedback", path, "--dry-run")
    assert found["rows"]["read"] == 4
