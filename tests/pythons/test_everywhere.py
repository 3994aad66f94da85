"""What becomes of Debian's folder, and what is told, where something fails while it is made."""

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
    monkeypatch.setattr(module, "found_pythons", lambda: {(3, 11): sys.executable})
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
                Path(command[-1], "dev", "pts").mkdir(parents=True)
                Path(command[-1], "tmp").mkdir()
                Path(command[-1], "etc", "ssl", "certs").mkdir(parents=True)
            if any(word in line for word in words):
                if by is not None:
                    raise by
                return False, "first\nno such luck"
            return True, "Python 3.99: works"

        monkeypatch.setattr(everywhere, "run", run)
        return ran

    return fails_at


def folders_of_debian(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.name.startswith("care-debian-")]


@pytest.mark.parametrize("what", ["debootstrap", "mount", "debootstrap gone"])
def test_a_debian_that_cannot_be_made_is_told_and_removed(
    everywhere: ModuleType,
    machine: Callable[..., list[str]],
    tmp_path: Path,
    wheel: Path,
    capsys: pytest.CaptureFixture[str],
    what: str,
) -> None:
    word, _, gone = what.partition(" ")
    machine(word, by=FileNotFoundError("no such luck") if gone else None)
    assert everywhere.main(wheel) == 0
    told = capsys.readouterr().out
    assert "Worked: Python 3.11, Lowest libraries (" in told
    assert "Failed: none" in told
    assert "Python 3.14 (no Debian: no such luck)" in told
    assert not folders_of_debian(tmp_path)


def test_a_journey_that_fails_in_debian_is_told_and_the_rest_is_gone_on_with(
    everywhere: ModuleType,
    machine: Callable[..., list[str]],
    tmp_path: Path,
    wheel: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = machine("python3.13 -m venv", "python3.15-venv")
    assert everywhere.main(wheel) == 1
    told = capsys.readouterr().out
    worked = told.partition("Worked: ")[2].partition(" (")[0].split(", ")
    # In the order in which they came to their end.
    assert {*worked} == {*(f"Python 3.{each}" for each in (11, 12, 14, 16)), "Lowest libraries"}
    assert "Failed: Python 3.13\n" in told
    assert "Not there: Python 3.15 (not in Debian)\n" in told
    assert any("mount -t devpts" in line for line in ran)
    assert not folders_of_debian(tmp_path)


def test_what_is_mounted_in_the_folder_is_unmounted_first_and_never_removed(
    everywhere: ModuleType,
    machine: Callable[..., list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = machine()
    places = ["/a/proc", "/a/dev/pts"]
    monkeypatch.setattr(everywhere.Debian, "mounted", lambda _debian: places)
    with everywhere.Debian() as debian:
        pass
    assert ran[0] == "umount /a/dev/pts"
    assert "Still mounted, and left there: /a/proc, /a/dev/pts" in capsys.readouterr().out
    assert debian.folder.exists()
    places.clear()
    debian.remove()
    assert not debian.folder.exists()


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    file = tmp_path / "care.whl"
    file.touch()
    return file


def test_commands_that_fail_say_their_last_line(everywhere: ModuleType) -> None:
    with pytest.raises(RuntimeError, match=r"^two$"):
        everywhere.must([sys.executable, "-c", "print('one\\ntwo'); raise SystemExit(1)"])
