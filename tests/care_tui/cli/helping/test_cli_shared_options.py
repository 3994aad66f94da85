"""``--workspace``, ``--team`` and ``--as``: before the command, after it, never two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def two_teams(care: Any) -> Any:
    care("init", "--team", "Acme", "--member", "Ana")
    care("init", "--team", "Sales", "--member", "Bo", "--cadence", "monthly")
    return care


def test_the_team_may_come_after_the_command(two_teams: Any) -> None:
    for words in (("--team", "Sales", "status"), ("status", "--team", "Sales")):
        assert two_teams.json(*words)["team"] == "Sales"
    added = two_teams("add", "connect", "A call", "--team", "Acme", "--as", "Ana").strip()
    (touchpoint,) = two_teams.json("board", "--team", "Acme")["stages"][0]["touchpoints"]
    assert touchpoint["id"].startswith(added)


def test_it_may_come_anywhere_in_a_group(two_teams: Any) -> None:
    for words in (
        ("member", "--team", "Sales", "list"),
        ("member", "list", "--team", "Sales"),
        ("--team", "Sales", "member", "list", "--team", "Sales"),
    ):
        assert [each["name"] for each in two_teams.json(*words)] == ["Bo"]


def test_the_workspace_may_come_after_the_command(care: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert care("init", "--team", "Acme", "--workspace", str(other)) == f"{other}\n"
    assert care.json("status", f"--workspace={other}")["team"] == "Acme"


def test_the_environment_gives_way(two_teams: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_TEAM", "Acme")
    assert two_teams.json("status")["team"] == "Acme"
    assert two_teams.json("status", "--team", "Sales")["team"] == "Sales"


@pytest.mark.parametrize(
    "words",
    [
        ("--team", "Acme", "status", "--team", "Sales"),
        ("--team", "Acme", "--team", "Sales", "status"),
        ("status", "--team", "Acme", "--team", "Sales"),
        ("member", "--team", "Acme", "list", "--team", "Sales"),
    ],
)
def test_two_different_ones_are_refused(two_teams: Any, words: tuple[str, ...]) -> None:
    ran = two_teams.run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "--team is given twice: “Acme” and “Sales”. Give it once.\n"


def test_no_password_of_two_workspaces_is_said(care: Any) -> None:
    one, two = (f"postgresql://care:{word}@db.example/care" for word in ("pearl", "onyx"))
    said = care.run("--workspace", one, "status", "--workspace", two).err
    assert "given twice" in said
    assert "pearl" not in said
    assert "onyx" not in said


def test_a_day_is_read_in_the_team_that_comes_after_it(two_teams: Any) -> None:
    two_teams("log", "resolve", "--quote", "Thanks", "--on", "today", "--team", "Sales")
    assert len(two_teams.json("evidence", "--team", "Sales")["evidence"]) == 1


def test_a_line_of_a_batch_has_none_of_its_own(two_teams: Any) -> None:
    line = 'resolve --quote "Thanks" --team Sales\n'
    ran = two_teams.run("log", "--batch", "--team", "Acme", input=line)
    assert (ran.code, ran.out) == (2, "")
    assert "Line 1: --team is given twice" in ran.err
    line = 'resolve --quote "Thanks" --as Ana\n'
    ran = two_teams.run("log", "--batch", "--team", "Acme", input=line)
    assert (ran.code, ran.err) == (2, "Line 1: --as is given once for the whole command.\n")


def test_an_option_of_a_commands_own_stays_its_own(two_teams: Any) -> None:
    two_teams("init", "--team", "Third")
    assert "Third" in [each["name"] for each in two_teams.json("team", "list")]
    two_teams("ask", "Where is my code?", "--team", "Acme")
    two_teams(
        "--as", "Ana", "--team", "Acme", "questions", "where", "Where", "the page", "--as", "tip"
    )
    (question,) = two_teams.json("questions", "list", "--team", "Acme")
    assert question["answered_as"] == "tip"
