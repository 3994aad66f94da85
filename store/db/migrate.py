"""Runs the migrations; apart from `schema` because importing Alembic is slow."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from store.common.errors import BrokenLinks
from store.db.engine import lock_making

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for ``connection``; the migrations inside the package, no file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _vacuum(engine: Engine) -> None:
    """Have what a migration took out of a server's tables leave their files too."""
    with engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("VACUUM touchpoint, journal"))


def run_migrations(engine: Engine, target: str = "head") -> None:
    """Bring the database of ``engine`` to ``target`` in one transaction.

    SQLite rebuilds tables to change them, which with foreign keys on deletes the rows that
    point at them: the keys are off meanwhile, and checked before the commit. Raises BrokenLinks.
    """
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                lock_making(connection)
                command.upgrade(alembic_config(connection), target)
                if sqlite:
                    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
                    if broken:
                        raise BrokenLinks(f"{len(broken)} rows")
            if not sqlite:
                _vacuum(engine)
        finally:
            if sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
