"""What a release takes: a tag that fits, known licences, files that say what they should."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from care_tui import __version__
from handbook.licences import licences
from handbook.release import problems

yaml = pytest.importorskip("yaml", reason="needs PyYAML, which apprise brings")
ROOT = Path(__file__).parents[2]
FREE = ("MIT", "BSD", "Apache", "Python Software Foundation", "PSF", "MPL", "LGPL", "EPL", "ISC")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "care_tui").mkdir()
    (tmp_path / "care_tui" / "__init__.py").write_text('__version__ = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changes\n\n## Unreleased\n\n## 1.2.0, 2026-12-24\n\n- x\n"
    )
    return tmp_path


def test_a_tag_that_fits_may_be_released(source: Path) -> None:
    assert list(problems("v1.2.0", source)) == []


def test_each_thing_in_the_way_is_named(source: Path) -> None:
    (source / "CHANGELOG.md").write_text("# Changes\n\n## Unreleased\n\n- y\n\n## 1.2.0\n\n- x\n")
    tag, part, unreleased = problems("v1.3.0", source)
    assert "v1.3.0" in tag and "1.2.0" in tag
    assert "## 1.3.0, YYYY-MM-DD" in part
    assert "Unreleased" in unreleased


def test_the_check_runs_without_anything_installed() -> None:
    ran = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "handbook" / "release.py"), f"v{__version__}x"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 1
    assert f"is {__version__}." in ran.stdout


def test_all_that_comes_along_says_a_licence_that_lets_it() -> None:
    found = licences()
    assert {"textual", "SQLAlchemy", "psycopg"} <= {each.package for each in found}
    assert [each for each in found if not any(free in each.said for free in FREE)] == []


def test_the_workflow_gives_each_job_no_more_than_it_needs() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text()
    flow: dict[Any, Any] = yaml.safe_load(text)
    assert flow["permissions"] == {}
    assert flow["jobs"]["build"]["permissions"] == {"contents": "read"}
    publish = flow["jobs"]["publish"]
    assert publish["needs"] == "build"
    assert set(publish["permissions"]) == {"id-token", "attestations", "contents"}
    assert "run" not in {key for step in publish["steps"] for key in step}
    assert "secrets." not in text
    for path in ("handbook/release.py", ".ci/run"):
        assert path in text and (ROOT / path).exists()


def test_issue_forms_ask_for_what_helps_and_name_each_field_once() -> None:
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text())
        if path.name == "config.yml":
            continue
        assert {"name", "description", "body"} <= set(form), path.name
        fields = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(fields) == len(set(fields)) >= 3, path.name
        assert all(
            part["attributes"].get("label") or part["type"] == "markdown" for part in form["body"]
        )


def test_the_container_is_nobodys_and_writes_only_at_home() -> None:
    lines = (ROOT / "Containerfile").read_text().splitlines()
    user = lines.index("USER 10001")
    assert user < lines.index('ENTRYPOINT ["care"]')
    assert "VOLUME /var/lib/care" in lines
    assert "ENV HOME=/var/lib/care " in "\n".join(lines)
    assert any("--read-only" in line for line in lines)
    assert any("postgresql-client" in line for line in lines)


@pytest.mark.parametrize(
    ("linter", "words", "files"),
    [
        ("hadolint", (), "Containerfile"),
        (
            "check-jsonschema",
            ("--builtin-schema", "vendor.github-workflows"),
            ".github/workflows/*.yml",
        ),
        (
            "check-jsonschema",
            ("--builtin-schema", "vendor.github-issue-forms"),
            ".github/ISSUE_TEMPLATE/[!c]*.yml",
        ),
    ],
)
def test_what_is_not_run_here_is_linted(linter: str, words: tuple[str, ...], files: str) -> None:
    program = shutil.which(linter, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        pytest.skip(f"needs {linter}: pip install -e '.[release]'")
    found = [str(path) for path in ROOT.glob(files)]
    assert found
    ran = subprocess.run(
        [program, *words, *found], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.slow
def test_what_the_container_gets_makes_the_same_wheel(tmp_path: Path) -> None:
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"]
    got = tmp_path / "context"
    got.mkdir()
    for name in allowed:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, got / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, got / name)
    assert sha256(_wheel(got, tmp_path / "there").read_bytes()).digest() == (
        sha256(_wheel(ROOT, tmp_path / "here").read_bytes()).digest()
    )


def _wheel(source: Path, target: Path) -> Path:
    words = ["build", "--wheel", "--no-isolation", "-o", str(target), str(source)]
    subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True, timeout=120)
    (wheel,) = target.glob("*.whl")
    return wheel


def test_the_bill_of_materials_names_what_comes_along(tmp_path: Path) -> None:
    if importlib.util.find_spec("cyclonedx_py") is None:
        pytest.skip("needs cyclonedx-bom: pip install -e '.[sbom]'")
    target = tmp_path / "care.cdx.json"
    words = [
        "cyclonedx_py",
        "environment",
        sys.executable,
        "--pyproject",
        str(ROOT / "pyproject.toml"),
    ]
    words += ["--output-reproducible", "--output-file", str(target)]
    subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True, timeout=120)
    told = json.loads(target.read_text())
    assert told["metadata"]["component"]["name"] == "care-tui"
    assert told["components"]
