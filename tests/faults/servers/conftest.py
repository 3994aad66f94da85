"""Servers as Debian installs them: a pooler before one, a standby behind one."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.common.clock import RunningClock
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace
from tests.care_tui.host.conftest import wait_until
from tests.clusters import Cluster, free_port, running_cluster

PGBOUNCER = shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin:/usr/bin")
_SETTINGS = """
[databases]
care = host={socket} port={port} dbname=care
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = {mode}
{more}
logfile = {folder}/pgbouncer.log
default_pool_size = 4
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A server with Acme's workspace: Dana, Lee and an empty board."""
    with running_cluster() as made:
        made.run(
            "CREATE ROLE care LOGIN",
            "CREATE DATABASE care OWNER care ENCODING UTF8 TEMPLATE template0",
        )
        workspace = create_workspace(made.url(), RunningClock())
        create_team(workspace, NewTeam("Acme", members=("Dana", "Lee")))
        workspace.close()
        yield made


def answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def pooler(cluster: Cluster, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts pgbouncer before the server; the workspace's URL through it, by how it lends."""
    if PGBOUNCER is None:
        pytest.skip("needs pgbouncer: apt-get install pgbouncer")
    with contextlib.ExitStack() as stack:

        def start(mode: str, more: str = "") -> str:
            assert PGBOUNCER is not None
            folder = cluster.folder / mode
            folder.mkdir()
            (folder / "users").write_text('"care" ""\n')
            settings = folder / "pgbouncer.ini"
            listen = free_port()
            settings.write_text(
                _SETTINGS.format(
                    socket=cluster.folder,
                    port=cluster.port,
                    listen=listen,
                    folder=folder,
                    mode=mode,
                    more=more,
                )
            )
            user = []
            if os.geteuid() == 0:
                found = pwd.getpwnam("postgres")
                for path in (folder, *folder.iterdir()):
                    os.chown(path, found.pw_uid, found.pw_gid)
                user = ["-u", "postgres"]
            process = subprocess.Popen(
                [PGBOUNCER, "-q", *user, str(settings)], stderr=subprocess.DEVNULL
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
            wait_until(lambda: answers(listen))
            return f"postgresql://care@127.0.0.1:{listen}/care"

        yield start


@pytest.fixture
def standby(cluster: Cluster) -> Iterator[Cluster]:
    """A hot standby that follows the server."""
    behind = Cluster(cluster.folder, "standby")
    behind.follow(cluster)
    behind.start()
    yield behind
    behind.stop("immediate")
