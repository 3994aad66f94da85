"""What tests of the whole start from: a team in a real workspace, the app on it, a server."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import gc
import os
import secrets
import shutil
import sys
import tempfile
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import Databases, PostgresServer, server_in

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.worker import Worker

    from care_tui.app import CareApp
    from screens.core.app_context import AppContext
    from screens.main.main_screen import MainScreen
    from store.common.clock import Clock, SetClock
    from store.journal.seat import Seat
    from store.models.snapshot import Snapshot
    from store.models.touchpoint import Touchpoint
    from store.workspace.workspace import Workspace

settings.register_profile("care", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if not os.environ.get("CI"):  # There hypothesis has a profile of its own.
    settings.load_profile("care")
# How quick the machine is says nothing of a property.

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# What one process has compiled is there for the next: tests start hundreds.

gc.set_threshold(50_000, 20, 20)
# Looking through everything that was imported, again and again, is a tenth of the tests' time.

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday in week 47."""
SAMPLED = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
"""The moment that tests take the sample of where any does: it is built once for it."""


@dataclass
class Live:
    """A team with members Dana, Lee and Sam in a real workspace; the app as the room."""

    seat: Seat
    clock: SetClock
    notes: list[str] = field(default_factory=list)
    """Every message the app showed, over the screen or under the board."""

    @property
    def snapshot(self) -> Snapshot:
        """The team as it is in the workspace now."""
        from store.queries.load_snapshot import load_snapshot

        return load_snapshot(self.seat)

    def as_member(self, name: str) -> Seat:
        """Another terminal's seat, of the member called ``name``."""
        from store.journal.seat import Seat

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
        from screens.core.app_context import AppContext
        from store.queries.load_snapshot import load_snapshot

        acting = seat or self.seat
        made: AppContext = AppContext(open_seat=lambda: acting, load=load_snapshot, **shell)
        app = CareApp(made, start=start)
        shown = app.notify

        def notify(message: str, **how: Any) -> None:
            self.notes.append(message)
            shown(message, **how)

        app.notify = notify
        return app

    @staticmethod
    def main(app: CareApp) -> MainScreen:
        """The app's main screen."""
        from screens.main.main_screen import MainScreen

        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen


TESTS = Path(__file__).parent
EXAMPLES = TESTS / "examples"
"""Invented files, one of each kind that teams bring, with the quirks of the real ones."""
REAL_EXAMPLES = os.environ.get("CARE_EXAMPLES", "")
"""The folder of the real files; the tests marked ``real`` read them, and run only where it is named."""


def pytest_report_header() -> str:
    return f"real example files: {REAL_EXAMPLES or 'left out, as CARE_EXAMPLES names no folder'}"


@pytest.fixture
def example() -> Callable[[str], Path]:
    """Finds an example file by its name; fails, saying so, when it is missing."""

    def find(name: str) -> Path:
        folders = [EXAMPLES, *([Path(REAL_EXAMPLES)] if REAL_EXAMPLES else [])]
        for folder in folders:
            if (folder / name).is_file():
                return folder / name
        pytest.fail(f"{name} is in none of {', '.join(map(str, folders))}")

    return find


LONGEST = ("house", "together", "review", "pages")
"""Folders whose files take longest for the tests they hold."""
WAITING = {"faults", "host", "live", "terminal"}
"""Folders whose tests wait for other processes most of their time."""
SLOW = {
    *("together", "faults", "pythons", "review", "pages"),
    *(
        "test_checks.py",
        "test_wheel.py",
        "test_wheel_contents.py",
        "test_as_written.py",
        "test_leaving.py",
        "test_real_input.py",
    ),
}
"""Folders and files whose tests are all marked ``slow``: many processes, or whole reviews."""


