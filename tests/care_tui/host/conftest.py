"""A real server on a loopback port, and the real OpenSSH client on pseudo-terminals."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pty
import re
import secrets
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pyte
import pytest

from benchmarks.harness.screen import SeenScreen
from store.common.clock import RunningClock
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.teams import access, members
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace
from tests import warm

ROOT = Path(__file__).parents[3]
Process = subprocess.Popen[bytes] | warm.Started
PATIENCE = 30.0
"""Seconds until what is waited for counts as never coming."""
_NO_LETTERS = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p")


def wait_until(condition: Callable[[], object], what: str = "") -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, what or "what was waited for never came"
        time.sleep(0.01)


class Client:
    """``ssh`` on a terminal of its own, with what it shows."""

    def __init__(
        self, words: list[str], size: tuple[int, int], environment: dict[str, str]
    ) -> None:
        self.columns, self.rows = size
        self.master, slave = pty.openpty()
        self._fit()
        self.process = self._begin(words, slave, environment)
        os.close(slave)
        self.bytes = b""
        self.screen = SeenScreen(*size)
        self.stream = pyte.ByteStream(self.screen)

    def _begin(self, words: list[str], slave: int, environment: dict[str, str]) -> Process:
        return subprocess.Popen(
            words,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    def _fit(self) -> None:
        size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)

    def pump(self, seconds: float = 0.02) -> bool:
        """Take what there is to see; False once there is no more."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.bytes += data
        self.stream.feed(_NO_LETTERS.sub(b"", data))
        return bool(data)

    @property
    def shown(self) -> str:
        """What stands on the screen, without its empty lines."""
        return "\n".join(line.rstrip() for line in self.screen.display if line.strip())

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            self.pump()

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._fit()
        os.kill(self.process.pid, 28)

    def ended(self) -> int:
        """The exit code, once it has ended and all it said is seen."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it did not end: {self.shown}"
            self.pump()
        while select.select([self.master], [], [], 0)[0] and self.pump(0):
            pass
        return self.process.wait()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


class Server:
    """A workspace, and ``care host`` serving it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = folder / "work.db"
        self.workspace: Workspace = create_workspace(self.place, RunningClock(), durable=False)
        self.log = folder / "log"
        self.log.touch()
        self.process: Process | None = None
        self.addresses = (f"127.0.0.{number}" for number in range(2, 255))
        self.environment = {
            "HOME": str(folder),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }

    def start(self, *words: str) -> None:
        """Start the server; returns once it listens."""
        said = len(self.log.read_text())
        command = [sys.executable, "-m", "care_tui", "--workspace", str(self.place)]
        with self.log.open("ab") as log:
            self.process = process = self._begin([*command, "host", "--port", "0", *words], log)
        wait_until(lambda: "Host key" in self.log.read_text()[said:] or process.poll() is not None)
        found = re.findall(r"port (\d+)\. Host key: (\S+)", self.log.read_text()[said:])
        assert found, self.log.read_text()[said:]
        self.port, self.fingerprint = found[0]

    def _begin(self, words: list[str], log: IO[bytes]) -> Process:
        with Path(os.devnull).open() as nothing:
            streams = (nothing.fileno(), log.fileno(), log.fileno())
            return warm.start(words, self.environment, streams)

    def zygotes(self) -> list[int]:
        """The process that guests are forked from."""
        return children(self.process.pid) if self.process is not None else []

    def stop(self) -> int:
        """Stop it as systemd would; its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.workspace.close()


class Hosted:
    """A team with Dana and Lee on a server; they come from an address of this test's own."""

    said: list[str]
    """What the server said, where it is served from this process."""
    away: Any
    """What a test puts in the way between the server and its workspace."""

    def __init__(self, server: Server, folder: Path, team: str = "Acme") -> None:
        self.server = server
        self.folder = folder
        self.team = team
        made = create_team(server.workspace, NewTeam(team, members=("Dana", "Lee")))
        self.room = Seat(server.workspace, made.id)
        self.address = next(server.addresses)
        self.clients: list[Client] = []

    @property
    def environment(self) -> dict[str, str]:
        return self.server.environment

    def member(self, name: str) -> str:
        return members.find_member(self.room, name)

    def invite(self, name: str = "Dana") -> str:
        return access.make_invite(self.room, self.member(name)).code

    def key(
        self, name: str = "id", member: str | None = None, kind: str = "ed25519", bits: int = 0
    ) -> Path:
        """A new private key, the member's where one is named."""
        path = self.folder / name
        subprocess.run(
            ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "somebody@laptop", "-f", str(path)]
            + (["-b", str(bits)] if bits else []),
            check=True,
        )
        if member is not None:
            public = path.with_name(f"{name}.pub").read_text()
            access.add_key(self.room, self.member(member), public)
        return path

    def options(self, key: Path | None = None) -> list[str]:
        options = {
            "BindAddress": self.address,
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "IdentityAgent": "none",
            "IdentitiesOnly": "yes",
            "IdentityFile": str(key) if key else "none",
        }
        said = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        return ["-F", "none", *said]

    def ssh(
        self,
        *words: str,
        key: Path | None = None,
        user: str = "care",
        options: tuple[str, ...] = (),
        size: tuple[int, int] = (100, 30),
        **environment: str,
    ) -> Client:
        """Come with ``ssh``; ``words`` is a command to run there."""
        client = Client(
            [
                "ssh",
                *self.options(key),
                "-p",
                self.server.port,
                *options,
                f"{user}@127.0.0.1",
                *words,
            ],
            size,
            {**self.environment, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
        )
        self.clients.append(client)
        return client

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a client program to its end, without a terminal."""
        return subprocess.run(
            words,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
        )

    def texts(self) -> list[str]:
        """What is on the board."""
        board = load_snapshot(self.room).board
        return [card.text for column in board for card in column.touchpoints]

    @staticmethod
    def until(condition: Callable[[], object]) -> None:
        """Wait for a condition."""
        wait_until(condition)

    def drafts(self, name: str = "Dana") -> str:
        """The half-typed text that the server keeps for the member."""
        file = self.server.folder / "state" / "care" / "hosted" / self.member(name) / "drafts.json"
        return file.read_text() if file.exists() else ""

    def guests(self) -> list[int]:
        """The processes of everybody who is on the server, of other teams too."""
        return [guest for zygote in self.server.zygotes() for guest in children(zygote)]

    def close(self) -> None:
        for client in self.clients:
            client.close()
        wait_until(lambda: not self.guests())


def children(pid: int) -> list[int]:
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in file.read_text().split()]
    return found


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that a file's tests share, each with a team and an address of its own."""
    assert shutil.which("ssh"), "these tests need the OpenSSH client"
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.close()


@pytest.fixture
def host(shared: Server, tmp_path: Path) -> Iterator[Hosted]:
    """A team on the shared server."""
    hosted = Hosted(shared, tmp_path, f"Acme {secrets.token_hex(3)}")
    yield hosted
    hosted.close()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Hosted]:
    """The only team on a server that has not been started."""
    server = Server(tmp_path)
    hosted = Hosted(server, tmp_path)
    yield hosted
    for client in hosted.clients:
        client.close()
    server.close()


