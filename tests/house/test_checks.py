"""The house's own checks, run with the tests: style, types, floors, spelling."""

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
        [str(BIN / "codespell")],
    ],
    ids=["ruff", "format", "mypy", "floors", "spelling"],
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


FEW_LOOSE, FULL = 6, 20
"""The most modules beside the rooms of a floor, and in any one folder; ``__init__`` is none."""


def test_no_folder_is_too_full_to_look_through() -> None:
    full = {
        str(folder.relative_to(ROOT)): modules
        for top in ("benchmarks", "care_tui", "screens", "store", "tests")
        for folder in (ROOT / top, *(ROOT / top).rglob("*/"))
        if folder.name != "versions" and (modules := _modules_in(folder)) > FULL
    }
    assert full == {}


@pytest.mark.parametrize("floor", ["screens", "store"])
def test_modules_stand_in_rooms(floor: str) -> None:
    assert _modules_in(ROOT / floor) <= FEW_LOOSE


def _modules_in(folder: Path) -> int:
    return sum(path.name != "__init__.py" for path in folder.glob("*.py"))
