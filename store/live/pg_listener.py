"""Hearing at once, from the server, that a team changed."""

from __future__ import annotations

import contextlib
import secrets
from typing import Any

from store.common.errors import Unreachable
from store.db.postgres import channel
from store.db.unreachable import LOST
from store.workspace.workspace import Workspace

_PROOF = 2.0
"""Seconds in which a server that notifies has done so."""


class Listener:
    """Hears of one team's changes, on a connection of its own. Make one with `listen`."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        """Psycopg's own, which commits every statement."""

    def wait(self, timeout: float) -> bool:
        """Wait for up to ``timeout`` seconds. Returns True where the team changed since the last call.

        Raises Unreachable once the connection is lost. What changes until there is a new
        listener is not heard: its owner looks for itself first.
        """
        from psycopg import Error

        try:
            return bool(list(self._connection.notifies(timeout=timeout, stop_after=1)))
        except Error:
            raise Unreachable(LOST) from None

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def listen(workspace: Workspace, team_id: str) -> Listener | None:
    """A listener for the team's changes; None where none is heard of, and one has to poll.

    None for a file, for an engine without LISTEN or NOTIFY, for a user who may not use them,
    and behind a pooler that lends connections by the transaction: it is tried, not guessed.
    Raises Unreachable where the database does not answer.
    """
    if workspace.path is not None:
        return None
    from psycopg import Error

    try:
        borrowed = workspace.engine.raw_connection()
    except Error:
        raise Unreachable(LOST) from None
    connection: Any = borrowed.driver_connection
    borrowed.detach()
    connection.autocommit = True
    try:
        if _hears(connection, workspace, team_id):
            return Listener(connection)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def _hears(connection: Any, workspace: Workspace, team_id: str) -> bool:
    """Have ``connection`` listen to the team. Returns True where others' notifications arrive.

    The trial comes from another connection: its own ones a connection hears even through a
    pooler that lends it nothing between two transactions.
    """
    from psycopg import Error, sql

    probe = f"care_{secrets.token_hex(8)}"
    with contextlib.suppress(Error):
        connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(probe)))
        _notify(workspace, probe)
        if any(
            heard.channel == probe for heard in connection.notifies(timeout=_PROOF, stop_after=1)
        ):
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel(team_id))))
            return True
    return False


def _notify(workspace: Workspace, probe: str) -> None:
    """Notify the channel ``probe`` on a connection of the workspace's own. Raises psycopg.Error."""
    other = workspace.engine.raw_connection()
    try:
        cursor = other.cursor()
        cursor.execute("SELECT pg_notify(%s, '')", [probe])
        other.commit()
    finally:
        other.close()
