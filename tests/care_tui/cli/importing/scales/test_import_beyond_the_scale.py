"""Numbers off the scale that nearly all others of a score of one's own are of."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_they_are_listed_and_not_counted(care: Any, tmp_path: Path) -> None:
    cells = [f"{value / 10:g}" for value in range(12, 100, 3)] + ["-3", "11", "9,0"]
    rows = [f"2026-10-{1 + at % 28:02d};{cell}" for at, cell in enumerate(cells)]
    file = tmp_path / "reviews.csv"
    file.write_text("\n".join(["data;nota_geral", *rows, ""]))
    care("measure", "add", "nota", "--kind", "score", "--better", "up", "--threshold", "8")
    (found,) = care.json("import", "feedback", str(file), "--column", "nota_geral=nota")
    assert found["n"] == len(cells) - 2
    assert [each["reason"] for each in found["problems"]] == [
        f"“{cell}” is not a number from 0 to 10, as the others are" for cell in ("-3", "11")
    ]
