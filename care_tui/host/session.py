"""One guest's session: the SSH channel on one side, a pseudo-terminal with the app on the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import asyncssh

from care_tui.host.pty_line import PtyLine
from care_tui.host.visit import Visit, terminal_environment

if TYPE_CHECKING:
    from care_tui.host.nursery import Nursery
    from store.access import Admitted

END = 1.0
"""Seconds a guest has to end in, once told."""
ONLY_THE_APP = "Only the app is served here: no commands, files or forwarding. Try: ssh -t"
NO_TERMINAL = "The app needs a terminal. Try: ssh -t"
NO_SEAT = "You are not in a team here any more. Ask for a new invite."
CANNOT_START = "The app cannot be started now; nothing was changed. Try again in a moment."
RESTORE = (
    b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?1015l"
    b"\x1b[?1016l\x1b[?2004l\x1b[<u\x1b[m\r"
)
"""Puts a terminal back that an app left without doing so."""


class GuestSession(asyncssh.SSHServerSession[bytes]):
    """What `Door` opens for who has come in. Anything but the app is answered in a sentence."""

    def __init__(self, nursery: Nursery, come_in: Callable[[GuestSession], Any]) -> None:
        """``come_in`` is awaited for the `Visit` of who came, None for nobody, or a sentence
        that says why not now; it may end the session at any later time with `end`."""
        self._nursery = nursery
        self._come_in = come_in
        self._loop = asyncio.get_running_loop()
        self._line: PtyLine | None = None
        self._guest: int | None = None
        self._goodbye = ""
        self._refusal = ""
        self._has_terminal = False
        self._size = (80, 24)
        self.last_typed = self._loop.time()
        """When anything was last typed, by the loop's clock."""
        self.places: tuple[Admitted, ...] = ()
        self.over = asyncio.Event()
        """Set when nothing of the session is left."""

    # What the client asks for

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._chan = chan

    def pty_requested(self, _term: str, size: tuple[int, int, int, int], _modes: Any) -> bool:
        self._has_terminal = True
        self._size = size[:2]
        return True

    def shell_requested(self) -> bool:
        self._refusal = "" if self._has_terminal else NO_TERMINAL
        return True

    def exec_requested(self, _command: str) -> bool:
        self._refusal = ONLY_THE_APP
        return True

    def subsystem_requested(self, _subsystem: str) -> bool:
        self._refusal = ONLY_THE_APP
        return True

    def session_started(self) -> None:
        if self._refusal:
            self._refuse(self._refusal)
        else:
            self._starting = asyncio.create_task(self._start())

    def _refuse(self, sentence: str) -> None:
        self._chan.write_stderr(f"{sentence}\r\n".encode())
        self._chan.exit(1)

    async def _start(self) -> None:
        visit = await self._come_in(self)
        if not isinstance(visit, Visit):
            self._refuse(visit or NO_SEAT)
            return
        if self.over.is_set():
            return
        self._line = line = PtyLine(self._size, self._show, self._slow)
        try:
            self._guest = self._nursery.begin(visit, line.tty, self._ended)
        except OSError:
            line.close()
            self._refuse(CANNOT_START)
        finally:
            line.guest_has_it()

    def terminal(self) -> dict[str, str]:
        """What the client says of its terminal, as environment variables."""
        said = self._chan.get_environment()
        return terminal_environment(self._chan.get_terminal_type() or "", said)

    # Bytes

    def data_received(self, data: bytes, _datatype: int | None) -> None:
        self.last_typed = self._loop.time()
        if self._line is not None:
            self._line.type(data)

    def _show(self, data: bytes) -> None:
        if not self._chan.is_closing():
            self._chan.write(data)

    def terminal_size_changed(self, width: int, height: int, _wide: int, _high: int) -> None:
        self._size = (width, height)
        if self._line is not None:
            self._line.resize(width, height)

    def pause_writing(self) -> None:
        if self._line is not None:
            self._line.hold(True)

    def resume_writing(self) -> None:
        if self._line is not None:
            self._line.hold(False)

    def _slow(self, slow: bool) -> None:
        if slow:
            self._chan.pause_reading()
        else:
            self._chan.resume_reading()

    # Ending

    def end(self, goodbye: str) -> None:
        """Let the guest keep what is half-typed and end within a second, then say ``goodbye``."""
        self._goodbye = self._goodbye or goodbye
        if self._guest is None:
            self._chan.close()
            return
        self._end_guest("SIGTERM")

    def eof_received(self) -> bool:
        """The client has no more to type: it is gone."""
        self._hang_up()
        return True

    def connection_lost(self, _exc: Exception | None) -> None:
        self._hang_up()
        if self._guest is None:
            self.over.set()

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._end_guest("SIGHUP")

    def _end_guest(self, name: str) -> None:
        if self._guest is not None:
            self._nursery.signal(self._guest, name)
            self._loop.call_later(END, self._nursery.signal, self._guest, "SIGKILL")

    def _ended(self, code: int) -> None:
        """The guest's process has ended with this code, negative for a signal."""
        self._guest = None
        self.over.set()
        if self._line is not None:
            self._line.drain()
        if self._chan.is_closing():
            return
        if code < 0:
            self._chan.write(RESTORE)
        if self._goodbye:
            self._chan.write(f"{self._goodbye}\r\n".encode())
        self._chan.exit(code if code >= 0 else 128 - code)
