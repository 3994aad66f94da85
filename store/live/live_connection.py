"""One terminal among the others: it notices changes, says it is there and hears who else is.

All of it happens in one thread, which the screens start and end and know nothing else of.
"""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from store.common.errors import Refused
from store.journal.seat import Seat
from store.live import presence
from store.live.change_watcher import ChangeMark, Watcher
from store.live.presence import BEAT, QUIET_AFTER
from store.models.presence_state import Presence

ASK = 3.0
"""Seconds between two looks at who is here, where somebody may have come or gone."""
ASK_IN_REVIEW = 0.4
"""The same while a review is open, in which the lead waits for who writes."""
ASK_ANYWAY = 15.0
"""Seconds between two such looks at a file that nothing was committed to."""


class LiveListener(Protocol):
    """What a terminal does with what `LiveConnection` notices; called in its thread."""

    def changed(self, mark: ChangeMark | None) -> None:
        """The team stands at ``mark`` now."""

    def connection_lost(self, seconds: float | None) -> None:
        """The workspace cannot be reached and is tried again in ``seconds``; None: it is back."""

    def people_changed(self, people: tuple[Presence, ...]) -> None:
        """These are here now; said when it is others than before."""

    def notice(self, sentence: str) -> None:
        """The person should know this; said once."""

    def idle(self) -> float:
        """Seconds since the terminal's last key."""

    def is_in_review(self) -> bool:
        """Whether the team's review is open, as far as the terminal knows."""


class LiveConnection:
    """Keeps ``seat`` in touch with the other terminals from `start` to `remove_presence`."""

    def __init__(self, seat: Seat, listener: LiveListener) -> None:
        self._seat = seat
        self._listener = listener
        self._watcher = Watcher(seat.workspace, seat.team_id)
        self._stop = threading.Event()
        self._writing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="live connection", daemon=True)
        self._people: tuple[Presence, ...] | None = None
        self._asked = self._beaten = -float("inf")
        self._arrived = self._was_quiet = self._stale = False

    def start(self) -> None:
        """Begin, in a thread that ends with the program."""
        self._thread.start()

    def report_unreachable(self) -> None:
        """The workspace could not be reached just now: find out."""
        self._watcher.report_unreachable()

    def report_reachable(self) -> None:
        """The workspace could be reached just now: try again at once if it was lost."""
        self._watcher.report_reachable()

    def stop(self) -> None:
        """Notice and say no more; returns at once."""
        self._stop.set()

    def leave(self) -> None:
        """End, and take the terminal off those here. Waits for the database if that is slow."""
        self.stop()
        with self._writing:
            if self._arrived:
                self._arrived = False
                presence.remove_presence(self._seat)

    def _run(self) -> None:
        hearing = self._listener
        self._watcher.run(self._stop, hearing.changed, hearing.connection_lost, self._attend)

    def _attend(self, committed: bool) -> None:
        """Say that the terminal is there and ask who is, where it is time to. A file tells
        whether something was ``committed``; a server tells that of the team alone."""
        now = time.monotonic()
        idle = self._listener.idle()
        quiet = idle >= QUIET_AFTER.total_seconds()
        came_back, self._was_quiet = self._was_quiet and not quiet, quiet
        if came_back or now - self._beaten >= BEAT.total_seconds():
            self._beaten = now
            self._write_presence(idle)
            self._asked = -float("inf")
        self._stale = self._stale or committed or self._seat.workspace.path is None
        soon = min(ASK, ASK_IN_REVIEW) if self._listener.is_in_review() else ASK
        if now - self._asked >= (soon if self._stale else ASK_ANYWAY):
            self._asked, self._stale = now, False
            self._ask()

    def _write_presence(self, idle: float) -> None:
        """Write that the terminal is there. That it cannot be written is no loss."""
        with self._writing:
            if self._stop.is_set():
                return
            try:
                if self._arrived:
                    presence.write_heartbeat(self._seat, self._seat.now - timedelta(seconds=idle))
                else:
                    presence.arrive(self._seat)
                    self._arrived = True
            except (Refused, SQLAlchemyError):
                return  # a disk that is full, say: what cannot be read either is a loss

    def _ask(self) -> None:
        seat = self._seat
        people = presence.who_is_here(seat.workspace, seat.team_id, seat.now)
        if people != self._people:
            self._people = people
            self._listener.people_changed(people)
