"""What store tests start from: a workspace file of their own, a clock that stands still,
a team of four.

The tables are made once and the file copied, because making them takes longer than most
tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from store.clock import SetClock
from store.db.engine import database_path, make_engine, workspace_url
from store.seat import Seat
from store.teams import NewTeam, create_team
from store.workspace import TeamRef, Workspace, create_workspace

START = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
"""A Tuesday in week 47."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TeamRef]:
    """A workspace file with the team, for copying."""
    path = tmp_path_factory.mktemp("made") / "care.db"
    workspace = create_workspace(path, SetClock(START), durable=False)
    team = create_team(workspace, NewTeam("Acme Support", members=("Dana", "Lee", "Sam", "Kim")))
    workspace.settle()
    workspace.close()
    return path, team


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """One engine for all tests, so that each statement is made ready once; a new file each."""
    place = tmp_path_factory.mktemp("workspace") / "care.db"
    return make_engine(workspace_url(place), durable=False)


def _start_anew(engine: Engine, made: Path) -> Path:
    """Put a copy of the file ``made`` under ``engine``, alone in its folder."""
    engine.dispose()
    path = database_path(engine.url)
    assert path is not None
    for file in path.parent.iterdir():
        file.unlink()
    shutil.copy(made, path)
    return path


@pytest.fixture
def path(made: tuple[Path, TeamRef], engine: Engine) -> Path:
    """The workspace's file."""
    return _start_anew(engine, made[0])


@pytest.fixture
def workspace(path: Path, engine: Engine, clock: SetClock) -> Iterator[Workspace]:
    workspace = Workspace(engine, clock, place=str(path))
    yield workspace
    workspace.close()


@pytest.fixture
def team(made: tuple[Path, TeamRef]) -> TeamRef:
    """A weekly team in UTC that reviews on Fridays at 15:00."""
    return made[1]


@pytest.fixture
def room(workspace: Workspace, team: TeamRef) -> Seat:
    """The shared terminal."""
    return Seat(workspace, team.id)


def _member(room: Seat, team: TeamRef, name: str) -> Seat:
    return Seat(room.workspace, team.id, room.workspace.find_member(team, name))


@pytest.fixture
def dana(room: Seat, team: TeamRef) -> Seat:
    return _member(room, team, "Dana")


@pytest.fixture
def lee(room: Seat, team: TeamRef) -> Seat:
    return _member(room, team, "Lee")


@pytest.fixture
def sam(room: Seat, team: TeamRef) -> Seat:
    return _member(room, team, "Sam")


@pytest.fixture
def kim(room: Seat, team: TeamRef) -> Seat:
    return _member(room, team, "Kim")


@pytest.fixture(scope="session")
def fresh_seat(made: tuple[Path, TeamRef], engine: Engine) -> Callable[[], Seat]:
    """Makes a seat at a new copy of the team's workspace, for each example of a property; the
    one before is gone."""

    def fresh() -> Seat:
        path = _start_anew(engine, made[0])
        return Seat(Workspace(engine, SetClock(START), place=str(path)), made[1].id)

    return fresh
