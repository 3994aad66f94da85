"""Real processes in real terminals on one workspace: changes cross, and who is cut off leaves
neither a place taken nor a word behind."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import sqlite3
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from benchmarks.harness.screen import SeenScreen
from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live import presence
from store.models.presence_state import State, states_of
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace
from tests import warm

ROOT = Path(__file__).parents[2]
PATIENCE = 12.0


class Terminal:
    """``care --as NAME`` on a pseudo-terminal of 100×30, with what it shows."""

    def __init__(self, folder: Path, name: str, *arguments: str, controlling: bool = True) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        kinds = ("CONFIG", "DATA", "STATE", "CACHE")
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            **{f"XDG_{kind}_HOME": str(folder / name / kind) for kind in kinds},
        }
        for unwanted in ("NO_COLOR", "COLUMNS", "LINES"):
            environment.pop(unwanted, None)
        care = [sys.executable, "-m", "care_tui", "--workspace", str(folder / "care.db")]
        self.process = warm.start(
            [*care, "--as", name, *arguments], environment, (slave,) * 3, terminal=controlling
        )
        os.close(slave)
        self.state = folder / name
        self.open = True
        self.screen = SeenScreen(100, 30)
        self.stream = pyte.ByteStream(self.screen)

    def pump(self) -> None:
        """Take what the program wrote."""
        if select.select([self.master], [], [], 0.02)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            self.stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p", b"", data))

    def shows(self, *texts: str) -> None:
        end = time.monotonic() + PATIENCE
        while not all(text in "\n".join(self.screen.display) for text in texts):
            assert time.monotonic() < end, "\n".join(self.screen.display)
            self.pump()

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def hang_up(self) -> None:
        """The client is gone: nothing holds the other end any more."""
        os.close(self.master)
        self.open = False

    def ended(self) -> float:
        """Wait until the process has ended; the seconds that took."""
        began = time.monotonic()
        while self.process.poll() is None:
            assert time.monotonic() < began + PATIENCE, "it did not end"
            if self.open:
                self.pump()
            else:
                time.sleep(0.005)
        return time.monotonic() - began

    @property
    def drafts(self) -> str:
        return "".join(file.read_text() for file in self.state.rglob("drafts.json"))

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.open:
            os.close(self.master)


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    """The room's seat in a new workspace with Dana and Lee."""
    workspace = create_workspace(tmp_path / "care.db", durable=False)
    team = create_team(workspace, NewTeam("Acme", members=("Dana", "Lee")))
    yield Seat(workspace, team.id)
    workspace.close()


@pytest.fixture
def sit(tmp_path: Path, seat: Seat) -> Iterator[Callable[..., Terminal]]:
    """Sits somebody down: ``sit("Dana")``; the board shows, and they are known to be here."""
    terminals: list[Terminal] = []

    def start(name: str, *arguments: str, controlling: bool = True) -> Terminal:
        terminal = Terminal(tmp_path, name, *arguments, controlling=controlling)
        terminals.append(terminal)
        terminal.shows("Acme", name)
        terminal.type("2")
        terminal.shows("a Add")
        id = _member(seat, name)
        _until(lambda: _here(seat).get(id) is State.HERE)
        return terminal

    yield start
    for terminal in terminals:
        terminal.close()


def _member(seat: Seat, name: str) -> str:
    return next(each.id for each in load_snapshot(seat).team.members if each.name == name)


def _here(seat: Seat) -> dict[str | None, State]:
    return states_of(presence.who_is_here(seat.workspace, seat.team_id, seat.now))


def _until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "What was waited for never came."
        time.sleep(0.01)


def _half_type(terminal: Terminal) -> None:
    terminal.type("a")
    terminal.shows("Enter adds it.")
    terminal.type("Half a card")
    terminal.shows("Half a card")


def test_what_one_process_adds_shows_in_the_other_and_its_half_typed_text_stays(
    sit: Callable[..., Terminal], seat: Seat
) -> None:
    dana, lee = sit("Dana"), sit("Lee")
    dana.shows("Lee")
    lee.type("a")
    lee.type("Half")
    lee.shows("Half")
    dana.type("aThank you note\r")
    lee.shows("Thank you note", "Half")
    lee.type(" a card\r")
    dana.shows("Half a card")
    touchpoints.add(seat, Stage.ENHANCE, "From a script")
    dana.shows("From a script")
    lee.shows("From a script")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_keeps_the_draft_and_frees_the_place(
    sit: Callable[..., Terminal], seat: Seat, number: signal.Signals
) -> None:
    dana = sit("Dana")
    _half_type(dana)
    dana.process.send_signal(number)
    dana.ended()
    assert "Half a card" in dana.drafts
    assert _here(seat) == {}


@pytest.mark.parametrize("controlling", [True, False])
def test_a_client_that_is_gone_ends_the_program_keeps_the_draft_and_frees_the_place(
    sit: Callable[..., Terminal], seat: Seat, controlling: bool
) -> None:
    dana = sit("Dana", controlling=controlling)
    _half_type(dana)
    dana.hang_up()
    dana.ended()
    assert "Half a card" in dana.drafts
    assert _here(seat) == {}


def test_a_stuck_database_holds_up_no_exit_and_the_draft_is_kept(
    sit: Callable[..., Terminal], tmp_path: Path
) -> None:
    dana = sit("Dana")
    _half_type(dana)
    holder = sqlite3.connect(tmp_path / "care.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    dana.process.send_signal(signal.SIGHUP)
    seconds = dana.ended()
    holder.execute("ROLLBACK")
    holder.close()
    assert "Half a card" in dana.drafts
    assert seconds < PATIENCE / 2


def test_who_was_cut_off_comes_back_to_the_same_step_with_the_draft(
    sit: Callable[..., Terminal], seat: Seat
) -> None:
    reviews.open_review(seat, present=[_member(seat, "Dana")])
    dana = sit("Dana")
    _half_type(dana)
    dana.hang_up()
    dana.ended()
    reviews.go_to_step(seat, 2)
    again = sit("Dana")
    again.shows("Look back")
    again.type("a")
    again.shows("Half a card")
    again.type("\x1b")
    again.shows("a Add")
    again.type("r")
    again.shows("Look back", "> Next step")
