"""What is painted while the workspace is still being opened."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.events import Key

if TYPE_CHECKING:
    from tests.conftest import Live

VIEW_OF = {"6": "playbook", "2": "board"}


@pytest.fixture(autouse=True)
def keys_are_over() -> None:
    """The workspace is held up on purpose: the pilot waits as Textual has it wait."""


def shown(app: App[Any]) -> str:
    """Everything on the screen."""
    return "\n".join(
        "".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()
    )


async def test_a_stored_snapshot_is_painted_first_and_never_acted_on(
    live: Live, until: Callable[..., Any]
) -> None:
    """Until the workspace is open the team is shown as it was seen last; nothing is changed."""
    from store.board import touchpoints
    from store.domain.stages import Stage

    (card,) = touchpoints.add_many(live.seat, Stage.CONNECT, ["Welcome e-mail"])
    stored = live.snapshot
    touchpoints.set_friction(live.seat, [card], 2)
    opening = threading.Event()
    app = live.app(seen_last=lambda: stored)
    opened = app.app_context.open_seat

    def open_seat() -> Any:
        assert opening.wait(20)
        return opened()

    app.app_context.open_seat = open_seat
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen_stack and live.main(app).snapshot is stored)
        await until(pilot, lambda: "Welcome e-mail" in shown(app))
        assert "opening…" in shown(app)
        assert "the room" not in shown(app)
        for key in "f62":
            app.post_message(Key(key, key))
            await until(pilot, lambda key=key: key == "f" or live.main(app).view == VIEW_OF[key])
        assert live.notes == ["The workspace is still opening. One moment."]
        assert live.snapshot.board[0].touchpoints[0].friction == 2
        opening.set()
        await until(pilot, lambda: "the room" in shown(app))
        await until(pilot, lambda: live.main(app).snapshot.seq == live.snapshot.seq)
        await pilot.press("f")
        await until(pilot, lambda: live.snapshot.board[0].touchpoints[0].friction == 3)
