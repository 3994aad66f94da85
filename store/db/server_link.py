"""How a PostgreSQL server is reached, and which of libpq's files say so: for those who look after it.

Nothing of a password is kept or shown here.
"""

from __future__ import annotations

import configparser
import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine

from store.common.dataclass import dataclass
from store.db.error_translation import translated_errors

_CHECKING = ("verify-ca", "verify-full")
"""Values of ``sslmode`` with which the server has to prove who it is."""


@dataclass(frozen=True, slots=True)
class ServerLink:
    """The connection to a server."""

    is_local: bool
    """It does not leave this machine."""
    encrypted: bool
    checked: bool
    """The server had to prove who it is."""


def read_link(engine: Engine) -> ServerLink | None:
    """How the server behind ``engine`` is reached; None for a file.

    Raises Unreachable where it does not answer.
    """
    if engine.dialect.name == "sqlite":
        return None
    with translated_errors(), engine.connect() as connection:
        return link_of(connection.connection.driver_connection)


def link_of(connection: Any) -> ServerLink:
    """How psycopg's ``connection`` reaches its server."""
    pgconn = connection.pgconn
    host = (pgconn.hostaddr or pgconn.host).decode("utf-8", "replace")
    options = {option.keyword: option.val or b"" for option in pgconn.info}
    mode = options.get(b"sslmode", b"").decode("ascii", "replace")
    return ServerLink(_is_local(host), bool(pgconn.ssl_in_use), mode in _CHECKING)


def _is_local(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def password_file(url: URL, environment: Mapping[str, str] = os.environ) -> Path:
    """The file in which libpq looks for ``url``'s password."""
    named = url.query.get("passfile") or environment.get("PGPASSFILE")
    return Path(named).expanduser() if isinstance(named, str) else Path.home() / ".pgpass"


def service_name(url: URL, environment: Mapping[str, str] = os.environ) -> str:
    """The service that ``url`` or ``PGSERVICE`` names; empty where none is."""
    named = url.query.get("service") or environment.get("PGSERVICE", "")
    return named if isinstance(named, str) else named[-1]


def service_files(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """The files in which libpq looks for a service, the person's own first."""
    named = environment.get("PGSERVICEFILE")
    own = Path(named).expanduser() if named else Path.home() / ".pg_service.conf"
    shared = environment.get("PGSYSCONFDIR")
    return [own, *([Path(shared) / "pg_service.conf"] if shared else [])]


@dataclass(frozen=True, slots=True)
class Service:
    """A service that a file defines."""

    file: Path
    has_password: bool
    """The file holds a password, of this service or another."""


def find_service(name: str, files: list[Path]) -> Service | None:
    """The service called ``name``; None where no file that can be read defines it."""
    for file in files:
        parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
        try:
            parser.read_string(file.read_text(encoding="utf-8", errors="replace"))
        except (OSError, configparser.Error):
            continue
        if parser.has_section(name):
            return Service(
                file, any(parser.has_option(each, "password") for each in parser.sections())
            )
    return None
