"""Writers killed in the middle of writing: what was acknowledged is there, the file is sound."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace

NURSERY = Path(__file__).with_name("nursery.py")
KILLS = {False: 12, True: 520}
CARDS = 4
MOST_WRITES = 6
"""A writer is killed after at most so many acknowledged writes."""
LATEST_KILL = 0.006
"""Seconds after the last of them within which it is killed: about as long as a write takes."""


class Nursery:
    """Makes writers, one at a time, and knows what they were told is written."""

    def __init__(self, place: Path, team: str, cards: list[str]) -> None:
        self.cards = cards
        self.edited: dict[str, int] = {}
        self.added: set[int] = set()
        self.next = 1
        self.process = subprocess.Popen(
            [sys.executable, str(NURSERY), str(place), team, *cards],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(NURSERY.parents[2])},
        )

    def _line(self) -> list[str]:
        assert self.process.stdout is not None
        return self.process.stdout.readline().split()

    def kill_one(self, writes: int, seconds: float) -> None:
        """Let a writer write, and kill it ``seconds`` after its last acknowledged write."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{self.next}\n")
        self.process.stdin.flush()
        word, pid = self._line()
        assert word == "pid"
        for _ in range(writes):
            self._acknowledged(self._line())
        time.sleep(seconds)
        os.kill(int(pid), signal.SIGKILL)
        while (line := self._line()) != ["ended"]:
            self._acknowledged(line)

    def _acknowledged(self, line: list[str]) -> None:
        word, text = line
        assert word == "wrote"
        number = int(text)
        if number % 5 == 0:
            self.added.add(number)
        else:
            self.edited[self.cards[number % CARDS]] = number
        self.next = number + 1

    def end(self) -> None:
        """Make no more."""
        self.process.communicate()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "care.db"


@pytest.fixture
def nursery(place: Path) -> Iterator[Nursery]:
    """The room's cards in a workspace written with full sync."""
    workspace = create_workspace(place)
    seat = Seat(workspace, create_team(workspace, NewTeam("Acme")).id)
    cards = touchpoints.add_many(seat, Stage.CONNECT, [f"Edited {n}" for n in range(CARDS)])
    workspace.close()
    nursery = Nursery(place, seat.team_id, cards)
    yield nursery
    nursery.end()


def check(place: Path, nursery: Nursery) -> int:
    """Everything acknowledged is there, once, in a sound file; how many changes there are.

    The one write that a writer was in when it was killed may be there or not.
    """
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        texts = [text for (text,) in connection.execute("SELECT text FROM touchpoint")]
        notes = dict(connection.execute("SELECT id, notes FROM touchpoint"))
        seqs = [seq for (seq,) in connection.execute("SELECT seq FROM journal ORDER BY seq")]
        ((counted,),) = connection.execute("SELECT seq FROM team_seq").fetchall()
    there = {int(text.removeprefix("Card ")) for text in texts if text.startswith("Card ")}
    assert nursery.added <= there <= {*nursery.added, nursery.next}
    for card, number in nursery.edited.items():
        assert int(notes[card]) in (number, nursery.next)
    assert seqs == list(range(1, counted + 1))
    return int(counted)


def test_what_was_acknowledged_before_a_kill_is_there(
    place: Path, nursery: Nursery, long: bool, tell: Callable[[str], None]
) -> None:
    chance = random.Random(5)
    before = after = 0
    for _ in range(KILLS[long]):
        nursery.kill_one(chance.randint(0, MOST_WRITES), chance.uniform(0, LATEST_KILL))
        after = check(place, nursery)
        assert after >= before
        before = after
    acknowledged = nursery.next - 1
    assert acknowledged > KILLS[long]
    tell(f"{KILLS[long]} kills, {acknowledged} acknowledged writes, {after} changes in the file")
