"""``doctor``: whether everything care stands on is sound here."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click

from care_tui import __version__, places
from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import json_option
from care_tui.cli.say import facts, message, plural, table
from care_tui.settings import config_path
from store.errors import Damaged, NotFound, Refused

_LIBRARIES = ("textual", "sqlalchemy", "click")
_MARKS = {True: "ok", False: "!!", None: "--"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    said: str
    ok: bool | None = True
    """None: it could not be looked at here, which is no failure."""


@click.command()
@json_option
@pass_here
def doctor(here: Here, as_json: bool) -> None:
    """Look at versions, paths, settings, the workspace and the terminal."""
    found = [*_versions(), *_settings(here), *_workspace(here), *_folders(), *_terminal()]
    if as_json:
        facts([asdict(each) for each in found])
    else:
        table([[_MARKS[each.ok], each.what, each.said] for each in found])
    failed = [each for each in found if each.ok is False]
    if failed:
        message(f"{plural(len(failed), 'check')} failed.")
        raise click.exceptions.Exit(1)


def _versions() -> Iterator[Finding]:
    yield Finding("care", __version__)
    python = sys.version_info >= (3, 11)
    yield Finding("Python", f"{platform.python_version()}, {sys.executable}", python)
    for name in _LIBRARIES:
        try:
            yield Finding(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, "is not installed", ok=False)
    where = shutil.which("care")
    yield Finding("command", where or "care is not on the PATH; python -m care_tui works")


def _settings(here: Here) -> Iterator[Finding]:
    path = config_path()
    try:
        settings = here.settings
    except Refused as refused:
        yield Finding("settings", refused.message, ok=False)
        return
    yield Finding("settings", str(path) if path.exists() else f"{path} (none yet)")
    for problem in settings.problems:
        yield Finding("settings", problem)


def _workspace(here: Here) -> Iterator[Finding]:
    from sqlalchemy.exc import DatabaseError

    try:
        workspace = here.workspace()
    except NotFound as none:
        yield Finding("workspace", none.message)
        return
    except Refused as refused:
        yield Finding("workspace", refused.message, ok=False)
        return
    try:
        integrity = workspace.check()
        teams = workspace.teams()
    except (Damaged, DatabaseError):
        yield Finding("workspace", f"{workspace.place} is damaged.", ok=False)
        if workspace.path is not None:
            yield _way_back(workspace.path, here)
        return
    except Refused as refused:
        yield Finding("workspace", refused.message, ok=False)
        return
    yield Finding("workspace", workspace.place)
    yield Finding("database", workspace.engine_version())
    yield Finding("integrity", integrity, integrity == "ok")
    if workspace.path is not None:
        yield Finding("size", f"{_size(workspace.path):,} bytes")
        sound = integrity == "ok"
        yield _backups(workspace.path) if sound else _way_back(workspace.path, here)
    names = ", ".join(team.name for team in teams) or "none yet"
    yield Finding("teams", f"{len(teams)}: {names}" if teams else names)


def _way_back(path: Path, here: Here) -> Finding:
    from store.kept_backups import way_back

    return Finding("backups", way_back(path, here.clock.now()))


def _backups(path: Path) -> Finding:
    from store.kept_backups import daily_backups, folder_of

    kept = daily_backups(path)
    if not kept:
        return Finding("backups", f"{folder_of(path)} (none yet)")
    return Finding("backups", f"{plural(len(kept), 'day')}, the newest {kept[-1]}")


def _size(path: Path) -> int:
    """Bytes of the workspace with what its write-ahead log holds."""
    files = (path, path.with_name(path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _folders() -> Iterator[Finding]:
    for what, place in (
        ("drafts", places.drafts_file()),
        ("reports", places.reports_folder()),
        ("failures", places.failures_folder()),
    ):
        yield Finding(what, str(place) if place.exists() else f"{place} (none yet)")


def _terminal() -> Iterator[Finding]:
    from care_tui.terminal import needs_ascii, why_not

    reason = why_not(sys.stdin, sys.stdout)
    yield Finding("terminal", reason or "can show the app", None if reason else True)
    yield Finding("TERM", os.environ.get("TERM") or "not set")
    yield Finding("colours", _colours())
    yield Finding("text", "ASCII only" if needs_ascii() else "UTF-8")
    if sys.stdout.isatty():
        columns, lines = shutil.get_terminal_size()
        small = "; the app needs 60×18 or more" if columns < 60 or lines < 18 else ""
        yield Finding("room", f"{columns}×{lines}{small}")


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none (NO_COLOR)"
    if os.environ.get("COLORTERM", "").casefold() in ("truecolor", "24bit"):
        return "16 million (COLORTERM)"
    return "256" if "256color" in os.environ.get("TERM", "") else "16"
