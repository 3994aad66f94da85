"""Every view, and what opens above it, at the sizes and in the looks that terminals have: nothing
is wider than the screen, and in ASCII all of it is ASCII. And what a cursor move costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar

from care_tui.app import CareApp
from care_tui.terminal.diff_rendering import Changes, PaintedLines
from screens.board import BoardPane
from screens.board.beside import CardPane
from screens.core.app_context import AppContext, Appearance
from store.common.clock import SetClock
from store.demo.build import build_sample
from store.journal.seat import Seat
from store.queries.load import load_snapshot

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
LOOKS = [((60, 18), True), ((80, 24), False), ((200, 60), True)]
"""Sizes, and whether only ASCII may be drawn."""
VIEWS = ("1", "2", "3", "4", "5", "6", "comma")
ABOVE = {
    "1": ("enter", "b", "W", "P", "Q"),
    "2": ("question_mark", "ctrl+p", "e", "F", "o", "i"),
    "3": ("a", "C", "T"),
    "4": ("enter",),
}
"""What is opened from a view, and closed with esc."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    workspace = build_sample(tmp_path_factory.mktemp("sample") / "care.db", NOW)
    workspace.clock = SetClock(NOW)
    yield Seat(workspace, workspace.find_team().id)
    workspace.close()


def lines_of(app: App[Any]) -> list[str]:
    """The screen's lines as they are shown."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def check(app: App[Any], size: tuple[int, int], where: str, *, ascii: bool) -> None:
    lines = lines_of(app)
    assert len(lines) == size[1], where
    for line in lines:
        assert cell_len(line) == size[0], (where, line)
        if ascii:
            assert line.isascii(), (where, line)


@pytest.mark.parametrize(("size", "ascii"), LOOKS, ids=["60x18", "80x24", "200x60"])
async def test_nothing_is_wider_than_the_screen_and_ascii_is_ascii(
    sample: Seat,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    ascii: bool,
) -> None:
    monkeypatch.setattr(ScrollBar, "renderer", ScrollBar.renderer)  # ASCII sets it for all.
    look = replace(Appearance(), ascii=ascii)
    context = AppContext(open_seat=lambda: sample, load=load_snapshot, appearance=look)
    app = CareApp(context, start="today")
    async with app.run_test(size=size) as pilot:
        for view in VIEWS:
            await pilot.press(view)
            await settle(pilot)
            check(app, size, view, ascii=ascii)
            for key in ABOVE.get(view, ()):
                await pilot.press(key)
                await until(pilot, lambda: app.screen.is_modal)
                check(app, size, f"{view} {key}", ascii=ascii)
                await pilot.press("escape")
                await until(pilot, lambda: not app.screen.is_modal)


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
    assert sorted(sizes[1:])[len(sizes) // 2] <= 3000
    assert max(sizes[1:]) <= 3500
