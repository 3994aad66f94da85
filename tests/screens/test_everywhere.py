"""Every view, and what opens above it, at the sizes and in the looks that terminals have: nothing
is wider than the screen or too faint to be read, and in ASCII all of it is ASCII. And what a cursor
move costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pytest
from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.console import Console
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from care_tui.app import CareApp
from care_tui.terminal.diff_rendering import Changes, PaintedLines
from screens.board import BoardPane
from screens.board.beside import CardPane
from screens.core.app_context import AppContext, Appearance
from screens.core.available_commands import reason_for, usable_commands
from screens.main.main_screen import MainScreen
from screens.review.panes import PANES
from screens.theme.themes import contrast
from store.common.clock import SetClock
from store.domain.agenda import DEFAULT_AGENDAS, AgendaKind, StepKey
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews.cancelling import cancel_review
from store.reviews.reviews import go_to_step, open_review
from store.workspace.workspace import Workspace

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
LOOKS = [
    ((60, 18), True, "care-contrast", 7.0),
    ((80, 24), False, "care-light", 4.5),
    ((200, 60), True, "care-dark", 4.5),
]
"""Sizes, whether only ASCII may be drawn, the theme, and the least contrast of its letters."""
VIEWS = ("1", "2", "3", "4", "5", "6", "comma")
ABOVE = {
    "1": ("enter", "b", "W", "P", "Q"),
    "2": ("question_mark", "ctrl+p", "e", "F", "o", "i"),
    "3": ("a", "C", "T"),
    "4": ("enter",),
}
"""What is opened from a view, and closed with esc."""
PLANNED = "2026-W48"


@pytest.fixture(scope="module")
def sample(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seat]:
    workspace = copied_sample(tmp_path_factory.mktemp("sample") / "care.db", NOW)
    workspace.clock = SetClock(NOW)
    yield Seat(workspace, workspace.find_team().id)
    workspace.close()


@lru_cache
def stands_out(letter: RichColor, ground: RichColor) -> float:
    """The contrast of a letter against what is behind it; the most where a terminal decides."""
    if letter.triplet is None or ground.triplet is None:
        return 21.0
    return contrast(Color(*letter.triplet), Color(*ground.triplet))


def faint(strips: list[Strip], least: float) -> set[str]:
    """The words on the screen that stand out less than they have to from what is behind them."""
    return {
        text.strip()
        for strip in strips
        for text, style, _ in strip
        if style and style.color and style.bgcolor
        if stands_out(style.color, style.bgcolor) < least - 0.05
        if text.isascii() and any(map(str.isalnum, text))
    }


def check(app: App[Any], size: tuple[int, int], where: str, *, ascii: bool, least: float) -> None:
    strips = app.screen._compositor.render_strips()
    assert len(strips) == size[1], where
    for strip in strips:
        line = strip.text
        assert cell_len(line) == size[0], (where, line)
        if ascii:
            assert line.isascii(), (where, line)
    assert not faint(strips, least), where
    for each in usable_commands(app.screen):
        assert each.enabled or not reason_for(each).startswith("“"), (where, each.command.id)


@pytest.mark.parametrize(
    ("size", "ascii", "theme", "least"), LOOKS, ids=["60x18", "80x24", "200x60"]
)
async def test_nothing_is_wider_than_the_screen_or_faint_ascii_is_ascii_and_idle_keys_say_why(
    sample: Seat,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    ascii: bool,
    theme: str,
    least: float,
) -> None:
    monkeypatch.setattr(ScrollBar, "renderer", ScrollBar.renderer)  # ASCII sets it for all.
    look = replace(Appearance(), ascii=ascii, theme=theme)
    context = AppContext(open_seat=lambda: sample, load=load_snapshot, appearance=look)
    app = CareApp(context, start="today")
    async with app.run_test(size=size) as pilot:
        for view in VIEWS:
            await pilot.press(view)
            await settle(pilot)
            check(app, size, view, ascii=ascii, least=least)
            for key in ABOVE.get(view, ()):
                await pilot.press(key)
                await until(pilot, lambda: app.screen.is_modal)
                check(app, size, f"{view} {key}", ascii=ascii, least=least)
                await pilot.press("escape")
                await until(pilot, lambda: not app.screen.is_modal)
        await walk_the_review(sample, app, pilot, settle, size, ascii=ascii, least=least)


async def walk_the_review(
    seat: Seat,
    app: App[Any],
    pilot: Pilot[Any],
    settle: Callable[[Pilot[Any]], Any],
    size: tuple[int, int],
    *,
    ascii: bool,
    least: float,
) -> None:
    """Look at every step of a review, which is cancelled after it; at those that show the Board's
    own columns where there is least room."""
    main = app.screen_stack[0]
    assert isinstance(main, MainScreen)
    here = [member.id for member in load_snapshot(seat).team.members]
    open_review(seat, planned=PLANNED, present=here)
    await main.reload()
    await pilot.press("r")
    for index, step in enumerate(DEFAULT_AGENDAS[AgendaKind.TEAM]):
        if step.key in (StepKey.MAP, StepKey.FOCUS) and size != LOOKS[0][0]:
            continue
        go_to_step(seat, index)
        await main.reload()
        await settle(pilot)
        assert main.query(PANES[step.key].partition(":")[2]), step.key
        check(app, size, step.key.value, ascii=ascii, least=least)
    cancel_review(seat)
    await main.reload()
    await settle(pilot)


async def test_the_pane_beside_the_board_costs_little_when_the_cursor_moves(
    sample: Seat, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    app = CareApp(AppContext(open_seat=lambda: sample, load=load_snapshot), start="board")
    console = Console(color_system="truecolor", force_terminal=True)
    painted, sizes = PaintedLines(), []
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        pane, board = app.screen.query_one(CardPane), app.screen.query_one(BoardPane)
        for key in ("down", "down", "right", "up", "right", "down", "right", "up", "left", "down"):
            await pilot.press(key)
            await until(pilot, lambda: pane._card is board.card)
            await settle(pilot)
            strips = app.screen._compositor.render_strips()
            update = LayoutUpdate([[strip] for strip in strips], Region(0, 0, 160, 45))
            changes = painted.only_changes(update)
            assert isinstance(changes, Changes)
            sizes.append(len(changes.render_segments(console).encode()))
    assert sorted(sizes[1:])[len(sizes) // 2] <= 2300
    assert max(sizes[1:]) <= 2600
