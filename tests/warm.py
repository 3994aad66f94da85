"""Programs that need no start of their own: forked from one process that has imported care.

A start of Python with all of care takes a second of processor time, more than what most tests then
look at. What a test proves of the start itself (`tests/care_tui/test_main.py`,
`tests/care_tui/terminal/test_terminal.py`, the journeys, the handbook) is started as people start it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from benchmarks.harness.pty import Program, environment
from care_tui.host.fork_client import FORK_SERVER_VARIABLES

ROOT = Path(__file__).parents[1]
PROCESS = Path(__file__).with_name("warm_process.py")
_channels: list[socket.socket] = []
"""To the process that is forked from, once there is one."""


class Started:
    """A program that runs, to be waited for as `subprocess.Popen` is."""

    stdin: IO[str] | None = None
    stdout: IO[str] | None = None

    def __init__(self, words: Sequence[str], report: int) -> None:
        self._words = list(words)
        self._report = os.fdopen(report, "rb", 0)
        self.pid = int(self._report.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self.returncode is None and select.select([self._report], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended. Raises `subprocess.TimeoutExpired`."""
        if self.returncode is None:
            if not select.select([self._report], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self._words, timeout or 0)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def _end(self) -> None:
        self.returncode = int(self._report.readline())
        self._report.close()

    def communicate(self) -> tuple[str, None]:
        """Say no more to it; all that it wrote, once it has ended."""
        assert self.stdin is not None and self.stdout is not None
        self.stdin.close()
        with self.stdout:
            written = self.stdout.read()
        self.wait()
        return written, None

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def start(
    words: Sequence[str],
    variables: Mapping[str, str],
    streams: tuple[int, int, int],
    *,
    kept: Sequence[int] = (),
    folder: Path = ROOT,
    terminal: bool = False,
) -> Started:
    """Start ``words``, which begin with this Python, on three streams that the caller keeps.

    It leads a session of its own, governed by the terminal that its first stream is if ``terminal``
    says so. The files ``kept`` are open in it too, by the numbers that they have here.
    """
    assert words[0] == sys.executable, words
    said = {
        "words": [*words],
        "variables": {**variables},
        "folder": str(folder),
        "numbers": [0, 1, 2, *kept],
        "terminal": terminal,
    }
    report, told = os.pipe()
    socket.send_fds(_channel(), [json.dumps(said).encode()], [*streams, *kept, told])
    os.close(told)
    return Started(words, report)


def start_with_pipes(words: Sequence[str], variables: Mapping[str, str]) -> Started:
    """Start ``words`` with pipes for its input and output; its errors are the tests' own."""
    (read, says), (hears, write) = os.pipe(), os.pipe()
    started = start(words, variables, (read, write, 2))
    os.close(read)
    os.close(write)
    started.stdin, started.stdout = os.fdopen(says, "w"), os.fdopen(hears)
    return started


def run(
    words: Sequence[str],
    variables: Mapping[str, str],
    *,
    said: str = "",
    timeout: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``words`` to their end, with ``said`` to read; what they wrote.

    Raises `subprocess.TimeoutExpired` after ``timeout`` seconds, when the program is killed.
    """
    with contextlib.ExitStack() as stack:
        read, out, err = (
            stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for _ in range(3)
        )
        read.write(said)
        read.seek(0)
        started = start(words, variables, (read.fileno(), out.fileno(), err.fileno()))
        try:
            code = started.wait(timeout)
        except subprocess.TimeoutExpired:
            started.kill()
            raise
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess([*words], code, out.read(), err.read())


def _channel() -> socket.socket:
    """To the process that is forked from, which is started for the first that asks."""
    if not _channels:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        process = subprocess.Popen(
            [sys.executable, str(PROCESS), str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=environment(Path.home(), {"PYTHONPATH": str(ROOT), **FORK_SERVER_VARIABLES}),
            start_new_session=True,
        )
        theirs.close()
        _channels.append(ours)

        def end() -> None:
            ours.close()
            process.wait()

        atexit.register(end)
    return _channels[0]


class _WarmProgram(Program):
    """A program on a pty, forked where others are started."""

    def _begin(self, words: Sequence[str], variables: Mapping[str, str]) -> tuple[int, int]:
        master, terminal = os.openpty()
        self.fit(terminal)
        self._started = start(words, variables, (terminal,) * 3, terminal=True)
        os.close(terminal)
        return self._started.pid, master

    def _wait(self) -> int:
        return self._started.wait()


@contextlib.contextmanager
def running(words: Sequence[str], variables: Mapping[str, str]) -> Iterator[Program]:
    """The program ``words`` on a terminal, ended at the block's end."""
    program = _WarmProgram(words, variables)
    try:
        yield program
    finally:
        program.close()
