"""Leaving the app in a real terminal: the terminal is as before, typed text is kept."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest

from benchmarks.harness.screen import SeenScreen
from tests import warm

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
PROGRAM = """
import sys
from pathlib import Path
from care_tui.app import CareApp, run_app
from care_tui import crash_reports
from screens.main.main_screen import MainScreen
from screens.main.navigation import VIEWS
from screens.core.app_context import AppContext
from screens.core.view import View
from store.common.drafts import Drafts

folder = Path(sys.argv[1])

class Broken(View):
    def focus_first(self):
        password = "hunter" + "2"
        said = " ".join(("the", "card", "says", password))
        raise ValueError(said)

def open_seat():
    from store.journal.seat import Seat
    from store.teams.teams import NewTeam, create_team
    from store.workspace.workspace import create_workspace
    workspace = create_workspace(folder / "workspace.db")
    return Seat(workspace, create_team(workspace, NewTeam("Acme")).id)

def load(seat):
    from store.queries.load_snapshot import load_snapshot
    return load_snapshot(seat)

def crash(error):
    return crash_reports.sentence(error, crash_reports.report(error, folder / "failures", "1"))

MainScreen.views = {
    **dict.fromkeys(VIEWS, View), "settings": VIEWS["settings"], "playbook": Broken,
}
app = CareApp(
    AppContext(open_seat, load, drafts=Drafts(folder / "drafts.json")), crash_sentence=crash
)
sys.exit(run_app(app))
"""


class Terminal:
    """The program on a pseudo-terminal of 80×24, with what it shows."""

    def __init__(self, folder: Path) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
        environment.pop("NO_COLOR", None)
        self.process = warm.start(
            [sys.executable, "-c", PROGRAM, str(folder)], environment, (slave,) * 3
        )
        os.close(slave)
        self.bytes = b""
        self.screen = SeenScreen(80, 24)
        self.stream = pyte.ByteStream(self.screen)

    def pump(self, seconds: float = 0.05) -> bool:
        """Take what the program wrote; False once it can write no more."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.bytes += data
        self.stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p", b"", data))
        return bool(data)

    def wait_for(self, text: str) -> None:
        self.wait_until(lambda: text in "\n".join(self.screen.display))

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Take what the program writes until ``condition`` holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "\n".join(self.screen.display)
            self.pump()

    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell's letter and look; a blank has no ink, unless it is turned or underlined."""
        cells = [[self.screen.buffer[y][x] for x in range(80)] for y in range(24)]
        return [
            [
                tuple(
                    cell._replace(fg="default", bold=False)
                    if cell.data == " " and not (cell.reverse or cell.underscore)
                    else cell
                )
                for cell in row
            ]
            for row in cells
        ]

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def threads(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def stopped(self) -> None:
        """Wait until it is stopped, to be continued by a signal."""
        state = Path(f"/proc/{self.process.pid}/stat")
        end = time.monotonic() + PATIENCE
        while state.read_text().rpartition(") ")[2][0] != "T":
            assert time.monotonic() < end, "it did not stop"
            self.pump()

    def ended(self) -> int:
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, "it did not end"
            self.pump()
        while self.pump(0) and select.select([self.master], [], [], 0)[0]:
            pass
        return self.process.wait()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.close()


def modes_left_on(data: bytes) -> set[bytes]:
    """The private modes that were switched on and not off again."""
    modes: dict[bytes, bytes] = {}
    for mode, state in re.findall(rb"\x1b\[\?(\d+)([hl])", data):
        modes[mode] = state
    wanted = {b"7": b"h", b"25": b"h"}
    return {mode for mode, state in modes.items() if state != wanted.get(mode, b"l")}


def half_type_a_member(terminal: Terminal) -> None:
    terminal.wait_for("Acme")
    terminal.type("\x10")
    terminal.wait_for("Type part of a name")
    terminal.type("who is in the team\r")
    terminal.wait_for("Add a member")
    terminal.type("a")
    terminal.wait_for("^s Save")
    terminal.type("Half a na")
    terminal.wait_for("Half a na")


def test_q_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.wait_for("Acme")
    terminal.type("q")
    assert terminal.ended() == 0
    assert modes_left_on(terminal.bytes) == set()
    assert b"\x1b[<u" in terminal.bytes


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_what_is_half_typed(terminal: Terminal, tmp_path: Path, number: Any) -> None:
    half_type_a_member(terminal)
    terminal.process.send_signal(number)
    assert terminal.ended() == 128 + number
    assert modes_left_on(terminal.bytes) == set()
    drafts = json.loads((tmp_path / "drafts.json").read_text())
    assert "Half a na" in json.dumps(drafts)


def test_after_ctrl_z_and_fg_the_whole_screen_is_painted_again(terminal: Terminal) -> None:
    terminal.wait_for("Playbook")
    terminal.type("\x1a")
    terminal.stopped()
    while terminal.pump(0) and select.select([terminal.master], [], [], 0)[0]:
        pass
    assert modes_left_on(terminal.bytes) == set()
    terminal.screen.reset()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for("Acme · weekly")
    terminal.wait_for("Playbook")
    terminal.wait_for("? Help")
    terminal.type("q")
    assert terminal.ended() == 0


def test_a_program_stopped_without_a_word_goes_on_as_before(terminal: Terminal) -> None:
    """Nobody is told of SIGSTOP: the terminal may be as it was, or a shell's in between."""
    before = termios.tcgetattr(terminal.master)
    terminal.wait_for("Acme · weekly")
    terminal.wait_for("? Help")
    own = termios.tcgetattr(terminal.master)
    threads = terminal.threads()
    for _ in range(2):
        os.kill(terminal.process.pid, signal.SIGSTOP)
        terminal.stopped()
        termios.tcsetattr(terminal.master, termios.TCSANOW, before)
        terminal.screen.reset()
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.wait_for("Acme · weekly")
        terminal.wait_for("? Help")
    assert termios.tcgetattr(terminal.master) == own
    assert terminal.threads() == threads
    terminal.type("q")
    assert terminal.ended() == 0
    assert modes_left_on(terminal.bytes) == set()
    assert termios.tcgetattr(terminal.master) == before


def test_what_is_on_the_screen_is_what_a_full_repaint_shows(terminal: Terminal) -> None:
    half_type_a_member(terminal)
    terminal.type("\x1b")
    terminal.wait_for("Enter Change")
    terminal.type("?")
    terminal.wait_for("esc Back")
    terminal.type("\x1b")
    terminal.wait_for("Enter Change")
    terminal.type("k")
    terminal.wait_for("> Check-in")
    terminal.wait_for("Enter Change  r Review  b Log feedback  / Find  ? Help  ^p Commands")
    before = terminal.cells()
    terminal.screen.reset()
    terminal.type("\x0c")
    terminal.wait_for("Playbook")
    terminal.wait_until(lambda: terminal.cells() == before)
    terminal.type("q")
    assert terminal.ended() == 0


def test_a_terminal_that_is_gone_ends_the_program_and_keeps_the_text(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    half_type_a_member(terminal)
    os.close(terminal.master)
    terminal.process.send_signal(signal.SIGHUP)
    terminal.process.wait(timeout=PATIENCE)
    assert "Half a na" in (tmp_path / "drafts.json").read_text()


def test_a_crash_is_one_sentence_and_a_report_without_what_was_typed(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.wait_for("Acme")
    terminal.type("6")
    assert terminal.ended() == 1
    assert modes_left_on(terminal.bytes) == set()
    assert b"Sorry, care hit a bug (ValueError)" in terminal.bytes
    assert b"hunter2" not in terminal.bytes
    (report,) = (tmp_path / "failures").iterdir()
    text = report.read_text()
    assert "in focus_first" in text
    assert "the card says" not in text
    assert report.stat().st_mode & 0o777 == 0o600
