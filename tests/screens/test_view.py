"""What every view has in common."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult

from screens.main import MainScreen
from screens.view import View
from screens.widgets.page import Page
from screens.widgets.sheet import Sheet


class QuitsAsItMounts(View):
    """The program is left in the moment in which this view makes its widgets."""

    FIRST = "Page"

    def compose(self) -> ComposeResult:
        self.app.exit()
        yield Page(lambda _size, _cursor: Sheet())

    def watch_snapshot(self) -> None:
        if self.snapshot is not None:
            self.query_one(Page).redraw()


@pytest.mark.parametrize("known", [False, True])
async def test_quitting_while_a_view_mounts_is_no_crash(live, monkeypatch, known):
    views = {**MainScreen.views, "playbook": QuitsAsItMounts}
    monkeypatch.setattr(MainScreen, "views", views)
    app = live.app("board" if known else "playbook")
    async with app.run_test() as pilot:
        await pilot.pause()
        if known:
            await pilot.press("6")
    assert app.return_code == 0
