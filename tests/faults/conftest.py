"""What tests of faults start from. ``--long`` makes many more of them."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from care_tui.cli.root import cli
from store.board import touchpoints
from store.domain.stages import STAGES
from store.journal.seat import Seat
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace

CARDS = 30
"""In each column."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="the long form of the tests of faults (minutes)"
    )
    parser.addoption("--figures", type=Path, help="add what the tests of faults did to this file")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the long form take as long as it takes."""
    if config.getoption("--long", default=False):
        for item in items:
            item.add_marker(pytest.mark.timeout(0))


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long form was asked for."""
    return bool(request.config.getoption("--long", default=False))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Notes what a test did, for the table of figures."""
    file = request.config.getoption("--figures", default=None)

    def note(said: str) -> None:
        if file is not None:
            with file.open("a", encoding="utf-8") as figures:
                figures.write(f"{request.node.name}: {said}\n")

    return note


class Ran(NamedTuple):
    """What a command left."""

    code: int
    out: str
    err: str


class Care:
    """``care`` on the file at ``place``, with a good backup beside it."""

    def __init__(self, place: Path, backup: Path) -> None:
        self.place = place
        self.backup = backup

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment in which everything is kept beside the workspace."""
        kinds = ("CONFIG", "DATA", "STATE", "CACHE")
        homes = {f"XDG_{kind}_HOME": str(self.place.parent / "home") for kind in kinds}
        return {"CARE_WORKSPACE": str(self.place), **homes}

    @property
    def is_sound(self) -> bool:
        """Whether SQLite finds nothing wrong with the file."""
        try:
            with closing(sqlite3.connect(self.place)) as connection:
                return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False

    def __call__(self, *words: str) -> Ran:
        done = CliRunner(env=self.surroundings).invoke(cli, words)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert "care hit a bug" not in done.stderr, (words, done.stderr)
        return Ran(done.exit_code, done.stdout, done.stderr)

    def must(self, *words: str) -> str:
        """Run a command that must succeed; its facts."""
        ran = self(*words)
        assert ran.code == 0, (words, ran)
        return ran.out

    def is_refused(self, *words: str) -> str:
        """Run a command that must be refused without changing the file; its one sentence."""
        before = self.place.read_bytes()
        ran = self(*words)
        assert self.place.read_bytes() == before, words
        assert (ran.code in (1, 2), ran.out) == (True, ""), (words, ran)
        assert ran.err.count("\n") == 1, ran.err
        return ran.err.strip()

    def is_found_by_doctor(self) -> None:
        ran = self("doctor")
        assert ran.code == 1
        assert re.search(r"^!! +(workspace|integrity) ", ran.out, re.MULTILINE), ran.out

    def is_mended(self) -> None:
        """Bring the backup back; what stood there is kept beside it, what is no database as it is."""
        before = self.place.read_bytes()
        (kept,) = self.must("restore", str(self.backup)).split()
        assert Path(kept).exists()
        if not before.startswith(b"SQLite format 3"):
            assert Path(kept).read_bytes() == before
        assert self.must("board", "--json") == self.whole
        assert self.must("doctor")

    whole: str
    """The board as it was before the fault."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Care:
    """A workspace with cards, and its backup."""
    folder = tmp_path_factory.mktemp("whole")
    care = Care(folder / "care.db", folder / "backup.db")
    workspace = create_workspace(care.place, durable=False)
    seat = Seat(workspace, create_team(workspace, NewTeam("Acme", members=("Dana",))).id)
    for stage in STAGES:
        names = [f"{stage.label} card {number}" for number in range(CARDS)]
        touchpoints.add_many(seat, stage, names)
    workspace.close()
    care.must("backup", str(care.backup))
    care.whole = care.must("board", "--json")
    return care


@pytest.fixture
def care(whole: Care, tmp_path: Path) -> Care:
    """A copy of the workspace, to be harmed."""
    mine = Care(tmp_path / "care.db", whole.backup)
    shutil.copy(whole.place, mine.place)
    mine.whole = whole.whole
    return mine
