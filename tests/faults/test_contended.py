"""Eight processes vote and edit at once on one file with full sync: none is lost.

What the writers do is in ``tests/together/writer.py``.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store.board import touchpoints
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace
from tests import warm

WRITER = Path(__file__).parents[1] / "together" / "writer.py"
NAMES = [f"W{number}" for number in range(8)]
TURNS = {False: 6, True: 130}
"""Edits, and as many votes, of each."""
FOCUS = 4
"""The place of Focus in the team's agenda."""


def run_together(place: Path, seat: Seat, members: list[str], cards: list[str], turns: int) -> int:
    """Let every member write at once; how often one had to begin an edit again."""
    writers = [
        warm.start_with_pipes(
            [sys.executable, str(WRITER), str(place), str(turns), seat.team_id, id, name, *cards],
            os.environ,
        )
        for name, id in zip(NAMES, members, strict=True)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    answers = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * len(writers)
    return sum(map(int, answers))


def test_eight_processes_lose_no_vote_and_no_edit(
    tmp_path: Path, long: bool, tell: Callable[[str], None]
) -> None:
    place, turns = tmp_path / "care.db", TURNS[long]
    workspace = create_workspace(place)
    team = create_team(workspace, NewTeam("Acme", members=tuple(NAMES)))
    room = Seat(workspace, team.id)
    cards = touchpoints.add_many(room, Stage.ASSIST, ["One", "Two", "Three"])
    members = [workspace.find_member(team, name) for name in NAMES]
    reviews.open_review(room, AgendaKind.TEAM, present=members)
    reviews.go_to_step(room, FOCUS)
    first = load_snapshot(room).seq

    began = time.monotonic()
    met = run_together(place, room, members, cards, turns)
    seconds = time.monotonic() - began

    changes = len(NAMES) * turns
    assert load_snapshot(room).seq == first + changes
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        notes = [text for (text,) in connection.execute("SELECT notes FROM touchpoint")]
        votes = connection.execute("SELECT member_id, votes FROM vote").fetchall()
        ((counted,),) = connection.execute("SELECT unjournaled FROM team_seq").fetchall()
    lines = [line for text in notes for line in text.splitlines()]
    assert sorted(lines) == sorted(f"{name}-{turn}" for name in NAMES for turn in range(turns))
    assert sorted(votes) == sorted((member, 2) for member in members)
    assert counted >= changes
    workspace.close()
    tell(f"{changes} edits and {changes} votes in {seconds:.0f} s, {met} met another's and merged")
