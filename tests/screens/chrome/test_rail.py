"""The review's rail and its timer, whatever size the terminal had before."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.chrome.tabs import rail_fits

if TYPE_CHECKING:
    from tests.screens.conftest import Staged


@pytest.mark.parametrize("running", [True, False])
async def test_rail_and_timer_stand_apart_after_every_resize(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], running: bool
) -> None:
    show = stage_app(review=True, start="review")
    review = show.snapshot.review
    assert review is not None
    since = review.timer.running_since if running else None
    timer = replace(review.timer, running_since=since)
    review = replace(review, timer=timer)
    show.snapshot = replace(show.snapshot, review=review)
    dice = random.Random(1)
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for _ in range(30):
            width = dice.choice((60, 70, 80, 100, 120, 140, 200, 50))
            await pilot.resize_terminal(width, 24)
            await settle(pilot)
            if width < 60:
                continue
            tabs, cells = (show.main.query_one(name) for name in ("#tabs", "#timer"))
            row = str(tabs.render()) + str(cells.render())
            if rail_fits(review, width):
                assert " Map  " in row, (width, row)
                assert " \u00b7 " not in str(cells.render()).partition("not started")[0], row
            else:
                assert "Map \u00b7 " in row, (width, row)
                assert tabs.size.width == len(str(tabs.render())), (width, row)
