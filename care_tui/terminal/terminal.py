"""The terminal: whether it can show us, and how we leave it in every way there is to leave.

The driver (`care_tui.terminal.terminal_driver`) restores the terminal when the app ends by itself. Here
hang-up and termination save drafts, restore the terminal and end the program.
"""

from __future__ import annotations

import contextlib
import locale
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

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
    from care_tui.terminal.terminal_driver import AsciiDriver, TidyDriver

    return AsciiDriver if ascii else TidyDriver


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
