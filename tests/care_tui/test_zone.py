"""This machine's zone, guessed."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from care_tui.zone import guess_zone


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "etc").mkdir()
    return tmp_path


def test_the_environment_comes_first(root: Path) -> None:
    (root / "etc/timezone").write_text("Asia/Tokyo\n")
    assert guess_zone({"TZ": "Europe/Berlin"}, root) == "Europe/Berlin"
    assert guess_zone({"TZ": ":Europe/Paris"}, root) == "Europe/Paris"
    assert guess_zone({"TZ": "/usr/share/zoneinfo/Europe/Rome"}, root) == "Europe/Rome"


@pytest.mark.parametrize("wrong", ["", "Mars/Base", "CET-1CEST", "../../etc/passwd", "/etc/passwd"])
def test_what_is_no_zone_is_passed_over(root: Path, wrong: str) -> None:
    (root / "etc/timezone").write_text("Asia/Tokyo\n")
    assert guess_zone({"TZ": wrong}, root) == "Asia/Tokyo"


def test_the_link_says_it_where_the_file_does_not(root: Path) -> None:
    (root / "etc/localtime").symlink_to("/usr/share/zoneinfo/America/New_York")
    assert guess_zone({}, root) == "America/New_York"
    (root / "etc/timezone").write_text("Nowhere/City")
    assert guess_zone({}, root) == "America/New_York"


def test_windows_zone_is_known_by_tzlocal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "etc/timezone").write_text("Asia/Tokyo\n")
    known = ModuleType("tzlocal")
    monkeypatch.setattr(known, "get_localzone_name", lambda: "Europe/Berlin", raising=False)
    monkeypatch.setitem(sys.modules, "tzlocal", known)
    assert guess_zone({}, root, "win32") == "Europe/Berlin"
    assert guess_zone({"TZ": "Europe/Paris"}, root, "win32") == "Europe/Paris"
    assert guess_zone({}, root, "linux") == "Asia/Tokyo"


def test_a_zone_that_windows_does_not_tell_is_utc(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tzlocal", None)
    assert guess_zone({}, root, "win32") == "UTC"


def test_else_it_is_utc(root: Path) -> None:
    assert guess_zone({}, root) == "UTC"
    (root / "etc/localtime").symlink_to("/usr/share/zoneinfo/Etc/UTC")
    assert guess_zone({}, root) == "UTC"