class ForkedHere:
    """Starts the fork server, in place of `subprocess`, where its own start is not looked at."""

    DEVNULL = subprocess.DEVNULL

    @staticmethod
    def Popen(words: list[str], *, pass_fds: list[int], env: dict[str, str], **_: Any) -> Any:
        with Path(os.devnull).open("r+b", 0) as nothing:
            return warm.start(words, env, (nothing.fileno(), nothing.fileno(), 2), kept=pass_fds)


@pytest.fixture
def served_here(
    alone: Hosted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Serves ``alone`` from this process while the block runs; what the server says is in
    ``alone.said``."""

    @contextlib.asynccontextmanager
    async def serve() -> AsyncIterator[Any]:
        from care_tui.host import fork_client
        from care_tui.host.server import Host, Hosting
        from care_tui.host.session_process import HostLocation
        from care_tui.host.sessions import SessionRules
        from care_tui.host.ssh.ssh_line import SshAddress

        for name, value in alone.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(fork_client, "subprocess", ForkedHere)
        started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        alone.said = []
        host = Host(
            alone.server.workspace,
            HostLocation(str(alone.server.place), tmp_path / "hosted"),
            Hosting(SshAddress("127.0.0.1", 0, tmp_path / "host_key"), SessionRules(None, 100)),
            alone.said.append,
        )
        serving = asyncio.create_task(
            host.serve(lambda listening: started.set_result(listening.port))
        )
        await asyncio.wait([serving, started], return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
        alone.server.port = str(await started)
        yield alone
        os.kill(os.getpid(), signal.SIGTERM)
        assert await serving == 0

    return serve
