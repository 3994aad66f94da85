"""Having what was deleted leave the database's files too."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Engine, text

from store.db.ballot_models import BALLOTS
from store.db.engine import BUSY_WAIT


def settle(engine: Engine, wait: int) -> bool:
    """Empty SQLite's write-ahead log, waiting ``wait`` ms for readers; whether it is empty now.

    A server is asked to vacuum the tables of ballots; its own log and its archives are its
    administrator's.
    """
    if engine.dialect.name == "sqlite":
        return _empty_log(engine, wait)
    with engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text(f"VACUUM {', '.join(BALLOTS)}"))
    return True


def _empty_log(engine: Engine, wait: int) -> bool:
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA busy_timeout={wait}")
        try:
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        finally:
            raw.execute(f"PRAGMA busy_timeout={BUSY_WAIT}")
        return not busy
