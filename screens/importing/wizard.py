"""The way through an import: file, what it seems to be, what will be written, done.

Every step can be gone back from with ``esc``, to the step before with what was chosen there.
Nothing is written before the last.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from screens.acting import Outcome
from screens.dialogs.choose import Choose, Option
from screens.importing.choices import Laid, lay_out
from screens.importing.file_form import FileForm, Given
from screens.importing.forms import AskPart, ask_terms
from screens.importing.parts import Parts
from screens.importing.telling import Telling, done_text, done_title, foretold, title_of
from screens.importing.working import Working
from screens.shell import shell_of
from store.exchange.dates import DayOrder
from store.imports import FeedbackImport, Prepared, Terms, prepare, write

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.import_rows import Progress
    from store.practice.stages import Stage
    from store.seat import Seat
    from store.snapshot import Snapshot

T = TypeVar("T")
Step = Callable[[], Awaitable["Step | None"]]


async def import_file(widget: Widget, snapshot: Snapshot, stage: Stage | None = None) -> None:
    """Lead a person through an import; ``stage`` is what they are looking at. Awaited in a
    worker."""
    step: Step | None = _Journey(widget, snapshot, stage).ask_file
    while step is not None:
        step = await step()


class _Journey:
    """One import under way. Each step returns the one to go to next."""

    def __init__(self, widget: Widget, snapshot: Snapshot, stage: Stage | None) -> None:
        self._widget = widget
        self._app = widget.app
        self._snapshot = snapshot
        self._stage = stage
        self._problem = ""
        self._given: Given | None = None
        self._terms = Terms()
        self._laid: Laid | None = None
        self._prepared: Prepared | None = None

    async def ask_file(self) -> Step | None:
        shell = shell_of(self._widget)
        form = FileForm(hosted=shell.hosted, problem=self._problem)
        if self._given is not None:
            shell.drafts.put(f"{shell.person}/{form.draft}", {"file": self._given.typed})
        outcome = await self._app.push_screen_wait(form)
        if outcome is None or outcome.value is None:
            return None
        given: Given = outcome.value
        if self._given is None or given.data != self._given.data:
            self._terms, self._laid = Terms(), None
        self._given, self._problem = given, ""
        return self.lay_out

    async def lay_out(self) -> Step | None:
        """Read the file, and ask what only a person can know of its dates."""
        assert self._given is not None
        data, name = self._given.data, self._given.name
        terms, stage = self._terms, self._stage
        before = self._laid.choices if self._laid is not None else ()

        def read(seat: Seat, _progress: Progress, _cancel: Event) -> Laid:
            return lay_out(seat, data, name, terms, stage, before)

        outcome = await self._work(f"Reading {name} …", read)
        if outcome is None:
            return self.ask_file
        if outcome.value is None:
            self._problem = str(outcome.refused)
            return self.ask_file
        laid = outcome.value
        self._laid = laid
        if laid.look.asks and laid.reader.terms.day_order is None:
            return self.ask_order
        return self.choose

    async def ask_order(self) -> Step | None:
        assert self._laid is not None
        question = Choose(
            f"What day is “{self._laid.look.asks}”?",
            [
                Option(DayOrder.DAY_FIRST.value, "The day comes first", "3/4 is 3 April"),
                Option(DayOrder.MONTH_FIRST.value, "The month comes first", "3/4 is March 4"),
            ],
            detail="No date in the file decides it.",
        )
        chosen = await self._app.push_screen_wait(question)
        if chosen is None:
            return self.ask_file
        self._terms = replace(self._terms, day_order=DayOrder(chosen))
        self._laid = None
        return self.lay_out

    async def choose(self) -> Step | None:
        assert self._given is not None
        assert self._laid is not None
        screen = Parts(self._given.name, self._laid, AskPart(self._snapshot), ask_terms)
        chosen = await self._app.push_screen_wait(screen)
        self._laid = screen.laid
        self._terms = screen.laid.reader.terms
        return self.ask_file if chosen is None else self.foretell

    async def foretell(self) -> Step | None:
        assert self._laid is not None
        reader, parts = self._laid.reader, self._laid.taken

        def read(seat: Seat, _progress: Progress, _cancel: Event) -> Prepared:
            return prepare(seat, reader, parts)

        outcome = await self._work("Counting what is new …", read)
        if outcome is None or outcome.value is None:
            self._tell(outcome)
            return self.choose
        self._prepared = outcome.value
        screen = Telling(
            title_of(self._prepared),
            foretold(self._prepared),
            may_go_on=self._prepared.accepted > 0,
        )
        return self.write if await self._app.push_screen_wait(screen) else self.choose

    async def write(self) -> Step | None:
        assert self._prepared is not None
        prepared = self._prepared

        def keep(seat: Seat, progress: Progress, cancel: Event) -> tuple[FeedbackImport, ...]:
            return write(seat, prepared, progress=progress, cancel=cancel)

        outcome = await self._work(f"Writing what {prepared.file} says …", keep, writes=True)
        if outcome is None or outcome.value is None:
            self._tell(outcome)
            return self.foretell
        done = outcome.value
        await self._app.push_screen_wait(Telling(done_title(done), done_text(done)))
        return None

    async def _work(
        self, title: str, do: Callable[[Seat, Progress, Event], T], *, writes: bool = False
    ) -> Outcome[T] | None:
        return await self._app.push_screen_wait(Working(title, do, writes=writes))

    def _tell(self, outcome: Outcome[T] | None) -> None:
        """Say why a step could not be taken."""
        if outcome is not None and outcome.refused is not None:
            self._widget.notify(outcome.refused.message, markup=False)
