"""Something that takes its time: a bar that says how far it is, and a key that stops it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import Outcome, attempt
from screens.dialogs.base import Dialog

if TYPE_CHECKING:
    from screens.theme.themes import Glyphs
    from store.evidence.importing.import_writer import Progress
    from store.journal.seat import Seat

T = TypeVar("T")

BAR = 32
"""Cells of the bar."""


class Working(Dialog[Outcome[T] | None], Generic[T]):
    """Runs ``do`` in a thread; its outcome, or None where the person would not wait for it."""

    DEFAULT_CSS = """
    Working > #box { width: 60; }
    Working #bar { height: 1; margin-top: 1; }
    """
    BINDINGS = bindings(KeyScope.WORKING)

    class Progressed(Message):
        """So much of all is done."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    def __init__(
        self, title: str, do: Callable[[Seat, Progress, Event], T], *, writes: bool = False
    ) -> None:
        """``do`` is told where to report and what stops it. Where it ``writes``, stopping
        waits until it has taken everything back."""
        super().__init__(title)
        self._do = do
        self._writes = writes
        self._cancel = Event()

    def compose_inside(self) -> ComposeResult:
        yield Static("", id="bar", markup=False)

    def on_mount(self) -> None:
        self._run_it()

    def on_unmount(self) -> None:
        self._cancel.set()

    @work(group="working")
    async def _run_it(self) -> None:
        outcome = await attempt(self, self._do, self._report, self._cancel)
        if self.is_current:
            self.dismiss(outcome)

    def _report(self, done: int, total: int) -> None:
        """Called from the working thread."""
        self.post_message(self.Progressed(done, total))

    def on_working_progressed(self, message: Progressed) -> None:
        message.stop()
        if not self._cancel.is_set():
            self.query_one("#bar", Static).update(bar(message.done, message.total, self.glyphs))

    def action_stop(self) -> None:
        self._cancel.set()
        if self._writes:
            self.query_one("#bar", Static).update("Stopping. Nothing is written.")
        else:
            self.dismiss(None)


def bar(done: int, total: int, marks: Glyphs) -> str:
    """How far it is, drawn and in figures."""
    full = BAR * done // total if total else 0
    return f"{marks.bar_full * full}{marks.bar_empty * (BAR - full)} {done:,} of {total:,}"
