"""What every view has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import ComposeResult

from screens.core.view import View
from screens.main.main_screen import MainScreen
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import StyledLines

if TYPE_CHECKING:
    from tests.conftest import Live


class QuitsAsItMounts(View):
    """The program is left in the moment in which this view makes its widgets."""

    FIRST = "DocumentView"

    def compose(self) -> ComposeResult:
        self.app.exit()
        yield DocumentView(lambda _size, _cursor: StyledLines())

    def watch_snapshot(self) -> None:
        if self.snapshot is not None:
            self.query_one(DocumentView).redraw()


@pytest.mark.parametrize("known", [False, True])
async def test_quitting_while_a_view_mounts_is_no_crash(
    live: Live, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    views = {**MainScreen.views, "playbook": QuitsAsItMounts}
    monkeypatch.setattr(MainScreen, "views", views)
    app = live.app("board" if known else "playbook")
    async with app.run_test() as pilot:
        await pilot.pause()
        if known:
            await pilot.press("6")
    assert app.return_code == 0
