"""PostgreSQL servers as Debian installs them: with TLS, passwords, a port, and standbys."""

from __future__ import annotations

import atexit
import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
"""Of every version that Debian has put on this machine."""


def needs_debian_postgresql() -> None:
    """Skip the test where Debian's PostgreSQL is not installed."""
    if not PROGRAMS:
        pytest.skip("needs Debian's server: apt-get install postgresql")


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def as_server_user() -> list[str]:
    """What comes before a server's program, which root may not run."""
    if os.geteuid() != 0:
        return []
    runuser = shutil.which("runuser", path="/usr/sbin:/sbin:/usr/bin:/bin")
    assert runuser is not None
    return [runuser, "-u", "postgres", "--"]


def give_to_server_user(path: Path) -> None:
    """Let the servers' user own ``path``, where that is somebody else."""
    if os.geteuid() == 0:
        found = pwd.getpwnam("postgres")
        os.chown(path, found.pw_uid, found.pw_gid)


class Cluster:
    """A server in a folder of its own, on a loopback port and a socket in that folder.

    Who comes by the socket is let in as whom they say they are; by the port as pg_hba.conf says.
    """

    def __init__(self, folder: Path, name: str = "data") -> None:
        self.programs = PROGRAMS[-1].parent
        self.folder = folder
        self.data = folder / name
        self.port = free_port()
        self.settings: dict[str, str] = {"fsync": "off"}

    @property
    def running(self) -> bool:
        """Whether it was started, by whatever process, and not stopped."""
        return (self.data / "postmaster.pid").exists()

    @property
    def options(self) -> str:
        """What the server is started with."""
        said = {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder)}
        words = (f"-c {name}={value}" for name, value in {**said, **self.settings}.items())
        return f"-p {self.port} {' '.join(words)}"

    def command(self, program: str, *words: str) -> list[str]:
        """How one of PostgreSQL's programs is run as the server's user."""
        return [*as_server_user(), str(self.programs / program), *words]

    def call(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's programs to its end."""
        subprocess.run(
            self.command(program, *words), check=True, stdout=subprocess.DEVNULL, cwd=self.folder
        )

    def make(self) -> None:
        """Make an empty server, which trusts everybody: a copy of the first that was made."""
        subprocess.run(["cp", "-a", str(_empty()), str(self.data)], check=True)

    def follow(self, other: Cluster) -> None:
        """Become a hot standby of ``other``."""
        place = f"host=127.0.0.1 port={other.port} user=postgres"
        self.call("pg_basebackup", "-D", str(self.data), "-R", "-c", "fast", "-d", place)

    def restarting(self, what: str = "restart") -> list[str]:
        """How the server is started, restarted or stopped."""
        log = str(self.folder / f"{self.data.name}.log")
        words = ["-D", str(self.data), "-l", log, "-w", "-m", "fast"]
        started = [] if what == "stop" else ["-o", self.options]
        return self.command("pg_ctl", *words, *started, what)

    def start(self) -> None:
        subprocess.run(self.restarting("start"), check=True, stdout=subprocess.DEVNULL)

    def stop(self, mode: str = "fast") -> None:
        """Stop it; ``immediate`` is as if its machine had failed."""
        if self.running:
            self.call("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def promote(self) -> None:
        """Make the standby a primary."""
        self.call("pg_ctl", "-D", str(self.data), "-w", "promote")

    def url(self, database: str = "care", user: str = "care") -> str:
        """Of a database, by the port."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> list[str]:
        """Run statements as the server's administrator; what they print, by line."""
        words = [word for each in statements for word in ("-c", each)]
        place = ["-h", str(self.folder), "-p", str(self.port), "-d", database]
        ran = subprocess.run(
            self.command("psql", "-XAtq", *place, *words),
            check=True,
            capture_output=True,
            text=True,
            cwd=self.folder,
        )
        return ran.stdout.split("\n")[:-1]


@cache
def _empty() -> Path:
    """The files of a server that was never started, which takes most of a second to make."""
    folder = _new_folder()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    empty = Cluster(folder, "empty")
    empty.call("initdb", "-D", str(empty.data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
    return empty.data


@contextlib.contextmanager
def server_folder() -> Iterator[Path]:
    """A folder that the servers' user may reach and write."""
    folder = _new_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="care-cluster-"))
    folder.chmod(0o755)
    give_to_server_user(folder)
    return folder


@contextlib.contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A server that runs, with the user ``care`` and their database ``care``."""
    needs_debian_postgresql()
    with server_folder() as folder:
        cluster = Cluster(folder)
        cluster.make()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
