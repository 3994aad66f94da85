"""Secrets with a mark in them are put in at one end, and looked for in all that comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from care_tui import crash_reports
from care_tui.app import CareApp
from care_tui.app_session import make_app_context
from care_tui.cli.root import cli
from screens.core.view import View
from screens.main.main_screen import MainScreen
from screens.main.navigation import VIEWS
from store.board import touchpoints
from store.common.errors import Refused
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace, open_workspace

ROOT = Path(__file__).parents[3]
PASSWORD = "canary-pass-7141"
CARD = "canary-card-2718"
VOTER = "canary-voter-3141"
CANARIES = (PASSWORD, CARD, VOTER)
BROKEN = f"postgresql://care:{PASSWORD}@127.0.0.1:1/care?connect_timeout=1"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, in which nothing is said of care."""
    for name in ("CARE_CONFIG", "CARE_WORKSPACE", "CARE_MEMBER", "CARE_NOW", "CARE_TEAM"):
        monkeypatch.delenv(name, raising=False)
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def found_in(folder: Path, but: tuple[str, ...] = ()) -> list[str]:
    """The files below ``folder`` that hold a canary, but those that may: ``but`` begins the
    names of what stands in it."""
    return [
        f"{path}: {canary}"
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(but or ("//",))
        for canary in CANARIES
        if canary.encode() in path.read_bytes()
    ]


def key_error(secret: str) -> None:
    dict[str, str]()[secret]


def value_error(secret: str) -> None:
    int(secret)


def database_error(secret: str) -> None:
    raise OperationalError("SELECT ?", {"text": secret}, Exception(secret))


def os_error(secret: str) -> None:
    Path(f"/nowhere/{secret}").read_bytes()


def from_another(secret: str) -> None:
    try:
        key_error(secret)
    except KeyError as error:
        raise RuntimeError(f"{secret} of {error}") from error


def group(secret: str) -> None:
    raise ExceptionGroup(secret, [ValueError(secret), KeyError(secret)])


def with_note(secret: str) -> None:
    error = ValueError(secret)
    error.add_note(f"while at {secret}")
    raise error


FAILURES = (key_error, value_error, database_error, os_error, from_another, group, with_note)


@pytest.mark.parametrize("fail", FAILURES, ids=lambda fail: fail.__name__)
def test_a_report_of_a_failure_holds_none(tmp_path: Path, fail: Callable[[str], None]) -> None:
    for canary in CANARIES:
        try:
            fail(canary)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is reported
            path = crash_reports.report(failure, tmp_path / "failures", "1")
            assert canary not in crash_reports.sentence(failure, path)
            assert path is not None
            assert fail.__name__ in path.read_text()
    assert found_in(tmp_path) == []


class Broken(View):
    """A view that fails with a card's text and a password at hand."""

    def focus_first(self) -> None:
        card, url, who = CARD, BROKEN, VOTER
        raise ValueError(f"{card} {url} {who}")


