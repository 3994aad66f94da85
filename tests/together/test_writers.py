"""Ten writers at once, each a process: nothing lost, nothing overwritten, nothing locked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from store.board import touchpoints
from store.common.clock import RunningClock
from store.db.tables.journal_models import JournalRow
from store.db.tables.models import TeamSeqRow, TouchpointRow
from store.db.tables.review_models import VoteTotalRow
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace
from tests import warm

if TYPE_CHECKING:
    from tests.databases import Databases

WRITERS = 10
EDITS = {"sqlite": 30, "postgresql": 10}
"""How many edits, and as many votes, each writer makes; an even number, so that two votes stay."""
CARDS = 6
FOCUS = 4
"""The place of Focus in the team's agenda."""
Writer = warm.Started
WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the workspace is: a file written with full sync, or a server's database."""
    if request.param == "sqlite":
        return str(tmp_path / "care.db")
    postgres: Databases = request.getfixturevalue("postgres")
    return postgres.new()


@pytest.fixture
def workspace(place: str) -> Iterator[Workspace]:
    made = create_workspace(place, RunningClock())
    yield made
    made.close()


def begin(place: str, edits: int, seat: Seat, member: str, name: str, cards: list[str]) -> Writer:
    """Start a writer as a member."""
    words = [str(WRITER), place, str(edits), seat.team_id, member, name, *cards]
    return warm.start_with_pipes([sys.executable, *words], os.environ)


def test_ten_writers_lose_nothing(place: str, workspace: Workspace) -> None:
    edits = EDITS[workspace.engine.dialect.name]
    names = [f"W{number}" for number in range(WRITERS)]
    team = create_team(workspace, NewTeam("Acme", members=tuple(names)))
    room = Seat(workspace, team.id)
    cards = touchpoints.add_many(room, Stage.CONNECT, [f"Card {number}" for number in range(CARDS)])
    members = [workspace.find_member(team, name) for name in names]
    reviews.open_review(room, AgendaKind.TEAM, present=members)
    reviews.go_to_step(room, FOCUS)
    first = load_snapshot(room).seq

    writers = [
        begin(place, edits, room, id, name, cards) for id, name in zip(members, names, strict=True)
    ]
    assert [out(writer).readline() for writer in writers] == ["ready\n"] * WRITERS
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    answers = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert sum(int(met) for met in answers) > 0

    reviews.ask_reveal(room)
    reviews.reveal(room)
    with workspace.reading() as session:
        check_notes(session, cards, [f"{name}-{turn}" for name in names for turn in range(edits)])
        check_journal(session, team.id, first, WRITERS * edits)
        totals = {row.touchpoint_id: row.votes for row in session.scalars(select(VoteTotalRow))}
    assert totals == {cards[0]: 2 * WRITERS}


def out(writer: Writer) -> IO[str]:
    assert writer.stdout is not None
    return writer.stdout


def check_notes(session: Session, cards: list[str], wanted: list[str]) -> None:
    """Every line that was written is there once, each writer's in order on each card."""
    found: list[str] = []
    for card in cards:
        lines = session.get_one(TouchpointRow, card).notes.splitlines()
        assert sorted(lines, key=wanted.index) == sorted(lines, key=_writer)
        found += lines
    assert sorted(found) == sorted(wanted)


def _writer(line: str) -> int:
    return int(line.removeprefix("W").split("-")[0])


def check_journal(session: Session, team_id: str, first: int, changes: int) -> None:
    """One row a commit, numbered without a gap, each edit made on what the one before left."""
    rows = session.scalars(
        select(JournalRow).where(JournalRow.team_id == team_id).order_by(JournalRow.seq)
    ).all()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    counters = session.get_one(TeamSeqRow, team_id)
    assert counters.seq == len(rows)
    assert counters.unjournaled >= changes
    edits = [row for row in rows if row.kind == "touchpoint-edited"]
    assert [row.seq for row in edits] == list(range(first + 1, first + 1 + changes))
    left: dict[str, str] = {}
    for row in edits:
        (image,) = row.changes
        assert image["before"] == {"notes": left.get(image["id"], "")}
        left[image["id"]] = image["after"]["notes"]
