"""Runs a document's blocks of shell as they are written, answering what opens a screen or serves."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from fcntl import ioctl
from pathlib import Path

import pyte

from benchmarks.harness.screen import SeenScreen

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINES, _COLUMNS = 36, 120
_APP_OPENS = b"\x1b[?1049h"
_ASKS = b"Quit while"
_SERVES = b"Ctrl-C stops"
LONGEST = 240.0
"""Seconds that one block may take: an installation is one."""


def blocks(document: Path, heading: str = "") -> list[str]:
    """The document's blocks marked ``sh``; with ``heading``, those of that part alone."""
    text = document.read_text(encoding="utf-8")
    if heading:
        text = re.split(r"^## ", text.partition(f"## {heading}\n")[2], flags=re.MULTILINE)[0]
    return _BLOCK.findall(text)


def run(block: str, home: Path, path: str) -> tuple[int, str]:
    """Run ``block`` with bash on a terminal, ``home`` being an empty or earlier home; the exit
    code, and all that came.

    An app that opens is left by ctrl+q once it is painted (and by yes, where it asks), a server by
    ctrl+c once it listens.
    Fails a block that goes on longer than `LONGEST`.
    """
    kept = ("LANG", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "TZ")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    env |= {"HOME": str(home), "PATH": path, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    process = subprocess.Popen(
        ["bash", "-eu", "-c", block],
        cwd=home,
        env=env,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    try:
        came = _answered(process, ours)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        os.close(ours)
    return process.wait(), came.decode("utf-8", "replace")


def _answered(process: subprocess.Popen[bytes], terminal: int) -> bytes:
    """Read the terminal until the block has ended, answering on the way."""
    came, seen = b"", 0
    end = time.monotonic() + LONGEST
    while True:
        assert time.monotonic() < end, f"it goes on: {came[-2000:]!r}"
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                read = os.read(terminal, 65536)
            except OSError:  # Linux says so when the last process has closed it.
                return came
            came += read
        elif process.poll() is not None:
            return came
        if (at := came.find(_APP_OPENS, seen)) >= 0 and _is_painted(came[at:]):
            os.write(terminal, b"\x11")
            seen = at + len(_APP_OPENS)
        for said, answer in ((_ASKS, b"y"), (_SERVES, b"\x03")):
            if said in came[seen:]:
                os.write(terminal, answer)
                seen = len(came)


def _is_painted(stream: bytes) -> bool:
    """Whether the app is on the screen that ``stream`` paints, a dialog's footer too, and its
    workspace open."""
    screen = SeenScreen(_COLUMNS, _LINES)
    with contextlib.suppress(Exception):  # It need only read what is painted before its limits.
        pyte.ByteStream(screen).feed(stream)
    header, footer = screen.display[0].strip(), screen.display[-1].strip()
    return bool(header and footer) and "opening" not in header
