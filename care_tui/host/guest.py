"""One guest's app: a process of its own on a pseudo-terminal, whatever line its person comes by."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from care_tui.host.pty import Pty
from care_tui.host.session_spec import OUT_OF_MEMORY
from screens.importing.received_files import HAS_COME

if TYPE_CHECKING:
    from care_tui.host.session_spec import SessionSpec

END = 1.0
"""Seconds a guest has to end in, once told."""
NO_SEAT = "You are not in a team here any more. Ask for a new invite."
CANNOT_START = "The app cannot be started now. Nothing was changed. Try again in a moment."
FAULT = "The app ended by a fault. Your saved work is safe. Connect again."
NO_MEMORY = "This needed more memory than a guest may have, so it ended. Your saved work is safe."


class Launcher(Protocol):
    """Where guests' processes come from; `ForkClient` is one."""

    def begin(self, spec: SessionSpec, tty: int, ended: Callable[[int | None], None]) -> int:
        """Begin a guest on the terminal ``tty``; its number. ``ended`` is called with its exit
        code, negative for a signal, None where it could not be begun. Raises OSError."""

    def signal(self, number: int, name: str) -> None:
        """Send it a signal such as ``SIGTERM``; nothing where it has ended."""


class Guest:
    """A running app. What it writes goes to ``on_output``, and ``on_end`` is called once with its
    exit code, negative for a signal, None where it could not be begun."""

    def __init__(
        self,
        launcher: Launcher,
        spec: SessionSpec,
        size: tuple[int, int],
        on_output: Callable[[bytes], None],
        on_slow: Callable[[bool], None],
        on_end: Callable[[int | None], None],
    ) -> None:
        """Begin it for ``spec`` on a terminal of ``size`` columns and rows; ``on_slow`` is called
        with whether its person must wait before they send more. Raises OSError where there is no
        terminal left or no process can be asked for."""
        self._launcher = launcher
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._pty = Pty(size, on_output, on_slow)
        self._number: int | None = None
        try:
            self._number = launcher.begin(spec, self._pty.tty, self._ended)
        except OSError:
            self._pty.close()
            raise
        finally:
            self._pty.guest_has_it()

    def type(self, data: bytes) -> None:
        """Hand it what was typed."""
        self._pty.type(data)

    def resize(self, columns: int, rows: int) -> None:
        """Give its terminal another size."""
        self._pty.resize(columns, rows)

    def hold(self, paused: bool) -> None:
        """Leave what it writes where it is, because its person cannot take it now."""
        self._pty.hold(paused)

    def end(self) -> None:
        """Let it keep what is half-typed and end within a second."""
        self._signal("SIGTERM")

    def tell_file(self) -> None:
        """Say that a file has come for it."""
        if self._number is not None:
            self._launcher.signal(self._number, HAS_COME.name)

    def hang_up(self) -> None:
        """Its person is gone: take the terminal away and end it."""
        self._pty.close()
        self._signal("SIGHUP")

    def _signal(self, name: str) -> None:
        if self._number is not None:
            self._launcher.signal(self._number, name)
            self._loop.call_later(END, self._launcher.signal, self._number, "SIGKILL")

    def _ended(self, code: int | None) -> None:
        self._pty.drain()
        self._number = None
        self._on_end(code)


def fault_of(code: int) -> str:
    """What is said of a guest that ended with ``code`` by no choice of its own; else empty."""
    if code == OUT_OF_MEMORY:
        return NO_MEMORY
    return FAULT if code < 0 else ""
