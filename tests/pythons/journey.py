"""A person's first quarter of an hour with an installed ``care``, on a real pseudo-terminal.

    PYTHON journey.py CARE

runs the command CARE on its sample, types, leaves, then goes once around the shell, and as a guest
of ``care host`` where asyncssh and an SSH client are there. It needs nothing but PYTHON's standard
library, so that it runs wherever the wheel is installed.
Ends with 0 if everything went as it should, else with what did not.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import platform
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

COLUMNS, ROWS = 80, 24
PATIENCE = 180.0
"""Seconds in which anything awaited must come, on a very busy machine too. It only ends what never
comes: nothing waits longer than it has to."""
_SEQUENCE = re.compile(
    r"\x1b(?:\[([?<>=]?)([0-9;:]*)[ -/]*([@-~])|[P\]_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.S
)
_CUT = re.compile(r"\x1b(?:\[[0-9;:?<>=]*|[P\]_^X][^\x07\x1b]*\x1b?)?\Z")
"""The beginning of a sequence whose rest has not come yet."""


_ON_IT = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Becomes the program named, with the terminal as its controlling one: ssh asks there."""


class Screen:
    """What the program drew: as much of a terminal as its drawing needs."""

    def __init__(self) -> None:
        self.lines = [[" "] * COLUMNS for _ in range(ROWS)]
        self.modes: set[str] = set()
        """The private modes that are switched on."""
        self._x = self._y = 0
        self._left = ""

    @property
    def text(self) -> str:
        return "\n".join("".join(line).rstrip() for line in self.lines)

    def feed(self, data: str) -> None:
        data, self._left = self._left + data, ""
        cut = _CUT.search(data)
        if cut is not None:
            data, self._left = data[: cut.start()], cut.group()
        at = 0
        for found in _SEQUENCE.finditer(data):
            self._put(data[at : found.start()])
            at = found.end()
            if found[3]:
                self._obey(found[1], found[2], found[3])
        self._put(data[at:])

    def _obey(self, kind: str, given: str, what: str) -> None:
        if kind == "?" and what in "hl":
            change = self.modes.add if what == "h" else self.modes.discard
            for mode in given.split(";"):
                change(mode)
        elif not kind and what in "Hf":
            row, _, column = given.partition(";")
            self._y = min(int(row or 1), ROWS) - 1
            self._x = min(int(column or 1), COLUMNS) - 1
        elif not kind and what == "C":
            self._x = min(self._x + int(given or 1), COLUMNS - 1)
        elif not kind and what == "J":
            self.lines = [[" "] * COLUMNS for _ in range(ROWS)]

    def _put(self, text: str) -> None:
        for letter in text:
            if letter == "\r":
                self._x = 0
            elif letter == "\n":
                self._y = min(self._y + 1, ROWS - 1)
            elif letter >= " " and self._x < COLUMNS:
                self.lines[self._y][self._x] = letter
                self._x += 1


class Terminal:
    """A program on a pseudo-terminal of 80×24."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        self.screen = Screen()
        self._master, self._slave = pty.openpty()
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, size)
        self._before = termios.tcgetattr(self._slave)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ON_IT, *words],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=environment,
            start_new_session=True,
        )

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def shows(self, *texts: str) -> None:
        """Wait until all of ``texts`` stand on the screen."""
        self._until(lambda: all(each in self.screen.text for each in texts), texts)

    def hides(self, *texts: str) -> None:
        """Wait until none of ``texts`` stands on the screen."""
        self._until(lambda: not any(each in self.screen.text for each in texts), texts)

    def leaves(self, code: int) -> None:
        """Wait for the program's end with ``code``; the terminal must be as it was before."""
        self._until(lambda: self._process.poll() is not None, ("the program's end",))
        self._read(0.2)
        assert self._process.returncode == code, self._told(f"exit {self._process.returncode}")
        left_on = self.screen.modes - {"25", "7"}  # a cursor and line wrap, as it began with
        assert not left_on, f"Modes left on: {sorted(left_on)}"
        assert termios.tcgetattr(self._slave) == self._before, "The terminal's settings changed"

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._slave)
        os.close(self._master)

    def _until(self, condition: Callable[[], bool], what: tuple[str, ...]) -> None:
        last = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < last, self._told(f"waited for {what}")
            self._read(0.05)

    def _read(self, seconds: float) -> None:
        while select.select([self._master], [], [], seconds)[0]:
            self.screen.feed(os.read(self._master, 65536).decode(errors="replace"))
            seconds = 0

    def _told(self, what: str) -> str:
        return f"{what}; the screen:\n{self.screen.text}"


