"""Names that a workspace offers a shell which completes a line: read quickly, never written.

Neither migrations nor the day's backup happen here, as they do where a workspace is opened.
"""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date
from pathlib import Path
from threading import Thread

from sqlalchemy import text

from store.db.engine import database_path, for_reading, make_engine, workspace_url
from store.db.sqlite_file import file_uri
from store.domain.cycles import Cadence, cycle_of
from store.domain.statistics.measures import MEASURES

_TEAM = "(CAST(:team AS TEXT) IS NULL OR lower(team.name) = lower(CAST(:team AS TEXT)))"
_JOINED = f"JOIN team ON team.id = team_id WHERE {_TEAM}"
_QUERIES = {
    "team": "SELECT name FROM team ORDER BY 1",
    "member": f"SELECT DISTINCT member.name FROM member {_JOINED} AND left_on IS NULL ORDER BY 1",
    "measure": f"SELECT DISTINCT key FROM measure {_JOINED} ORDER BY 1",
    "recipe": f"SELECT DISTINCT recipe.name FROM recipe {_JOINED} ORDER BY 1",
    "cycle": f"SELECT DISTINCT cycle FROM improvement {_JOINED} ORDER BY 1 DESC LIMIT 26",
    "cadence": f"SELECT DISTINCT cadence FROM era {_JOINED}",
}
_WAIT = 2.0
"""Seconds that a server may take, from the connection to the answer."""


def offered_names(location: str | Path, kind: str, team: str | None, today: date) -> list[str]:
    """The names of one ``kind`` (team, member, measure, recipe, cycle) in ``team``, or in all.

    None of a server that does not answer in time. Raises what SQLite does where it cannot be
    read now.
    """
    rows = _rows(location, kind, team)
    if kind == "measure":
        return [*(measure.key for measure in MEASURES), *rows]
    if kind == "cycle":
        running = [cycle_of(today, Cadence(each)) for each in _rows(location, "cadence", team)]
        coming = {label for cycle in running for label in (cycle.label, cycle.next().label)}
        return sorted(coming | set(rows), reverse=True)
    return rows


def _rows(location: str | Path, kind: str, team: str | None) -> list[str]:
    url = workspace_url(location)
    path = database_path(url)
    if path is None:
        return _rows_of_server(location, kind, team)
    # Without a write-ahead log the file holds all, and reading it needs no file beside it.
    alone = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    connection = sqlite3.connect(f"{file_uri(path)}?mode=ro{alone}", uri=True, timeout=0.2)
    try:
        return [str(row[0]) for row in connection.execute(_QUERIES[kind], {"team": team})]
    finally:
        connection.close()


def _rows_of_server(location: str | Path, kind: str, team: str | None) -> list[str]:
    """What the server answers in time. It is asked in a thread, as nothing else ends the wait for
    one that has taken the connection and then stopped; such a thread goes with the program."""
    rows: list[str] = []

    def ask() -> None:
        with contextlib.suppress(Exception):
            rows.extend(_ask_server(location, kind, team))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_WAIT)
    return rows.copy()


def _ask_server(location: str | Path, kind: str, team: str | None) -> list[str]:
    engine = make_engine(workspace_url(location))
    try:
        with for_reading(engine).connect() as connection:
            rows = connection.execute(text(_QUERIES[kind]), {"team": team})
            return [str(row[0]) for row in rows]
    finally:
        engine.dispose()
