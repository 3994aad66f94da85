"""A workspace in PostgreSQL: its engine, its lock for making tables, who is told of changes.

Writing transactions are READ COMMITTED and lock the team's ``team_seq`` row first; reading
ones are REPEATABLE READ, READ ONLY. Every change of a ``team_seq`` row notifies the team's
channel inside its transaction, so that listeners hear of it at the commit and not before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Mapper

from store.common.errors import Refused
from store.db.server_url import named_schema
from store.db.tables.models import TeamSeqRow

CONNECTING = 5
"""Seconds that a connection may take to come about."""
_NOTIFIES = "care_notifies"
_DRIFT = "care_drift"


def connect_args(url: URL) -> dict[str, Any]:
    """What a connection is opened with, apart from the URL; what the URL says wins."""
    args = {
        "connect_timeout": CONNECTING,
        "application_name": "care",
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }
    return {key: value for key, value in args.items() if key not in url.query}


def make_server_engine(url: URL) -> Engine:
    """An engine for the PostgreSQL database ``url``. Raises Refused where psycopg is missing."""
    try:
        engine = create_engine(
            url,
            connect_args=connect_args(url),
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            pool_size=2,
            max_overflow=8,
            pool_timeout=10,
            pool_use_lifo=True,
            hide_parameters=True,
        )
    except ImportError:
        raise Refused(
            "A workspace in PostgreSQL needs one more part: install care-tui[postgres]."
        ) from None
    for name in ("sqlalchemy", "psycopg"):
        # Without a handler Python writes what they log about a lost connection over the app.
        logging.getLogger(name).addHandler(logging.NullHandler())
    # Ahead of SQLAlchemy's own first questions, which a database of another encoding confuses.
    event.listen(engine, "connect", _check_connection(named_schema(url)), insert=True)
    # After a reading transaction SQLAlchemy would ask for writing ones, over the server's own word.
    engine.dialect.set_readonly = _set_read_only  # type: ignore[attr-defined]
    return engine


def _set_read_only(connection: Any, value: bool) -> None:
    """Have transactions only read, or else do what the server says (its default may be to)."""
    connection.read_only = True if value else None


def _check_connection(named: str | None) -> Callable[[Any, Any], None]:
    """What is done with each new connection; ``named`` is the schema that the URL asks for."""
    from store.db.server_failures import NotUtf8

    def connected(connection: Any, record: Any) -> None:
        encoding = connection.info.parameter_status("server_encoding")
        try:
            if encoding not in ("UTF8", None):
                raise NotUtf8(encoding)
            connection.autocommit = True
            _learn(connection, record, named)
        except BaseException:
            connection.close()
            raise
        connection.autocommit = False

    return connected


def _learn(connection: Any, record: Any, named: str | None) -> None:
    """Learn what the server's clock says, and whether it can notify; refuse what is unfit.

    Engines that speak PostgreSQL may lack `pg_notify`, and a role may lack the right to it;
    changes are then found by polling. A database that does not keep UTF-8 would refuse a
    person's words later, when they are saved. A pooler answers the login itself: its next
    transaction may be on another connection, which does not have what was prepared on this one,
    and it may have left the URL's options out.
    """
    from store.db.server_failures import OptionsLeftOut, no_schema

    before = datetime.now(UTC)
    with connection.cursor() as cursor:
        query = "SELECT clock_timestamp(), current_schema(), pg_backend_pid()"
        now, schema, process = cursor.execute(query).fetchone()
        if schema is None:
            raise no_schema(connection)
        if process != connection.info.backend_pid:
            if named not in (None, schema):
                raise OptionsLeftOut("unsupported startup parameter: options")
            connection.prepare_threshold = None
        record.info[_DRIFT] = now - (before + (datetime.now(UTC) - before) / 2)
        record.info[_NOTIFIES] = _can_notify(cursor)


def _can_notify(cursor: Any) -> bool:
    from psycopg import DatabaseError, OperationalError

    try:
        cursor.execute("SELECT pg_notify('care_probe', '')")
    except OperationalError:
        raise
    except DatabaseError:
        return False
    return True


class ServerClock:
    """The server's clock: this machine's with the difference measured at each new connection."""

    def __init__(self, engine: Engine) -> None:
        self._drift = timedelta()
        event.listen(engine, "connect", self._measured)

    def _measured(self, _connection: Any, record: Any) -> None:
        self._drift = record.info[_DRIFT]

    def now(self) -> datetime:
        return datetime.now(UTC) + self._drift


def channel(team_id: str) -> str:
    """The channel on which a team's changes are notified."""
    return f"care_{team_id}"


@event.listens_for(TeamSeqRow, "after_insert")
@event.listens_for(TeamSeqRow, "after_update")
def _notify(_mapper: Mapper[Any], connection: Connection, row: TeamSeqRow) -> None:
    if connection.info.get(_NOTIFIES):
        connection.execute(text("SELECT pg_notify(:c, '')"), {"c": channel(row.team_id)})
