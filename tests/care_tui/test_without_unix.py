"""What Windows lacks is not needed: the store, the shell and the app without it, in processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import care_tui
from tests.care_tui.without_unix import THEN

SCRIPT = Path(__file__).with_name("without_unix.py")
Start = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts ``care`` without what Windows lacks: ``start("care", "status")``."""
    folders = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environment = {
        **os.environ,
        **dict.fromkeys(folders, str(tmp_path)),
        "CARE_WORKSPACE": str(tmp_path / "work.db"),
        "PYTHONPATH": str(Path(care_tui.__file__).parents[1]),
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(SCRIPT), *words],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_the_shell_and_the_app_go_once_around(start: Start, tmp_path: Path) -> None:
    def care(*commands: tuple[str, ...]) -> list[str]:
        """What each of the commands said, which run in one process."""
        words = [word for command in commands for word in (THEN, *command)]
        ran = start("care", *words)
        assert ran.returncode == 0, (commands, ran.stdout, ran.stderr)
        assert "Traceback" not in ran.stderr
        said = ran.stdout.split(f"{THEN}\n")
        assert len(said) == len(commands), ran.stdout
        return said

    care(("init", "--team", "Acme", "--member", "Dana"), ("add", "connect", "Welcome e-mail"))
    (tmp_path / "work.db").chmod(0o666)  # as Windows shows every file
    _, _, kept, board, *_ = care(
        ("backup", "kept.db"),
        ("add", "assist", "Answer sooner"),
        ("restore", "kept.db"),
        ("board",),
        ("status",),
        ("doctor",),
        ("report",),
        ("export", "--split", "out"),
    )
    assert Path(kept.strip()).is_file()
    assert "Welcome e-mail" in board
    assert "Answer sooner" not in board
    ran = start("app", str(tmp_path / "work.db"))
    assert ran.returncode == 0, ran.stderr
    assert "Hello" in ran.stdout
    assert "Hello" in care(("board",))[0]


def test_an_upgrade_keeps_a_backup(start: Start, tmp_path: Path) -> None:
    script = (
        "import os\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "del os.chown\n"
        "from store.workspace.automatic_backups import back_up_daily\n"
        "print(back_up_daily(Path('work.db'), date(2026, 11, 20)))\n"
    )
    assert start("care", "init", "--team", "Acme").returncode == 0
    (tmp_path / "work.db").chmod(0o666)
    environment = {**os.environ, "PYTHONPATH": str(Path(care_tui.__file__).parents[1])}
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / ran.stdout.strip()).is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("host", "--port", "0"), "Hosting works on Linux and macOS"),
        (("init", "--team", "Acme", "--group", "staff"), "Windows has no groups"),
    ],
)
def test_what_cannot_be_there_is_said_in_a_sentence(
    start: Start, words: tuple[str, ...], said: str
) -> None:
    ran = start("care", *words)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1
