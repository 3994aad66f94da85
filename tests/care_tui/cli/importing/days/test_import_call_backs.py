"""Cases whose customers were called back: a mark of the desk is of the case's day, a score of the call's."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_each_counts_on_its_own_day(care: Any, tmp_path: Path) -> None:
    rows = [
        f"C{day},2026-10-{day:02d},2026-10-{day + 2:02d},Closed,{'NY'[day % 2]},"
        + (f"2026-10-{day + 5:02d},{1 + day % 5}" if day % 4 else ",")
        for day in range(1, 13)
    ]
    header = "Ref,Date logged,Date closed,Status,Sorted on first call? (Y/N),Call-back date,Call-back satisfaction score (1-5)"
    file = tmp_path / "calls.csv"
    file.write_text("\n".join([header, *rows, ""]))
    found = {each["measure"]: each for each in care.json("import", "feedback", str(file))}
    assert found["first-contact"]["n"] == 12
    assert found["csat"]["n"] == 9
    days = {
        (each["measure"], each["day"])
        for each in care.json("evidence", "--limit", "100")["evidence"]
    }
    assert {("first-contact", "2026-10-03"), ("csat", "2026-10-06")} <= days
    assert ("csat", "2026-10-03") not in days