class Home:
    """A home of its own for the command ``care``."""

    def __init__(self, care: str, folder: Path) -> None:
        self.care = care
        self.folder = folder
        kinds = ("CONFIG", "DATA", "STATE", "CACHE")
        self.environment = {
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ.get("PATH", os.defpath),
            "TERM": "xterm-256color",
            "TMPDIR": str(folder),
            "TZ": "Europe/Berlin",
            **{f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in kinds},
        }

    @contextlib.contextmanager
    def terminal(self, *words: str, command: str = "") -> Iterator[Terminal]:
        """``care`` with these words, or another ``command``, on a terminal."""
        terminal = Terminal([command or self.care, *words], self.environment)
        try:
            yield terminal
        finally:
            terminal.end()

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command, which must end with ``code``; what it printed."""
        done = subprocess.run(
            [self.care, *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        told = f"care {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.returncode == code, told
        assert "Traceback" not in done.stderr and "Warning" not in done.stderr, told
        return done.stdout.strip()

    def failures(self) -> list[str]:
        """The reports of failures that were written anywhere in this home."""
        return [each.read_text() for each in sorted(self.folder.rglob("failure-*.txt"))]


def on_the_sample(home: Home) -> None:
    """Start on the sample, add a card, see another process's, fill in a form, and leave."""
    with home.terminal("demo") as terminal:
        terminal.shows("1 Today", "Week")
        terminal.type("2")
        terminal.shows("C Connect", "E Enhance", "Chat opening")
        terminal.type("a")
        terminal.shows("Where does a customer")
        terminal.type("Own card\r\x1b")
        terminal.shows("Own card")
        terminal.hides("Where does a customer")
        (place,) = home.folder.glob("care-demo-*/workspace.db")
        home.run("--workspace", str(place), "add", "enhance", "Far card")
        terminal.shows("Far card")
        terminal.type("e")
        terminal.shows("Touchpoint in Connect", "Feeling")
        terminal.type(" two\t")
        terminal.shows("Own card two")
        terminal.type("\x13")
        terminal.hides("Touchpoint in Connect")
        terminal.shows("Own card")
        board = home.run("--workspace", str(place), "board")
        assert "Own card two" in board and "Far card" in board, board
        terminal.type("q")
        terminal.leaves(0)
    assert not place.exists(), "The sample was left behind"


def once_around_the_shell(home: Home) -> None:
    """Commands of every group, in the order a team would give them."""
    run = home.run
    assert run("--version")
    run("--help")
    run("status", code=1)
    run("init", "--team", "Support", "--member", "Dana", "--timezone", "Europe/Berlin")
    assert run("add", "connect", "Welcome e-mail", "--friction", "2")
    run("add", "nowhere", "A card", code=2)
    run("ad", "connect", code=2)
    assert "Welcome e-mail" in run("board") and '"stage"' in run("board", "--json")
    assert "Support" in run("team", "list", "--json")
    run("team", "set", "--reply-target", "48")
    run("member", "add", "Sam")
    run("member", "leave", "Sam")
    assert "Dana" in run("member", "list")
    assert "csat" in run("measure", "list", "--json")
    run("pick", "connect", "Shorter subject", "--owner", "Dana", "--measure", "csat")
    run("pick", "connect", "A second one", code=1)
    run("done", "connect")
    evidence = run("log", "connect", "--measure", "csat", "--value", "5")
    run("log", "connect", "--measure", "csat", "--value", "9", code=2)
    run("erase", evidence)
    run("case", "add", "T-1")
    run("case", "contact", "T-1")
    assert "T-1" in run("case", "list", "--json")
    for words in (["status"], ["status", "--json"], ["momentum"], ["verdict"], ["report"]):
        assert run(*words), words
    run("team", "set", "--review-day", "Someday", code=2)
    folder = home.folder
    run("export", "-o", str(folder / "out.toml"))
    run("--workspace", str(folder / "again.db"), "import", "workspace", str(folder / "out.toml"))
    (folder / "cards.md").write_text("# Connect\n\n- From a file\n", encoding="utf-8")
    run("import", "board", str(folder / "cards.md"))
    assert "From a file" in run("board")
    run("backup", str(folder / "copy.db"))
    run("restore", str(folder / "copy.db"), "--force")
    run("copy", "--to", str(folder / "else.db"))
    run("invite", "Dana")
    assert run("config", "path") and run("config", "show")
    assert '"ok": false' not in run("doctor", "--json")


@contextlib.contextmanager
def hosting(home: Home) -> Iterator[str]:
    """The server on a port of its own choice, which is given; ended in the end."""
    server = subprocess.Popen(
        [home.care, "host", "--port", "0"],
        env=home.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    try:
        for line in server.stdout:
            if found := re.search(r"Listening on .*port (\d+)", line):
                yield found[1]
                break
        else:
            raise AssertionError("care host said no port")
    finally:
        server.terminate()
        server.wait(PATIENCE)
        server.stdout.close()


def as_a_guest(home: Home) -> bool:
    """Come with an invite, look at the board, and leave; False where nothing can serve or come."""
    if importlib.util.find_spec("asyncssh") is None or shutil.which("ssh") is None:
        return False
    invited = re.search(r"Invite code: (\S+)", home.run("invite", "Dana"))
    assert invited is not None
    known = str(home.folder / "known_hosts")
    with hosting(home) as port:
        words = ["-F", "none", "-tt", "-p", port, "-o", f"UserKnownHostsFile={known}"]
        words += ["-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR", "join@127.0.0.1"]
        with home.terminal(*words, command="ssh") as terminal:
            terminal.shows("Invite code:")
            terminal.type(f"{invited[1]}\r")
            terminal.shows("1 Today", "Log in with your SSH key", "esc Back")
            terminal.type("\x1b")
            terminal.hides("Log in with your SSH key")
            terminal.type("2")
            terminal.shows("C Connect", "Welcome e-mail")
            terminal.type("q")
            terminal.leaves(0)
    return True


def main(care: str) -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="care-journey-") as name:
        home = Home(care, Path(name))
        try:
            on_the_sample(home)
            once_around_the_shell(home)
            hosted = as_a_guest(home)
        finally:
            failures = "\n".join(home.failures())
            print(failures, end="")
        assert not failures, "Failures were reported"
    seconds = time.monotonic() - began
    what = "the app, the shell and a guest" if hosted else "the app and the shell"
    print(f"Python {platform.python_version()}: {what} work ({seconds:.0f} s)")


if __name__ == "__main__":
    main(sys.argv[1])
