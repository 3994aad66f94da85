"""A score of the team's own: the line that makes it has a threshold on the scale it is for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")


def rows_to(high: int) -> str:
    """Rows of a day and a number each, up to ``high``."""
    return "".join(f"2026-10-{2 + at:02},{1 + at % high}\n" for at in range(3 * high))


@pytest.mark.parametrize(
    ("name", "high", "threshold"),
    [
        ("Nota (1 a 7)", 7, 6),
        ("Nota (1 à 7)", 7, 6),
        ("Punkte von 1 bis 7", 7, 6),
        ("Cijfer 1 tot 7", 7, 6),
        ("Score 1..7", 7, 6),
        ("Score 1~7", 7, 6),
        ("Score", 7, 6),
        ("Mark", 6, 5),
        ("How was it?", 7, 6),
        ("Score", 8, 8),
        ("Score", 9, 8),
        ("Score (1-10)", 7, 8),
        ("Rating (1-7)", 6, 6),
    ],
)
def test_a_threshold_lies_on_the_scale(
    care: Any, file: Callable[..., str], name: str, high: int, threshold: int
) -> None:
    said = care.refused(*IMPORT, file(f"Date,{name}\n{rows_to(high)}"))
    assert re.findall(r"--threshold (\d+)", said) == [f"{threshold}"]


def test_the_line_finds_satisfied_customers(care: Any, file: Callable[..., str]) -> None:
    path = file(f"Fecha,Nota (1 a 7)\n{rows_to(7)}")
    said = care.refused(*IMPORT, path)
    key, kind = re.findall(r"care measure add (\S+) (.*), then", said)[0]
    care("measure", "add", key, *kind.split())
    assert "29% of 21" in care(*IMPORT, path, "--column", f"Nota (1 a 7)={key}")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Schulnote für den Service", "schulnote"),
        ("How good was the food?", "how-good-was"),
        ("Note de la visite", "note"),
        ("Speed", "speed"),
    ],
)
def test_a_key_does_not_end_with_a_small_word(
    care: Any, file: Callable[..., str], name: str, key: str
) -> None:
    rows = "".join(f"2026-10-{2 + at:02},{1 + at % 8}\n" for at in range(24))
    said = care.refused(*IMPORT, file(f"Date,{name}\n{rows}"))
    assert f"care measure add {key} " in said
