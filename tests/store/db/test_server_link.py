"""How a server is reached, as the doctor tells it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from store.db.engine import make_engine, workspace_url
from store.db.server_link import (
    ServerLink,
    find_service,
    link_of,
    password_file,
    read_link,
    service_files,
    service_name,
)

if TYPE_CHECKING:
    from tests.databases import Databases


@pytest.mark.parametrize(
    ("host", "address", "tls", "mode", "link"),
    [
        ("/run/postgresql", "", False, "prefer", ServerLink(True, False, False)),
        ("localhost", "", False, "prefer", ServerLink(True, False, False)),
        ("db.example", "127.0.0.1", False, "prefer", ServerLink(True, False, False)),
        ("::1", "", False, "prefer", ServerLink(True, False, False)),
        ("db.example", "", False, "disable", ServerLink(False, False, False)),
        ("db.example", "", True, "require", ServerLink(False, True, False)),
        ("db.example", "", True, "verify-full", ServerLink(False, True, True)),
    ],
)
def test_a_line_is_told(host: str, address: str, tls: bool, mode: str, link: ServerLink) -> None:
    mode_option = SimpleNamespace(keyword=b"sslmode", val=mode.encode())
    pgconn = SimpleNamespace(
        host=host.encode(), hostaddr=address.encode(), ssl_in_use=tls, info=[mode_option]
    )
    assert link_of(SimpleNamespace(pgconn=pgconn)) == link


def test_a_real_line_is_told(postgres: Databases, tmp_path: Path) -> None:
    engine = make_engine(workspace_url(postgres.new()))
    assert read_link(engine) == ServerLink(True, False, False)
    engine.dispose()
    file = make_engine(workspace_url(tmp_path / "care.db"))
    assert read_link(file) is None


def test_libpqs_files_are_looked_for_where_libpq_does() -> None:
    url = make_url("postgresql:///?service=acme&passfile=/etc/care/pass")
    assert service_name(url, {"PGSERVICE": "other"}) == "acme"
    assert password_file(url, {"PGPASSFILE": "/other"}) == Path("/etc/care/pass")
    plain = make_url("postgresql://db.example/care")
    assert service_name(plain, {"PGSERVICE": "other"}) == "other"
    assert password_file(plain, {"PGPASSFILE": "/other"}) == Path("/other")
    assert password_file(plain, {}) == Path.home() / ".pgpass"
    both = {"PGSERVICEFILE": "/own.conf", "PGSYSCONFDIR": "/etc/pg"}
    assert service_files(both) == [Path("/own.conf"), Path("/etc/pg/pg_service.conf")]


def test_a_service_is_found_in_the_first_file_that_has_it(tmp_path: Path) -> None:
    own, shared = tmp_path / "own.conf", tmp_path / "shared.conf"
    own.write_text("not a section at all\n")
    shared.write_text("# ours\n[acme]\nhost=db.example\n[other]\npassword=x\n")
    found = find_service("acme", [own, tmp_path / "none", shared])
    assert found is not None
    assert (found.file, found.has_password) == (shared, True)
    assert find_service("nobody", [own, shared]) is None
