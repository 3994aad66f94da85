"""What fails in the event loop where nobody waits for it: written down, said once, survived."""

from __future__ import annotations

import asyncio
import contextvars
import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import work
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Label

from care_tui import crash_reports
from care_tui.loop_failures import MOST_KINDS, LoopFailures, tell_loop_failures

if TYPE_CHECKING:
    from tests.conftest import Live


def fail(secret: str) -> None:
    raise ValueError(f"the card says {secret}")


async def fail_later(secret: str) -> None:
    fail(secret)


@pytest.fixture
async def told() -> list[BaseException]:
    """What the running loop tells."""
    heard: list[BaseException] = []
    tell_loop_failures(heard.append)
    return heard


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_callback_that_fails_is_told_once(told: list[BaseException]) -> None:
    for _ in range(3):
        asyncio.get_running_loop().call_soon(fail, "hunter2")
    await turns()
    assert [type(each) for each in told] == [ValueError]


async def test_a_task_that_nobody_asks_is_told(told: list[BaseException]) -> None:
    task = asyncio.create_task(fail_later("hunter2"))
    await turns()
    del task
    gc.collect()
    assert [type(each) for each in told] == [ValueError]


async def test_failures_of_two_lines_are_two(told: list[BaseException]) -> None:
    loop = asyncio.get_running_loop()
    loop.call_soon(fail, "hunter2")
    loop.call_soon(lambda: int("x"))
    await turns()
    assert len(told) == 2


async def test_kinds_are_bounded(told: list[BaseException]) -> None:
    hear = LoopFailures(told.append)
    for number in range(MOST_KINDS + 5):
        kind = type(f"Kind{number}", (Exception,), {})
        hear(asyncio.get_running_loop(), {"message": "x", "exception": kind()})
    assert len(told) == MOST_KINDS


def test_what_has_no_exception_is_told_without_values(tmp_path: Path) -> None:
    heard: list[BaseException] = []
    loop = asyncio.new_event_loop()
    message = "Task was destroyed but it is pending!"
    LoopFailures(heard.append)(loop, {"message": message, "task": "hunter2"})
    LoopFailures(heard.append)(loop, {"message": "Exception in callback f('hunter2')"})
    loop.close()
    texts = [crash_reports.report(each, tmp_path, "1").read_text() for each in heard]
    assert "Task was destroyed but it is pending" in texts[0]
    assert "Exception in callback" in texts[1]
    assert not any("hunter2" in text for text in texts)


async def test_a_task_that_cannot_begin_freezes_nobody(told: list[BaseException]) -> None:
    """As a task made in the context that is entered already; from 3.12 on it begins at once."""
    loop = asyncio.get_running_loop()
    if hasattr(asyncio, "eager_task_factory"):
        loop.set_task_factory(asyncio.eager_task_factory)
    context = contextvars.copy_context()
    begun: list[asyncio.Task[None]] = []
    goes_on = asyncio.Event()
    waiting = loop.create_task(goes_on.wait())

    def begin() -> None:
        begun.append(loop.create_task(asyncio.sleep(0), context=context))

    loop.call_soon(begin, context=context)
    loop.call_soon(goes_on.set)
    await asyncio.wait_for(waiting, 5)
    assert begun or [type(each) for each in told] == [RuntimeError]


async def test_the_screen_says_so_and_goes_on(
    live: Live, until: Callable[..., Any], tmp_path: Path
) -> None:
    app = live.app()
    app._crash_sentence = lambda failure: crash_reports.sentence(
        failure, crash_reports.report(failure, tmp_path / "failures", "1")
    )
    async with app.run_test(notifications=True) as pilot:
        tell_loop_failures(app.tell_failure)
        asyncio.get_running_loop().call_soon(fail, "hunter2")
        asyncio.get_running_loop().call_soon(fail, "hunter2")
        await until(pilot, lambda: live.notes)
        await pilot.press("q")
    (sentence,) = live.notes
    (report,) = (tmp_path / "failures").iterdir()
    assert "ValueError" in sentence and str(report) in sentence
    assert "hunter2" not in sentence + report.read_text()
    assert app.return_code == 0


class Inner(Label):
    """Leaves before what it is in, whose work goes on just then."""

    def on_unmount(self) -> None:
        if isinstance(self.parent, Part):
            self.parent.read.set()


class Part(Widget):
    """Looks for a part of itself once something has been read."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = asyncio.Event()
        self.read = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Inner("a part")

    @work
    async def look(self) -> None:
        self.looks.set()
        await self.read.wait()
        self.query_one(Label)


async def test_work_for_what_has_left_the_screen_ends_unseen(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app()
    app._crash_sentence = repr
    async with app.run_test() as pilot:
        part = Part()
        await app.screen.mount(part)
        worker = part.look()
        await part.looks.wait()  # The app is not at rest before it has read.
        await part.remove()
        await until(pilot, lambda: worker.is_finished)
        assert app.return_code is None
        await pilot.press("q")
    assert app.return_code == 0


async def test_work_for_what_is_on_the_screen_fails_openly(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app()
    app._crash_sentence = repr
    with pytest.raises(NoMatches):
        async with app.run_test() as pilot:
            part = Part()
            await app.screen.mount(part)
            await part.query(Label).remove()
            part.read.set()
            worker = part.look()
            await until(pilot, lambda: worker.is_finished)
    assert app.return_code == 1


async def test_the_server_writes_it_down_and_says_so_in_its_log(live: Live, tmp_path: Path) -> None:
    from care_tui.host.server import Host, Hosting
    from care_tui.host.session_process import HostLocation
    from care_tui.host.sessions import SessionRules
    from care_tui.host.ssh.ssh_line import SshAddress

    log: list[str] = []
    ground = HostLocation(str(tmp_path / "care.db"), tmp_path / "host")
    hosting = Hosting(SshAddress("127.0.0.1", 0, tmp_path), SessionRules(None, 100))
    host = Host(live.seat.workspace, ground, hosting, log.append)
    tell_loop_failures(host._tell_failure)
    asyncio.get_running_loop().call_soon(fail, "hunter2")
    await turns()
    (sentence,) = log
    (report,) = (tmp_path / "host" / "failures").iterdir()
    assert "ValueError" in sentence and str(report) in sentence
    assert "hunter2" not in sentence + report.read_text()


def test_a_guest_hears_of_a_report_and_not_where_it_is(tmp_path: Path) -> None:
    from care_tui.host.session_process import _crash_sentence

    sentence = _crash_sentence(ValueError("hunter2"), tmp_path)
    assert list((tmp_path / "failures").iterdir())
    assert "hunter2" not in sentence and str(tmp_path) not in sentence
