"""``import feedback``: survey files with a row of codes beside one of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CODES = "lfdnr;intdat;interviewer;f1;f2;f3;f4_offen"
QUESTIONS = (
    "Laufende Nr.;Datum des Interviews;Interviewer;F1 Zufriedenheit insgesamt (1 = sehr unzufrieden,"
    " 5 = sehr zufrieden, 9 = weiß nicht);F2 Weiterempfehlung (0 bis 10, 99 = weiß nicht);F3 Anliegen"
    " gelöst (1 = ja, 2 = nein, 9 = weiß nicht);F4 Was können wir besser machen?"
)
ROWS = "1;06.11.2026;3;4;8;1;\n2;08.11.2026;2;5;10;2;Zu spät\n3;09.11.2026;4;9;99;1;\n4;10.11.2026;1;2;9;9;\n"


@pytest.fixture
def path(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    found = tmp_path / "survey.csv"
    lines = (CODES, QUESTIONS) if request.param else (QUESTIONS, CODES)
    found.write_text("\n".join([*lines, ROWS]))
    return str(found)


@pytest.mark.parametrize("path", [True, False], indirect=True)
def test_every_question_is_read_by_its_words(care: Any, path: str) -> None:
    done = care.json("import", "feedback", path, "--dry-run")
    assert [(each["measure"], each["n"]) for each in done] == [
        ("csat", 3),
        ("nps", 3),
        ("solved-it", 3),
    ]
    assert {each["date_column"] for each in done} == {"Datum des Interviews"}
    assert done[2]["value"] == pytest.approx(2 / 3)
    said = care.says("import", "feedback", path, "--dry-run")
    assert "1 is read as yes and 2 as no, as its name says" in said


@pytest.mark.parametrize("path", [True, False], indirect=True)
def test_a_code_names_its_column(care: Any, path: str) -> None:
    args = ("import", "feedback", path, "--column", "f1=csat", "--column", "f2=skip", "--dry-run")
    assert [each["measure"] for each in care.json(*args)] == ["csat", "solved-it"]
    one = care.json("import", "feedback", path, "--measure", "nps", "--column", "f2", "--dry-run")
    assert one["n"] == 3


@pytest.mark.parametrize("answers", ["1 2 1 1 2 1", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 2"])
def test_one_and_two_for_whether_it_was_solved_are_asked_about(
    care: Any, tmp_path: Path, answers: str
) -> None:
    path = tmp_path / "solved.csv"
    rows = [f"2026-11-02;{answer}" for answer in answers.split()]
    path.write_text("\n".join(["Datum;Anliegen gelöst", *rows, ""]))
    for args in ((), ("--column", "Anliegen gelöst=solved-it")):
        said = care.refused("import", "feedback", str(path), *args)
        assert "1 and 2" in said and "Write yes and no in their place in the file" in said
