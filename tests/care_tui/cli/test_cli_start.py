"""What holds for every command: versions, help, completion, endings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import care_tui
from care_tui.__main__ import foreign_package
from care_tui.cli.root import COMMANDS

ROOT = Path(__file__).parents[3]


def process(alone: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``care`` in a process of its own, with pipes for a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "care_tui", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=alone,
    )


def imported(alone: Path, *words: str, **environment: str) -> set[str]:
    """The packages that a command imports."""
    ran = process(alone, *words, PYTHONPROFILEIMPORTTIME="1", **environment)
    assert ran.returncode == 0
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}


def test_the_version_loads_neither_textual_nor_the_database(alone: Path) -> None:
    found = imported(alone, "--version")
    assert "click" in found
    assert not {"textual", "sqlalchemy", "alembic", "platformdirs"} & found


@pytest.mark.parametrize("typed", ["care ", "care import ", "care pick --", "care add re"])
def test_completion_loads_neither_textual_nor_the_database(alone: Path, typed: str) -> None:
    words = typed.split(" ")
    found = imported(
        alone, _CARE_COMPLETE="bash_complete", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1)
    )
    assert "click" in found
    assert not {"textual", "sqlalchemy", "alembic"} & found


def test_completion_knows_commands_and_stages(alone: Path) -> None:
    asked = {"_CARE_COMPLETE": "bash_complete", "COMP_CWORD": "1", "COMP_WORDS": "care mom"}
    assert process(alone, **asked).stdout.strip() == "plain,momentum"
    asked |= {"COMP_CWORD": "2", "COMP_WORDS": "care add en"}
    assert process(alone, **asked).stdout.strip() == "plain,enhance"


def test_without_a_terminal_the_app_says_so_and_draws_nothing(alone: Path) -> None:
    for words in ([], ["demo"], ["review"], ["review", "--solo"]):
        ran = process(alone, *words)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert ran.stderr.startswith("The app needs a terminal.")
        assert "\x1b" not in ran.stderr
    assert list(alone.iterdir()) == []


def test_a_real_process_writes_facts_and_messages_apart(alone: Path) -> None:
    made = process(alone, "init", "--team", "Acme", CARE_WORKSPACE=str(alone / "w.db"))
    assert made.returncode == 0
    assert made.stdout == f"{alone / 'w.db'}\n"
    wrong = process(alone, "add", "connekt", "x", CARE_WORKSPACE=str(alone / "w.db"))
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "connect" in wrong.stderr


def test_a_reader_that_goes_away_is_no_failure_worth_words(
    care: Any, write: Callable[[str, str], str]
) -> None:
    cards = [f"- Touchpoint {number} {'x' * 300}" for number in range(300)]
    care("import", "board", write("board.md", "\n".join(["# Connect", *cards])))
    ran = subprocess.run(
        f"'{sys.executable}' -m care_tui board --json | head -1",
        env={**os.environ, "PYTHONPATH": str(ROOT), "CARE_WORKSPACE": str(care.workspace)},
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.stdout, ran.stderr) == ("{\n", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(nobody: Any, name: str) -> None:
    assert nobody(name, "--help").startswith(f"Usage: care {name}")


def test_help_lists_every_command_and_the_version_is_the_package_s(nobody: Any) -> None:
    listed = nobody("--help")
    assert all(f"\n  {name} " in listed for name in COMMANDS)
    assert nobody("--version") == f"care {care_tui.__version__}\n"


def test_wrong_usage_exits_with_two(care: Any) -> None:
    assert "Did you mean board?" in care.misused("bord")
    assert "--nonsense" in care.misused("board", "--nonsense")
    assert "TEXT" in care.misused("add", "connect")
    assert "--reason" in care.misused("drop", "connect")
    assert "--reason" in care.misused("cycle", "skip")
    care.misused("report", "--format", "docx")
    care.misused("add", "connect", "x", "--friction", "much")
    care.misused("measure", "add", "wait", "--kind", "mood", "--better", "up")
    care.misused("review", "--solo", "--short")


def test_the_time_must_be_a_time(care: Any) -> None:
    care.now = "yesterday"
    assert "CARE_NOW" in care.refused("board")


def test_the_team_and_the_person_must_exist(care: Any) -> None:
    assert "Acme Support" in care.refused("--team", "Acme Suport", "board")
    assert "Dana, Lee" in care.refused("--as", "Dona", "add", "connect", "x")
    assert care.json("--team", "acme support", "--as", "dana", "board")["team"] == "Acme Support"


def test_two_teams_need_a_choice(care: Any) -> None:
    care("init", "--team", "Other")
    assert "--team NAME" in care.refused("board")
    assert care.json("--team", "Other", "board")["team"] == "Other"
    assert care("team", "list").splitlines() == ["Acme Support", "Other"]


def test_the_settings_choose_workspace_team_and_person(care: Any) -> None:
    care("init", "--team", "Other")
    file = care.folder / "config" / "care" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('team = "Other"\n')
    assert care.json("board")["team"] == "Other"
    assert care.json("--team", "Acme Support", "board")["team"] == "Acme Support"
    file.write_text("team = \n")
    assert str(file) in care.refused("board")


def test_what_nobody_foresaw_is_one_sentence_and_a_report(
    care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_seat: object) -> None:
        raise RuntimeError(care.folder.name[::-1])

    monkeypatch.setattr("store.queries.load_snapshot.load_snapshot", fail)
    ran = care.run("board")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "RuntimeError" in ran.err
    assert care.folder.name[::-1] not in ran.err
    (report,) = (care.folder / "state" / "care" / "failures").iterdir()
    assert str(report) in ran.err
    assert care.folder.name[::-1] not in report.read_text()


def test_being_stopped_is_no_failure(care: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_seat: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("store.queries.load_snapshot.load_snapshot", stop)
    ran = care.run("board")
    assert (ran.code, ran.out, ran.err) == (130, "", "Stopped.\n")


def test_a_busy_workspace_says_to_try_again(care: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    from sqlalchemy.exc import OperationalError

    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY

    def locked(seat: Any) -> None:
        with seat.reading():
            raise OperationalError("SELECT 1", {}, busy)

    monkeypatch.setattr("store.queries.load_snapshot.load_snapshot", locked)
    assert "Try again" in care.refused("board")


def test_another_store_on_the_path_is_told(tmp_path: Path) -> None:
    assert foreign_package() is None
    sentence = foreign_package(tmp_path)
    assert sentence is not None
    assert "store" in sentence
