"""The way to the database: one engine a workspace, with what makes its writes safe.

SQLite: WAL, full sync, a busy wait of five seconds, deleted text overwritten, and every
writing transaction begun with ``BEGIN IMMEDIATE``; a deferred one loses updates or fails
with "database is locked". Reading transactions say so and begin deferred, so that readers
never wait. PostgreSQL is in `store.db.postgres`.
"""

from __future__ import annotations

import random
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError

from store.common.errors import Refused
from store.db.server_url import means_server, read_server_url, shown_server
from store.db.sqlite_file import connect_existing

APPLICATION_ID = 0x43415245
"""What a workspace file carries in SQLite's header: the letters CARE."""
BUSY_WAIT = 5000
"""Milliseconds a statement waits for another's lock."""
_LOOKS = (0.001, 0.008)
"""Seconds between two looks at whether somebody else still writes, at random between these."""
_READING = "care_reading"


def workspace_url(location: str | Path) -> URL:
    """The database URL of ``location``: a file path, or a URL as SQLAlchemy writes them.

    Raises Refused for a URL of a database that cannot hold a workspace.
    """
    text = str(location)
    if means_server(text):
        return read_server_url(text)
    if "://" not in text:
        return URL.create("sqlite+pysqlite", database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise Refused("That workspace is neither a file path nor a database URL.") from None
    if backend == "sqlite":
        database = Path(url.database or "").expanduser().absolute()
        return url.set(drivername="sqlite+pysqlite", database=str(database))
    raise Refused(f"A workspace is an SQLite file or a PostgreSQL database, not “{backend}”.")


def shown_url(url: URL) -> str:
    """The workspace's place, fit to be shown: a file's path, or a server's URL without secrets."""
    path = database_path(url)
    return shown_server(url) if path is None else str(path)


def make_engine(url: URL, *, durable: bool = True) -> Engine:
    """An engine for ``url``.

    ``durable=False`` gives up a file's safety against a power cut; only for throwaway copies.
    Raises Refused where what PostgreSQL needs is not installed.
    """
    path = database_path(url)
    if path is None:
        from store.db.postgres import make_server_engine

        return make_server_engine(url)

    def connect() -> sqlite3.Connection:
        return connect_existing(path, check_same_thread=False)

    engine = create_engine(url, creator=connect)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_WAIT}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={'FULL' if durable else 'OFF'}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get(_READING, False):
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_writing(connection)

    return engine


def _begin_writing(connection: Connection) -> None:
    """Begin once nobody else writes, or fail as busy after `BUSY_WAIT`.

    SQLite's own wait sleeps ever longer between its looks, so that of many writers one that
    waits long is passed by again and again. Here all look equally often, and each is through
    in its turn.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    last = time.monotonic() + BUSY_WAIT / 1000
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > last:
                    raise OperationalError("BEGIN IMMEDIATE", None, error) from None
                time.sleep(random.uniform(*_LOOKS))
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_WAIT}")


def for_reading(engine: Engine) -> Engine:
    """``engine``, its transactions reading one consistent state and waiting for nobody."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_READING: True})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def database_path(url: URL) -> Path | None:
    """The file of an SQLite workspace, None for others."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def lock_making(connection: Connection) -> None:
    """Until the transaction ends nobody else makes or migrates tables in this database.

    SQLite has one writer anyway; a server is asked for an advisory lock.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})
