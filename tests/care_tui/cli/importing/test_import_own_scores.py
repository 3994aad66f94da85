"""``import feedback``: the lines that a refusal prints make a measure for a score, and read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BOOKING = "Review date,Guest name,Review score,Positive review\n2026-10-01,Ana,{},Very nice breakfast\n2026-10-02,Bob,6,The bed was good\n2026-10-03,Cy,10,All of it\n2026-10-04,Di,3,\n"
GRADES = "Datum,Schulnote,Kommentar\n01.10.2026,1,Sehr nett\n15.10.2026,2,Gut\n16.10.2026,6,Niemand war da\n17.10.2026,3,\n18.10.2026,1,Danke\n"


@pytest.mark.parametrize(
    ("text", "share"),
    [(BOOKING.format(9), 0.5), (BOOKING.format(8.3), 0.5), (GRADES, 0.4)],
)
def test_the_lines_that_are_printed_read_the_score(
    care: Any, tmp_path: Path, text: str, share: float
) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(text)
    said = care.refused("import", "feedback", str(path))
    made = re.search(r"care (measure add [\w-]+ --kind score --better \w+ --threshold \d)", said)
    column = re.search(r'then --column "([^"]+)"', said)
    assert made is not None
    assert column is not None
    care(*made[1].split())
    done = care.json("import", "feedback", str(path), "--column", column[1], "--dry-run")
    assert (done[0]["rows"]["rejected"], done[0]["value"]) == (0, share)
    assert done[0]["n"] == len(text.splitlines()) - 1
    assert done[0]["date_column"] in ("Review date", "Datum")


def test_grades_to_six_are_no_csat_even_where_somebody_says_so(care: Any, tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(GRADES)
    args = ("import", "feedback", str(path), "--column", "Schulnote=csat", "--best", "low")
    said = care.refused(*args)
    assert "“Schulnote”: its numbers go from 1 to 6; CSAT needs 1 to 5" in said
    assert "care measure add schulnote --kind score --better down --threshold 3, then" in said


def test_grades_that_do_not_reach_six_name_its_measure_too(care: Any, tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(GRADES.replace(",6,", ",5,"))
    said = care.refused("import", "feedback", str(path))
    assert "say --best low or --best high. If they go to 6, for example: care measure add" in said
    (found,) = care.json("import", "feedback", str(path), "--best", "low", "--dry-run")
    assert (found["measure"], found["value"]) == ("csat", 0.6)


@pytest.mark.parametrize(("top", "threshold"), [(3, 3), (4, 3), (6, 5), (7, 6), (9, 8)])
def test_a_scale_in_brackets_is_offered_as_a_measure_of_its_own(
    care: Any, write: Callable[[str, str], str], top: int, threshold: int
) -> None:
    rows = "".join(f"2026-10-{day:02},{1 + day % top}\n" for day in range(1, 15))
    said = care.refused("import", "feedback", write("s.csv", f"Datum,Eindruck (1-{top})\n{rows}"))
    assert f"care measure add eindruck --kind score --better up --threshold {threshold}" in said
    assert "=csat" not in said
