"""One guest's session: the SSH channel on one side, a pseudo-terminal with the app on the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import asyncssh

from care_tui.host.guest import CANNOT_START, NO_SEAT, Guest, fault_of
from care_tui.host.session_spec import SessionSpec, terminal_environment

if TYPE_CHECKING:
    from care_tui.host.fork_client import ForkClient
    from store.teams.access import TeamLogin

ONLY_THE_APP = "Only the app is served here: no commands, files or forwarding. Try: ssh -t"
NO_TERMINAL = "The app needs a terminal. Try: ssh -t"
RESTORE = (
    b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?1015l"
    b"\x1b[?1016l\x1b[?2004l\x1b[<u\x1b[m\r"
)
"""Puts a terminal back that an app left without doing so."""


class GuestSession(asyncssh.SSHServerSession[bytes]):
    """What `SshAuthServer` opens for who has come in. Anything but the app is answered in a sentence."""

    def __init__(
        self,
        fork_client: ForkClient,
        come_in: Callable[[GuestSession], Any],
        ended: Callable[[], None],
    ) -> None:
        """``come_in`` is awaited for the `SessionSpec` of who came, None for nobody, or a sentence
        that says why not now; it may end the session at any later time with `end`. ``ended`` is
        called once there is no app for the client, or none any more."""
        self._fork_client = fork_client
        self._come_in = come_in
        self._no_app = ended
        self._loop = asyncio.get_running_loop()
        self._guest: Guest | None = None
        self._goodbye = ""
        self._refusal = ""
        self._has_terminal = False
        self._size = (80, 24)
        self._held: set[str] = set()
        """Why the guest's output waits: the client's ``window`` is full, or its ``line``."""
        self.last_typed = self._loop.time()
        """When anything was last typed, by the loop's clock."""
        self.places: tuple[TeamLogin, ...] = ()
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
        self._finish()
        if not self._chan.is_closing():
            self._chan.write_stderr(f"{sentence}\r\n".encode())
            self._chan.exit(1)

    def _finish(self) -> None:
        """There is no guest, or none any more: the seat is free."""
        self._guest = None
        self.over.set()
        self._no_app()

    async def _start(self) -> None:
        spec = await self._come_in(self)
        if not isinstance(spec, SessionSpec):
            self._refuse(spec or NO_SEAT)
            return
        if self.over.is_set():
            return
        try:
            self._guest = Guest(
                self._fork_client, spec, self._size, self._show, self._slow, self._ended
            )
        except OSError:
            self._refuse(CANNOT_START)
            return
        self._hold()

    def terminal(self) -> dict[str, str]:
        """What the client says of its terminal, as environment variables."""
        environment = self._chan.get_environment()
        return terminal_environment(self._chan.get_terminal_type() or "", environment)

    # Bytes

    def data_received(self, data: bytes, _datatype: int | None) -> None:
        self.last_typed = self._loop.time()
        if self._guest is not None:
            self._guest.type(data)

    def _show(self, data: bytes) -> None:
        if not self._chan.is_closing():
            self._chan.write(data)

    def terminal_size_changed(self, width: int, height: int, _wide: int, _high: int) -> None:
        self._size = (width, height)
        if self._guest is not None:
            self._guest.resize(width, height)

    def pause_writing(self) -> None:
        self._held.add("window")
        self._hold()

    def resume_writing(self) -> None:
        self._held.discard("window")
        self._hold()

    def client_is_slow(self, slow: bool) -> None:
        """Write no more for now, or again: the connection is full."""
        if slow:
            self._held.add("line")
        else:
            self._held.discard("line")
        self._hold()

    def _hold(self) -> None:
        if self._guest is not None:
            self._guest.hold(bool(self._held))

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
        self._guest.end()

    def eof_received(self) -> bool:
        """The client has no more to type: it is gone."""
        self._hang_up()
        return True

    def connection_lost(self, _exc: Exception | None) -> None:
        self._hang_up()
        if self._guest is None:
            self.over.set()

    def _hang_up(self) -> None:
        if self._guest is not None:
            self._guest.hang_up()

    def _ended(self, code: int | None) -> None:
        """The guest's process has ended with this code, negative for a signal, or, with None,
        could not be begun."""
        if code is None:
            self._refuse(CANNOT_START)
            return
        self._finish()
        if self._chan.is_closing():
            return
        fault = fault_of(code)
        if fault:
            self._chan.write(RESTORE)
        farewell = self._goodbye or fault
        if farewell:
            self._chan.write(f"{farewell}\r\n".encode())
        self._chan.exit(code if code >= 0 else 128 - code)
