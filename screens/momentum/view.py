"""Momentum's view: the page, the chosen cycle, and what is behind each number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import read
from screens.core.view import View
from screens.momentum.sheet import NUMBERS, MomentumContent, has_begun, momentum_sheet
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import LineBuilder, StyledLines
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.queries.momentum_details import MomentumDetails

T = TypeVar("T")
_A_MOMENT = 0.15
"""Seconds of reading that pass unnoticed."""


class MomentumView(View):
    """Kept, streak, learned, balance; the last twelve cycles; what moved."""

    PLACE = (KeyScope.CYCLES, KeyScope.CURSOR)
    BINDINGS = bindings(KeyScope.CYCLES)
    FIRST = "DocumentView"

    def __init__(self) -> None:
        super().__init__()
        self._working: MomentumDetails | None = None
        self._chosen = ""
        """Label of the cycle shown in full; empty: the last of the strip."""
        self._reading = False
        """Whether it is said that verdicts are being read."""

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw)

    @property
    def page(self) -> DocumentView:
        """The page it draws on."""
        return self.query_one(DocumentView)

    @property
    def chosen(self) -> str:
        """Label of the cycle that is shown in full; empty before anything is known."""
        labels = self._labels
        return self._chosen if self._chosen in labels else labels[-1] if labels else ""

    @property
    def _labels(self) -> list[str]:
        """Labels of the cycles there are to choose; none before anything is planned."""
        if self.snapshot is None or not has_begun(self.snapshot):
            return []
        return [record.cycle.label for record in self.snapshot.strip]

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        if self.snapshot is None or not self.snapshot.strip:
            return StyledLines()
        builder = LineBuilder(self.glyphs)
        content = MomentumContent(self.snapshot, self._working, self.chosen, self._reading)
        return momentum_sheet(content, size, cursor, builder)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self.page.redraw()
            if app_context_of(self).acting is not None:
                self._read_working()

    @work(exclusive=True, group="working")
    async def _read_working(self) -> None:
        """What the page shows."""
        working = (await read(self, _open_working)).value
        if working is not None:
            self._working = working
            self.page.redraw()
            self.refresh_bindings()

    async def _read_long(self, load: Callable[[Seat], T]) -> T | None:
        """What ``load`` reads of the verdicts; the page says so where it takes a moment."""
        timer = self.set_timer(_A_MOMENT, partial(self._say_reading, True))
        try:
            return (await read(self, load)).value
        finally:
            timer.stop()
            self._say_reading(False)

    def _say_reading(self, reading: bool) -> None:
        if reading != self._reading and self.is_attached:
            self._reading = reading
            self.page.redraw()

    def on_document_view_moved(self) -> None:
        self.refresh_bindings()

    def on_document_view_pressed(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return bool(self.page.cursor)
        if action == "earlier":
            return self.chosen in self._labels[1:] or None
        if action == "later":
            return self.chosen in self._labels[:-1] or None
        if action == "export":
            return bool(self.chosen) or None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible with the cycle that is shown."""
        if action == "earlier":
            return "There is no cycle before this one."
        if action == "later":
            return "There is no cycle after this one."
        return "No cycle has been planned yet. Press r to start a review."

    def _choose(self, by: int) -> None:
        self._chosen = self._labels[self._labels.index(self.chosen) + by]
        self.page.redraw()
        self.refresh_bindings()

    def action_earlier(self) -> None:
        self._choose(-1)

    def action_later(self) -> None:
        self._choose(1)

    @work(exclusive=True, group="open")
    async def action_open(self) -> None:
        cursor = self.page.cursor
        if cursor in NUMBERS:
            await self._open_number(cursor)
        elif cursor:
            from screens.dialogs.verdict_dialog import show_verdict

            await show_verdict(self, cursor.partition(":")[2])

    async def _open_number(self, number: str) -> None:
        if self.snapshot is None or self._working is None:
            return
        working = self._working
        if number == "learned":
            whole = await self._read_long(_load_working)
            if whole is None:
                return
            working = whole
        from screens.dialogs.reader import Reader
        from screens.momentum.working_text import working_text

        title, text = working_text(number, self.snapshot, working)
        await self.app.push_screen_wait(Reader(title, text))

    @work
    async def action_export(self) -> None:
        from screens.dialogs.exporting import export_report

        label = self.chosen
        outcome = await read(self, _report, label)
        if outcome.value is not None and self.snapshot is not None:
            await export_report(self, self.snapshot.team.name, label, outcome.value)


def _open_working(seat: Seat) -> MomentumDetails:
    from store.queries.momentum_details import open_working

    return open_working(seat)


def _load_working(seat: Seat) -> MomentumDetails:
    from store.queries.momentum_details import load_working

    return load_working(seat)


def _report(seat: Seat, label: str) -> str:
    from store.reports.report import cycle_report
    from store.reports.report_text import as_markdown

    return as_markdown(cycle_report(seat, label))
