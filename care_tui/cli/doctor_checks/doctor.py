"""``doctor``: whether everything care stands on is sound here."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click

from care_tui import __version__, paths
from care_tui.cli.doctor_checks.check import DoctorCheck
from care_tui.cli.doctor_checks.packages import shared_packages
from care_tui.cli.doctor_checks.server import server_files, server_line
from care_tui.cli.inputs import json_option
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import facts, message, plural, table
from care_tui.context import CommandContext, pass_here
from care_tui.settings import config_path
from store.common.errors import Damaged, NotFound, Refused

_LIBRARIES = ("textual", "sqlalchemy", "click")
_MARKS = {True: "ok", False: "!!", None: "--"}


@click.command(cls=CareCommand)
@json_option
@pass_here
def doctor(context: CommandContext, as_json: bool) -> None:
    """Look at versions, paths, settings, the workspace and the terminal."""
    findings = [
        *_versions(),
        *_settings(context),
        *_sharing(context),
        *_workspace(context),
        *_folders(),
        *_terminal(),
    ]
    if as_json:
        facts(
            {
                "findings": [
                    {"what": each.what, "said": each.sentence, "ok": each.ok} for each in findings
                ]
            }
        )
    else:
        table([[_MARKS[each.ok], each.what, each.sentence] for each in findings])
    failed = [each for each in findings if each.ok is False]
    if failed:
        message(f"{plural(len(failed), 'check')} did not pass.")
        raise click.exceptions.Exit(1)


def _versions() -> Iterator[DoctorCheck]:
    yield DoctorCheck("care", __version__)
    python = sys.version_info >= (3, 11)
    yield DoctorCheck("Python", f"{platform.python_version()}, {sys.executable}", python)
    for name in _LIBRARIES:
        try:
            yield DoctorCheck(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield DoctorCheck(name, "is not installed", ok=False)
    yield from _textual()
    yield from shared_packages()
    command_path = shutil.which("care")
    yield DoctorCheck(
        "command", command_path or "care is not on the PATH; python -m care_tui works"
    )


def _textual() -> Iterator[DoctorCheck]:
    """What is different because Textual has its private parts otherwise than care expects."""
    from care_tui.terminal.textual_internals import PARTS, usable

    for part in PARTS:
        if part.name not in usable():
            yield DoctorCheck("textual", part.without, ok=None)


def _settings(context: CommandContext) -> Iterator[DoctorCheck]:
    path = config_path()
    try:
        settings = context.settings
    except Refused as refused:
        yield DoctorCheck("settings", refused.message, ok=False)
        return
    yield _folder_check("settings", path, path.parent)
    for problem in settings.problems:
        yield DoctorCheck("settings", problem)


def _sharing(context: CommandContext) -> Iterator[DoctorCheck]:
    """Where summaries may be sent, by name and scheme; the URLs are nobody's to read here."""
    from care_tui.sharing.sharing import own_sharing
    from care_tui.sharing.targets import names

    try:
        sharing = own_sharing(context.settings, context.clock, os.environ)
    except Refused:
        return  # Said with the settings.
    if not sharing.targets:
        return
    try:
        version = f"apprise {metadata.version('apprise')}"
    except metadata.PackageNotFoundError:
        yield DoctorCheck("sharing", "needs apprise: pip install 'care-tui[share]'", ok=False)
        return
    yield DoctorCheck("sharing", f"{names(sharing.targets)}; {version}")


