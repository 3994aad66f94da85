"""A burst of keys in a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pyte

from benchmarks.harness.screen import SeenScreen
from tests import warm

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care

ROOT = Path(__file__).parents[3]


def test_one_packet_of_keys_in_a_real_terminal(
    care: Care, write: Callable[[str, str], str]
) -> None:
    """The bytes of a whole little job, written at once when the workspace has been opened."""
    settings = write("config.toml", "[keys]\njuggle = 'x'\n")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    environment = {"CARE_CONFIG": settings, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    program = warm.start(
        [sys.executable, "-m", "care_tui", "--workspace", str(care.workspace)],
        {**os.environ, **environment},
        (slave,) * 3,
    )
    os.close(slave)
    screen = SeenScreen(100, 30)
    stream = pyte.ByteStream(screen)
    end = time.monotonic() + 20

    def pump() -> bool:
        """Take what the program wrote; False once it can write no more."""
        assert time.monotonic() < end, "\n".join(screen.display)
        try:
            data = os.read(master, 65536) if select.select([master], [], [], 0.05)[0] else b""
        except OSError:
            return False
        stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p", b"", data))
        return True

    try:
        while "no command “juggle”" not in "\n".join(screen.display):
            assert pump()
        os.write(master, b"2aWelcome e-mail\rSign-up form\r\reX\x1b[H\x1b[3~\x13\x11")
        while pump():
            pass
        assert program.wait() == 0
    finally:
        program.kill()
        program.wait()
        os.close(master)
    texts = [card["text"] for card in care.json("board")["stages"][0]["touchpoints"]]
    assert texts == ["Welcome e-mail", "ign-up formX"]
