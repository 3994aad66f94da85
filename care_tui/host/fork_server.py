"""The process that guests are forked from: everything is imported in it, nothing is open in it.

It is started with a socket to the server. A message (see `framing`) with the secondary end of a
pseudo-terminal beside it starts a guest; the answers, a line of JSON each, say which guests began,
ended, or could not be begun. It ends, and every guest with it, when the server's end of the socket
is closed; no message ends it.

No database is opened and no thread started here, since neither survives a fork.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import importlib
import json
import os
import pkgutil
import resource
import select
import signal
import socket
import sys
import termios
import time
from pathlib import Path
from typing import Any

from rich.cells import cell_len

from care_tui.host.framing import Inbox
from care_tui.host.session_spec import SessionSpec
from care_tui.startup_tuning import paint_promptly, put_off_unused
from screens.importing.received_files import HAS_COME

GRACE = 1.0
"""Seconds that guests have to end in when the server is gone."""
MOST_MEMORY = 320 << 20
"""Bytes of memory that a guest may take beside what it was forked with."""
_DEAF_TO = (signal.SIGINT, signal.SIGHUP)
"""Signals that are for the server, or for one guest."""
_UNNEEDED = (".migrations", ".sample")
_LIBRARIES = (
    "concurrent.futures.thread",
    "sqlalchemy.dialects.sqlite",
    "textual.drivers.headless_driver",
    "textual.drivers.linux_driver",
    "textual.layouts.factory",
    "textual.layouts.horizontal",
    "textual.layouts.stream",
    "textual.pilot",
    "textual.widgets._input",
    "textual.widgets._text_area",
    "textual.widgets._option_list",
    "textual.widgets._markdown",
)


class ForkServer:
    """Forks guests on request, and says when they end."""

    def __init__(self, channel: socket.socket, run: Any) -> None:
        """``run`` is called in a guest's process with its `SessionSpec`; its value is the exit code."""
        self._channel = channel
        self._run = run
        self._guests: dict[int, int] = {}
        """The number the server gave, by process id."""
        self._inbox = Inbox()
        self._descriptors: list[int | None] = []
        """Terminals that came, in the order of the messages they belong to; None for one that
        could not be taken."""
        self._woken, self._wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def serve(self) -> None:
        """Go on until the server is gone."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        self._report(ready=True)
        while self._serve_once():
            pass
        self._end_all()

    def _serve_once(self) -> bool:
        """Wait for one thing to do, and do it; False once the server is gone."""
        ready, _, _ = select.select([self._channel.fileno(), self._woken], [], [])
        if self._woken in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._woken, 4096)
            self._reap()
        return self._channel.fileno() not in ready or self._listen()

    def _listen(self) -> bool:
        try:
            data, descriptors, flags, _ = socket.recv_fds(self._channel, 65536, 16)
        except ConnectionError:
            return False
        self._descriptors += descriptors or ([None] if flags & socket.MSG_CTRUNC else [])
        if not data:
            return False
        for message in self._inbox.take(data):
            self._obey(message)
        return True

    def _obey(self, message: Any) -> None:
        """Do what ``message`` asks for; what asks for nothing that can be done is passed over."""
        match message:
            case {"start": int(number), "spec": dict(spec)}:
                self._start(number, spec, self._descriptors.pop(0) if self._descriptors else None)
            case {"signal": [int(number), str(name)]} if name in signal.Signals.__members__:
                for pid, guest in self._guests.items():
                    if guest == number:
                        os.kill(pid, signal.Signals[name])

    def _start(self, number: int, spec: dict[str, Any], tty: int | None) -> None:
        """Fork a guest, or say that it cannot be."""
        try:
            if tty is None:
                raise OSError("no terminal came")
            pid = os.fork()
        except OSError:
            if tty is not None:
                os.close(tty)
            self._report(failed=number)
            return
        if pid == 0:
            self._become_guest(spec, tty)
        os.close(tty)
        self._guests[pid] = number
        self._report(started=number, pid=pid)

    def _become_guest(self, spec: dict[str, Any], tty: int) -> None:
        """Run the app on ``tty``; does not come back."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, *_DEAF_TO):
                signal.signal(number, signal.SIG_DFL)
            os.setsid()
            fcntl.ioctl(tty, termios.TIOCSCTTY, 0)
            for standard in (0, 1, 2):
                os.dup2(tty, standard)
            os.closerange(3, 1024)
            _bound_memory()
            code = self._run(SessionSpec.from_json(spec))
        finally:
            os._exit(code)

    def _reap(self) -> None:
        while self._guests:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            number = self._guests.pop(pid, None)
            if number is not None:
                self._report(ended=number, code=os.waitstatus_to_exitcode(status))

    def _report(self, **message: Any) -> None:
        with contextlib.suppress(OSError):
            self._channel.sendall(json.dumps(message).encode() + b"\n")

    def _end_all(self) -> None:
        """End every guest; those that do not end are killed."""
        for pid in self._guests:
            os.kill(pid, signal.SIGTERM)
        last = time.monotonic() + GRACE
        while self._guests and time.monotonic() < last:
            select.select([self._woken], [], [], last - time.monotonic())
            with contextlib.suppress(BlockingIOError):
                os.read(self._woken, 4096)
            self._reap()
        for pid in self._guests:
            os.kill(pid, signal.SIGKILL)


def _bound_memory() -> None:
    """Let this process take no more than `MOST_MEMORY` beside what it has; where the system
    does not say how much that is, nothing is bounded."""
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def import_all() -> None:
    """Import what a guest may come to need, so that no guest has to. What needs a library that
    is not installed is left out."""
    import screens
    import store
    from care_tui import terminal

    for package in (screens, store, terminal):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in module.name for part in _UNNEEDED):
                with contextlib.suppress(ImportError):
                    importlib.import_module(module.name)
    for name in _LIBRARIES:
        importlib.import_module(name)
    importlib.import_module("care_tui.app")
    from sqlalchemy.orm import configure_mappers

    configure_mappers()
    # Rich loads its table of widths with the first character that is not ASCII.
    cell_len("…")


def main() -> None:
    """Serve guests; the command line has the socket's file descriptor. What comes over the socket
    first is the workspace and the places for summaries, whose URLs may hold passwords, and the folder
    of the guests' things."""
    gc.disable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    # A guest may be told of a file before it listens; then it finds the file.
    for number in (*_DEAF_TO, HAS_COME):
        signal.signal(number, signal.SIG_IGN)
    paint_promptly()
    put_off_unused()
    import_all()
    from care_tui.host.session_process import HostLocation, run_guest

    with socket.socket(fileno=int(sys.argv[1])) as channel:
        inbox, first = Inbox(), None
        while first is None:
            first = next(inbox.take(channel.recv(65536)), None)
        location = HostLocation(first["place"], Path(first["folder"]), first["share"])
        gc.collect()
        gc.freeze()
        ForkServer(channel, lambda spec: run_guest(spec, location)).serve()


if __name__ == "__main__":
    main()
