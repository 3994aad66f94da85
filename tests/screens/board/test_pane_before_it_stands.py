"""A team that is read while the board is being put on the screen is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from screens.board import BoardPane
from screens.board.view import BoardView
from store.board.touchpoints import add_many
from store.domain.stages import Stage
from store.queries.load_snapshot import load_snapshot

if TYPE_CHECKING:
    from tests.conftest import Live


async def test_what_came_before_the_board_stood_is_on_it(
    live: Live, until: Callable[..., Any]
) -> None:
    add_many(live.seat, Stage.CONNECT, ["Welcome", "First invoice"])
    app = live.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: live.main(app).snapshot)
        pane = BoardPane()
        pane.set_reactive(BoardPane.snapshot, load_snapshot(live.seat))
        await live.main(app).query_one("#body").mount(pane)
        await until(pilot, lambda: len(pane.view.columns[0].touchpoints) == 2)
        assert pane.card is not None


async def test_what_comes_when_the_board_is_gone_breaks_nothing(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: live.main(app).snapshot)
        view = app.screen.query_one(BoardView)
        await view.query_one(BoardPane).remove()
        add_many(live.seat, Stage.CONNECT, ["Welcome"])
        view.snapshot = load_snapshot(live.seat)
        await pilot.pause()
        assert app.is_running
