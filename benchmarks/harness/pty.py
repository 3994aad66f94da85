"""Runs a program on a pty of its own and notes when it writes what.

Every time is in seconds since just before the program was started, or since the key.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness.terminal import Terminal, has_text

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, ROWS = 120, 36
STILL = 0.15
"""Seconds without a byte after which a screen counts as settled."""
STILL_AFTER_KEY = 0.1
PATIENCE = 60.0
"""Seconds after which something awaited is taken not to come."""
_TICKS = os.sysconf("SC_CLK_TCK")
_LEFT_OUT = ("CARE_", "TEXTUAL", "PYTHON", "NO_COLOR", "COLUMNS", "LINES", "XDG_")


class Ended(Exception):
    """The program ended, or never did what was awaited."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a key."""

    first: float
    """Seconds to its first byte."""
    last: float
    """Seconds to its last byte."""
    size: int
    """Bytes in all."""


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables for a program that keeps everything of its own under ``home``."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_LEFT_OUT)}
    settings = {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {**kept, **settings, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(more or {})}


class Program:
    """A running program; close it, or use `running`."""

    def __init__(self, words: Sequence[str], variables: Mapping[str, str]) -> None:
        self.terminal = Terminal(COLUMNS, ROWS)
        self.parts: list[tuple[float, bytes]] = []
        """What was read, and when."""
        self._drawn = 0
        self.exit_code: int | None = None
        self.ended_at: float | None = None
        self.began = time.perf_counter()
        self.pid, self._pty = self._begin(words, variables)
        os.set_blocking(self._pty, False)
        self._life = os.pidfd_open(self.pid)
        self._open = True

    def _begin(self, words: Sequence[str], variables: Mapping[str, str]) -> tuple[int, int]:
        """Start the program; its process and its terminal."""
        pid, terminal = pty.fork()
        if pid == 0:
            _become(words, variables)
        return pid, terminal

    def _wait(self) -> int:
        """The exit code of the program, which has ended."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    @staticmethod
    def fit(terminal: int) -> None:
        """Give the terminal the size that every program is looked at in."""
        size = struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * 10, ROWS * 20)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    # Reading

    def read(self, seconds: float) -> bool:
        """Wait up to ``seconds`` for something to be written; whether it was."""
        waited = [self._pty] if self._open else []
        if self.exit_code is None:
            waited.append(self._life)
        if not waited:
            return False
        ready, _, _ = select.select(waited, [], [], max(0.0, seconds))
        if self._life in ready:
            self.ended_at = self.now()
            self.exit_code = self._wait()
        return self._pty in ready and self._take()

    def _take(self) -> bool:
        try:
            data = os.read(self._pty, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self._open = False
            return False
        self.parts.append((self.now(), data))
        answer = self.terminal.answers(data)
        if answer:
            self.write(answer)
        return True

    def until_still(self, gap: float = STILL) -> None:
        """Read until ``gap`` seconds pass without a byte."""
        end = self.now() + PATIENCE
        while self.read(gap) and self.now() < end:
            pass

    def until_shown(self, *texts: str) -> float:
        """Read until ``texts`` are on the screen together; when they came there.

        Raises Ended when they do not within `PATIENCE`.
        """
        end = self.now() + PATIENCE
        while self.now() < end and (self.exit_code is None or self._open):
            if self.read(0.03):
                continue
            for when, data in self._undrawn():
                self.terminal.draw(data)
                if self.terminal.shows(texts):
                    return when
        raise Ended(f"“{texts[0]}” did not come on the screen")

    def shown(self) -> str:
        """The screen's lines as they are now."""
        for _, data in self._undrawn():
            self.terminal.draw(data)
        return self.terminal.text()

    def _undrawn(self) -> Iterator[tuple[float, bytes]]:
        while self._drawn < len(self.parts):
            self._drawn += 1
            yield self.parts[self._drawn - 1]

    def until_ended(self) -> float:
        """Read until the program has ended; when it did. Raises Ended when it does not."""
        end = self.now() + PATIENCE
        while self.exit_code is None and self.now() < end:
            self.read(0.5)
        while self._open and self.read(0.05):
            pass
        if self.ended_at is None:
            raise Ended("the program did not end")
        return self.ended_at

    # What was read

    def first_text(self) -> float:
        """When the first character was put on the screen."""
        for when, data in self.parts:
            if has_text(data):
                return when
        raise Ended("nothing was drawn")

    def settled(self, since: float) -> float:
        """When the last byte came before the first `STILL` seconds of silence after ``since``."""
        last = since
        for when, _ in self.parts:
            if when - last >= STILL:
                break
            last = max(last, when)
        return last

    def written(self) -> int:
        """Bytes in all."""
        return sum(len(data) for _, data in self.parts)

    # Typing

    def write(self, data: bytes) -> None:
        """Send ``data`` as from the keyboard."""
        with suppress(OSError):
            while data and select.select([], [self._pty], [], PATIENCE)[1]:
                data = data[os.write(self._pty, data) :]

    def press(self, key: bytes) -> Answer:
        """Press a key on a still screen and wait until it is still again.

        Raises Ended when nothing comes back.
        """
        before, at = len(self.parts), self.now()
        self.write(key)
        while len(self.parts) == before:
            if not self.read(2.0) and self.now() - at > 2.0:
                raise Ended(f"nothing came back for the key {key!r}")
        self.until_still(STILL_AFTER_KEY)
        came = self.parts[before:]
        return Answer(came[0][0] - at, came[-1][0] - at, sum(len(data) for _, data in came))

    # The process

    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """What it holds in memory (resident set), in megabytes of 2**20 bytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise Ended("its memory is not told")

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal's side of the pty, as where a link is lost."""
        os.close(self._pty)
        self._pty, self._open = os.open(os.devnull, os.O_RDWR), False

    def not_restored(self) -> list[str]:
        """What the ended program left otherwise than it was."""
        lines = termios.tcgetattr(self._pty)[3]
        raw = not (lines & termios.ECHO and lines & termios.ICANON)
        return self.terminal.left_on() + (["raw input"] if raw else [])

    def close(self) -> None:
        """End it if it still runs."""
        if self.exit_code is None:
            self.signal(signal.SIGKILL)
            self._wait()
        os.close(self._life)
        os.close(self._pty)


def _become(words: Sequence[str], variables: Mapping[str, str]) -> None:
    """In the new process: be ``words``, from the repository's folder."""
    try:
        Program.fit(0)
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        os.chdir(ROOT)
        os.execvpe(words[0], list(words), dict(variables))
    finally:
        os._exit(127)


@contextmanager
def running(words: Sequence[str], variables: Mapping[str, str]) -> Iterator[Program]:
    """The program ``words``, ended at the block's end."""
    program = Program(words, variables)
    try:
        yield program
    finally:
        program.close()


def python(module: str) -> list[str]:
    """The words that run a module with this Python."""
    return [sys.executable, "-m", module]
