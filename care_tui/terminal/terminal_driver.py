"""Textual's driver of a terminal, with its gaps closed.

It reads nothing unclean (`care_tui.terminal.terminal_input`), leaves no mode behind (Textual's leaves pixel
mouse reports, mode 1016, on), is not held up by a terminal that is gone, and goes on after a stop
that nobody is told of.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import sys
import termios
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, SYNC_END, SYNC_START
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from care_tui.terminal.terminal_input import Pasted, TerminalInput, fit_size

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

_LOOK = 0.1
"""Seconds after which who reads looks whether reading is over."""
_OWN_MODES = "\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
"""The other screen, no cursor, the focus and pastes told, no wrapping."""
_OWN_MOUSE = "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h"


class TidyDriver(LinuxDriver):
    """Leaves the terminal as it found it."""

    def __init__(self, app: App[Any], **how: Any) -> None:
        super().__init__(app, **how)
        self._at_rest = asyncio.get_running_loop().call_soon_threadsafe
        """Calls something once nothing else is being done."""
        if not (sys.__stderr__ and sys.__stderr__.isatty()):
            self._file = sys.__stdout__
        self._own_attributes: list[Any] | None = None
        """What the terminal is set to while the app has it."""
        self._update: list[str] = []
        """What has come of an update that the terminal is to show at once."""

    def _sigtstp_application(self, *_: object) -> None:
        self._after_signal(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        self._after_signal(super()._sigcont_application)

    def _after_signal(self, act: Callable[[], None]) -> None:
        """Act on a signal when what it came in the middle of is done: that may be handing on what
        to write, and acting hands on too, which would wait for itself."""
        with contextlib.suppress(RuntimeError):  # The app has ended.
            self._at_rest(act)

    def _get_terminal_size(self) -> tuple[int, int]:
        return fit_size(*super()._get_terminal_size())

    def write(self, data: str) -> None:
        """Hand ``data`` to who writes; an update in one piece, for which they wake once."""
        if self._update or data == SYNC_START:
            self._update.append(data)
            if data == SYNC_END:
                self._write_update()
            return
        self._hand_on(data)

    def _write_update(self) -> None:
        """Hand on what has come of an update."""
        data = "".join(self._update)
        self._update.clear()
        self._hand_on(data)

    def _hand_on(self, data: str) -> None:
        writer = self._writer_thread
        if writer is not None and writer.is_alive():
            writer.write(data)

    def start_application_mode(self) -> None:
        if self._key_thread is not None and self._key_thread.is_alive():
            self._go_on()
            return
        super().start_application_mode()  # type: ignore[no-untyped-call]
        with contextlib.suppress(termios.error):
            self._own_attributes = termios.tcgetattr(self.fileno)

    def _go_on(self) -> None:
        """Go on after a stop that nobody is told of, in which a shell may have had the
        terminal. Who reads and who writes are still there, and there may be only one of each:
        with two that read, keys would overtake each other."""
        if self._own_attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._own_attributes)
        self.write(_OWN_MODES + (_OWN_MOUSE if self._mouse else ""))
        self.flush()
        self.process_message(self.SignalResume())

    def stop_application_mode(self) -> None:
        if self._update:  # A stop may come in its middle, and then its end is not waited for.
            self._write_update()
        self.write("\x1b[?1016l")
        super().stop_application_mode()

    def close(self) -> None:
        if self._writer_thread is not None and self._writer_thread.is_alive():
            self._writer_thread.stop()

    def run_input_thread(self) -> None:
        _read_input(self, self.fileno, self.exit_event, mouse=self._mouse)


class AsciiDriver(TidyDriver):
    """For a terminal that shows ASCII alone: whatever else would be drawn is a question mark."""

    def write(self, data: str) -> None:
        super().write(data.encode("ascii", "replace").decode("ascii"))


def _read_input(driver: Driver, fileno: int, over: threading.Event, *, mouse: bool) -> None:
    """Hand ``driver`` what comes from the terminal at ``fileno``, until reading is ``over``."""
    parser = XTermParser()
    # The lowest Textual that is allowed cannot switch kitty's protocol off.
    without_kitty = getattr(constants, "DISABLE_KITTY_KEY", False)
    cleaned = TerminalInput(
        ANSI_SEQUENCES_KEYS,
        {} if without_kitty else FUNCTIONAL_KEYS,
        mouse=mouse,
        escape_delay=constants.ESCAPE_DELAY,
    )

    def hand_on(inputs: list[str | Pasted]) -> None:
        for each in inputs:
            if isinstance(each, Pasted):
                driver.process_message(events.Paste(each.text))
                continue
            for message in parser.feed(each):
                driver.process_message(message)
            if parser._timeout_time is not None:  # Each is whole: nothing more belongs to it.
                parser._timeout_time = 0
                for message in parser.tick():
                    driver.process_message(message)

    while not over.is_set():
        seconds_left = _LOOK if cleaned.deadline is None else cleaned.deadline - time.monotonic()
        if select.select([fileno], [], [], max(0.0, min(seconds_left, _LOOK)))[0]:
            data = os.read(fileno, 4096)
            if not data:  # Gone, and told by a signal.
                over.wait(_LOOK)
            hand_on(cleaned.feed(data, time.monotonic()))
        hand_on(cleaned.tick(time.monotonic()))
