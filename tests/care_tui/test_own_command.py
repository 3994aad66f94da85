"""The words that start the program again are those that the shell would find."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from care_tui.own_command import own_command


def _program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Python of its own with nothing on the path."""
    python = _program(tmp_path / "venv" / "bin", "python")
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(sys, "prefix", str(python.parent.parent))
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    return tmp_path


@pytest.mark.parametrize("name", ["care", "care-tui"])
def test_the_name_that_is_on_the_path_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _program(home / "venv" / "bin", name)
    monkeypatch.setenv("PATH", str(home / "venv" / "bin"))
    assert own_command() == name


def test_a_link_to_it_is_it_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "local").mkdir()
    (home / "local" / "care").symlink_to(_program(home / "venv" / "bin", "care"))
    monkeypatch.setenv("PATH", str(home / "local"))
    assert own_command() == "care"


def test_another_program_of_the_name_is_not_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(home / "other", "care")
    monkeypatch.setenv("PATH", str(home / "other"))
    assert own_command() == f"{sys.executable} -m care_tui"


def test_without_it_the_python_is_named_as_shortly_as_it_is_found(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_command() == f"{sys.executable} -m care_tui"
    monkeypatch.setenv("PATH", str(home / "venv" / "bin"))
    assert own_command() == "python -m care_tui"


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("/home/a/.cache/uv/archive-v0/Xy", "uvx care-tui"),
        ("/home/a/.local/pipx/.cache/12ab", "pipx run care-tui"),
    ],
)
def test_what_runs_it_uninstalled_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, prefix: str, words: str
) -> None:
    monkeypatch.setattr(sys, "prefix", prefix)
    assert own_command() == words


def test_what_is_said_here_starts_it() -> None:
    done = subprocess.run(
        [*own_command().split(), "--version"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.strip()
