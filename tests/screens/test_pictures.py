"""What each view and step looks like on the sample, as text, kept beside this file.

Look at a difference before accepting it with ``--snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar

from care_tui.app import CareApp
from screens.core.app_context import AppContext, Appearance
from store.common.clock import SetClock
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.workspace.workspace import Workspace

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
SIZES = [(80, 24), (120, 36)]


@pytest.fixture(scope="module")
def sample(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seat]:
    workspace = copied_sample(tmp_path_factory.mktemp("sample") / "care.db", NOW)
    workspace.clock = SetClock(NOW)
    yield Seat(workspace, workspace.find_team().id)
    workspace.close()


def picture(app: CareApp) -> str:
    """The screen as lines of text."""
    compositor = app.screen._compositor
    lines = ("".join(s.text for s in strip) for strip in compositor.render_strips())
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
@pytest.mark.parametrize("view", ["today", "board", "evidence", "momentum", "reviews", "playbook"])
async def test_view(
    sample: Seat,
    settle: Callable[[Pilot[Any]], Any],
    snapshot: SnapshotAssertion,
    view: str,
    size: tuple[int, int],
) -> None:
    app = CareApp(AppContext(open_seat=lambda: sample, load=load_snapshot), start=view)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await settle(pilot)
        assert picture(app) == snapshot


async def test_the_board_in_ascii_is_ascii(
    sample: Seat,
    settle: Callable[[Pilot[Any]], Any],
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ScrollBar, "renderer", ScrollBar.renderer)  # ASCII sets it for all.
    look = replace(Appearance(), ascii=True)
    app = CareApp(
        AppContext(open_seat=lambda: sample, load=load_snapshot, appearance=look), start="board"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert picture(app).isascii()
        assert picture(app) == snapshot


async def test_too_small_asks_for_room(
    sample: Seat, settle: Callable[[Pilot[Any]], Any], snapshot: SnapshotAssertion
) -> None:
    app = CareApp(AppContext(open_seat=lambda: sample, load=load_snapshot), start="today")
    async with app.run_test(size=(50, 12)) as pilot:
        await settle(pilot)
        assert picture(app) == snapshot
