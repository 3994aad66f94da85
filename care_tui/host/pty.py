"""The server's end of a guest's pseudo-terminal, without ever waiting for either side."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pty
import struct
import termios
from collections.abc import Callable

from care_tui.terminal.terminal_input import fit_size

_MOST_TYPED = 65536
"""Bytes that may wait for the guest before its client is asked to wait."""


class Pty:
    """Carries bytes between a channel and a guest."""

    def __init__(
        self,
        size: tuple[int, int],
        on_output: Callable[[bytes], None],
        slow: Callable[[bool], None],
    ) -> None:
        """``on_output`` gets what the guest writes; ``slow`` is called with whether its client must
        wait before it sends more. Raises OSError where there is no pseudo-terminal left."""
        self._loop = asyncio.get_running_loop()
        self._shown, self._slow = on_output, slow
        self._typed = bytearray()
        self._slowed = False
        self._open = True
        self._held = False
        self._master, self.tty = pty.openpty()
        try:
            os.set_blocking(self._master, False)
            self.resize(*size)
            self._loop.add_reader(self._master, self._read)
        except OSError:
            os.close(self._master)
            os.close(self.tty)
            raise

    def guest_has_it(self) -> None:
        """Let go of the guest's end, which the guest holds now."""
        os.close(self.tty)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the kernel tells the guest."""
        if self._open:
            columns, rows = fit_size(columns, rows)
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def hold(self, paused: bool) -> None:
        """Leave what the guest writes where it is, because the client cannot take it now."""
        if not self._open or paused is self._held:
            return
        self._held = paused
        if paused:
            self._loop.remove_reader(self._master)
        else:
            self._loop.add_reader(self._master, self._read)

    def type(self, data: bytes) -> None:
        """Hand the guest what was typed."""
        if not self._open:
            return
        self._typed += data
        self._write()

    def drain(self) -> None:
        """Show what an ended guest has written last, and close."""
        while self._open and self._take():
            pass
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._master)
            self._loop.remove_writer(self._master)
            os.close(self._master)

    def _read(self) -> None:
        self._take()

    def _take(self) -> bool:
        """Show one piece of what the guest wrote; False when there is none now."""
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if data:
            self._shown(data)
        else:
            self.close()
        return bool(data)

    def _write(self) -> None:
        with contextlib.suppress(BlockingIOError):
            try:
                while self._typed:
                    del self._typed[: os.write(self._master, self._typed)]
            except OSError as error:
                if isinstance(error, BlockingIOError):
                    raise
                self._typed.clear()
        if self._typed:
            self._loop.add_writer(self._master, self._write)
        else:
            self._loop.remove_writer(self._master)
        slow = len(self._typed) > (0 if self._slowed else _MOST_TYPED)
        if slow is not self._slowed:
            self._slowed = slow
            self._slow(slow)
