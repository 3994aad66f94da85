"""Fifty people on one ``care host``: how soon they are in, how soon a key answers, their memory.

They come with the OpenSSH client, a fifth of a second apart, all on this machine, whose cores
the clients share with the server.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import mean

from benchmarks.harness.pty import COLUMNS, PATIENCE, ROOT, ROWS, environment
from benchmarks.harness.rows import Row, missing, within

PEOPLE, QUICK_PEOPLE = 50, 10
APART = 0.2
"""Seconds between two arrivals."""
EVERY = 1.0
"""Seconds between two keys of one person."""
KEYS, QUICK_KEYS = 20, 5
"""Keys of each person."""
_WALK = (b"\x1b[B", b"\x1b[C", b"\x1b[B", b"\x1b[D", b"\x1b[A", b"\x1b[C", b"\x1b[A", b"\x1b[D")
"""A walk on the board in which every key moves the cursor, and which ends where it began."""
_IN = b"Quit"
"""In the footer, the last thing that the first screen draws."""
_SETTLED = 3.0


class Person:
    """One person's ``ssh``, and when it showed what."""

    def __init__(self, port: str, key: Path, home: Path) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (ROWS, COLUMNS))
        options = {
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "IdentityAgent": "none",
            "IdentitiesOnly": "yes",
            "IdentityFile": str(key),
        }
        said = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            ["ssh", "-F", "none", *said, "-p", port, "care@127.0.0.1"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(home),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self.seen = b""
        self.joined: float | None = None
        self.asked: float | None = None
        self.answers: list[float] = []

    def read(self) -> None:
        """Take what there is, and note what it means."""
        data = os.read(self.master, 65536)
        now = time.perf_counter()
        if self.joined is None:
            self.seen += data
            if _IN in self.seen:
                self.joined = now - self.began
        if self.asked is not None:
            self.answers.append(now - self.asked)
            self.asked = None

    def press(self, key: bytes) -> None:
        self.asked = time.perf_counter()
        os.write(self.master, key)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def _end(people: list[Person]) -> None:
    """End every person's client."""
    for person in people:
        person.close()


def run(*, quick: bool = False) -> list[Row]:
    """Serve, let everybody come, let everybody press keys, and weigh them."""
    count = QUICK_PEOPLE if quick else PEOPLE
    with tempfile.TemporaryDirectory(prefix="care-host-") as folder, ExitStack() as stack:
        home = Path(folder)
        keys = make_team(home, count)
        server, lines = stack.enter_context(serving(home))
        listening = re.search(r"port (\d+)", lines[0])
        assert listening is not None, "the server did not start"
        port = listening[1]
        people: list[Person] = []
        stack.callback(_end, people)
        _arrive(people, keys, port, home)
        late = [person for person in people if person.joined is None]
        if late:
            return [missing("joining", f"{len(late)} of {count} never came in")]
        for person in people:
            person.press(b"2")
        _attend(people, _SETTLED)
        walked = _walk(people, QUICK_KEYS if quick else KEYS)
        return _rows(people, walked, server)


def _rows(people: list[Person], walked: list[float], server: int) -> list[Row]:
    joined = sorted(person.joined or 0.0 for person in people)
    (zygote,) = children(server)
    sizes = [pss(guest) for guest in children(zygote)]
    who = f"{len(people)} people over ssh"
    return [
        within(f"{who}: joining, median", joined[len(joined) // 2], 1.0, "s"),
        within(f"{who}: joining, slowest", joined[-1], 1.0, "s"),
        within(f"{who}: a key, median", 1000 * share(walked, 0.5), 50, "ms"),
        within(f"{who}: a key, p95", 1000 * share(walked, 0.95), 50, "ms"),
        within(f"{who}: memory each (PSS), mean", mean(sizes), 25, "MB"),
        within(f"{who}: memory each (PSS), most", max(sizes), 25, "MB"),
        Row("the server and the process that guests are forked from (PSS)", both(server, zygote)),
    ]


def both(server: int, zygote: int) -> str:
    """The memory of the two processes, in words."""
    return f"{pss(server):.1f} + {pss(zygote):.1f} MB"


def share(values: list[float], part: float) -> float:
    """The value below which ``part`` of them lie, 0 to 1."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def _arrive(people: list[Person], keys: list[Path], port: str, home: Path) -> None:
    """Let everybody come, `APART` seconds from each other, and wait until all are in."""
    start = time.perf_counter()
    for number, key in enumerate(keys):
        _attend(people, start + number * APART - time.perf_counter())
        people.append(Person(port, key, home))
    last = time.perf_counter() + PATIENCE
    while any(person.joined is None for person in people) and time.perf_counter() < last:
        _attend(people, 0.1)


def _walk(people: list[Person], keys: int) -> list[float]:
    """Everybody presses a key every `EVERY` seconds, each at moments of their own; how long
    the answers took to begin."""
    for person in people:
        person.asked = None
        person.answers.clear()
    moments = key_moments(len(people), keys)
    for moment, index, number in moments:
        _attend(people, moment - time.perf_counter())
        people[index].press(_WALK[number % len(_WALK)])
    _attend(people, _SETTLED)
    unanswered = sum(person.asked is not None for person in people)
    return [answer for person in people for answer in person.answers] + [PATIENCE] * unanswered


def key_moments(people: int, keys: int) -> list[tuple[float, int, int]]:
    """When each of so many people presses each of so many keys, in order: the moment by
    `time.perf_counter`, the person and the key's number."""
    chance = random.Random(50)
    start = time.perf_counter()
    return sorted(
        (start + (number + chance.random()) * EVERY, index, number)
        for number in range(keys)
        for index in range(people)
    )


def _attend(people: list[Person], seconds: float) -> None:
    """Read what anybody is shown, for so long."""
    by_descriptor = {person.master: person for person in people}
    last = time.perf_counter() + seconds
    while (left := last - time.perf_counter()) > 0:
        ready, _, _ = select.select(list(by_descriptor), [], [], left)
        for descriptor in ready:
            by_descriptor[descriptor].read()


def make_team(home: Path, count: int) -> list[Path]:
    """A workspace with a team of so many people and a full board; their private keys."""
    from store.board import touchpoints
    from store.domain.stages import STAGES
    from store.journal.seat import Seat
    from store.teams import access
    from store.teams.members import find_member
    from store.teams.teams import NewTeam, create_team
    from store.workspace.workspace import create_workspace

    names = tuple(f"Person {number}" for number in range(count))
    workspace = create_workspace(home / "work.db")
    seat = Seat(workspace, create_team(workspace, NewTeam("Measured", members=names)).id)
    for stage in STAGES:
        for number in range(10):
            touchpoints.add(seat, stage, f"Touchpoint {number} of {stage.label}")
    keys = []
    for number, name in enumerate(names):
        key = home / f"key-{number}"
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
        subprocess.run(words, check=True)
        access.add_key(seat, find_member(seat, name), key.with_suffix(".pub").read_text())
        keys.append(key)
    workspace.close()
    return keys


@contextmanager
def serving(home: Path, *words: str) -> Iterator[tuple[int, list[str]]]:
    """The server's process, and the lines that it says first: one, and another for its page."""
    command = [sys.executable, "-m", "care_tui", "--workspace", str(home / "work.db")]
    server = subprocess.Popen(
        [*command, "host", "--port", "0", *words],
        env=environment(home, {"PYTHONPATH": str(ROOT)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield server.pid, [server.stdout.readline() for _ in range(1 + bool(words))]
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def children(pid: int) -> list[int]:
    """The processes that a process has begun."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in text.split()]


def pss(pid: int) -> float:
    """The memory that is the process's own and its part of what is shared, in MB."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    assert found is not None
    return int(found[1]) / 1000
