"""What is told of Pythons and journeys, and what becomes of Debian's folder, where something fails."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def everywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The program, on a machine that has one Python and is allowed to do anything."""
    spec = importlib.util.spec_from_file_location(
        "everywhere", Path(__file__).with_name("everywhere.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "everywhere", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/sbin/{name}")
    monkeypatch.setattr(module.signal, "signal", lambda *_: None)
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    pythons = {(3, 11): sys.executable}
    monkeypatch.setattr(module, "found_pythons", lambda _debian=None: dict(pythons))
    monkeypatch.setattr(module, "here", pythons, raising=False)
    return module


@pytest.fixture
def machine(everywhere: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Sets which command fails; the commands that were run."""
    ran: list[str] = []

    def fails_at(*words: str, by: Exception | None = None) -> list[str]:
        def run(command: list[str], **_how: str) -> tuple[bool, str]:
            line = " ".join(command)
            ran.append(line)
            if command[0] == "debootstrap":
                for name in ("etc/ssl/certs", "lib64", "usr/lib/python3.14"):
                    Path(command[-1], name).mkdir(parents=True)
                text = "'WHEEL_PKG_DIR': '/usr/share/python-wheels/',"
                Path(command[-1], "usr/lib/python3.14/_sysconfigdata__x.py").write_text(text)
            if any(word in line for word in words):
                if by is not None:
                    raise by
                return False, "first\nno such luck"
            return True, "/lib64/loader" if command[0] == "patchelf" else "Python 3.99: works"

        monkeypatch.setattr(everywhere, "run", run)
        return ran

    return fails_at


@pytest.mark.parametrize("gone", [False, True])
def test_a_debian_that_cannot_be_made_is_told(
    everywhere: ModuleType,
    machine: Callable[..., list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    gone: bool,
) -> None:
    machine("debootstrap", by=FileNotFoundError("no such luck") if gone else None)
    assert everywhere.debian_main(tmp_path / "debian") == 1
    assert capsys.readouterr().out == "No Debian: no such luck\n"


def test_debian_is_not_made_where_a_newer_python_is_here(
    everywhere: ModuleType, machine: Callable[..., list[str]], tmp_path: Path
) -> None:
    ran = machine()
    everywhere.here[3, 14] = sys.executable
    assert everywhere.debian_main(tmp_path / "debian") == 0
    assert ran == []


def test_debians_pythons_take_its_own_loader_libraries_and_pip(
    everywhere: ModuleType,
    machine: Callable[..., list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = machine("python3.15-venv")
    folder = tmp_path / "debian"
    monkeypatch.setattr(everywhere, "mounted_in", lambda _folder: ["/a/proc", "/a/dev/pts"])
    assert everywhere.debian_main(folder) == 0
    own = f"--set-interpreter {folder}/lib64/loader --force-rpath --set-rpath {folder}/lib64"
    assert f"patchelf {own} {folder}/usr/bin/python3.14" in ran
    assert not any("patchelf" in line and "3.15" in line for line in ran)
    assert "Python 3.15 is not in Debian: no such luck\n" in capsys.readouterr().out
    kept = (folder / "usr/lib/python3.14/_sysconfigdata__x.py").read_text(encoding="utf-8")
    assert kept == f"'WHEEL_PKG_DIR': '{folder}/usr/share/python-wheels/',"
    assert ran[-2:] == ["umount --lazy /a/dev/pts", "umount --lazy /a/proc"]


def test_a_journey_that_fails_is_told_and_the_rest_is_gone_on_with(
    everywhere: ModuleType,
    machine: Callable[..., list[str]],
    wheel: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    machine("3.14/bin/care")
    everywhere.here.update({(3, minor): sys.executable for minor in (12, 14, 16)})
    assert everywhere.main(wheel, None) == 1
    told = capsys.readouterr().out
    worked = told.partition("Worked: ")[2].partition(" (")[0].split(", ")
    # In the order in which they came to their end.
    assert {*worked} == {*(f"Python 3.{each}" for each in (11, 12, 16)), "Lowest libraries"}
    assert "Python 3.14: FAILED\nfirst\nno such luck\n" in told
    assert "Failed: Python 3.14\n" in told
    assert "Not there: Python 3.13, Python 3.15\n" in told


@pytest.mark.parametrize(("server", "newest"), [(True, "newest"), (False, "new")])
def test_the_suite_runs_on_the_newest_that_has_what_its_tests_need(
    everywhere: ModuleType, monkeypatch: pytest.MonkeyPatch, *, server: bool, newest: str
) -> None:
    monkeypatch.setattr(everywhere, "another_postgresql", lambda: server)
    here = {(3, 11): "old", (3, 14): "new", (3, 15): "newest", (3, 16): "untried"}
    assert everywhere.one_of(here, "--newest") == newest
    assert everywhere.one_of(here, "--oldest") == "old"


def test_a_server_that_is_named_is_one(
    everywhere: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere.Path, "glob", lambda *_: iter(()))
    monkeypatch.delenv("CARE_TEST_POSTGRES", raising=False)
    assert not everywhere.another_postgresql()
    monkeypatch.setenv("CARE_TEST_POSTGRES", "postgresql://db.example/postgres")
    assert everywhere.another_postgresql()


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    file = tmp_path / "care.whl"
    file.touch()
    return file


def test_commands_that_fail_say_what_they_said(everywhere: ModuleType) -> None:
    with pytest.raises(RuntimeError, match=r"^one\ntwo$"):
        everywhere.must([sys.executable, "-c", "print('one\\ntwo'); raise SystemExit(1)"])
