"""This machine's zone, guessed."""

from __future__ import annotations

from pathlib import Path

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


def test_else_it_is_utc(root: Path) -> None:
    assert guess_zone({}, root) == "UTC"
    (root / "etc/localtime").symlink_to("/usr/share/zoneinfo/Etc/UTC")
    assert guess_zone({}, root) == "UTC"
