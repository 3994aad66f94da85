"""Days that only customers who left have, which never date a share of all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROWS = [f"C{number},{'Churned' if number % 3 == 0 else 'Active'}" for number in range(1, 13)]


def file_of(folder: Path, name: str) -> str:
    lines = [f"{row},{'2026-10-12' if 'Churned' in row else ''}" for row in ROWS]
    path = folder / "subscribers.csv"
    path.write_text("\n".join([f"customer_id,status,{name}", *lines, ""]))
    return str(path)


@pytest.mark.parametrize("name", ["cancel_date", "Left on", "Gekündigt am", "Fecha de baja"])
def test_they_are_not_offered_and_refused(care: Any, tmp_path: Path, name: str) -> None:
    file = file_of(tmp_path, name)
    (found,) = care.json("import", "feedback", file, "--column", "status=churn", "--dry-run")
    assert (found["n"], found["value"]) == (12, pytest.approx(1 / 3))
    refused = care.refused(
        "import", "feedback", file, "--column", "status=churn", "--date-column", name
    )
    assert f"“{name}” has days only for customers who left" in refused


def test_the_day_that_the_line_names_dates_all(care: Any, tmp_path: Path) -> None:
    file = file_of(tmp_path, "cancel_date")
    said = ("--column", "status=churn", "--on", "2026-10-31")
    (found,) = care.json("import", "feedback", file, *said)
    assert found["n"] == 12
