"""The wheel, installed alone and run from an empty folder."""

import json
import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it and this one's libraries behind it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--no-deps",
            "--no-index",
            "-q",
            str(wheel),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    behind = [folder for folder in site.getsitepackages() if Path(folder).is_dir()]
    (packages / "libraries.pth").write_text("\n".join(behind) + "\n")
    return folder / "env" / "bin"


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the installed wheel in ``folder`` as its home."""
    kept = {key: os.environ[key] for key in ("LANG", "LC_ALL", "TZ") if key in os.environ}
    return subprocess.run(
        [str(installed / words[0]), *words[1:]],
        cwd=folder,
        env={**kept, "HOME": str(folder), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_both_commands_and_the_module_say_the_version(installed: Path, tmp_path: Path) -> None:
    import care_tui

    for words in (["care"], ["care-tui"], ["python", "-m", "care_tui"]):
        ran = run(installed, tmp_path, *words, "--version")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert care_tui.__version__ in ran.stdout


def test_it_runs_its_own_packages(installed: Path, tmp_path: Path) -> None:
    code = "import care_tui, screens, store; print(care_tui.__file__, screens.__file__, store.__file__)"
    ran = run(installed, tmp_path, "python", "-c", code)
    assert all(Path(file).is_relative_to(installed.parent) for file in ran.stdout.split())


def test_a_workspace_is_made_and_read_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "care", "init", "--team", "Support").returncode == 0
    assert run(installed, tmp_path, "care", "add", "assist", "Help page").returncode == 0
    board = json.loads(run(installed, tmp_path, "care", "board", "--json").stdout)
    assert [stage["stage"] for stage in board["stages"]] == [
        "connect",
        "assist",
        "resolve",
        "enhance",
    ]
    assert board["stages"][1]["touchpoints"][0]["text"] == "Help page"


def test_styles_and_migrations_are_inside(installed: Path) -> None:
    (packages,) = (installed.parent / "lib").glob("python*/site-packages")
    ours = {
        path.relative_to(ROOT)
        for top in ("care_tui", "screens", "store")
        for path in (ROOT / top).rglob("*")
        if path.suffix in {".py", ".tcss", ".mako", ".typed"}
    }
    missing = [path for path in sorted(ours) if not (packages / path).is_file()]
    assert missing == []
