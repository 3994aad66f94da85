"""Reports of what nobody foresaw: where it happened, and nothing of what was in it."""

from __future__ import annotations

from pathlib import Path

from care_tui import crash_reports


def break_with(secret: str) -> None:
    held = {"password": secret}
    try:
        raise KeyError(held["password"])
    except KeyError as error:
        raise RuntimeError(f"could not use {secret}") from error


def failure(secret: str) -> RuntimeError:
    try:
        break_with(secret)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_not_what(tmp_path: Path) -> None:
    error = failure("hunter2")
    path = crash_reports.report(error, tmp_path / "failures", "1.2.3")
    text = path.read_text()
    assert "hunter2" not in text
    assert "in break_with" in text
    assert "builtins.KeyError" in text.split("which led to")[0]
    assert "builtins.RuntimeError" in text
    assert "care 1.2.3" in text
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    said = crash_reports.sentence(error, path)
    assert "hunter2" not in said
    assert str(path) in said


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    for _ in range(crash_reports.KEPT + 5):
        crash_reports.report(ValueError(), tmp_path, "1")
    assert len(list(tmp_path.iterdir())) == crash_reports.KEPT


def test_a_folder_that_cannot_be_written_is_no_second_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert crash_reports.report(ValueError(), blocked / "failures", "1") is None
    assert "could not be written" in crash_reports.sentence(ValueError(), None)


def test_an_error_of_the_system_is_named_by_its_number() -> None:
    assert "OSError ENOSPC" in crash_reports.sentence(OSError(28, "No space left: card text"), None)
