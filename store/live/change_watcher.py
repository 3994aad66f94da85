"""Notices that a team has changed, whoever changed it, and that the workspace is lost or back.

A team's `ChangeMark` moves with every change: journaled ones move its ``seq``, others (ballots, who
is in a review) its ``unjournaled``. On SQLite one connection asks ``PRAGMA data_version``,
which costs no reading of the file while nobody commits; only when that moved is the mark
read. A server notifies; one that does not is asked for the mark regularly.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from store.common.errors import Refused, Unreachable
from store.db.tables.models import TeamSeqRow
from store.workspace.workspace import Workspace

LOOK = 0.25
"""Seconds between two looks at a file."""
POLL = 0.4
"""Seconds between two looks at a server, or that a notification is waited for at once."""
FIRST_RETRY, LAST_RETRY = 0.5, 30.0
"""Seconds before a lost workspace is tried again: doubled each time, up to the last."""
_LOST = (Refused, SQLAlchemyError, sqlite3.Error, OSError, MemoryError)
"""What loses the workspace until it is tried again. A guest's memory is bounded: where there is none
for a moment, the thread that watches goes on."""


class ChangeMark(NamedTuple):
    """Where a team's changes stand. Compare for equality only: a restore can set it back."""

    seq: int
    unjournaled: int


class ChangeSignal(Protocol):
    """What waits for signs of a change."""

    def wait(self, timeout: float) -> bool:
        """Wait for up to ``timeout`` seconds. Returns True where something may have changed."""

    def close(self) -> None:
        """Let go of the connection."""


class Watcher:
    """Watches one team of a workspace; `run` it in a thread of its own."""

    def __init__(self, workspace: Workspace, team_id: str) -> None:
        self.workspace = workspace
        self.team_id = team_id
        self._doubted = threading.Event()
        self._reached = threading.Event()

    def mark(self) -> ChangeMark | None:
        """Where the team's changes stand; None when there is no such team."""
        with self.workspace.reading() as session:
            row = session.execute(
                select(TeamSeqRow.seq, TeamSeqRow.unjournaled).where(
                    TeamSeqRow.team_id == self.team_id
                )
            ).first()
            return ChangeMark(*row) if row is not None else None

    def report_unreachable(self) -> None:
        """Somebody else could not reach the workspace: look again as after a loss."""
        self._reached.clear()
        self._doubted.set()

    def report_reachable(self) -> None:
        """Somebody else could reach the workspace: while it is lost, try again at once."""
        self._reached.set()

    def run(
        self,
        stop: threading.Event,
        tell: Callable[[ChangeMark | None], None],
        lost: Callable[[float | None], None],
        meanwhile: Callable[[bool], None] = lambda _committed: None,
    ) -> None:
        """Watch until ``stop`` is set.

        ``tell`` gets the mark at the start, and again whenever it is another. ``lost`` gets
        the seconds until the next try when the workspace cannot be reached, and None when it
        is back. ``meanwhile`` is called after each look, and told whether something was
        committed; what it raises counts as a loss.
        """
        retry = FIRST_RETRY
        is_lost = False

        def on_change(mark: ChangeMark | None) -> None:
            nonlocal retry, is_lost
            if is_lost:
                if mark is None:
                    raise Unreachable("The file that is there now does not hold this team.")
                retry, is_lost = FIRST_RETRY, False
                lost(None)

        while not stop.is_set():
            try:
                self._listen(stop, tell, on_change, meanwhile)
            except _LOST:
                if stop.is_set():
                    return
                is_lost = True
                lost(retry)
                self._wait(stop, retry)
                retry = min(2 * retry, LAST_RETRY)

    def _wait(self, stop: threading.Event, seconds: float) -> None:
        """Wait for ``seconds``, until ``stop`` is set or the workspace was reached."""
        end = time.monotonic() + seconds
        while not self._reached.is_set() and (seconds_left := end - time.monotonic()) > 0:
            if stop.wait(min(seconds_left, LOOK)):
                return
        self._reached.clear()

    def _listen(
        self,
        stop: threading.Event,
        tell: Callable[[ChangeMark | None], None],
        on_change: Callable[[ChangeMark | None], None],
        meanwhile: Callable[[bool], None],
    ) -> None:
        """Watch over one connection until ``stop`` is set. Raises what loses the connection."""
        self._doubted.clear()
        pace = LOOK if self.workspace.path is not None else POLL
        with contextlib.closing(self._change_signal(stop)) as signal:
            last_mark: ChangeMark | None = None
            first = moved = True
            while not stop.is_set():
                if moved:
                    mark = self.mark()
                    on_change(mark)
                    if first or mark != last_mark:
                        tell(mark)
                    last_mark, first = mark, False
                meanwhile(moved)
                moved = signal.wait(pace)
                if self._doubted.is_set():
                    raise Unreachable("The workspace could not be reached.")

    def _change_signal(self, stop: threading.Event) -> ChangeSignal:
        if self.workspace.path is not None:
            return _FileSignal(self.workspace, stop)
        from store.live.pg_listener import listen

        return listen(self.workspace, self.team_id) or _Poll(stop)


class _FileSignal:
    """Asks one connection to a file whether another has committed."""

    def __init__(self, workspace: Workspace, stop: threading.Event) -> None:
        self._stop = stop
        self._workspace = workspace
        workspace.check_place()
        self._file = workspace.file
        fairy = workspace.engine.raw_connection()
        fairy.detach()
        self._connection = fairy
        self._cursor = fairy.cursor()
        self._version = self._read()

    def _read(self) -> int:
        self._cursor.execute("PRAGMA data_version")
        (version,) = self._cursor.fetchall()[0]
        return int(version)

    def wait(self, timeout: float) -> bool:
        self._stop.wait(timeout)
        self._workspace.check_place()
        if self._workspace.file != self._file:
            raise Unreachable("Another file took the place of the one that is listened to.")
        before, self._version = self._version, self._read()
        return self._version != before

    def close(self) -> None:
        self._connection.close()


class _Poll:
    """Supposes a change at every look."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def wait(self, timeout: float) -> bool:
        self._stop.wait(timeout)
        return True

    def close(self) -> None:
        """Nothing is held open."""
