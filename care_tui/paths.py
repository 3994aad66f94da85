"""Where things are kept on this machine, unless somebody says otherwise."""

from __future__ import annotations

import random
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


def snapshot_file(location: str, team: str | None, member: str | None) -> Path:
    """The team as it was seen last in the workspace at ``location``, opened with these options."""
    return state_path() / "seen" / f"{hashed_name(repr((location, team, member)))}.json"


def status_file(location: str, team: str | None, member: str | None, *, as_json: bool) -> Path:
    """What ``care status`` said last of the workspace at ``location``, asked with these options."""
    name = hashed_name(repr((location, team, member, as_json)))
    return state_path() / "seen" / f"{name}.status.json"


def hashed_name(secret: str) -> str:
    """A short name that always is the same for ``secret``, and does not tell it.

    A generator of random numbers mixes its seed by SHA-512, and is loaded anyway.
    """
    return f"{random.Random(ascii(secret)).getrandbits(96):024x}"


def last_teams_file() -> Path:
    """The team that was open last, of each workspace with several."""
    return state_path() / "teams.json"


def failures_folder() -> Path:
    """What went wrong that nobody foresaw."""
    return state_path() / "failures"
