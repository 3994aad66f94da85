"""The way to the database: one engine a workspace, with what makes its writes safe.

SQLite: WAL, full sync, a busy wait of five seconds, deleted text overwritten, and every
writing transaction begun with ``BEGIN IMMEDIATE``; a deferred one loses updates or fails
with "database is locked". Reading transactions say so and begin deferred, so that readers
never wait. PostgreSQL is in `store.db.server`.
"""

from __future__ import annotations

import random
import re
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from store.errors import Refused

APPLICATION_ID = 0x43415245
"""What a workspace file carries in SQLite's header: the letters CARE."""
BUSY_WAIT = 5000
"""Milliseconds a statement waits for another's lock."""
_LOOKS = (0.001, 0.008)
"""Seconds between two looks at whether somebody else still writes, at random between these."""
_READING = "care_reading"
_SCHEMAS = re.compile(r"(?:^|\s)(?:-c\s*|--)search[_-]path=((?:\\.|\S)+)")
"""The schemas in libpq's ``options``, which may hold settings that are secret besides."""
_SERVERS = ("postgresql", "postgres")


def workspace_url(place: str | Path) -> URL:
    """The database URL of ``place``: a file path, or a URL as SQLAlchemy writes them.

    Raises Refused for a URL of a database that cannot hold a workspace.
    """
    text = str(place)
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
    if backend in _SERVERS:
        password = url.password or "".join(url.query.get("password", "")) or None
        url = url.difference_update_query(["password"])
        return url.set(drivername="postgresql+psycopg", password=password)
    raise Refused(
        f"A workspace is an SQLite file or a PostgreSQL database; “{backend}” is not supported."
    )


def shown(url: URL) -> str:
    """The workspace's place, fit to be shown: a file's path, or a server's URL without secrets."""
    path = database_path(url)
    if path is not None:
        return str(path)
    where = {key: value for key, value in url.query.items() if key in ("host", "port")}
    schemas = _SCHEMAS.findall(" ".join(url.normalized_query.get("options", ())))
    if schemas:
        where["options"] = f"-csearch_path={schemas[-1]}"
    plain = URL.create(
        "postgresql",
        username=url.username,
        host=url.host,
        port=url.port,
        database=url.database,
        query=where,
    )
    return plain.render_as_string(hide_password=True)


def make_engine(url: URL, *, durable: bool = True) -> Engine:
    """An engine for ``url``.

    ``durable=False`` gives up a file's safety against a power cut; only for throwaway copies.
    Raises Refused where what PostgreSQL needs is not installed.
    """
    if database_path(url) is None:
        from store.db.server import make_server_engine

        return make_server_engine(url)
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 5})

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
