"""Evidence: what every running proof still needs, and what has come in since last time."""

from __future__ import annotations

from collections.abc import Mapping

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size

from screens.acting import read
from screens.dialogs.proven import show_proven
from screens.evidence.case import ask_case
from screens.evidence.said import said_row
from screens.importing.wizard import import_file
from screens.keys import Where, bindings
from screens.review.improvement_lines import entry
from screens.review.panes import StepPane
from screens.widgets.page import Page
from screens.widgets.sheet import Line, Sheet, padded_line
from screens.widgets.words import near_day, plural, today_of
from store.evidence import Evidence, Filter, page
from store.look_back import LookBack, look_back
from store.practice.measures import Measure
from store.trends import known_measures

_WIDE = 110
_SHOWN = 12
"""The most recent answers shown."""


class EvidencePane(StepPane):
    """Running proofs with what they lack; below them the newest evidence."""

    BINDINGS = [
        *bindings(Where.LOOK_BACK),
        *(
            binding
            for binding in bindings(Where.EVIDENCE)
            if isinstance(binding, Binding) and binding.id in ("evidence.case", "evidence.import")
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: LookBack | None = None
        self._newest: tuple[Evidence, ...] = ()
        self._measures: Mapping[str, Measure] = {}

    def compose(self) -> ComposeResult:
        yield Page(self._draw)

    def on_mount(self) -> None:
        self._look()

    def changed(self) -> None:
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        found = await read(self, look_back)
        since = found.value.since if found.value else None
        newest = await read(self, page, Filter(first=since), limit=_SHOWN)
        measures = await read(self, known_measures)
        if newest.value is not None and measures.value is not None and self.is_attached:
            self._found, self._newest = found.value, newest.value.items
            self._measures = measures.value
            self.query_one(Page).redraw()
            self.refresh_bindings()

    # What is shown

    def _draw(self, size: Size, cursor: str) -> Sheet:
        pen, sheet, inner, found = self.pen, Sheet(), Sheet(), self._found
        if found is None or self.snapshot is None:
            return sheet
        width = min(size.width - 2, _WIDE)
        today = today_of(self.snapshot)
        if found.running:
            inner.add(pen.rule("Running proofs, and what they still need", width))
            for each in found.running:
                lines = entry(pen, each, width, today, cursor=cursor == each.id)
                inner.stop(each.id, lines, width)
                if size.height > 24:
                    inner.gap()
        else:
            inner.add(*pen.text("No proof is running.", width, "muted"))
        inner.gap()
        inner.add(*self._since(found, width))
        sheet.place(inner, 1)
        return sheet

    def _since(self, found: LookBack, width: int) -> list[Line]:
        pen = self.pen
        assert self.snapshot is not None
        today = today_of(self.snapshot)
        when = f" since the last review, {near_day(found.since, today)}" if found.since else ""
        logged = plural(found.logged, "answer") if found.logged else "Nothing"
        words = f"{logged} came in{when}. b logs feedback."
        lines = pen.text(words, width)
        for each in self._newest:
            row = said_row(pen, each, self._measures, today, width)
            lines.append(padded_line(row, width, "", pen.marks.ellipsis))
        return lines

    @property
    def wanted(self) -> Filter | None:
        """The evidence that the proof under the cursor asks for."""
        key = self.query_one(Page).cursor
        running = self._found.running if self._found else ()
        under = next((each for each in running if each.id == key), None)
        if under is None or under.proof is None:
            return None
        only = under.touchpoint_id if under.proof.touchpoint_only else None
        return Filter(stage=under.stage, measure=under.proof.measure, touchpoint_id=only)

    # What is done

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return bool(self.is_mounted and self.query_one(Page).cursor) or None
        return True

    @work(exclusive=True, group="asking")
    async def action_open(self) -> None:
        if cursor := self.query_one(Page).cursor:
            await show_proven(self, cursor)

    @work(exclusive=True, group="asking")
    async def action_case(self) -> None:
        await ask_case(self)

    @work(exclusive=True, group="asking")
    async def action_import_feedback(self) -> None:
        wanted = self.wanted
        if self.snapshot is not None:
            await import_file(self, self.snapshot, wanted.stage if wanted else None)

    def on_page_pressed(self, message: Page.Pressed) -> None:
        message.stop()
        self.action_open()

    def on_page_moved(self, message: Page.Moved) -> None:
        message.stop()
        self.refresh_bindings()
