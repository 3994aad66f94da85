"""What is typed when the workspace fails: said in one sentence, and the text stands there still."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from store.board import touchpoints
from store.domain.stages import Stage

FAULTS = {
    "no room": (sqlite3.SQLITE_FULL, "There is no room left"),
    "read-only": (sqlite3.SQLITE_READONLY, "may not be written by you"),
    "damaged": (sqlite3.SQLITE_CORRUPT, "The workspace is damaged"),
}


@contextmanager
def failing(live: Any, code: int) -> Iterator[None]:
    """Let every change fail with this code of SQLite's; reading goes on."""

    def fail(_cursor: Any, statement: str, *_: object) -> None:
        if statement.startswith(("UPDATE", "INSERT", "DELETE")):
            error = sqlite3.OperationalError("failed")
            error.sqlite_errorcode = code
            raise error

    engine = live.seat.workspace.engine
    event.listen(engine, "do_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "do_execute", fail)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_form_that_cannot_be_saved_stays_with_its_text(
    live: Any,
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
    fault: str,
) -> None:
    code, said = FAULTS[fault]
    touchpoints.add(live.seat, Stage.CONNECT, "mail")
    app = live.app("board")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: live.main(app).snapshot is not None)
        await pilot.press("e")
        await asked(pilot)
        form = app.screen
        await typed(pilot, "Better ")
        with failing(live, code):
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert app.screen is form
            assert "Better" in str(form.values())
            shown = [str(each.render()) for each in form.query("Static, Label")]
            assert any(said in each for each in (*live.notes, *shown)), (live.notes, shown)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        assert any("Better" in text for text in live.texts()[0])


@pytest.mark.parametrize("key", ["e", "i"])
async def test_a_form_outlives_a_terminal_too_small_for_it(
    live: Any, asked: Callable[..., Any], typed: Callable[..., Any], key: str
) -> None:
    """An edited touchpoint, and an improvement to pick: both are still there, and can be left."""
    touchpoints.add(live.seat, Stage.CONNECT, "mail")
    app = live.app("board")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await asked(pilot)
        form, field = app.screen, app.focused
        assert field is not None
        await typed(pilot, "Better ")
        for size in ((3, 1), (100, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.screen is form
        assert app.focused is field
        await typed(pilot, "still ")
        assert "Better still " in (getattr(field, "value", "") or getattr(field, "text", ""))
        await pilot.press("escape")
        assert app.screen is not form
