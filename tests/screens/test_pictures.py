"""What each view and step looks like on the sample, as text, kept beside this file.

Look at a difference before accepting it with ``--snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from care_tui.app import CareApp
from screens.shell import Appearance, Shell
from store.clock import SetClock
from store.load import load_snapshot
from store.sample.build import build_sample
from store.seat import Seat

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
SIZES = [(80, 24), (120, 36)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    workspace = build_sample(tmp_path_factory.mktemp("sample") / "care.db", NOW)
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
async def test_view(sample, settle, snapshot, view, size):
    app = CareApp(Shell(open_seat=lambda: sample, load=load_snapshot), start=view)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await settle(pilot)
        assert picture(app) == snapshot


async def test_the_board_in_ascii_is_ascii(sample, settle, snapshot):
    look = replace(Appearance(), ascii=True)
    app = CareApp(
        Shell(open_seat=lambda: sample, load=load_snapshot, appearance=look), start="board"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert picture(app).isascii()
        assert picture(app) == snapshot


async def test_too_small_asks_for_room(sample, settle, snapshot):
    app = CareApp(Shell(open_seat=lambda: sample, load=load_snapshot), start="today")
    async with app.run_test(size=(50, 12)) as pilot:
        await settle(pilot)
        assert picture(app) == snapshot
