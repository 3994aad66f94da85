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
from typing import TYPE_CHECKING, Protocol

from screens.core.main_context import MainContext
from screens.main.reloading import Reloader

if TYPE_CHECKING:
    from store.live.change_watcher import ChangeMark
    from store.live.live_connection import LiveConnection
    from store.models.presence_state import Presence
    from store.models.snapshot import Snapshot


class LiveScreen(MainContext, Protocol):
    """The main screen, as far as other terminals' changes reach it."""

    people: tuple[Presence, ...]
    next_try: float | None
    reloader: Reloader

    @property
    def is_running(self) -> bool: ...

    @property
    def is_attached(self) -> bool: ...

    async def reload(self) -> None:
        """Read the snapshot and show it."""


class LiveUpdates:
    """Hears for the main screen; begun once its workspace is open."""

    def __init__(self, main: LiveScreen) -> None:
        self._main = main
        self._live: LiveConnection | None = None
        self._ended = False
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        self._heard: list[ChangeMark | None] = []
        """The last mark told and not looked at yet."""
        self._catching_up: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to hear, if the program says how."""
        context = self._main.app_context
        if context.watch is not None and context.seat is not None:
            context.expecting = self._main.reloader.expected
            self._live = context.watch(context.seat, self)

    def stop(self) -> None:
        """Hear no more, nor what was said already."""
        self._ended = True
        if self._live is not None:
            self._live.stop()

    def report_unreachable(self) -> bool:
        """The workspace could not be reached: find out, and go on once it is back. False where
        nobody watches it."""
        if self._live is None:
            return False
        self._live.report_unreachable()
        return True

    def report_reachable(self) -> None:
        """The workspace could be reached: no loss is shown any more, and it is watched again."""
        if self._main.next_try is not None and self._live is not None:
            self._main.next_try = None
            self._live.report_reachable()

    # What is heard, in the store's thread

    def changed(self, mark: ChangeMark | None) -> None:
        self._in_loop(lambda: self._look_at(mark))

    def connection_lost(self, seconds: float | None) -> None:
        self._in_loop(lambda: self._show_lost(seconds))

    def people_changed(self, people: tuple[Presence, ...]) -> None:
        self._in_loop(lambda: setattr(self._main, "people", people))

    def notice(self, sentence: str) -> None:
        self._in_loop(
            lambda: self._main.notify(sentence, severity="warning", markup=False, timeout=10)
        )

    def idle(self) -> float:
        return time.monotonic() - self._main.app_context.last_key

    def is_in_review(self) -> bool:
        snapshot = self._main.snapshot
        return snapshot is not None and snapshot.review is not None

    def _in_loop(self, do: Callable[[], None]) -> None:
        def guarded() -> None:
            if not self._ended and self._main.is_attached and self._main.is_running:
                do()

        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(guarded, context=self._context)

    # What comes of it, in the loop

    def _look_at(self, mark: ChangeMark | None) -> None:
        self._heard = [mark]
        if self._catching_up is None or self._catching_up.done():
            # Runs in a copy of the context it is called in: a task that starts at once, as they do
            # from Python 3.12 on, cannot enter the one that is entered already.
            self._catching_up = self._loop.create_task(self._catch_up())
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
