"""Completion: what shells ask, what they are answered, and that nothing is written or said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from care_tui.cli.root import cli
from care_tui.cli.shell.completion import _SHELLS


@pytest.fixture
def team(care: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    care("member", "add", "Ina May")
    care("measure", "add", "refunds", "--kind", "rate", "--better", "down")
    care("init", "--team", "Sales", "--member", "Bo")
    monkeypatch.setenv("CARE_WORKSPACE", str(care.workspace))
    monkeypatch.setenv("CARE_NOW", care.now)
    return care


def offered(*words: str, shell: str = "fish") -> list[str]:
    """What is offered for the last of ``words``."""
    *before, last = words
    answering = _SHELLS[shell](cli, {}, "care", "_CARE_COMPLETE")
    return [item.value for item in answering.get_completions(before, last)]


@pytest.mark.parametrize(
    ("words", "among"),
    [
        (("sta",), ["status"]),
        (("member", "re"), ["rename"]),
        (("pick", "--be"), ["--before-cycles", "--before-from", "--before-to"]),
        (("status", "--te"), ["--team"]),
        (("status", "--team", ""), ["Acme Support", "Sales"]),
        (("--team", "acme"), ["Acme Support"]),
        (("status", "--team=Ac"), ["--team=Acme Support"]),
        (("status", "--team", "Acme Support", "--as", ""), ["Dana", "Ina May", "Lee"]),
        (("status", "--as", ""), ["Bo", "Dana", "Ina May", "Lee"]),
        (("member", "key", "ina"), ["Ina May"]),
        (("member", "add", ""), []),
        (("add", "re"), ["resolve"]),
        (("log", "resolve", "--measure", "ref"), ["refunds"]),
        (("log", "resolve", "--measure", "ces"), ["ces-ease"]),
        (("done", "resolve", "--cycle", ""), ["2026-W48", "2026-W47"]),
        (("cycle", "skip", "2026-W48"), ["2026-W48"]),
        (("team", "promise", "drop", "re"), ["reply"]),
        (("help", "team", "pro"), ["promise"]),
        (("config", "get", "keys.board.ad"), ["keys.board.add"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
    ],
)
def test_what_may_come_is_offered(team: Any, words: tuple[str, ...], among: list[str]) -> None:
    assert offered(*words)[: max(1, len(among))] == among


def test_bash_gets_an_option_and_its_value_as_two_words(team: Any) -> None:
    assert offered("status", "--team", "=", "Ac", shell="bash") == ["Acme Support"]


def test_recipes_are_offered(team: Any, tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    file.write_text("Date,How was it?\n2026-11-18,5\n2026-11-19,4\n")
    words = ("--column", "How was it?=csat", "--recipe", "monthly survey")
    team("import", "feedback", str(file), *words, "--team", "Acme Support")
    assert offered("import", "recipe", "show", "mon") == ["monthly survey"]
    assert offered("import", "feedback", "x.csv", "--recipe", "") == ["monthly survey"]


def test_nothing_is_written(team: Any) -> None:
    before = {path: path.read_bytes() for path in team.folder.rglob("*") if path.is_file()}
    team.workspace.chmod(0o400)
    for words in (("status", "--team", ""), ("log", "resolve", "--measure", "")):
        assert offered(*words)
    after = {path: path.read_bytes() for path in team.folder.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    "content", [None, b"", b"not a workspace", b"SQLite format 3\0" + b"x" * 99]
)
def test_what_cannot_be_read_is_silent(
    tmp_path: Path, content: bytes | None, monkeypatch: Any, capfd: Any
) -> None:
    file = tmp_path / "broken.db"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("CARE_WORKSPACE", str(file))
    monkeypatch.setenv("COMP_WORDS", "care\nstatus\n--team\n")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert _SHELLS["bash"](cli, {}, "care", "_CARE_COMPLETE").complete() == ""
    assert capfd.readouterr() == ("", "")
    assert [each.name for each in tmp_path.iterdir()] == ([] if content is None else [file.name])


@pytest.mark.parametrize("shell", list(_SHELLS))
def test_the_script_is_one_that_its_shell_takes(care: Any, shell: str, tmp_path: Path) -> None:
    ran = care.run("completion", shell)
    assert ran.code == 0
    assert f"{shell}_complete" in ran.out
    assert f"care completion {shell} >" in ran.err
    program = shutil.which(shell)
    if program is not None:
        script = tmp_path / "script"
        script.write_text(ran.out)
        subprocess.run([program, "-n", str(script)], check=True, timeout=60)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("care status --team Acme\\ S", "Acme\\ Support"),
        ('care status --team "Acme S', "Acme Support"),
        ("care member leave In", "Ina\\ May"),
        ("care add conn", "connect"),
    ],
)
def test_bash_completes_names_with_spaces(
    team: Any, typed: str, expected: str, own_command_path: str
) -> None:
    script = team("completion", "bash")
    words = " ".join(f"'{word}'" for word in _bash_words(typed))
    asked = f"COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _care_completion care"
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"{script}\ncompopt() {{ :; }}\n{asked}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**_environment(), "PATH": own_command_path},
    )
    assert done.stdout.splitlines() == [expected]


def _bash_words(typed: str) -> list[str]:
    """The words as bash splits them, still quoted as typed."""
    words, inside = [""], ""
    for index, letter in enumerate(typed):
        escaped = index > 0 and typed[index - 1] == "\\"
        if letter == '"':
            inside = "" if inside else letter
        if letter == " " and not inside and not escaped:
            words.append("")
        else:
            words[-1] += letter
    return words


def _environment() -> dict[str, str]:

    return dict(os.environ)


@pytest.fixture
def own_command_path(tmp_path: Path) -> str:
    """A ``PATH`` whose first ``care`` is this one."""

    command = tmp_path / "bin" / "care"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m care_tui "$@"\n')
    command.chmod(0o755)
    return f"{command.parent}:{os.environ['PATH']}"
