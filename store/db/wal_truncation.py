"""Having what was deleted leave the database's files too.

While somebody reads what SQLite's write-ahead log holds, the log cannot be emptied. That it is
still to be emptied is marked in the database itself (``user_version``), so that whichever
program writes next tries again.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from store.db.engine import BUSY_WAIT


def request_truncation(session: Session) -> None:
    """Mark, in the transaction that deletes it, that something is to leave the files too."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA user_version=1")


def is_truncation_requested(session: Session) -> bool:
    """Whether something that was deleted may still be in the log."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return False
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar())


def truncate_wal(engine: Engine, wait: int) -> bool:
    """Empty SQLite's write-ahead log, waiting ``wait`` ms for readers. True: it is empty.

    A server is asked to vacuum the tables of ballots; its own log and its archives are its
    administrator's.
    """
    if engine.dialect.name == "sqlite":
        return _empty_log(engine, wait)
    from store.db.tables.ballot_models import BALLOTS

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
            (owed,) = raw.execute("PRAGMA user_version").fetchone()
            if owed != busy:
                raw.execute(f"PRAGMA user_version={busy}")
        except sqlite3.OperationalError:
            return False
        finally:
            raw.execute(f"PRAGMA busy_timeout={BUSY_WAIT}")
        return not busy