async def test_a_screen_that_fails_shows_and_writes_none(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from care_tui.app_session import AppSession, report_failure
    from care_tui.context import CommandContext

    path = home / "care.db"
    workspace = create_workspace(path)
    team = create_team(workspace, NewTeam("Acme", members=(VOTER,)))
    touchpoints.add(Seat(workspace, team.id), Stage.CONNECT, CARD)
    workspace.close()
    here = CommandContext(str(path), None, None)
    opening = AppSession(str(path), None, None, here.clock)
    shell = make_app_context(opening, here.settings, ascii=False)
    monkeypatch.setattr(MainScreen, "views", {**VIEWS, "playbook": Broken})
    app = CareApp(shell, start="board", crash_sentence=report_failure)
    with pytest.raises(ValueError, match=CARD):
        async with app.run_test() as pilot:
            await pilot.press("6")
    opening.close()
    app._print_error_renderables()
    shown = capsys.readouterr()
    assert "Sorry, care hit a bug (ValueError)" in shown.err
    for canary in CANARIES:
        assert canary not in shown.out + shown.err
    assert len(list((home / "state").rglob("failure-*.txt"))) == 1
    assert found_in(home, ("care.db", "backups")) == []  # A backup holds what the workspace does.


WORDS = (
    ("status",),
    ("add", "connect", CARD),
    ("doctor",),
    ("export",),
    ("config", "show"),
    ("copy", "sqlite:///x.db"),
    ("copy", BROKEN),
    ("host",),
    ("init", "--team", CARD),
    ("demo", "--no-such"),
)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
def test_a_url_that_cannot_be_reached_is_not_told(
    home: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("care_tui.cli.host.time.sleep", interrupt)  # It waits for a server.
    for place in (BROKEN, BROKEN.replace("@127", "@@127"), f"{BROKEN}&x=%zz"):
        ran = CliRunner(env={"CARE_WORKSPACE": place}).invoke(cli, list(words), prog_name="care")
        assert isinstance(ran.exception, SystemExit | None)
        assert PASSWORD not in ran.output
        assert "Traceback" not in ran.output
    assert found_in(home) == []


def test_a_command_that_fails_tells_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object, **_more: object) -> None:
        raise RuntimeError(f"{CARD} {PASSWORD}")

    monkeypatch.setenv("CARE_WORKSPACE", str(home / "care.db"))
    assert CliRunner().invoke(cli, ["init", "--team", "Acme"]).exit_code == 0
    monkeypatch.setattr(touchpoints, "add_many", fail)
    ran = CliRunner().invoke(cli, ["add", "connect", CARD])
    assert ran.exit_code == 1
    assert "Sorry, care hit a bug (RuntimeError)" in ran.output
    for canary in CANARIES:
        assert canary not in ran.output
    assert len(list((home / "state").rglob("failure-*.txt"))) == 1
    assert found_in(home) == []


def test_a_program_of_its_own_tells_none_of_a_broken_url(home: Path) -> None:
    """With a terminal and without one, and never in its words, which others may read."""
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    environment["CARE_WORKSPACE"] = BROKEN
    words = [sys.executable, "-m", "care_tui"]
    plain = subprocess.run(
        [*words, "status"], env=environment, cwd=home, capture_output=True, timeout=60, check=False
    )
    assert plain.returncode == 1
    assert PASSWORD.encode() not in plain.stdout + plain.stderr
    assert b"Traceback" not in plain.stderr
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        words, stdin=slave, stdout=slave, stderr=slave, env=environment, cwd=home
    )
    os.close(slave)
    written, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([master], [], [], 0.05)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            written += os.read(master, 1 << 16)
        except OSError:
            break
    process.kill()
    process.wait()
    os.close(master)
    assert b"127.0.0.1" in written or b"cannot be reached" in written
    assert PASSWORD.encode() not in written
    assert found_in(home) == []


def test_an_erased_quote_and_a_draft_leave_the_database(home: Path) -> None:
    """A draft is never in the database; what is refused is not either."""
    workspace = create_workspace(home / "care.db")
    seat = Seat(workspace, create_team(workspace, NewTeam("Acme")).id)
    with pytest.raises(Refused):
        touchpoints.add(seat, Stage.CONNECT, CARD, channel="x" * 300)
    with pytest.raises(Refused):
        open_workspace(BROKEN)
    workspace.truncate_wal()
    assert found_in(home) == []
    workspace.close()
    assert found_in(home) == []


def test_a_private_card_is_said_by_no_command_but_its_writers(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_WORKSPACE", str(home / "care.db"))

    def run(*words: str) -> str:
        ran = CliRunner().invoke(cli, list(words))
        assert ran.exit_code == 0, ran.output
        return ran.output

    run("init", "--team", "Acme")
    for name in ("Dana", "Lee"):
        run("member", "add", name)
    run("--as", "Dana", "add", "--private", "connect", CARD)
    assert CARD in run("--as", "Dana", "private", "list")
    for words in (
        ("status",),
        ("status", "--json"),
        ("board",),
        ("board", "--json"),
        ("export",),
        ("export", "--format", "json"),
        ("calendar",),
        ("--as", "Lee", "private", "list"),
        ("--as", "Lee", "private", "list", "--json"),
        ("backup", str(home / "copy.db")),
        ("copy", "--to", str(home / "other.db")),
        ("doctor",),
    ):
        assert CARD not in run(*words)
    ran = CliRunner().invoke(cli, ["private", "list"])
    assert ran.exit_code == 1
    assert CARD not in ran.output
    assert found_in(home, ("care.db", "backups")) == []
    assert all(CARD.encode() not in path.read_bytes() for path in (home / "backups").rglob("*.db"))
