"""What store tests start from: a workspace of their own, a clock that stands still, a team
of four.

Each test runs on a file and on a PostgreSQL server, except where it asks for the file's
``path``. The tables are made once, since making them takes longer than most tests: the file is
copied, and the server's database filled anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.common.clock import SetClock
from store.db.engine import database_path, make_engine, workspace_url
from store.db.tables.every import METADATA
from store.journal.seat import Seat
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import TeamRef, Workspace, create_workspace

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.databases import Databases

START = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
"""A Tuesday in week 47."""
ON_FILES = {"path", "fresh_seat"}
"""What only a test of files asks for, or one that tries many examples of the same road."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        files = ON_FILES & set(metafunc.fixturenames)
        databases = ["sqlite"] if files else ["sqlite", "postgresql"]
        metafunc.parametrize("database", databases, indirect=True, scope="session")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    name: str = request.param
    return name


def _fill(workspace: Workspace) -> TeamRef:
    return create_team(workspace, NewTeam("Acme Support", members=("Dana", "Lee", "Sam", "Kim")))


class File:
    """One file with one engine, so that each statement is made ready once."""

    def __init__(self, folder: Path) -> None:
        self._made = folder / "made.db"
        workspace = create_workspace(self._made, SetClock(START), durable=False)
        self.team = _fill(workspace)
        workspace.truncate_wal()
        workspace.close()
        self.engine = make_engine(workspace_url(folder / "open" / "care.db"), durable=False)

    def start_anew(self) -> str:
        """Put a fresh copy under the engine, alone in its folder; its place."""
        self.engine.dispose()
        path = database_path(self.engine.url)
        assert path is not None
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        shutil.copy(self._made, path)
        return str(path)


class Server:
    """One database on a server with one engine; what the team starts with waits in a schema."""

    def __init__(self, url: str) -> None:
        workspace = create_workspace(url, SetClock(START))
        self.team = _fill(workspace)
        self.engine = workspace.engine
        self._place = workspace.location
        self._names = [table.name for table in METADATA.sorted_tables]
        kept = "".join(f"CREATE TABLE made.{name} AS TABLE public.{name};" for name in self._names)
        with self.engine.begin() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA made;{kept}")
            self._made = self._filled(connection)

    def start_anew(self) -> str:
        """Put the first rows in place of all others; the place."""
        with self.engine.begin() as connection:
            filled = self._filled(connection)
            gone = "".join(f"DELETE FROM {name};" for name in reversed(filled))
            back = "".join(f"INSERT INTO {name} SELECT * FROM made.{name};" for name in self._made)
            connection.exec_driver_sql(gone + back)
        return self._place

    def _filled(self, connection: Connection) -> list[str]:
        """The tables with any row, those that others refer to first: few of all."""
        each = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in self._names)
        filled = set(connection.exec_driver_sql(" UNION ALL ".join(each)).scalars())
        return [name for name in self._names if name in filled]


@pytest.fixture(scope="session")
def made_on() -> Iterator[dict[str, File | Server]]:
    """What was made on each database. It stays when tests of another database come between."""
    made: dict[str, File | Server] = {}
    yield made
    for each in made.values():
        each.engine.dispose()


@pytest.fixture(scope="session")
def made(
    database: str,
    made_on: dict[str, File | Server],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> File | Server:
    """The workspace with the team on ``database``, for starting anew from."""
    if database not in made_on:
        if database == "sqlite":
            made_on[database] = File(tmp_path_factory.mktemp("workspace"))
        else:
            postgres: Databases = request.getfixturevalue("postgres")
            made_on[database] = Server(postgres.new())
    return made_on[database]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def place(made: File | Server) -> str:
    """The workspace's place, with nothing but the team in it."""
    return made.start_anew()


@pytest.fixture
def path(place: str) -> Path:
    """The workspace's file; a test that asks for it runs on files alone."""
    return Path(place)


@pytest.fixture
def workspace(made: File | Server, place: str, clock: SetClock) -> Iterator[Workspace]:
    workspace = Workspace(made.engine, clock, location=place)
    yield workspace
    workspace.close()


@pytest.fixture
def team(made: File | Server) -> TeamRef:
    """A weekly team in UTC that reviews on Fridays at 15:00."""
    return made.team


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
def fresh_seat(made: File | Server) -> Callable[[], Seat]:
    """Makes a seat at the team's workspace as it was at first, in a file, for each example of a
    property; the one before is gone."""

    def fresh() -> Seat:
        place = made.start_anew()
        return Seat(Workspace(made.engine, SetClock(START), location=place), made.team.id)

    return fresh