def _workspace(context: CommandContext) -> Iterator[DoctorCheck]:
    from sqlalchemy.exc import DatabaseError

    from store.db.server_url import means_server

    with contextlib.suppress(Refused):
        # What cannot be read as a URL is said where it is opened.
        if means_server(context.location):
            yield from server_files(context)
    try:
        workspace = context.workspace()
    except NotFound as none:
        yield DoctorCheck("workspace", none.message)
        return
    except Refused as refused:
        yield DoctorCheck("workspace", refused.message, ok=False)
        return
    try:
        integrity = workspace.check()
        teams = workspace.teams()
        only_reads = workspace.only_reads()
        line = list(server_line(workspace))
    except (Damaged, DatabaseError):
        yield DoctorCheck("workspace", f"{workspace.location} is damaged.", ok=False)
        if workspace.path is not None:
            yield _way_back(workspace.path, context)
        return
    except Refused as refused:
        yield DoctorCheck("workspace", refused.message, ok=False)
        return
    yield DoctorCheck("workspace", workspace.location)
    yield DoctorCheck("database", workspace.engine_version())
    yield from line
    if only_reads:
        yield DoctorCheck(
            "changes", "The server lets you only read. Nothing can be changed.", ok=False
        )
    yield DoctorCheck("integrity", integrity, integrity == "ok")
    if workspace.path is not None:
        yield DoctorCheck("size", f"{_size(workspace.path):,} bytes")
        sound = integrity == "ok"
        yield _backups(workspace.path) if sound else _way_back(workspace.path, context)
        yield from _naming_backups(workspace.path)
    names = ", ".join(team.name for team in teams) or "none yet"
    yield DoctorCheck("teams", f"{len(teams)}: {names}" if teams else names)


def _way_back(path: Path, context: CommandContext) -> DoctorCheck:
    from store.workspace.automatic_backups import restore_advice

    return DoctorCheck("backups", restore_advice(path, context.clock.now()))


def _backups(path: Path) -> DoctorCheck:
    from store.common.private_directory import why_unwritable
    from store.workspace.automatic_backups import daily_backups, folder_of

    reason = why_unwritable(folder_of(path))
    if reason is not None:
        return DoctorCheck("backups", f"{folder_of(path)} cannot be written: {reason}.", ok=False)
    daily = daily_backups(path)
    if not daily:
        return DoctorCheck("backups", f"{folder_of(path)} (none yet)")
    return DoctorCheck("backups", f"{plural(len(daily), 'day')}, the newest {daily[-1]}")


def _naming_backups(path: Path) -> Iterator[DoctorCheck]:
    from store.workspace.old_backups import naming_backups, removal

    backups = naming_backups(path)
    if backups:
        named = ", ".join(str(each) for each in backups)
        yield DoctorCheck(
            "old backups",
            f"name who wrote private touchpoints: {named}. Remove them with: {removal(path)}",
            ok=False,
        )


def _size(path: Path) -> int:
    """Bytes of the workspace with what its write-ahead log holds."""
    files = (path, path.with_name(path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _folders() -> Iterator[DoctorCheck]:
    yield _folder_check("drafts", paths.drafts_file(), paths.drafts_file().parent)
    for label, folder in (
        ("reports", paths.reports_folder()),
        ("failures", paths.failures_folder()),
    ):
        yield _folder_check(label, folder, folder)


def _folder_check(label: str, path: Path, folder: Path) -> DoctorCheck:
    """Where something of one's own is kept; a file is tried in its ``folder``."""
    from store.common.private_directory import why_unwritable

    reason = why_unwritable(folder)
    if reason is not None:
        return DoctorCheck(label, f"{path} cannot be written: {reason}.", ok=False)
    return DoctorCheck(label, str(path) if path.exists() else f"{path} (none yet)")


def _terminal() -> Iterator[DoctorCheck]:
    from care_tui.terminal.terminal import needs_ascii, why_not

    reason = why_not(sys.stdin, sys.stdout)
    yield DoctorCheck("terminal", reason or "can show the app", None if reason else True)
    yield DoctorCheck("TERM", os.environ.get("TERM") or "not set")
    yield DoctorCheck("colours", _colours())
    yield DoctorCheck("text", "ASCII only" if needs_ascii() else "UTF-8")
    if sys.stdout.isatty():
        columns, lines = shutil.get_terminal_size()
        small = "; the app needs 60×18 or more" if columns < 60 or lines < 18 else ""
        yield DoctorCheck("room", f"{columns}×{lines}{small}")


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none (NO_COLOR)"
    if os.environ.get("COLORTERM", "").casefold() in ("truecolor", "24bit"):
        return "16 million (COLORTERM)"
    return "256" if "256color" in os.environ.get("TERM", "") else "16"
