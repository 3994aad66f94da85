"""One person's app in a browser: it outlives the socket for a while, and the newest socket has it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aiohttp import WSMsgType

from care_tui.host.guest import Guest, fault_of
from care_tui.host.session_spec import terminal_environment
from care_tui.host.sessions import STOPPED
from care_tui.host.web.web_files import NOT_KEPT, SessionFiles

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from aiohttp.web import Request, WebSocketResponse

    from care_tui.host.guest import Launcher
    from care_tui.host.session_spec import SessionSpec
    from store.teams.access import TeamLogin

STAYS = 60.0
"""Seconds that the app goes on without a socket."""
HERE = 5.0
"""Seconds of silence after which a browser is told that the line lives."""
MOST_HELD = 1 << 17
"""Bytes that may wait for a browser before its app is asked to wait."""
LARGEST_FRAME = 1 << 20
"""Bytes of one frame from a browser; a paste comes in one."""
OVER, ELSEWHERE, RESTART = 4001, 4002, 1012
"""Why the server closes a socket: the app has ended; another tab has it; it is stopped and will be
back. Any other end is a lost line, after which the page comes again."""
LEFT_APP = "You have left the app."
TAKEN_OVER = "The app goes on in another tab."
NO_APP = (409, "The app is not open here. Come in first.")
_PIECE = 1 << 16
_REPAINT = 0.1
"""Seconds between two sizes, which the app takes for a change and paints anew."""
_MODE = re.compile(rb"\x1b\[\?([0-9;]{1,40})([hl])")
_MODES = frozenset(b"1049 25 1000 1002 1003 1004 1006 1015 1016 2004".split())
_LONGEST_MODE = 48


class WebSession:
    """An app, and the socket that shows it, if one does."""

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher
        self._loop = asyncio.get_running_loop()
        self._guest: Guest | None = None
        self._socket: WebSocketResponse | None = None
        self._newest: WebSocketResponse | None = None
        """Who asked for the app last, and has or gets it."""
        self._size = (80, 24)
        self._waiting = bytearray()
        self._wake = asyncio.Event()
        self._may_type = asyncio.Event()
        self._may_type.set()
        self._modes: dict[bytes, bool] = {}
        """Which of the terminal's modes the app has turned on and off."""
        self._tail = b""
        self._after_repaint: tuple[int, int] | None = None
        """The size to have at the end, while the app is made to paint anew."""
        self._leaving: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._goodbye = ""
        self.files: SessionFiles | None = None
        """Takes what this person sends from their browser, while there is an app for it."""
        self.last_typed = self._loop.time()
        self.places: tuple[TeamLogin, ...] = ()
        self.over = asyncio.Event()

    def terminal(self) -> dict[str, str]:
        """What a browser's terminal can do, as environment variables."""
        return terminal_environment("xterm-256color", {"COLORTERM": "truecolor"})

    def claim(self, socket: WebSocketResponse, size: tuple[int, int]) -> None:
        """Promise the app to ``socket``, whoever was promised it before."""
        self._newest = socket
        if self._guest is None:
            self._size = size

    def begin(self, spec: SessionSpec) -> None:
        """Begin the app, in the size of who asked last. Raises OSError where there is no terminal
        or process left."""
        with contextlib.suppress(OSError):  # Without room for files there is an app all the same.
            self.files = SessionFiles()
            spec = replace(spec, incoming=str(self.files.folder))
        try:
            self._guest = Guest(
                self._launcher, spec, self._size, self._show, self._slow, self._ended
            )
        except OSError:
            self._close_files()
            raise

    def _close_files(self) -> None:
        if self.files is not None:
            self.files.close()
            self.files = None

    async def take_file(self, request: Request) -> tuple[int, str]:
        """Hand the file that ``request`` brings to the app; the answer's status, and why it was
        not taken."""
        if self.files is None:
            return NO_APP if self._guest is None else (507, NOT_KEPT)
        status, why = await self.files.receive(request)
        if status == 204:
            if self._guest is None:
                return NO_APP
            self._guest.tell_file()
        return status, why

    def refuse(self, sentence: str) -> None:
        """There is no app after all, as ``sentence`` tells whoever waits for it."""
        self.over.set()
        self._close_shown(OVER, sentence)

    # The socket

    async def serve(self, socket: WebSocketResponse, size: tuple[int, int]) -> None:
        """Show the app on ``socket`` and hear it, until it is closed; the one before is closed.
        Where another claimed the app since, this one is."""
        if self._newest is not socket:
            await _close(socket, ELSEWHERE, TAKEN_OVER)
            return
        is_first = self._socket is None and not self._modes
        self._take_over(socket)
        sending = asyncio.create_task(self._send(socket))
        if not is_first:
            self._put(self._prelude())
            self._begin_task(self._repaint(size))
        elif size != self._size:
            self._resize(*size)
        try:
            async for frame in socket:
                await self._may_type.wait()
                if frame.type is WSMsgType.TEXT:
                    self._hear(frame.data)
        finally:
            sending.cancel()
            self._lost(socket)

    def _take_over(self, socket: WebSocketResponse) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None
        # Of a line that died nobody answers the close: it is waited for apart.
        self._close_shown(ELSEWHERE, TAKEN_OVER)
        self._socket = socket
        self._waiting.clear()
        if self._guest is not None:
            self._guest.hold(False)

    def _close_shown(self, code: int, sentence: str) -> None:
        """Close the socket that shows the app, if one does."""
        if self._socket is not None:
            self._begin_task(_close(self._socket, code, sentence))

    def _begin_task(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _lost(self, socket: WebSocketResponse) -> None:
        if self._socket is not socket:
            return
        self._socket = None
        self._waiting.clear()
        if self._guest is not None:
            self._guest.hold(False)
            self._leaving = self._loop.call_later(STAYS, self._hang_up)

    def _hang_up(self) -> None:
        if self._guest is not None:
            self._guest.hang_up()

    async def _repaint(self, size: tuple[int, int]) -> None:
        self._resize(size[0], size[1] - 1)
        self._after_repaint = size
        await asyncio.sleep(_REPAINT)
        latest, self._after_repaint = self._after_repaint, None
        self._resize(*latest)

    def _resize(self, columns: int, rows: int) -> None:
        if self._after_repaint is not None:
            self._after_repaint = (columns, rows)
            return
        self._size = (columns, rows)
        if self._guest is not None:
            self._guest.resize(columns, rows)

    # What the browser says

    def _hear(self, text: str) -> None:
        """Take one frame; what is none is nothing."""
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):
            return
        match frame:
            case ["stdin", str(typed)]:
                self.last_typed = self._loop.time()
                if self._guest is not None:
                    self._guest.type(typed.encode("utf-8", "ignore"))
            case ["resize", {"width": int(columns), "height": int(rows)}]:
                self._resize(columns, rows)

    def _slow(self, slow: bool) -> None:
        if slow:
            self._may_type.clear()
        else:
            self._may_type.set()

    # What the app shows

    def _show(self, data: bytes) -> None:
        self._note_modes(data)
        if self._socket is not None:
            self._put(data)

    def _put(self, data: bytes) -> None:
        self._waiting += data
        self._wake.set()
        if len(self._waiting) > MOST_HELD and self._guest is not None:
            self._guest.hold(True)

    async def _send(self, socket: WebSocketResponse) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            while self._socket is socket:
                try:
                    async with asyncio.timeout(HERE):
                        await self._wake.wait()
                except TimeoutError:
                    await socket.send_str("[]")
                    continue
                self._wake.clear()
                while self._waiting and self._socket is socket:
                    piece = bytes(self._waiting[:_PIECE])
                    del self._waiting[:_PIECE]
                    await socket.send_bytes(piece)
                if self._guest is not None and self._socket is socket:
                    self._guest.hold(False)

    def _note_modes(self, data: bytes) -> None:
        """Remember the modes that the app sets, for a socket that comes later."""
        text = self._tail + data
        for match in _MODE.finditer(text):
            for mode in match[1].split(b";"):
                if mode in _MODES:
                    self._modes[mode] = match[2] == b"h"
        self._tail = text[-_LONGEST_MODE:] if b"\x1b" in text[-_LONGEST_MODE:] else b""

    def _prelude(self) -> bytes:
        """Brings a new terminal into the modes that the app believes it to be in."""
        return b"\x1bc" + b"".join(
            b"\x1b[?%b%c" % (mode, b"h" if on else b"l") for mode, on in self._modes.items()
        )

    # Ending

    def end(self, goodbye: str) -> None:
        """Let the guest keep what is half-typed and end within a second, then say ``goodbye``."""
        self._goodbye = self._goodbye or goodbye
        if self._guest is None:
            self.over.set()
        else:
            self._guest.end()

    def _ended(self, code: int | None) -> None:
        self._guest = None
        self._close_files()
        if self._leaving is not None:
            self._leaving.cancel()
        self.over.set()
        sentence = self._goodbye or (fault_of(code) if code is not None else "") or LEFT_APP
        self._close_shown(RESTART if self._goodbye == STOPPED else OVER, sentence)


async def _close(socket: WebSocketResponse, code: int, sentence: str) -> None:
    with contextlib.suppress(ConnectionError, RuntimeError):
        await socket.close(code=code, message=sentence.encode()[:120])
