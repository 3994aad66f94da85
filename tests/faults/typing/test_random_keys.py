"""Keys and sizes at random, over every view and every step of the review: nothing breaks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from care_tui.app import CareApp
from screens.core.app_context import AppContext
from screens.core.keys import COMMANDS
from screens.main.main_screen import MainScreen
from screens.main.navigation import VIEWS as ALL_VIEWS
from screens.widgets.min_size import is_too_small
from store.common.clock import SetClock
from store.common.drafts import Drafts
from store.domain.agenda import AgendaKind
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews.reviews import go_to_step, open_review
from store.workspace.workspace import Workspace

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
VIEWS = ("1", "2", "3", "4", "5", "6", "comma")
LEAVING = frozenset({"q", "ctrl+q", "ctrl+z", "ctrl+c"})
"""Keys that end the app, put it aside, or are a signal."""
KEYS = sorted(
    {key for command in COMMANDS for key in command.key_list} - LEAVING
    | {"space", "backspace", "delete", "enter", "tab", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+w"}
    | {"z", "9", "0", "é", "漢", "👩", "full_stop", "left_square_bracket"}
)
SIZES = (1, 2, 3, 5, 10, 20, 24, 39, 40, 59, 60, 80, 81, 120, 200)
SEEDS = (1, 2)
LONG_SEEDS = range(1, 21)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        long = metafunc.config.getoption("--long", default=False)
        metafunc.parametrize("seed", LONG_SEEDS if long else SEEDS)


@pytest.fixture(scope="module")
def made(copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, to be copied."""
    path = tmp_path_factory.mktemp("made") / "care.db"
    copied_sample(path, NOW, zone="Europe/Berlin").close()
    return path


@pytest.fixture
def seat(made: Path, tmp_path: Path) -> Iterator[Seat]:
    """A seat in a workspace with months behind it, in a review of the whole team."""
    path = tmp_path / "care.db"
    path.write_bytes(made.read_bytes())
    clock = SetClock(NOW)
    workspace: Workspace = reopened(path, clock)
    seat = Seat(workspace, workspace.teams()[0].id)
    if load_snapshot(seat).review is None:
        members = [member.id for member in load_snapshot(seat).team.members]
        open_review(seat, AgendaKind.TEAM, present=members)
    yield seat
    workspace.close()


def reopened(path: Path, clock: SetClock) -> Workspace:
    from store.db.engine import make_engine, workspace_url

    return Workspace(make_engine(workspace_url(path), durable=False), clock, location=str(path))


async def test_keys_and_sizes_at_random(
    seat: Seat, seed: int, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    dice = random.Random(seed)
    shell = AppContext(
        open_seat=lambda: seat,
        load=load_snapshot,
        drafts=Drafts(tmp_path / "drafts.json"),
        reports=tmp_path / "reports",
    )
    done: list[str] = []
    views: set[str] = set()
    dialogs: set[str] = set()
    app = CareApp(shell, start="today")
    review = load_snapshot(seat).review
    assert review is not None
    stops = [*VIEWS, *(f"step {index}" for index in range(len(review.steps)))]
    dice.shuffle(stops)
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            for stop in stops:
                done.append(stop)
                await go_to(pilot, seat, stop)
                main = app.screen_stack[0]
                assert isinstance(main, MainScreen)
                views.add(main.view)
                await stay(pilot, dice, done, seat, dialogs)
    except BaseException:
        print(f"seed {seed}, keys: {' '.join(done)}")
        raise
    pressed = sum(not word.startswith(("step", "size")) for word in done)
    assert pressed >= 11 * len(stops)
    sizes = sum(word.startswith("size") for word in done)
    assert sizes >= len(stops)
    assert views == set(ALL_VIEWS)
    tell(f"{pressed} keys, {sizes} sizes, {len(views)} views, dialogs: {sorted(dialogs)}")


async def stay(
    pilot: Pilot[None], dice: random.Random, done: list[str], seat: Seat, dialogs: set[str]
) -> None:
    """Press ten keys, and change the size once before and once amid them; ``dialogs`` gets the
    names of those that were met."""
    for number in range(11):
        if number in (0, 6) and (number == 0 or dice.random() < 0.5):
            size = (dice.choice(SIZES), dice.choice(SIZES))
            done.append(f"size {size[0]}x{size[1]}")
            await pilot.resize_terminal(*size)
            await pilot.pause()
        key = dice.choice(KEYS)
        done.append(key)
        await pilot.press(key)
        assert pilot.app._exception is None
        if pilot.app.screen.is_modal:
            dialogs.add(type(pilot.app.screen).__name__)
        if dice.random() < 0.1:
            clock = seat.workspace.clock
            assert isinstance(clock, SetClock)
            clock.at += timedelta(minutes=dice.randrange(90))


async def go_to(pilot: Pilot[None], seat: Seat, stop: str) -> None:
    """Make room, as a form that is hidden cannot be left, leave every dialog and go to a view,
    or to a step of the review."""
    if is_too_small(pilot.app.size):
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
    for _ in range(6):
        if not pilot.app.screen.is_modal:
            break
        await pilot.press("escape")
    if not stop.startswith("step"):
        await pilot.press(stop)
        return
    review = load_snapshot(seat).review
    if review is not None:
        go_to_step(seat, int(stop.split()[1]) % len(review.steps), reveal=True)
    await pilot.press("r")
