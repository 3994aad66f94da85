"""A workspace that is lost: said in a line, tried again, and no typed text goes with it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from textual.widgets import Input

from screens.board.add_line import AddLine
from store.board import touchpoints
from store.domain.stages import Stage

if TYPE_CHECKING:
    from tests.databases import PostgresServer
    from tests.together.conftest import Table, Terminal

BANNER = "The workspace cannot be reached. Trying again in"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.live.change_watcher.FIRST_RETRY", 0.05)
    monkeypatch.setattr("store.live.change_watcher.LAST_RETRY", 0.2)


@pytest.fixture
def cut(table: Table) -> Callable[[], contextlib.AbstractContextManager[None]]:
    """Cuts the last terminal off from the database while the block runs."""

    def fail(*_: object) -> None:
        error: sqlite3.Error
        if table.place.startswith("postgresql"):
            import psycopg

            raise psycopg.OperationalError("server closed the connection unexpectedly")
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    @contextlib.contextmanager
    def cutting() -> Iterator[None]:
        workspace = table.openings[-1]._open
        assert workspace is not None
        event.listen(workspace.engine, "do_execute", fail)
        try:
            yield
        finally:
            event.remove(workspace.engine, "do_execute", fail)

    return cutting


async def test_a_loss_is_said_and_what_changed_meanwhile_shows_afterwards(
    table: Table, cut: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    async with table.terminal("Dana") as dana:
        with cut():
            await dana.press("f")
            await dana.shows(BANNER, "What you type is safe.")
            touchpoints.add(table.seat, Stage.CONNECT, "Meanwhile")
        await dana.shows("Meanwhile")
        await dana.hides(BANNER)


async def test_a_card_typed_while_the_workspace_is_lost_is_kept_and_saved_later(
    table: Table, cut: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    async with table.terminal("Dana") as dana:
        await dana.press("a")
        await dana.type("Long thought")
        with cut():
            await dana.press("enter")
            await dana.shows(BANNER)
            field = dana.main.query_one(AddLine).query_one(Input)
            assert field.value == "Long thought"
            await dana.type(" out")
        await dana.hides(BANNER)
        assert dana.main.focused is field
        assert field.value == "Long thought out"
        await dana.press("enter")
        await table.until(
            lambda: "Long thought out" in [c.text for c in table.snapshot.board[0].touchpoints]
        )


async def test_what_is_saved_takes_the_banner_off_before_the_next_try(
    table: Table,
    cut: Callable[[], contextlib.AbstractContextManager[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("store.live.change_watcher.FIRST_RETRY", 1000.0)
    monkeypatch.setattr("store.live.change_watcher.LAST_RETRY", 1000.0)
    async with table.terminal("Dana") as dana:
        await dana.press("a")
        await dana.type("Mine")
        with cut():
            await dana.press("enter")
            await dana.shows(BANNER)
        await dana.press("enter")
        await dana.shows("Mine")
        await dana.hides(BANNER)
        touchpoints.add(table.seat, Stage.CONNECT, "Meanwhile")
        await dana.shows("Meanwhile")


async def test_a_form_keeps_its_text_when_it_cannot_be_saved(
    table: Table, cut: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    async with table.terminal("Dana") as dana:
        await dana.press("e")
        await table.until(lambda: dana.app.screen.is_modal)
        form = dana.app.screen
        await dana.type("Better ")
        with cut():
            await dana.press("ctrl+s")
            await table.until(lambda: dana.main.next_try is not None)
            assert dana.app.screen is form
            assert "Better" in dana.text
        await table.until(lambda: dana.main.next_try is None)
        assert dana.app.screen is form
        await dana.press("ctrl+s")
        await table.until(lambda: "Better" in str(table.snapshot.board[0]))


@contextlib.asynccontextmanager
async def _terminals(table: Table, number: int) -> AsyncIterator[list[Terminal]]:
    async with contextlib.AsyncExitStack() as stack:
        names = ["Dana", "Lee", "Sam", None, None][:number]
        yield [await stack.enter_async_context(table.terminal(name)) for name in names]


async def test_five_terminals_outlive_a_server_that_stops_and_starts(
    five: Table, postgres_server: PostgresServer
) -> None:
    async with _terminals(five, 5) as terminals:
        for terminal in terminals:
            await terminal.press("a")
            await terminal.type("Mine")
        postgres_server.stop()
        for terminal in terminals:
            await terminal.shows(BANNER)
        postgres_server.start()
        for terminal in terminals:
            await terminal.hides(BANNER)
            assert terminal.main.query_one(AddLine).query_one(Input).value == "Mine"
        for number, terminal in enumerate(terminals):
            await terminal.type(f" {number}")
            await terminal.press("enter")
        wanted = {f"Mine {number}" for number in range(5)}
        await five.until(
            lambda: wanted <= {card.text for card in five.snapshot.board[0].touchpoints}
        )
        for terminal in terminals:
            await terminal.shows(*wanted)
