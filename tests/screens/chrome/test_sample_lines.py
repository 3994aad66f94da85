"""A sample says what it is until the first key, which still does what it does."""

from __future__ import annotations

from typing import Any

import pytest

from screens.chrome.sample_lines import LINES, SampleLines


@pytest.mark.parametrize("sample", [True, False])
async def test_four_lines_go_at_the_first_key(
    live: Any, settle: Any, until: Any, sample: bool
) -> None:
    app = live.app("today", is_sample=sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert bool(app.screen.query(SampleLines)) is sample
        if sample:
            assert len(LINES) == app.screen.query_one(SampleLines).size.height == 4
        await pilot.press("2")
        await until(pilot, lambda: not app.screen.query(SampleLines))
        assert app.screen.view == "board"
