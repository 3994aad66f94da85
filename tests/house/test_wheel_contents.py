"""The package: what its page says, what is in it, and that it comes out the same twice."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from email.parser import BytesParser
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
NOBODY_CAN_SAY_YET = ("author-email", "'url' field")
"""What pyroma misses: an address to write to, and a URL. The repository names neither."""


def needs(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"needs {module}: pip install -e '.[release]'")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def build(source: Path, target: Path) -> dict[str, Path]:
    """The archives that are built of ``source``, by how they end."""
    made = run("build", "--no-isolation", "-o", str(target), str(source))
    assert made.returncode == 0, made.stdout + made.stderr
    return {path.suffix: path for path in target.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture
def hook() -> ModuleType:
    """The module that makes the description, as hatch loads it."""
    found = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_links_are_absolute_where_a_source_is_named_and_words_where_none_is(
    hook: ModuleType,
) -> None:
    text = "![A b](docs/a.svg) [keys](docs/keys.md#x) [here](#begin) [out](https://care.example/)"
    assert hook.described(text, "https://code.example/care/") == (
        "![A b](https://code.example/care/raw/main/docs/a.svg)"
        " [keys](https://code.example/care/blob/main/docs/keys.md#x)"
        " [here](#begin) [out](https://care.example/)"
    )
    assert hook.described(text, "") == ("*A b* keys [here](#begin) [out](https://care.example/)")


def test_the_page_has_no_link_that_leads_nowhere(built: dict[str, Path], hook: ModuleType) -> None:
    with ZipFile(built[".whl"]) as wheel:
        (name,) = (each for each in wheel.namelist() if each.endswith("/METADATA"))
        told = BytesParser().parsebytes(wheel.read(name))
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"].get("urls", {})
    readme = (ROOT / "README.md").read_text()
    assert told.get_payload(decode=True).decode() == hook.described(readme, urls.get("Source", ""))
    assert told["Author"] == "The care authors"
    assert "The care authors" in (ROOT / "LICENSE").read_text()


def test_twine_takes_both_archives(built: dict[str, Path]) -> None:
    needs("twine")
    checked = run("twine", "check", "--strict", *map(str, built.values()))
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("PASSED") == 2


def test_the_wheel_holds_the_three_packages_and_nothing_by_mistake(built: dict[str, Path]) -> None:
    needs("check_wheel_contents")
    checked = run("check_wheel_contents", str(built[".whl"]))
    assert checked.returncode == 0, checked.stdout


def test_pyroma_misses_only_what_nobody_can_say_yet(built: dict[str, Path]) -> None:
    needs("pyroma")
    rated = run("pyroma", "-f", str(built[".gz"]))
    told = rated.stdout.split("-" * 30)[2].strip().splitlines()
    assert [line for line in told if not any(each in line for each in NOBODY_CAN_SAY_YET)] == []


def test_the_source_archive_has_what_the_tests_and_the_site_need(built: dict[str, Path]) -> None:
    with tarfile.open(built[".gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    left_out = {name for name in tracked if name and name not in names}
    assert {name for name in left_out if not name.startswith(".")} == set()


def test_it_comes_out_the_same_twice(built: dict[str, Path], tmp_path: Path) -> None:
    left_out = shutil.ignore_patterns(".*", "build", "dist", "__pycache__")
    again = shutil.copytree(ROOT, tmp_path / "elsewhere", ignore=left_out)
    for path in again.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    shutil.copytree(ROOT / ".ci", again / ".ci")
    shutil.copy(ROOT / ".gitignore", again / ".gitignore")
    twice = build(again, tmp_path / "dist")
    for kind in (".whl", ".gz"):
        digests = {sha256(each[kind].read_bytes()).hexdigest() for each in (built, twice)}
        assert len(digests) == 1, kind
