"""What ``care status`` said last, kept to be said again while it is still true.

Loading what reads a workspace takes twice as long as all the rest of the command. So what was
printed is kept in the person's own folder, with what tells that the workspace's file is as it was
(`store.db.sqlite_file.file_state`) and until when nothing changes by itself. Of an open review,
and of a workspace on a server, nothing is kept.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui import __version__, paths
from care_tui.context import CommandContext
from store.common.private_directory import write_own_file
from store.db.sqlite_file import file_state

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.models.snapshot import Snapshot


class StatusCache:
    """The place where one status is kept: of this workspace, team and person, in this form."""

    def __init__(self, context: CommandContext, *, as_json: bool) -> None:
        location = context.location
        self._workspace = None if "://" in location else Path(location).expanduser()
        self._clock = context.clock
        self._file = paths.status_file(
            location, context.team_name, context.member_name, as_json=as_json
        )
        self._seen: str | None = None

    def read(self) -> str | None:
        """What was printed, where a reading of the workspace would print the same now."""
        if self._workspace is None:
            return None
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            since, until = map(datetime.fromisoformat, stored["between"])
            is_true = stored["care"] == __version__ and since < self._clock.now() < until
            if is_true and stored["state"] == file_state(self._workspace):
                return str(stored["said"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            pass
        return None

    def look(self) -> None:
        """Note the workspace's state, before it is read to be printed."""
        self._seen = None if self._workspace is None else file_state(self._workspace)

    def keep(self, seat: Seat, snapshot: Snapshot, printed: str) -> None:
        """Keep what was ``printed`` of ``snapshot``, if nobody has changed anything since `look`."""
        from care_tui.cli.status.steady import steady_between
        from store.improvements.verdicts.due import verdicts_due

        with contextlib.suppress(OSError):
            if self._workspace is None or self._seen is None or snapshot.review is not None:
                self._file.unlink(missing_ok=True)
                return
            since, until = steady_between(seat, snapshot)
            # A verdict that could not be stored is tried again by the next command.
            if verdicts_due(seat) or self._seen != file_state(self._workspace):
                return
            stored = {
                "care": __version__,
                "state": self._seen,
                "between": [since.isoformat(), until.isoformat()],
                "said": printed,
            }
            write_own_file(self._file, json.dumps(stored))
