"""The house's own checks, run with the tests: style, types, floors."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
        [str(BIN / "lint-imports"), "--no-cache"],
    ],
    ids=["ruff", "format", "mypy", "floors"],
)
def test_check(command: list[str]) -> None:
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_no_file_is_too_long_for_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for top in ("care_tui", "screens", "store")
        for path in (ROOT / top).rglob("*.py")
        if "migrations" not in path.parts and (lines := path.read_text().count("\n")) > 450
    }
    assert long == {}
