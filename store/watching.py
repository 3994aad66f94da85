"""Notices that a team has changed, whoever changed it, and that the workspace is lost or back.

A team's `Mark` moves with every change: journaled ones move its ``seq``, others (ballots, who
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

from store.db.models import TeamSeqRow
from store.errors import Refused, Unreachable
from store.workspace import Workspace

LOOK = 0.25
"""Seconds between two looks at a file."""
POLL = 0.4
"""Seconds between two looks at a server, or that a notification is waited for at once."""
FIRST_RETRY, LAST_RETRY = 0.5, 30.0
"""Seconds before a lost workspace is tried again: doubled each time, up to the last."""
_LOST = (Refused, SQLAlchemyError, sqlite3.Error, OSError)


class Mark(NamedTuple):
    """Where a team's changes stand. Compare for equality only: a restore can set it back."""

    seq: int
    unjournaled: int


class Ear(Protocol):
    """What waits for signs of a change."""

    def wait(self, timeout: float) -> bool:
        """Wait for up to ``timeout`` seconds; whether something may have changed."""

    def close(self) -> None:
        """Let go of the connection."""


class Watcher:
    """Watches one team of a workspace; `run` it in a thread of its own."""

    def __init__(self, workspace: Workspace, team_id: str) -> None:
        self.workspace = workspace
        self.team_id = team_id
        self._doubted = threading.Event()
        self._reached = threading.Event()

    def mark(self) -> Mark | None:
        """Where the team's changes stand; None when there is no such team."""
        with self.workspace.reading() as session:
            row = session.execute(
                select(TeamSeqRow.seq, TeamSeqRow.unjournaled).where(
                    TeamSeqRow.team_id == self.team_id
                )
            ).first()
            return Mark(*row) if row is not None else None

    def doubt(self) -> None:
        """Somebody else could not reach the workspace: look again as after a loss."""
        self._reached.clear()
        self._doubted.set()

    def reached(self) -> None:
        """Somebody else could reach the workspace: while it is lost, try again at once."""
        self._reached.set()

    def run(
        self,
        stop: threading.Event,
        tell: Callable[[Mark | None], None],
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

        def found() -> None:
            nonlocal retry, is_lost
            if is_lost:
                retry, is_lost = FIRST_RETRY, False
                lost(None)

        while not stop.is_set():
            try:
                self._listen(stop, tell, found, meanwhile)
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
        while not self._reached.is_set() and (left := end - time.monotonic()) > 0:
            if stop.wait(min(left, LOOK)):
                return
        self._reached.clear()

    def _listen(
        self,
        stop: threading.Event,
        tell: Callable[[Mark | None], None],
        found: Callable[[], None],
        meanwhile: Callable[[bool], None],
    ) -> None:
        """Watch over one connection until ``stop`` is set. Raises what loses the connection."""
        self._doubted.clear()
        pace = LOOK if self.workspace.path is not None else POLL
        with contextlib.closing(self._ear(stop)) as ear:
            told: Mark | None = None
            first = moved = True
            while not stop.is_set():
                if moved:
                    mark = self.mark()
                    found()
                    if first or mark != told:
                        tell(mark)
                    told, first = mark, False
                meanwhile(moved)
                moved = ear.wait(pace)
                if self._doubted.is_set():
                    raise Unreachable("The workspace could not be reached.")

    def _ear(self, stop: threading.Event) -> Ear:
        if self.workspace.path is not None:
            return _FileEar(self.workspace, stop)
        from store.listening import listen

        return listen(self.workspace, self.team_id) or _Poll(stop)


class _FileEar:
    """Asks one connection to a file whether another has committed."""

    def __init__(self, workspace: Workspace, stop: threading.Event) -> None:
        self._stop = stop
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
