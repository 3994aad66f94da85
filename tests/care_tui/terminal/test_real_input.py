"""A new team's first hour with files it has already: a retrospective's board, a conference's survey."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def board(care: Any) -> dict[str, list[str]]:
    return {
        column["stage"]: [card["text"] for card in column["touchpoints"]]
        for column in care.json("board")["stages"]
    }


def feedback(file: Path, measure: str, column: str, stage: str) -> tuple[str, ...]:
    return (
        *("import", "feedback", str(file), "--stage", stage),
        *("--measure", measure, "--column", column, "--on", "today"),
    )


@pytest.mark.parametrize(
    ("notes", "survey", "rating", "n", "nps", "content"),
    [
        (
            "retrospective_spring.md",
            "survey_conference.csv",
            "satisfaction_venue",
            24,
            41.67,
            19,
        ),
        pytest.param(
            "retro_quizzer_s1.md",
            "carp_conhome_2020.csv",
            "satisfaction_interaction",
            124,
            62.1,
            114,
            marks=pytest.mark.real,
        ),
    ],
)
def test_a_board_and_a_survey_become_a_team_s_own(
    nobody: Any,
    example: Callable[[str], Path],
    notes: str,
    survey: str,
    rating: str,
    n: int,
    nps: float,
    content: int,
) -> None:
    care = nobody
    care("init", "--team", "Workshops", "--timezone", "Europe/Helsinki", "--member", "Dana")

    file = str(example(notes))
    said = care.refused("import", "board", file)
    assert all(name in said for name in ("Successes", "Issues", "Actions"))
    maps = ("--map", "Successes=connect", "--map", "Issues=resolve", "--map", "Actions=assist")
    care("import", "board", file, *maps)
    found = board(care)
    assert {stage: len(texts) for stage, texts in found.items()} == {
        "connect": 3,
        "assist": 4,
        "resolve": 3,
        "enhance": 0,
    }
    _, issues = example(notes).read_text(encoding="utf-8").split("Issues:\n\n- ")
    assert found["resolve"][0] == issues.splitlines()[0]
    care("import", "board", file, *maps)
    assert board(care) == found

    whole = {"read": n, "accepted": n, "changed": 0, "rejected": 0, "blank": 0, "duplicates": 0}
    again = {**whole, "accepted": 0, "duplicates": n}
    by_nps = feedback(example(survey), "nps", "nps", "enhance")
    by_csat = feedback(example(survey), "csat", rating, "connect")
    found_nps = care.json(*by_nps)
    assert found_nps["rows"] == whole
    assert (found_nps["measure"], found_nps["n"], round(found_nps["value"], 2)) == ("nps", n, nps)
    found_csat = care.json(*by_csat)
    assert found_csat["rows"] == whole
    assert (found_csat["n"], found_csat["value"]) == (n, content / n)
    for words in (by_nps, by_csat):
        second = care.json(*words)
        assert (second["rows"], second["problems"]) == (again, [])

    care("pick", "enhance", "Thank everybody who promoted us", "--measure", "nps")
    care("log", "connect", "--quote", "Felt welcome from the first minute")
    report = json.loads(care("report", "--format", "json"))
    assert report["improvements"][0]["text"] == "Thank everybody who promoted us"
    assert "Felt welcome from the first minute" in care("report")

    exported = care("export")
    copy = care.folder / "copy.toml"
    copy.write_text(exported, encoding="utf-8")
    other = ("--workspace", str(care.folder / "other.db"))
    care(*other, "import", "workspace", str(copy))
    assert care(*other, "export") == exported


@pytest.mark.parametrize(
    ("name", "cards"),
    [
        ("board_lists_by_name.json", 6),
        pytest.param("trello_tower.json", 8, marks=pytest.mark.real),
    ],
)
def test_a_hand_made_trello_board_names_its_lists(
    care: Any, example: Callable[[str], Path], name: str, cards: int
) -> None:
    file = example(name)
    made = json.loads(file.read_text(encoding="utf-8"))
    filled = made["lists"][0]["name"]
    said = care.refused("import", "board", str(file))
    assert f"“{filled}”" in said
    care("import", "board", str(file), "--map", f"{filled}=assist")
    texts = board(care)["assist"]
    assert len(texts) == cards
    assert texts[0] == made["cards"][0]["name"]