def _marks_of(item: pytest.Item, parts: tuple[str, ...]) -> Iterator[str]:
    """The markers that a test's place among the tests, and its fixtures, give it."""
    if SLOW.intersection(parts):
        yield "slow"
    if "host" in parts:
        yield "ssh"
    params = item.callspec.params.values() if hasattr(item, "callspec") else ()
    asked = getattr(item, "fixturenames", ())
    if "postgresql" in params or {"postgres", "postgres_server", "cluster"}.intersection(asked):
        yield "postgres"


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Compile before collecting, so that each worker does a part of it."""
    from tests.compiling import compile_share

    compile_share(session.config)


def pytest_collection_finish() -> None:
    """Look at what was imported and collected no more when looking for what is garbage."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests by folder and fixture; leave the real files out where they are not; begin
    with what takes longest.

    The order keeps a worker from being left alone with the longest at the end.
    """
    parts = {path: path.relative_to(TESTS).parts for path in dict.fromkeys(i.path for i in items)}
    for item in items:
        for mark in _marks_of(item, parts[item.path]):
            item.add_marker(mark)
    if not REAL_EXAMPLES:
        real = [item for item in items if item.get_closest_marker("real")]
        if real:
            config.hook.pytest_deselected(items=real)
            items[:] = [item for item in items if not item.get_closest_marker("real")]

    places = _places(parts)
    items.sort(key=lambda item: places[item.path])


def _places(parts: dict[Path, tuple[str, ...]]) -> dict[Path, float]:
    """Where each file stands: those that wait evenly among those that reckon, so that the cores
    always have something to do, and none of them among the last."""
    waiting = [path for path, each in parts.items() if WAITING.intersection(each)]
    busy = [path for path in parts if path not in waiting]
    ranks = {
        path: next((at for at, name in enumerate(LONGEST) if name in parts[path]), len(LONGEST))
        for path in busy
    }
    busy.sort(key=lambda path: ranks[path])
    apart = 0.85 * len(busy) / max(len(waiting), 1)
    return {path: float(at) for at, path in enumerate(busy)} | {
        path: at * apart for at, path in enumerate(waiting)
    }


@pytest.fixture(scope="session", autouse=True)
def made_ready_once() -> Iterator[None]:
    """A statement is compiled once for all workspaces in files, those that make tables too.

    SQLAlchemy keeps what it has compiled with the engine, and the next test has another.
    """
    from sqlalchemy import Connection, Engine, create_engine, event
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
    from sqlalchemy.util import LRUCache

    from store.db import engine as engines
    from store.db.tables.every import METADATA

    compiled: LRUCache[Any, Any] = LRUCache(1000)
    create_all, making = METADATA.create_all, list[str]()

    class Dialect(SQLiteDialect_pysqlite):
        """The dialect of every file, as what is compiled is kept by it."""

        supports_statement_cache = True

        def __eq__(self, other: object) -> bool:
            return type(self) is type(other)

        def __hash__(self) -> int:
            return hash(type(self))

    def create(*words: Any, **how: Any) -> Engine:
        engine = create_engine(*words, **how)
        if isinstance(engine.dialect, SQLiteDialect_pysqlite):
            engine.dialect.__class__ = Dialect
            engine._compiled_cache = compiled
        return engine

    def make_tables(connection: Connection) -> None:
        if not isinstance(connection.dialect, Dialect):
            create_all(connection)
            return
        if making:
            for statement in making:
                connection.exec_driver_sql(statement)
            return

        said = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            said.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        create_all(connection)
        event.remove(connection, "before_cursor_execute", note)
        making.extend(each for each in said if not each.startswith("PRAGMA"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", create)
        patch.setattr(METADATA, "create_all", make_tables)
        yield


@pytest.fixture(scope="session", autouse=True)
def styles_parsed_once() -> Iterator[None]:
    """A style sheet is parsed once for all apps that have the same colours, as each makes its own."""
    from textual.css.stylesheet import Stylesheet

    parse = Stylesheet._parse_rules
    parsed: dict[tuple[Any, ...], list[Any]] = {}
    colours: WeakKeyDictionary[Stylesheet, tuple[object, object]] = WeakKeyDictionary()

    def parse_once(sheet: Stylesheet, *words: Any, **how: Any) -> list[Any]:
        variables = sheet._variables
        if sheet not in colours or colours[sheet][0] is not variables:
            colours[sheet] = variables, frozenset(variables.items())
        key = (colours[sheet][1], words, *how.items())
        if key not in parsed:
            parsed[key] = parse(sheet, *words, **how)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def asked_the_short_way() -> Iterator[None]:
    """Whether a widget is disabled, and which screen it is on, is asked thousands of times for each
    app: of every widget above it for every rule. Both are answered here without detours."""
    from textual.dom import DOMNode, NoScreen
    from textual.screen import Screen
    from textual.widget import Widget

    def is_disabled(widget: Widget) -> bool:
        node: Any = widget
        while isinstance(node, Widget):
            if node.__dict__.get("_reactive_disabled"):
                return True
            node = node._parent
        return False

    def screen(widget: DOMNode) -> Screen[Any]:
        node: Any = widget
        while node is not None and not isinstance(node, Screen):
            node = node._parent
        if node is None:
            raise NoScreen("node has no screen")
        return node

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Widget, "is_disabled", property(is_disabled))
        patch.setattr(DOMNode, "screen", property(screen))
        yield


@pytest.fixture(scope="session")
def made_live(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The file that `live` is copied from, as making its tables takes long; the team's id."""
    from store.common.clock import SetClock
    from store.teams.teams import NewTeam, create_team
    from store.workspace.workspace import create_workspace

    place = tmp_path_factory.mktemp("live") / "made.db"
    workspace = create_workspace(place, SetClock(FRIDAY), durable=False)
    team = create_team(
        workspace, NewTeam("Acme Support", zone="Europe/Berlin", members=("Dana", "Lee", "Sam"))
    )
    workspace.truncate_wal()
    workspace.close()
    return place, team.id


