"""What fails in the event loop where nobody waits for it.

asyncio hands such a failure to the loop's exception handler, whose own one writes it to stderr,
which is the screen, with the values it was called with. Here it is told instead, once for each
kind, and the program goes on, also where a task that could not begin would freeze it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

MOST_KINDS = 20
"""Kinds of failures that are told in one run."""


class NeverFinished(Exception):
    """What asyncio complains of without an exception, such as a task that was thrown away.

    ``what`` is asyncio's own sentence, without any value of the program's.
    """

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.what = subject


class LoopFailures:
    """The exception handler of an event loop: hands on each kind of failure once.

    Two failures are of one kind when they have the same type and come from the same line.
    """

    def __init__(self, tell: Callable[[BaseException], None]) -> None:
        self._tell = tell
        self._told: set[tuple[object, ...]] = set()

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "handle" in context:  # A callback failed, and callbacks run outside of all tasks.
            _let_tasks_run(loop)
        failure = context.get("exception")
        if failure is None:
            failure = NeverFinished(_own_words(str(context.get("message", ""))))
        kind = _kind(failure)
        if kind in self._told or len(self._told) >= MOST_KINDS:
            return
        self._told.add(kind)
        self._tell(failure)


def tell_loop_failures(tell: Callable[[BaseException], None]) -> None:
    """Hand what fails unseen in the running event loop to ``tell``, once for each kind."""
    asyncio.get_running_loop().set_exception_handler(LoopFailures(tell))


def _let_tasks_run(loop: asyncio.AbstractEventLoop) -> None:
    """Let other tasks run where one that could not begin still counts as running.

    A task that is to begin at once and cannot enter its context leaves that behind (CPython
    issue 157301), and no other can be entered from then on. Must be called outside of all
    tasks, before the next is woken.
    """
    stuck = asyncio.current_task(loop)
    if stuck is None:
        return
    asyncio.tasks._leave_task(loop, stuck)
    # It never ends: nobody may wait for it, such as the loop as it is closed.
    forget = getattr(asyncio.tasks, "_unregister_eager_task", None)
    if forget is not None:
        forget(stuck)
    stuck._log_destroy_pending = False  # type: ignore[attr-defined]
    coroutine = stuck.get_coro()
    if coroutine is not None:
        coroutine.close()


def _kind(failure: BaseException) -> tuple[object, ...]:
    if isinstance(failure, NeverFinished):
        return (failure.what,)
    last = failure.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    raised_at = (last.tb_frame.f_code.co_filename, last.tb_lineno) if last else ()
    return (type(failure), *raised_at)


def _own_words(message: str) -> str:
    """The start of asyncio's message up to where it shows values."""
    words = re.match(r"[A-Za-z' ]*", message)
    return words.group().strip() if words else ""


def is_of_something_gone(failure: BaseException) -> bool:
    """Whether ``failure`` is that the work of a widget, just now failing, looked for a part of
    it after the widget had begun to leave the screen, as when a review's step ends while what it
    shows is being read. Nobody waits for such work any more."""
    from textual.css.query import NoMatches
    from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

    if not (isinstance(failure, WorkerFailed) and isinstance(failure.error, NoMatches)):
        return False
    try:
        node = get_current_worker().node
    except NoActiveWorker:
        return False
    leaves = not node.display and node.styles.display != "none"
    return leaves or not node.is_attached
