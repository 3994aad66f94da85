"""The command line in this process, in an empty home, at a time the test sets."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from care_tui.cli.root import cli

FRIDAY = "2026-11-20T12:00"
"""In week 47, at 13:00 in Berlin."""


class Ran(NamedTuple):
    """What a command left: its exit code, facts and messages."""

    code: int
    out: str
    err: str


class Care:
    """``care`` on a workspace file in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "work.db"
        self.now = FRIDAY

    def run(self, *words: str, input: str | None = None) -> Ran:
        """Run a command as it is."""
        environment = {"CARE_NOW": self.now, "CARE_WORKSPACE": str(self.workspace)}
        result = CliRunner(env=environment).invoke(cli, words, input=input, prog_name="care")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def __call__(self, *words: str, input: str | None = None) -> str:
        """Run a command that must succeed; its facts."""
        ran = self.run(*words, input=input)
        assert ran.code == 0, ran.err
        return ran.out

    def says(self, *words: str) -> str:
        """Run a command that must succeed; its messages."""
        ran = self.run(*words)
        assert ran.code == 0, ran.err
        return ran.err

    def json(self, *words: str) -> Any:
        """Run a command that must succeed with ``--json``; its facts, a list where it is one list."""
        facts = json.loads(self(*words, "--json"))
        assert facts.pop("version") == 1
        (only, *more) = facts.values()
        return only if isinstance(only, list) and not more else facts

    def refused(self, *words: str) -> str:
        """Run a command that must be refused and change nothing; its one sentence."""
        before = self.content()
        ran = self.run(*words)
        assert ran.code in (1, 2), ran
        assert ran.out == "", ran
        assert ran.err.count("\n") == 1
        assert "care hit a bug" not in ran.err
        assert self.content() == before
        return ran.err.strip()

    def misused(self, *words: str) -> str:
        """Run a command that must be wrong usage and change nothing; what it says."""
        before = self.content()
        ran = self.run(*words)
        assert (ran.code, ran.out) == (2, ""), ran
        assert self.content() == before
        return ran.err

    def content(self) -> list[str]:
        """What the workspace's tables are, and each row in them after its table."""
        if not self.workspace.exists():
            return []
        connection = sqlite3.connect(self.workspace)
        try:
            made = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            tables = [name for kind, name, _ in made if kind == "table"]
            rows = (
                f"{table}: {row!r}"
                for table in tables
                for row in connection.execute(f'SELECT * FROM "{table}"')
            )
            return [*map(repr, made), *rows]
        finally:
            connection.close()


def go_home(home: Path, patch: pytest.MonkeyPatch) -> None:
    for name in (*("CARE_CONFIG", "CARE_MEMBER", "CARE_NOW", "CARE_TEAM", "CARE_WORKSPACE", "TZ"),):
        patch.delenv(name, raising=False)
    for name, folder in {
        "HOME": "",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "state",
    }.items():
        patch.setenv(name, str(home / folder))
    patch.chdir(home)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of one's own, with nothing said in the environment."""
    go_home(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def nobody(alone: Path) -> Care:
    """The command line where there is no workspace yet."""
    return Care(alone)


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that `care` is copied from, as ``care init`` left it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        go_home(home, patch)
        Care(home)(
            *("init", "--team", "Acme Support", "--timezone", "Europe/Berlin"),
            *("--member", "Dana", "--member", "Lee"),
        )
    return home


@pytest.fixture
def care(made_home: Path, nobody: Care) -> Care:
    """The command line on a weekly team in Berlin with Dana and Lee."""
    shutil.copytree(made_home, nobody.folder, dirs_exist_ok=True)
    return nobody


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], str]:
    """Writes a file; its path as a command takes it."""

    def write_file(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write_file