def open_copy(made: Path, place: Path, clock: Clock) -> Workspace:
    """A copy of a workspace's file, opened as a new one is."""
    from store.db.engine import make_engine, workspace_url
    from store.workspace.workspace import Workspace

    shutil.copy(made, place)
    engine = make_engine(workspace_url(place), durable=False)
    workspace = Workspace(engine, clock, location=str(place))
    workspace.remember()
    return workspace


@pytest.fixture(scope="session")
def copied_sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Workspace]:
    """Takes the place of `build_sample`: what any worker built once for a time and a zone is copied."""
    from store.common.clock import RunningClock
    from store.demo.build import build_sample

    own = tmp_path_factory.getbasetemp()
    samples = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "samples"
    samples.mkdir(exist_ok=True)

    def copy(path: Path, now: datetime, *, zone: str = "UTC") -> Workspace:
        made = samples / f"{now:%Y%m%d%H%M} {zone.replace('/', ' ')}.db"
        with (samples / f"{made.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                draft = samples / f"{made.name}.draft"
                build_sample(draft, now, zone=zone).close()
                draft.rename(made)
        return open_copy(made, path, RunningClock(now))

    return copy


@pytest.fixture(scope="session")
def filled_once(
    made_live: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Callable[[Live], None]], Path]:
    """Has a team's file filled by ``fill``, once for all tests that begin from it."""
    from store.common.clock import SetClock
    from store.journal.seat import Seat

    made: dict[Callable[[Live], None], Path] = {}

    def filled(fill: Callable[[Live], None]) -> Path:
        if fill not in made:
            place = tmp_path_factory.mktemp("filled") / "made.db"
            clock = SetClock(FRIDAY)
            workspace = open_copy(made_live[0], place, clock)
            fill(Live(Seat(workspace, made_live[1]), clock))
            workspace.truncate_wal()
            workspace.close()
            made[fill] = place
        return made[fill]

    return filled


@pytest.fixture
def live_with(
    made_live: tuple[Path, str],
    filled_once: Callable[[Callable[[Live], None]], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Live]]:
    """Opens a team with three members in a workspace file of the test's own, as ``fill`` has
    filled it: ``live = live_with(fill)``."""
    from screens.board.notice_line import NoticeLine
    from store.common.clock import SetClock
    from store.journal.seat import Seat

    opened: list[Live] = []

    def open_with(fill: Callable[[Live], None] | None = None) -> Live:
        made = filled_once(fill) if fill is not None else made_live[0]
        clock = SetClock(FRIDAY)
        workspace = open_copy(made, tmp_path / "care.db", clock)
        opened.append(Live(Seat(workspace, made_live[1]), clock))
        return opened[-1]

    tell = NoticeLine.tell

    def tell_and_note(line: NoticeLine, message: str, seconds: float | None) -> None:
        for live in opened:
            live.notes.append(message)
        tell(line, message, seconds)

    monkeypatch.setattr(NoticeLine, "tell", tell_and_note)
    yield open_with
    for live in opened:
        live.seat.workspace.close()


@pytest.fixture
def live(live_with: Callable[..., Live]) -> Live:
    """A team with three members and an empty board in a workspace file."""
    return live_with()


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


async def type_fast(pilot: Pilot[Any], text: str) -> None:
    """Type ``text`` as fast as a paste would come, each letter a key of its own, and wait until
    all of it has acted."""
    from textual.events import Key
    from textual.keys import _character_to_key

    driver = pilot.app._driver
    assert driver is not None
    for letter in text:
        key = Key(letter if letter.isalnum() else _character_to_key(letter), letter)
        key.set_sender(pilot.app)
        driver.send_message(key)
    await pilot.pause()


@pytest.fixture
def typed() -> Callable[..., Any]:
    """Types a text by its keys: ``await typed(pilot, "Welcome e-mail")``."""
    return type_fast


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
    server = server_in(Path(tempfile.gettempdir()) / f"care-postgres-{run[:16]}")
    yield server
    server.remove()


@pytest.fixture
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the test's own, to be stopped and started."""
    with tempfile.TemporaryDirectory(prefix="care-postgres-", ignore_cleanup_errors=True) as folder:
        server = server_in(Path(folder))
        yield server
        server.remove()


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


