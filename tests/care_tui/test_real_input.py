"""A new team's first hour with real files: a retrospective's board, a conference's survey."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(
    os.environ.get("CARE_EXAMPLES") or Path(__file__).parents[3] / "shared" / "examples"
)


def example(name: str) -> str:
    """The path of an example file; the test fails, saying so, when it is missing."""
    path = EXAMPLES / name
    if not path.is_file():
        pytest.fail(f"{path} is missing; CARE_EXAMPLES names the folder of example files.")
    return str(path)


def board(care: Any) -> dict[str, list[str]]:
    return {
        column["stage"]: [card["text"] for card in column["touchpoints"]]
        for column in care.json("board")["stages"]
    }


def feedback(measure: str, column: str, stage: str) -> tuple[str, ...]:
    return (
        *("import", "feedback", example("carp_conhome_2020.csv"), "--stage", stage),
        *("--measure", measure, "--column", column),
    )


def test_a_board_and_a_survey_become_a_team_s_own(nobody: Any) -> None:
    care = nobody
    care("init", "--team", "Workshops", "--timezone", "Europe/Helsinki", "--member", "Dana")

    file = example("retro_quizzer_s1.md")
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
    assert found["resolve"][0] == "Task context difficult to grasp"
    care("import", "board", file, *maps)
    assert board(care) == found

    whole = {"read": 124, "accepted": 124, "rejected": 0, "blank": 0, "duplicates": 0}
    again = {**whole, "accepted": 0, "duplicates": 124}
    nps = care.json(*feedback("nps", "nps", "enhance"))
    assert nps["rows"] == whole
    assert (nps["measure"], nps["n"], round(nps["value"], 2)) == ("nps", 124, 62.1)
    csat = care.json(*feedback("csat", "satisfaction_interaction", "connect"))
    assert csat["rows"] == whole
    assert (csat["n"], csat["value"]) == (124, 114 / 124)
    for words in (
        feedback("nps", "nps", "enhance"),
        feedback("csat", "satisfaction_interaction", "connect"),
    ):
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


def test_a_hand_made_trello_board_names_its_lists(care: Any) -> None:
    file = example("trello_tower.json")
    said = care.refused("import", "board", file)
    assert "“BACKLOG (Toutes les Tâches)”" in said
    care("import", "board", file, "--map", "BACKLOG (Toutes les Tâches)=assist")
    texts = board(care)["assist"]
    assert len(texts) == 8
    assert texts[0] == "[SETUP PROJET]"
