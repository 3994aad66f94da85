"""Where things are kept on this machine, unless somebody says otherwise."""

from __future__ import annotations

from pathlib import Path

from care_tui.settings import data_path, state_path


def default_workspace() -> Path:
    """The workspace that opens when none is named."""
    return data_path() / "workspace.db"


def reports_folder() -> Path:
    """Where the reports of closed reviews are saved."""
    return data_path() / "reports"


def drafts_file() -> Path:
    """Half-typed text."""
    return state_path() / "drafts.json"


def failures_folder() -> Path:
    """What went wrong that nobody foresaw."""
    return state_path() / "failures"
