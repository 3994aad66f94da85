"""A real server on a loopback port, and the real OpenSSH client on pseudo-terminals."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from store import access, members
from store.clock import RunningClock
from store.load import load_snapshot
from store.seat import Seat
from store.teams import NewTeam, create_team
from store.workspace import Workspace, create_workspace

ROOT = Path(__file__).parents[3]
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

    def __init__(self, words: list[str], size: tuple[int, int], environment: dict[str, str]):
        self.columns, self.rows = size
        self.master, slave = pty.openpty()
        self._fit()
        self.process = subprocess.Popen(
            words,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self.bytes = b""
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)

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
        return "\n".join(self.screen.display)

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
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


class Hosted:
    """A workspace with Dana and Lee in it, and ``care host`` serving it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = folder / "work.db"
        self.workspace: Workspace = create_workspace(self.place, RunningClock(), durable=False)
        team = create_team(self.workspace, NewTeam("Acme", members=("Dana", "Lee")))
        self.room = Seat(self.workspace, team.id)
        self.clients: list[Client] = []
        self.process: subprocess.Popen[bytes] | None = None
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
        self.log = self.folder / "log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "care_tui", "--workspace", str(self.place)]
                + ["host", "--port", "0", *words],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        wait_until(lambda: "Listening" in self.log.read_text() or self.process.poll() is not None)
        said = self.log.read_text()
        found = re.findall(r"port (\d+)\. Host key: (\S+)", said)
        assert found, said
        self.port, self.fingerprint = found[-1]

    def stop(self) -> int:
        """Stop the server as systemd would; its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def member(self, name: str) -> str:
        return members.find_member(self.room, name)

    def invite(self, name: str = "Dana") -> str:
        return access.make_invite(self.room, self.member(name)).code

    def key(self, name: str = "id", member: str | None = None) -> Path:
        """A new private key, the member's where one is named."""
        path = self.folder / name
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "somebody@laptop", "-f", path],
            check=True,
        )
        if member is not None:
            public = path.with_name(f"{name}.pub").read_text()
            access.add_key(self.room, self.member(member), public)
        return path

    def options(self, key: Path | None = None) -> list[str]:
        options = {
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "IdentityAgent": "none",
            "IdentitiesOnly": "yes",
            "IdentityFile": str(key) if key else "none",
        }
        return [part for name, value in options.items() for part in ("-o", f"{name}={value}")]

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
            ["ssh", "-F", "none", *self.options(key), "-p", self.port, *options]
            + [f"{user}@127.0.0.1", *words],
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

    def drafts(self, name: str = "Dana") -> str:
        """The half-typed text that the server keeps for the member."""
        file = self.folder / "state" / "care" / "hosted" / self.member(name) / "drafts.json"
        return file.read_text() if file.exists() else ""

    def guests(self) -> list[int]:
        """The processes of those who are here."""
        assert self.process is not None
        return [guest for zygote in children(self.process.pid) for guest in children(zygote)]

    def close(self) -> None:
        for client in self.clients:
            client.close()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
        self.workspace.close()


def children(pid: int) -> list[int]:
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in file.read_text().split()]
    return found


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Hosted]:
    """A server that has not been started."""
    assert shutil.which("ssh"), "these tests need the OpenSSH client"
    hosted = Hosted(tmp_path)
    yield hosted
    hosted.close()


@pytest.fixture
def host(hosted: Hosted) -> Hosted:
    """A server that listens."""
    hosted.start()
    return hosted
