"""Several terminals on one workspace: each with a connection of its own, as processes have,
wired as the program wires them."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url
from textual.pilot import Pilot

from care_tui.app import CareApp
from care_tui.app_session import AppSession, make_app_context
from care_tui.settings import Settings
from screens.core.app_context import AppContext
from screens.main.main_screen import MainScreen
from store.board import touchpoints
from store.common.clock import SetClock
from store.common.drafts import Drafts
from store.db.engine import make_engine, shown_url, workspace_url
from store.domain.agenda import StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.models.review import Review
from store.models.snapshot import Snapshot
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace
from tests.conftest import type_fast

if TYPE_CHECKING:
    from textual.screen import Screen

    from tests.databases import Databases, PostgresServer

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday in week 47."""
PATIENCE = 30.0
CARDS = ("Welcome e-mail", "Set-up guide", "First call")


async def until(condition: Callable[[], object]) -> None:
    """Wait until it holds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not condition():
        assert loop.time() < end, "What was waited for never came."
        await asyncio.sleep(0.01)


@dataclass
class Terminal:
    """One app at the table, with the keys of its person."""

    app: CareApp
    pilot: Pilot[None]
    loads: list[Snapshot]
    """Every snapshot it read."""
    paintings: int = 0
    """How often something was painted."""

    def __post_init__(self) -> None:
        display = self.app._display

        def count(screen: Screen[Any], renderable: Any) -> None:
            self.paintings += 1
            display(screen, renderable)

        self.app._display = count

    @property
    def app_context(self) -> AppContext:
        return self.app.app_context

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def text(self) -> str:
        """Everything it shows now, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)

    @property
    def review(self) -> Review | None:
        """The open review as it is shown."""
        return self.main.snapshot.review if self.main.snapshot else None

    @property
    def step(self) -> StepKey | None:
        """The step that is shown."""
        return self.review.step.key if self.review else None

    @property
    def rows(self) -> list[str]:
        return self.text.splitlines()

    async def press(self, *keys: str) -> None:
        with self.app._context():
            await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type ``text`` as fast as a paste would come, each letter a key of its own."""
        with self.app._context():
            await type_fast(self.pilot, text)

    async def shows(self, *texts: str) -> None:
        """Wait until all of these are on the screen."""

        def shown() -> bool:
            there = self.text
            return all(text in there for text in texts)

        try:
            await self._until_painted(shown)
        except AssertionError:
            raise AssertionError(f"{texts} did not show:\n{self.text}") from None

    async def hides(self, text: str) -> None:
        """Wait until this is not on the screen."""
        await self._until_painted(lambda: text not in self.text)

    async def _until_painted(self, condition: Callable[[], object]) -> None:
        """Wait until what is on the screen fulfils ``condition``; it is read again only once
        something was painted, as reading it takes as long as painting it."""
        looked = -1

        def fulfilled() -> object:
            nonlocal looked
            if looked == self.paintings:
                return False
            looked = self.paintings
            return condition()

        await until(fulfilled)


@dataclass
class Table:
    """A team with Dana, Lee and Sam and three cards in Connect, for terminals to sit down at."""

    place: str
    folder: Path
    seat: Seat
    clock: SetClock
    openings: list[AppSession] = field(default_factory=list)

    @staticmethod
    async def until(condition: Callable[[], object]) -> None:
        """Wait until it holds."""
        await until(condition)

    @property
    def snapshot(self) -> Snapshot:
        return load_snapshot(self.seat)

    def member(self, name: str) -> Seat:
        """A seat of the member in the test's own process."""
        (id,) = (each.id for each in self.snapshot.team.members if each.name == name)
        return Seat(self.seat.workspace, self.seat.team_id, id)

    def go(self, key: StepKey) -> None:
        """Move the open review to a step, as the room."""
        review = self.snapshot.review
        assert review is not None
        keys = [step.key for step in review.steps]
        reviews.ask_reveal(self.seat)
        reviews.go_to_step(self.seat, keys.index(key), reveal=True)

    @contextlib.asynccontextmanager
    async def terminal(
        self, name: str | None = None, start: str = "board", size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Terminal]:
        """The app of a member, or of the room, on a connection of its own."""
        opening = AppSession(self.place, "Acme Support", name, self.clock)
        self.openings.append(opening)
        shell = make_app_context(opening, Settings(), ascii=False)
        shell.drafts = Drafts(self.folder / f"drafts-{len(self.openings)}.json")
        loads: list[Snapshot] = []
        load = shell.load

        def counted(seat: Seat) -> Snapshot:
            loads.append(load(seat))
            return loads[-1]

        shell.load = counted
        app = CareApp(shell, start=start, environment={"COLORTERM": "truecolor"})
        async with app.run_test(size=size, notifications=True) as pilot:
            terminal = Terminal(app, pilot, loads)
            await until(lambda: shell.seat is not None and bool(loads))
            await until(lambda: bool(terminal.main.people))
            yield terminal
            # What still comes and goes on the screen may not be cut off by the end.
            await pilot.pause()
        opening.close()


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terminals look at one another often, so that a test need not wait."""
    monkeypatch.setattr("store.live.live_connection.ASK", 0.1)
    monkeypatch.setattr("store.live.live_connection.ASK_ANYWAY", 0.1)
    monkeypatch.setattr("store.live.change_watcher.LOOK", 0.02)
    monkeypatch.setattr("store.live.change_watcher.POLL", 0.02)
    monkeypatch.setattr("screens.main.reloading.OWN_CHANGE", PATIENCE)


@pytest.fixture(scope="session")
def made_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that tables are copied from, as making it takes long."""
    place = tmp_path_factory.mktemp("table") / "made.db"
    _fill(str(place))
    return place


@pytest.fixture(scope="session")
def made_database(postgres: Databases) -> str:
    """The name of the database that tables on the server are copied from."""
    url = postgres.new()
    _fill(url)
    return str(make_url(url).database)


def _fill(place: str) -> None:
    """Make a workspace with the team and its cards."""
    workspace = create_workspace(place, SetClock(NOW), durable=False)
    team = create_team(
        workspace, NewTeam("Acme Support", zone="Europe/Berlin", members=("Dana", "Lee", "Sam"))
    )
    touchpoints.add_many(Seat(workspace, team.id), Stage.CONNECT, CARDS)
    workspace.truncate_wal()
    workspace.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def table(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Table]:
    place = str(tmp_path / "care.db")
    if request.param == "postgresql":
        postgres: Databases = request.getfixturevalue("postgres")
        place = postgres.new(request.getfixturevalue("made_database"))
    else:
        shutil.copy(request.getfixturevalue("made_table"), place)
    yield from _set(place, tmp_path, monkeypatch)


@pytest.fixture
def five(
    postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Table]:
    """A table on a server of the test's own."""
    place = postgres_server.new()
    _fill(place)
    yield from _set(place, tmp_path, monkeypatch)


def _set(place: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """Set a table in the filled workspace at ``place``."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder / name))
    clock = SetClock(NOW)
    url = workspace_url(place)
    workspace = Workspace(make_engine(url, durable=False), clock, location=shown_url(url))
    workspace.remember()
    yield Table(place, folder, Seat(workspace, workspace.find_team().id), clock)
    workspace.close()


@pytest.fixture
def in_review(table: Table) -> Table:
    """The table with a review open that Dana leads."""
    reviews.open_review(table.member("Dana"))
    return table
