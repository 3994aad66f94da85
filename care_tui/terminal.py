"""The terminal: whether it can show us, and how we leave it in every way there is to leave.

Textual's driver restores the terminal when the app ends by itself, with two gaps closed
here: pixel mouse reports (mode 1016) stay on, and a terminal that is gone would block the
exit. What it reads is cleaned first (`care_tui.terminal_input`). Hang-up and termination save drafts, restore the terminal and end the program.
"""

from __future__ import annotations

import contextlib
import locale
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from care_tui.terminal_input import Pasted, TerminalInput, fit_size

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

    from textual.app import App
    from textual.driver import Driver

GRACE = 0.8
"""Seconds that an exit after a signal may take before it is forced."""


def why_not(
    stdin: TextIO | None,
    stdout: TextIO | None,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> str | None:
    """Why the app cannot be drawn here, in a sentence; None when it can.

    Windows names no TERM.
    """
    if environment.get(_NAMED_DRIVER):
        return _why_not_driver(environment[_NAMED_DRIVER])
    if not (stdin and stdin.isatty() and stdout and stdout.isatty()):
        return "The app needs a terminal. Facts for scripts: care status --json, care --help"
    if environment.get("TERM", "windows" if platform == "win32" else "") in ("dumb", ""):
        return "This terminal (TERM is dumb or not set) cannot draw the app. Try: care status"
    return None


def needs_ascii(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether the terminal's encoding cannot show more than ASCII, as with ``LC_ALL=C``.

    Python writes Unicode to a console of Windows, whatever the machine's encoding is.
    """
    if platform == "win32":
        return False
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environment.get(name, "")
        if value:
            named = value.casefold().replace("-", "")
            return "utf8" not in named
    return locale.getpreferredencoding(False).casefold().replace("-", "") != "utf8"


_NAMED_DRIVER = "TEXTUAL_DRIVER"
"""The variable that names another driver, as for the app in a browser: ``module:Class``."""


def _why_not_driver(name: str) -> str | None:
    """Why the driver that was named cannot be used, in a sentence; None when it can."""
    import importlib

    from textual.driver import Driver

    module, _, symbol = name.partition(":")
    try:
        driver_part = getattr(importlib.import_module(module), symbol, None)
    except (ImportError, ValueError):
        driver_part = None
    if isinstance(driver_part, type) and issubclass(driver_part, Driver):
        return None
    return f"{_NAMED_DRIVER} names no driver: {name!a}. Unset it, or write it as module:Class."


def driver_class(
    ascii: bool = False, environment: Mapping[str, str] = os.environ
) -> type[Driver] | None:
    """The driver that leaves the terminal as it found it; None: Textual's own choice, as where
    the environment names one.

    With ``ascii`` whatever else would be drawn is a question mark.
    """
    if sys.platform == "win32" or environment.get(_NAMED_DRIVER):
        return None
    import termios
    import tty

    from textual.drivers.linux_driver import LinuxDriver

    class TidyDriver(LinuxDriver):
        """Textual's driver, reading nothing unclean, leaving no mode behind and not waiting
        for a dead terminal."""

        def __init__(self, app: App[Any], **how: Any) -> None:
            super().__init__(app, **how)
            if not (sys.__stderr__ and sys.__stderr__.isatty()):
                self._file = sys.__stdout__

        def _get_terminal_size(self) -> tuple[int, int]:
            return fit_size(*super()._get_terminal_size())

        def write(self, data: str) -> None:
            writer = self._writer_thread
            if ascii:
                data = data.encode("ascii", "replace").decode("ascii")
            if writer is not None and writer.is_alive():
                writer.write(data)

        def start_application_mode(self) -> None:
            if self._key_thread is not None and self._key_thread.is_alive():
                self._go_on()
            else:
                super().start_application_mode()  # type: ignore[no-untyped-call]

        def _go_on(self) -> None:
            """Go on after a stop that nobody is told of, in which a shell may have had the
            terminal. Who reads and who writes are still there, and there may be only one of each:
            with two that read, keys would overtake each other."""
            with contextlib.suppress(termios.error):
                attributes = termios.tcgetattr(self.fileno)
                attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
                attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
                attributes[tty.CC][termios.VMIN] = 1
                termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
            self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?7l")
            self._enable_bracketed_paste()
            self._enable_mouse_support()
            self.flush()
            self.process_message(self.SignalResume())

        def stop_application_mode(self) -> None:
            self.write("\x1b[?1016l")
            super().stop_application_mode()

        def close(self) -> None:
            if self._writer_thread is not None and self._writer_thread.is_alive():
                self._writer_thread.stop()

        def run_input_thread(self) -> None:
            _read_input(self, self.fileno, self.exit_event, mouse=self._mouse)

    return TidyDriver


_LOOK = 0.1
"""Seconds after which who reads looks whether reading is over."""


def _read_input(driver: Driver, fileno: int, over: threading.Event, *, mouse: bool) -> None:
    """Hand ``driver`` what comes from the terminal at ``fileno``, until reading is ``over``."""
    from textual import constants, events
    from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
    from textual._keyboard_protocol import FUNCTIONAL_KEYS
    from textual._xterm_parser import XTermParser

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


def on_signals(leave: Callable[[int], None]) -> None:
    """Call ``leave`` with the exit code when the program is told to hang up or to end, or when
    its terminal is gone without a word, as where it controls no process.

    Must be called with the loop running. If the program has not ended `GRACE` seconds
    later it is ended hard, so that it never spins on a terminal that is gone.
    """
    import asyncio

    loop = asyncio.get_running_loop()
    for number in _ENDING:
        loop.add_signal_handler(number, _leave_soon, leave, 128 + number)
    if sys.platform == "linux":
        _on_hang_up(loop, sys.stdin, leave)


def _on_hang_up(
    loop: asyncio.AbstractEventLoop, stdin: TextIO, leave: Callable[[int], None]
) -> None:
    """Leave when the terminal at the other end of ``stdin`` is closed.

    Reading would not tell: a terminal that is gone gives nothing for ever, and at once.
    """
    hung_up = select.epoll()
    with contextlib.suppress(OSError):  # what is no terminal cannot hang up
        hung_up.register(stdin.fileno(), 0)

    def gone() -> None:
        loop.remove_reader(hung_up)
        hung_up.close()
        _leave_soon(leave, 128 + signal.SIGHUP)

    loop.add_reader(hung_up, gone)


def apart(do: Callable[[], None]) -> Future[None]:
    """Do it in a thread that holds nobody up, such as a last word to a database that may be
    stuck. What fails is let go."""

    from concurrent.futures import Future

    ended: Future[None] = Future()

    def run() -> None:
        with contextlib.suppress(Exception):
            do()
        ended.set_result(None)

    threading.Thread(target=run, daemon=True).start()
    return ended


def end_hard(code: int, seconds: float = GRACE) -> threading.Timer:
    """End the program ``seconds`` from now, whatever its threads are stuck in, unless the timer
    is cancelled."""
    last = threading.Timer(seconds, os._exit, (code,))
    last.daemon = True
    last.start()
    return last


_ENDING = () if sys.platform == "win32" else (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


def _leave_soon(leave: Callable[[int], None], code: int) -> None:
    end_hard(code)
    leave(code)
