"""An empty machine for the commands of a page, with a database server where it needs one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.certificates import certify
from tests.clusters import Cluster, give_to_server_user, running_cluster
from tests.pages.machine import PASSWORD, Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without a database server."""
    return Machine(tmp_path)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A server as Debian's: TLS with a certificate of its own, the administrator by the socket, and
    nobody else yet."""
    with running_cluster() as made:
        certify("db.example", made.data / "server.crt", made.data / "server.key")
        for name in ("server.crt", "server.key"):
            (made.data / name).chmod(0o600)
            give_to_server_user(made.data / name)
        (made.data / "pg_hba.conf").write_text("local all all trust\n")
        made.stop()
        made.settings["ssl"] = "on"
        made.start()
        yield made


@pytest.fixture
def database_machine(tmp_path: Path, cluster: Cluster) -> Machine:
    """A machine with that server, which is ``db.example`` to it."""
    machine = Machine(
        tmp_path,
        programs=str(cluster.programs),
        socket=str(cluster.folder),
        port=cluster.port,
    )
    machine.restart = "env -C / " + " ".join(f"'{word}'" for word in cluster.restarting())
    machine.replaced |= {
        "192.0.2.0/24": "127.0.0.1/32",
        "PASSWORD": PASSWORD,
        "db.example:5432": f"db.example:{cluster.port}",
        "/etc/ssl/certs/db.example.pem": str(tmp_path / "db.example.pem"),
    }
    (tmp_path / "db.example.pem").write_bytes((cluster.data / "server.crt").read_bytes())
    rules = tmp_path / "etc" / "postgresql" / "15" / "main" / "pg_hba.conf"
    rules.parent.mkdir(parents=True)
    rules.symlink_to(cluster.data / "pg_hba.conf")
    return machine
