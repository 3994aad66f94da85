"""``import feedback``: scores that say what they are out of, such as “9/10”, for a team's own measure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

SCORES = (9, 10, 4, 8, 3, 10)


def file(tmp_path: Path, name: str, *cells: str) -> str:
    path = tmp_path / "scores.csv"
    rows = [f"2026-11-0{day},{cell},fine" for day, cell in enumerate(cells, 1)]
    path.write_text("\n".join([f"Date,{name},Comment", *rows, ""]))
    return str(path)


def followed(care: Any, path: str) -> Any:
    """What comes of the two lines that the refusal of a file prints."""
    said = care.refused("import", "feedback", path)
    made = re.search(r"care (measure add [\w-]+ --kind score --better \w+ --threshold \d+)", said)
    column = re.search(r'then --column "([^"]+)"', said)
    assert made is not None, said
    assert column is not None, said
    care(*made[1].split())
    (found,) = care.json("import", "feedback", path, "--column", column[1], "--dry-run")
    return found


@pytest.mark.parametrize("name", ["Score", "Rating", "Bewertung", "Satisfaction", "How was it?"])
@pytest.mark.parametrize(
    "shape",
    ["{}/10", "{} / 10", "{} von 10", "{} out of 10", "{} su 10", "{} van de 10", "{} av 10"],
)
def test_scores_out_of_ten_are_read_by_the_lines_that_are_printed(
    care: Any, tmp_path: Path, name: str, shape: str
) -> None:
    found = followed(care, file(tmp_path, name, *map(shape.format, SCORES)))
    assert (found["n"], found["rows"]["rejected"]) == (6, 0)
    assert found["value"] == pytest.approx(4 / 6)


@pytest.mark.parametrize(
    ("out_of", "scores", "good"),
    [(7, (7, 6, 2, 5, 1), 2), (100, (90, 80, 35, 100, 60), 3), (10, (4, 3, 2, 5, 1), 0), (20, (18, 16, 12, 9, 4), 2)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Score", "Rating"])
def test_the_threshold_is_of_the_scale_that_the_scores_say(
    care: Any, tmp_path: Path, name: str, out_of: int, scores: tuple[int, ...], good: int
) -> None:
    found = followed(care, file(tmp_path, name, *(f"{score}/{out_of}" for score in scores)))
    assert (found["n"], found["value"]) == (5, pytest.approx(good / 5))


MIXED = ("9/10", "4/5", "10/10", "5/5", "8/10", "2/5")


@pytest.mark.parametrize("name", ["Score", "Rating", "How was it?"])
def test_two_scales_in_one_column_are_refused(care: Any, tmp_path: Path, name: str) -> None:
    path = file(tmp_path, name, *MIXED)
    why = "holds scores out of 10 and out of 5. Keep the rows of one scale in the file"
    assert why in care.refused("import", "feedback", path)
    care("measure", "add", "mine", "--kind", "score", "--better", "up", "--threshold", "8")
    for measure in ("mine", "csat", "nps"):
        assert why in care.refused("import", "feedback", path, "--column", f"{name}={measure}")


def test_a_slip_is_left_out_by_its_line(care: Any, tmp_path: Path) -> None:
    path = file(
        tmp_path, "Score", *("9/10", "8/10", "3/10", "10/10", "9/10", "4/100", "7", "11/10")
    )
    care("measure", "add", "mine", "--kind", "score", "--better", "up", "--threshold", "8")
    (found,) = care.json("import", "feedback", path, "--column", "Score=mine", "--dry-run")
    assert found["n"] == 6
    assert found["problems"] == [
        {"line": 7, "reason": "“4/100” is out of 100, and the others are out of 10"},
        {"line": 9, "reason": "“11/10” is more than it can be"},
    ]


def test_a_measure_that_no_answer_can_reach_is_refused(care: Any, tmp_path: Path) -> None:
    path = file(tmp_path, "Score", "4/5", "5/5", "3/5")
    care("measure", "add", "mine", "--kind", "score", "--better", "up", "--threshold", "8")
    said = care.refused("import", "feedback", path, "--column", "Score=mine")
    assert "“Score” is out of 5, and Mine counts the answers from 8 on" in said
