"""Rows of one file that have an id in common: one counts, and the import says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_which_of_them_counts_is_told(care: Any, tmp_path: Path) -> None:
    rows = [f"{min(at, 19)},2026-10-{at:02d},{1 + at % 5}" for at in range(1, 21)]
    file = tmp_path / "answers.csv"
    file.write_text("\n".join(["ticket_id,date,satisfaction_score", *rows, ""]))
    said = care.says("import", "feedback", str(file), "--dry-run")
    assert (
        "1 answer has the id of another in “ticket_id”, and the newest of each counts; --id-column skip"
        " counts every row." in said
    )
    (found,) = care.json("import", "feedback", str(file), "--id-column", "skip")
    assert found["n"] == 20
