"""Evidence: what every running proof still needs, and what has come in since last time."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.acting import read
from screens.dialogs.proven import show_proven
from screens.keys import Where, bindings
from screens.review.improvement_lines import entry
from screens.review.panes import StepPane
from screens.widgets.page import Page
from screens.widgets.sheet import Line, Sheet, Span
from screens.widgets.words import near_day, plural, today_of
from store.evidence import Evidence, Filter, page
from store.look_back import LookBack, look_back

_WIDE = 110
_SHOWN = 12
"""The most recent answers shown."""
_BEFORE = 10
"""Cells before an answer's words."""


class EvidencePane(StepPane):
    """Running proofs with what they lack; below them the newest evidence."""

    BINDINGS = bindings(Where.LOOK_BACK)

    def __init__(self) -> None:
        super().__init__()
        self._found: LookBack | None = None
        self._newest: tuple[Evidence, ...] = ()

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
        if found and newest.value is not None and self.is_attached:
            self._found, self._newest = found.value, newest.value.items
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
            day = pen.span(f"{near_day(each.day, today):>6}  ", "muted")
            letter = pen.span(f"{each.stage.letter} ", f"bold {each.stage.value}")
            said = pen.flow([pen.span(_said(each))], width - _BEFORE, limit=2)
            lines += [
                (Span(" " * _BEFORE), *line) if number else (day, letter, *line)
                for number, line in enumerate(said)
            ]
        return lines

    # What is done

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return bool(self.is_mounted and self.query_one(Page).cursor) or None
        return True

    @work(exclusive=True, group="asking")
    async def action_open(self) -> None:
        if cursor := self.query_one(Page).cursor:
            await show_proven(self, cursor)

    def on_page_pressed(self, message: Page.Pressed) -> None:
        message.stop()
        self.action_open()

    def on_page_moved(self, message: Page.Moved) -> None:
        message.stop()
        self.refresh_bindings()


def _said(each: Evidence) -> str:
    """One piece of evidence in a line: its measure and value, then the words."""
    parts = []
    if each.measure is not None and each.value is not None:
        parts.append(f"{each.measure} {each.value:g}")
    if each.quote:
        parts.append(f"“{' '.join(each.quote.split())}”")
    if each.source:
        parts.append(f"({each.source})")
    return " ".join(parts)
