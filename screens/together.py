"""The main screen's ear for the other terminals: it reloads what they changed, shows who is
here, and says when the workspace is lost and back.

What it hears comes in a thread of the store's; it is handed to the event loop, where a plain
task reads the snapshot again. No worker does, since keys wait for workers.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.main import MainScreen
    from store.attendance import Presence
    from store.company import Company
    from store.snapshot import Snapshot
    from store.watching import Mark


class Together:
    """Hears for `MainScreen`; begun once its workspace is open."""

    def __init__(self, main: MainScreen) -> None:
        self._main = main
        self._company: Company | None = None
        self._ended = False
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        self._heard: list[Mark | None] = []
        """The last mark told and not looked at yet."""
        self._catching_up: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to hear, if the program says how."""
        shell = self._main.shell
        if shell.watch is not None and shell.seat is not None:
            self._company = shell.watch(shell.seat, self)

    def stop(self) -> None:
        """Hear no more, nor what was said already."""
        self._ended = True
        if self._company is not None:
            self._company.stop()

    def doubt(self) -> bool:
        """The workspace could not be reached: find out, and go on once it is back. False where
        nobody watches it."""
        if self._company is None:
            return False
        self._company.doubt()
        return True

    def reached(self) -> None:
        """The workspace could be reached: no loss is shown any more, and it is watched again."""
        if self._main.next_try is not None and self._company is not None:
            self._main.next_try = None
            self._company.reached()

    # What is heard, in the store's thread

    def changed(self, mark: Mark | None) -> None:
        self._in_loop(lambda: self._look_at(mark))

    def lost(self, seconds: float | None) -> None:
        self._in_loop(lambda: self._show_lost(seconds))

    def here(self, people: tuple[Presence, ...]) -> None:
        self._in_loop(lambda: setattr(self._main, "people", people))

    def said(self, sentence: str) -> None:
        self._in_loop(
            lambda: self._main.notify(sentence, severity="warning", markup=False, timeout=10)
        )

    def idle(self) -> float:
        return time.monotonic() - self._main.shell.last_key

    def _in_loop(self, do: Callable[[], None]) -> None:
        def guarded() -> None:
            if not self._ended and self._main.is_attached and self._main.is_running:
                do()

        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(guarded, context=self._context)

    # What comes of it, in the loop

    def _look_at(self, mark: Mark | None) -> None:
        self._heard = [mark]
        if self._catching_up is None or self._catching_up.done():
            self._catching_up = self._loop.create_task(self._catch_up(), context=self._context)
            self._catching_up.add_done_callback(self._caught_up)

    async def _catch_up(self) -> None:
        """Reload until what is shown is what was heard of last; own changes are shown already."""
        while self._heard:
            await self._main.reloader.settled()
            mark = self._heard.pop() if self._heard else None
            if mark is None or mark != _mark_of(self._main.snapshot):
                await self._main.reload()

    def _caught_up(self, task: asyncio.Task[None]) -> None:
        failure = None if task.cancelled() else task.exception()
        if isinstance(failure, Exception):
            self._main.app._handle_exception(failure)

    def _show_lost(self, seconds: float | None) -> None:
        was_lost = self._main.next_try is not None
        self._main.next_try = None if seconds is None else time.monotonic() + seconds
        if was_lost and seconds is None:
            self._look_at(None)


def _mark_of(snapshot: Snapshot | None) -> tuple[int, int] | None:
    """Where the team's changes stood when ``snapshot`` was read."""
    return None if snapshot is None else (snapshot.seq, snapshot.unjournaled)