@pytest.fixture(autouse=True)
def started_as_for_people(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`App.run_test` prepares the event loop as the real start does: tasks begin at once where
    this Python can, signals and failures go to the app, and input comes from another thread.

    A test in which something fails in the event loop, where nobody waits for it, fails.
    """
    from textual.app import App
    from textual.drivers.headless_driver import HeadlessDriver

    heard: list[BaseException] = []
    run_test, send = App.run_test, HeadlessDriver.send_message

    @contextlib.asynccontextmanager
    async def run(app: App[Any], **how: Any) -> AsyncIterator[Pilot[Any]]:
        from care_tui.app import CareApp, attend
        from care_tui.loop_failures import tell_loop_failures

        if isinstance(app, CareApp):
            attend(app)
            hears = app

            def hear(failure: BaseException) -> None:
                heard.append(failure)
                hears.tell_failure(failure)

            tell_loop_failures(hear)
        if hasattr(asyncio, "eager_task_factory"):
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
        async with run_test(app, **how) as pilot:
            yield pilot

    def from_reader(driver: HeadlessDriver, message: Message) -> None:
        reader = threading.Thread(target=send, args=(driver, message))
        reader.start()
        reader.join()

    monkeypatch.setattr(App, "run_test", run)
    monkeypatch.setattr(HeadlessDriver, "send_message", from_reader)
    yield
    assert not heard, [failures_told(each) for each in heard]


def failures_told(failure: BaseException) -> str:
    """A failure with where it came from."""
    return "".join(traceback.format_exception(failure))


_UNSEEN: WeakKeyDictionary[App[Any], list[Screen[Any]]] = WeakKeyDictionary()
"""The screens that have to be painted once an app, which is waited for, is at rest."""


@pytest.fixture(autouse=True)
def painted_once_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a test waits for an app's rest, nobody sees what is painted on the way there: it is
    laid out as ever, and painted once at the end. That is a tenth of the time of a key.
    """
    from textual.screen import Screen

    paint = Screen._compositor_refresh

    def paint_or_wait(screen: Screen[Any]) -> None:
        app = screen.app
        unseen = _UNSEEN.get(app)
        if unseen is None or app.screen_stack[-1:] != [screen]:
            paint(screen)
            return
        screen._dirty_widgets.clear()
        if screen not in unseen:
            unseen.append(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", paint_or_wait)


async def _at_rest(app: App[Any]) -> None:
    """Wait until no key waits, no message is being handled and nothing is left to be drawn."""
    await app.animator.wait_until_complete()
    loop = asyncio.get_running_loop()
    last = loop.time() + PATIENCE
    quiet = 0
    while quiet < _LOOKS and loop.time() < last and app.is_running and not app._exception:
        _UNSEEN.setdefault(app, [])
        moving = _is_moving(app)
        quiet = 0 if moving or _draw(app) else quiet + 1
        # What cannot be drawn yet waits for something else, like a thread.
        await asyncio.sleep(0.001 if moving or _is_drawing(app) else 0)
    _paint(app)


def _draw(app: App[Any]) -> bool:
    """Lay out what the next frame would, or else paint what was laid out; say whether there was
    anything to do."""
    if not _is_drawing(app):
        return _paint(app)
    screen = app.screen_stack[-1]
    with screen._context():
        screen._on_timer_update()
    return True


def _paint(app: App[Any]) -> bool:
    """Paint the screens that wait for it; say whether there were any."""
    unseen = _UNSEEN.pop(app, [])
    for screen in unseen:
        if app.is_running and screen in app.screen_stack:
            with screen._context():
                screen._compositor_refresh()
    return bool(unseen)


def _is_moving(app: App[Any]) -> bool:
    order = getattr(app, "_key_queue", None)
    if order is not None and (order._waiting or order._released is not None):
        return True
    return any(_is_busy(pump) for pump in (app, *app._registry)) or _is_working(app)


def _is_working(app: App[Any]) -> bool:
    """Whether more is being worked on than waits for the answers of open dialogs, or until
    nobody types."""
    asked = (answer.future for screen in app.screen_stack for answer in screen._result_callbacks)
    waiting = sum(future is not None and not future.done() for future in asked)
    working = [worker for worker in app.workers if not worker.is_finished]
    return len(working) - sum(_has_to_wait(app, each) for each in working) > waiting


def _has_to_wait(app: App[Any], worker: Worker[Any]) -> bool:
    """Whether what would open by itself waits for somebody who types."""
    if worker.group != "unasked" or worker._task is None:
        return False
    from screens.core import unasked

    step: Any = worker._task.get_coro()
    while getattr(step, "cr_code", None) not in (None, unasked.until_still.__code__):
        step = step.cr_await
    still = not unasked.is_busy(app) and unasked.is_still(app, unasked.STILL)
    return getattr(step, "cr_code", None) is not None and not still


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
