"""Keys, clicks, sizes and other people at random: something is focused after each of them, and
every key that the footer shows is handled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from care_tui.app import CareApp
from screens.chrome.footer import Footer
from screens.core.app_context import AppContext, NoDrafts
from screens.core.available_commands import AvailableCommand, usable_commands
from screens.core.keys import COMMANDS
from screens.dialogs.choose import OptionLines
from screens.main.main_screen import MainScreen
from screens.widgets.min_size import is_too_small
from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.agenda import AgendaKind
from store.domain.stages import STAGES
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import closing, reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
LEAVING = frozenset({"q", "ctrl+q", "ctrl+z", "ctrl+c"})
"""Keys that end the app, put it aside, or are a signal."""
KEYS = sorted(
    {key for command in COMMANDS for key in command.key_list} - LEAVING
    | {"space", "backspace", "enter", "tab", "z", "9", "é", "full_stop"}
)
SIZES = ((80, 24), (80, 24), (60, 18), (100, 30), (120, 40), (200, 60), (40, 10))
STEPS = 25
LONG_STEPS = 400
"""By kind and seed."""
WAYS_ON = ("escape", "tab", "shift+tab", "enter", "down")
"""What is pressed where the footer shows nothing to press."""
KINDS = ("new alone", "new team", "old alone", "old team")


class Watched(CareApp):
    """The app, which notes what its keys asked for and whether that was done."""

    asked: list[tuple[str, bool]]

    async def run_action(
        self, action: Any, default_namespace: Any = None, namespaces: Any = None
    ) -> Any:
        handled = await super().run_action(action, default_namespace, namespaces)
        self.asked.append((str(action), handled))
        return handled


@pytest.fixture(scope="module")
def made(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The sample, and a workspace just made, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    copied_sample(folder / "old.db", NOW, zone="Europe/Berlin").close()
    new = create_workspace(folder / "new.db", SetClock(NOW), durable=False)
    create_team(new, NewTeam("Acme", zone="Europe/Berlin", members=("Dana", "Lee", "Sam")))
    new.close()
    return {"old": folder / "old.db", "new": folder / "new.db"}


@pytest.fixture
def seat(made: dict[str, Path], kind: str, tmp_path: Path) -> Iterator[Seat]:
    """The room's seat, or in a team a member's."""
    from store.db.engine import make_engine, workspace_url

    age, where = kind.split()
    path = tmp_path / "care.db"
    path.write_bytes(made[age].read_bytes())
    engine = make_engine(workspace_url(path), durable=False)
    workspace = Workspace(engine, SetClock(NOW), location=str(path))
    room = Seat(workspace, workspace.teams()[0].id)
    first = load_snapshot(room).team.members[0]
    yield room if where == "alone" else Seat(workspace, room.team_id, first.id)
    workspace.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", KINDS)
        long = metafunc.config.getoption("--long", default=False)
        metafunc.parametrize("seed", range(1, 3) if long else (1,))


async def test_no_key_goes_dead(
    seat: Seat, kind: str, seed: int, long: bool, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    dice = random.Random(f"{kind} {seed}")
    shell = AppContext(
        open_seat=lambda: seat,
        load=load_snapshot,
        drafts=NoDrafts(),
        reports=tmp_path / "reports",
    )
    app = Watched(shell, start="today")
    app.asked = []
    walk = Walk(app, seat, dice, others=kind.endswith("team"))
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await walk.settle(pilot)
            for number in range(LONG_STEPS if long else STEPS):
                await walk.step(pilot)
                assert len(walk.done) > number, "the walk stands still"
                await walk.settle(pilot)
                walk.check()
    except BaseException:
        print(f"{kind}, seed {seed}: {' · '.join(walk.done)}")
        raise
    tell(f"{len(walk.done)} steps, of which {walk.shown} keys of the footer, {walk.clicks} clicks")


class Walk:
    """One person at one terminal, and what others do meanwhile."""

    def __init__(self, app: Watched, seat: Seat, dice: random.Random, *, others: bool) -> None:
        self.app = app
        self.seat = seat
        self.dice = dice
        self.others = others
        self.done: list[str] = []
        self.shown = self.clicks = 0

    async def step(self, pilot: Pilot[None]) -> None:
        """One thing, whatever it is."""
        lot = self.dice.random()
        if is_too_small(self.app.size):
            await self.resize(pilot, (80, 24))
        elif lot < 0.4:
            await self.press_shown(pilot)
        elif lot < 0.65:
            await self.press(pilot, self.dice.choice(KEYS))
        elif lot < 0.9:
            await self.click(pilot)
        elif lot < 0.95 or not self.others:
            await self.resize(pilot, self.dice.choice(SIZES))
        else:
            await self.somebody_else(pilot)

    async def press(self, pilot: Pilot[None], key: str) -> None:
        self.done.append(key)
        await pilot.press(key)

    async def press_shown(self, pilot: Pilot[None]) -> None:
        """Press a key that the footer shows: what it is for must be asked for, and done."""
        usable = [each for each in self.in_footer() if each.keys[0] not in LEAVING]
        if not usable:
            await self.press(pilot, self.dice.choice(WAYS_ON))
            return
        one = self.dice.choice(usable)
        key = one.keys[0]
        self.app.asked.clear()
        self.shown += 1
        # A list takes Enter itself, for the line under its cursor.
        in_list = key == "enter" and isinstance(self.app.screen.focused, OptionLines)
        await self.press(pilot, key)
        assert in_list or (one.command.action, True) in self.app.asked, (one, self.app.asked)

    async def click(self, pilot: Pilot[None]) -> None:
        """Click on a widget that can be seen, or anywhere."""
        width, height = self.app.size
        seen = [
            widget
            for widget in self.app.screen.query("*")
            if widget.display and widget.region.area and widget.is_on_screen
        ]
        if seen and self.dice.random() < 0.7:
            region = self.dice.choice(seen).region
            x = region.x + self.dice.randrange(region.width)
            y = region.y + self.dice.randrange(region.height)
        else:
            x, y = self.dice.randrange(width), self.dice.randrange(height)
        x, y = min(max(x, 0), width - 1), min(max(y, 0), height - 1)
        if self.leaves(x, y):
            await self.press(pilot, self.dice.choice(WAYS_ON))
            return
        self.done.append(f"click {x},{y}")
        self.clicks += 1
        await pilot.click(offset=(x, y), times=self.dice.choice((1, 1, 2)))

    def leaves(self, x: int, y: int) -> bool:
        """Whether the key that ends the app is there."""
        widget, region = self.app.screen.get_widget_at(x, y)
        if not isinstance(widget, Footer):
            return False
        at = region.x
        for piece in widget._painted:
            at += piece.width
            if x < at:
                return piece.name in ("quit", "leave", "suspend")
        return False

    async def resize(self, pilot: Pilot[None], size: tuple[int, int]) -> None:
        self.done.append(f"size {size[0]}x{size[1]}")
        await pilot.resize_terminal(*size)

    async def somebody_else(self, pilot: Pilot[None]) -> None:
        """The room, at another terminal, does something to the board or the review."""
        room = Seat(self.seat.workspace, self.seat.team_id)
        review = load_snapshot(room).review
        try:
            if review is None:
                self.done.append("they open")
                members = [each.id for each in load_snapshot(room).team.present_members]
                reviews.open_review(room, self.dice.choice([*AgendaKind]), present=members)
            elif self.dice.random() < 0.15:
                self.done.append("they close")
                closing.close_review(room)
            elif self.dice.random() < 0.3:
                self.done.append("they add")
                touchpoints.add(room, self.dice.choice(STAGES), "Somebody's touchpoint")
            else:
                index = self.dice.randrange(len(review.steps))
                self.done.append(f"they go to {index}")
                reviews.go_to_step(room, index, reveal=True)
        except Refused:
            self.done.append("refused")
        main = self.app.screen_stack[0]
        assert isinstance(main, MainScreen)
        await main.reload()

    async def settle(self, pilot: Pilot[None]) -> None:
        """Wait until nothing is under way but a dialog's question."""
        for _ in range(600):
            await pilot.pause()
            asks = self.app.screen.is_modal
            running = [each for each in self.app.workers if not each.is_finished]
            if not running or (
                asks
                and len(running) < 9
                and all(each.group not in ("search", "past") for each in running)
            ):
                break
        else:
            raise AssertionError(f"still running: {running}")
        await pilot.pause()
        assert self.app._exception is None

    def in_footer(self) -> list[AvailableCommand]:
        return [
            each
            for each in usable_commands(self.app.screen)
            if each.enabled and each.keys and each.command.footer
        ]

    def check(self) -> None:
        """Something that can be seen has the focus, and the footer says what it can."""
        screen = self.app.screen
        if is_too_small(self.app.size):
            return
        focused = screen.focused
        assert focused is not None, "nothing is focused"
        way = [node for node in focused.ancestors_with_self if isinstance(node, Widget)]
        assert focused.is_attached and all(node.display for node in way), f"{focused} is hidden"
        if isinstance(screen, MainScreen):
            assert screen.current_view in way, f"{focused} is not in {screen.current_view}"
        for each in self.in_footer():
            name = each.command.action.split("(")[0].removeprefix("app.")
            node = self.app if each.command.action.startswith("app.") else each.node
            assert hasattr(node, f"action_{name}"), each
        for footer in screen.query(Footer):
            assert footer._painted == footer.parts(footer.size.width), "the footer is stale"
