"""The Evidence view: one list with three faces, its filter, and what can be done there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import Enum

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from screens.acting import act, read
from screens.dialogs.confirm import Confirm
from screens.draw import plain, safe
from screens.evidence.filters import ask_filter, cycle_word, filter_words
from screens.evidence.missed import missed_heading, missed_row, missed_text, missed_title
from screens.evidence.opened import Opened
from screens.evidence.over_time import trend_heading, trend_row, trend_text
from screens.evidence.rows import RowList
from screens.evidence.said import evidence_text, piece_text, said_row
from screens.keys import Where, bindings
from screens.shell import shell_of
from screens.view import View, css_beside
from screens.widgets.sheet import Line, Pen
from screens.widgets.words import today_of
from store import bottlenecks, evidence, pieces, trends
from store.bottlenecks import KINDS, BottleneckList
from store.evidence import PAGE, Evidence, Filter
from store.practice.measures import Measure
from store.practice.stages import Stage
from store.trends import Trend

ASIDE_FROM = 132
"""Columns of a terminal from which what is under the cursor stands whole beside the list."""
ROOMY = 28
"""Lines from which there is room for a blank one on top."""
_NOTHING_FITS = "Nothing fits what is chosen. esc shows everything again."


class Face(Enum):
    """What the list shows. The value heads it."""

    SAID = "What customers said"
    MISSED = "Where most customers are missed"
    OVER_TIME = "Measures over time"


_EMPTY = {
    Face.SAID: "Nothing is logged yet. b logs what a customer said, i imports a file.",
    Face.MISSED: "No answer names its touchpoint yet. b logs one; then this says where to begin.",
    Face.OVER_TIME: "No measure has an answer in these weeks. b logs one, i imports a file.",
}


class EvidenceView(View):
    """What customers said, newest first; where they are missed; each measure over time."""

    PLACE = (Where.EVIDENCE, Where.CURSOR)
    BINDINGS = bindings(Where.EVIDENCE)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self.face = Face.SAID
        self.wanted = Filter()
        """What is shown of the evidence."""
        self._items: list[Evidence] = []
        self._next: tuple[date, str] | None = None
        """Where the next page of `_items` starts."""
        self._missed: BottleneckList | None = None
        self._trends: tuple[Trend, ...] = ()
        self._measures: Mapping[str, Measure] = {}
        self._read: tuple[int, Face, Filter] | None = None
        """The journal's place, the face and the filter of what was read last."""

    def compose(self) -> ComposeResult:
        yield Static("", id="heading")
        yield Static("", id="columns")
        with Horizontal():
            yield RowList(self.marks)
            yield Static("", id="aside")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= ASIDE_FROM, "-wide")
        self.set_class(event.size.height >= ROOMY, "-roomy")
        self._show_aside()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    # Reading

    def watch_snapshot(self) -> None:
        if self.is_mounted and self.snapshot is not None:
            self._read_anew()

    def on_mount(self) -> None:
        self._show()

    def _read_anew(self) -> None:
        """Read what is to be shown, unless it is what was read last."""
        if self.snapshot is None or shell_of(self).acting is None:
            return
        wanted = (self.snapshot.seq, self.face, self.wanted)
        if wanted != self._read:
            self._load(wanted)

    @work(group="load", exclusive=True)
    async def _load(self, place: tuple[int, Face, Filter]) -> None:
        _, face, wanted = place
        measures = await read(self, trends.known_measures)
        if measures.value is None:
            return
        if face is Face.SAID:
            same = self._read is not None and self._read[1:] == place[1:]
            limit = max(PAGE, len(self._items)) if same else PAGE
            found = await read(self, evidence.page, wanted, limit=limit)
            if found.value is None:
                return
            self._items, self._next = list(found.value.items), found.value.next
        elif face is Face.MISSED:
            by = await read(self, bottlenecks.bottleneck_list, self._share, wanted)
            self._missed = by.value
        else:
            over = await read(self, trends.trends, wanted)
            self._trends = over.value or ()
        self._measures = measures.value
        self._read = place
        self._show()

    @property
    def _share(self) -> str | None:
        """The chosen measure, where it is a share of customers."""
        chosen = self._measures.get(self.wanted.measure or "")
        return chosen.key if chosen is not None and chosen.kind in KINDS else None

    def on_row_list_nearing(self, message: RowList.Nearing) -> None:
        message.stop()
        if self.face is Face.SAID and self._next is not None:
            self._load_more(self._next)

    @work(group="more", exclusive=True)
    async def _load_more(self, after: tuple[date, str]) -> None:
        found = await read(self, evidence.page, self.wanted, after=after)
        if found.value is not None and self._next == after:
            self._items += found.value.items
            self._next = found.value.next
            self._show()

    # Showing

    def _show(self) -> None:
        pen, snapshot = Pen(self.marks), self.snapshot
        if snapshot is None or self._read is None or self._read[1] is not self.face:
            return
        today = today_of(snapshot)
        if self.face is Face.SAID:
            items, measures = self._items, self._measures

            def draw_said(index: int, width: int) -> Line:
                return said_row(pen, items[index], measures, today, width)

            self.rows.show([each.id for each in items], draw_said, self._empty)
        elif self.face is Face.MISSED:
            self._show_missed(pen)
        else:
            self.rows.show(
                [f"{each.stage.value} {each.measure.key}" for each in self._trends],
                lambda index, _width: trend_row(pen, self._trends[index]),
                self._empty,
            )
        self._head()
        self._show_aside()
        self.refresh_bindings()

    def _show_missed(self, pen: Pen) -> None:
        found = self._missed
        measure = found.measure if found else None
        entries = found.entries if found and measure else ()
        self.rows.show(
            [each.figures.touchpoint_id for each in entries],
            lambda index, _width: missed_row(pen, measure, entries[index]) if measure else (),
            self._empty,
        )

    @property
    def _empty(self) -> str:
        return _EMPTY[self.face] if self.wanted == Filter() else _NOTHING_FITS

    def _head(self) -> None:
        assert self.snapshot is not None
        title, columns = self.face.value, ""
        words = filter_words(self.wanted, self.snapshot, self._measures)
        if self.face is Face.MISSED and self._missed is not None:
            title, columns = missed_title(self._missed), missed_heading(self._missed)
            words = filter_words(replace(self.wanted, measure=None), self.snapshot, {})
        elif self.face is Face.OVER_TIME and self._trends:
            columns = trend_heading(len(self._trends[0].points))
        if self.face is not Face.SAID and self.wanted.first is None:
            words.append(f"last {trends.CYCLES} {cycle_word(self.snapshot)}s")
        more = "".join(f" {self.marks.dot} {word}" for word in words)
        parts = (title, "bold"), (more, "$foreground-muted")
        self.query_one("#heading", Static).update(
            Content.assemble(
                *((safe(text, ascii=self.marks.ascii), style) for text, style in parts)
            )
        )
        line = self.query_one("#columns", Static)
        line.display = bool(columns and self.rows.key)
        line.update(columns)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        message.stop()
        self._show_aside()

    def _show_aside(self) -> None:
        if self.is_mounted and self.has_class("-wide"):
            text = plain(self._text(), multiline=True, ascii=self.marks.ascii)
            self.query_one("#aside", Static).update(text)

    def _text(self) -> str:
        """What is under the cursor, whole, as far as it has been read."""
        at = self.rows.cursor
        if not self.rows.key or self.snapshot is None:
            return ""
        if self.face is Face.SAID:
            each = self._items[at]
            return evidence_text(
                each, self._measures.get(each.measure or ""), today_of(self.snapshot)
            )
        if self.face is Face.MISSED:
            assert self._missed is not None
            return missed_text(self._missed, self._missed.entries[at])
        return trend_text(self._trends[at], self.marks)

    # Coming and going

    def visit(self, **what: object) -> None:
        """``evidence``: the id of a piece to open. ``measure``, ``stage``, ``touchpoint``:
        what alone to show."""
        piece = what.get("evidence")
        if isinstance(piece, str):
            self._open_piece(piece)
            return
        stage, measure, touchpoint = what.get("stage"), what.get("measure"), what.get("touchpoint")
        self._turn(
            Face.SAID,
            Filter(
                stage=stage if isinstance(stage, Stage) else None,
                measure=measure if isinstance(measure, str) else None,
                touchpoint_id=touchpoint if isinstance(touchpoint, str) else None,
            ),
        )

    def go_back(self) -> bool:
        if self.face is not Face.SAID:
            self._turn(Face.SAID, self.wanted)
        elif self.wanted != Filter():
            self._turn(Face.SAID, Filter())
        else:
            return False
        return True

    def _turn(self, face: Face, wanted: Filter) -> None:
        self.face, self.wanted = face, wanted
        self._read_anew()

    # What is possible

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return bool(self.is_mounted and self.rows.key) or None
        if action == "erase":
            return self.face is Face.SAID and (bool(self.is_mounted and self.rows.key) or None)
        if action == "filter" and parameters == ("touchpoint",):
            return self.face is not Face.MISSED or None
        return True

    # What is done

    @work(group="ask", exclusive=True)
    async def action_filter(self, what: str) -> None:
        if self.snapshot is None:
            return
        shares = self.face is Face.MISSED
        wanted = await ask_filter(self, what, self.wanted, self.snapshot, shares=shares)
        if wanted is not None:
            self._turn(self.face, wanted)

    def action_bottleneck(self) -> None:
        self._toggle(Face.MISSED)

    def action_over_time(self) -> None:
        self._toggle(Face.OVER_TIME)

    def _toggle(self, face: Face) -> None:
        self._turn(Face.SAID if self.face is face else face, self.wanted)

    def on_row_list_pressed(self, message: RowList.Pressed) -> None:
        message.stop()
        self.action_open()

    @work(group="ask", exclusive=True)
    async def action_open(self) -> None:
        key, at = self.rows.key, self.rows.cursor
        if not key:
            return
        if self.face is Face.SAID:
            await self._show_piece(key)
            return
        title = self.face.value
        if await self.app.push_screen_wait(Opened(title, self._text(), ["open"])) != "open":
            return
        if self.face is Face.OVER_TIME:
            trend = self._trends[at]
            wanted = replace(self.wanted, stage=trend.stage, measure=trend.measure.key)
        else:
            measure = self._missed.measure if self._missed else None
            wanted = Filter(
                measure=measure.key if measure else None,
                touchpoint_id=key,
                first=self._missed.first if self._missed else None,
            )
        self._turn(Face.SAID, wanted)

    @work(group="ask", exclusive=True)
    async def _open_piece(self, id: str) -> None:
        await self._show_piece(id)

    async def _show_piece(self, id: str) -> None:
        piece = await read(self, pieces.load_piece, id)
        if piece.value is None or self.snapshot is None:
            return
        text = piece_text(piece.value, today_of(self.snapshot))
        if await self.app.push_screen_wait(Opened("What a customer said", text, ["erase"])):
            await self._erase(id)

    @work(group="ask", exclusive=True)
    async def action_erase(self) -> None:
        if self.rows.key:
            await self._erase(self.rows.key)

    async def _erase(self, id: str) -> None:
        question = Confirm(
            "Erase this for good?",
            "Its words and its answer go out of the list, every figure, the history and the "
            "database. It cannot be undone.",
            yes="Erase it",
            no="Keep it",
        )
        if await self.app.push_screen_wait(question) and await act(self, evidence.erase, id):
            self.notify("Erased for good.", markup=False)

    @work(group="ask", exclusive=True)
    async def action_case(self) -> None:
        from screens.evidence.case import ask_case

        await ask_case(self)

    @work(group="ask", exclusive=True)
    async def action_import_feedback(self) -> None:
        from screens.evidence.feedback_file import import_file

        if self.snapshot is not None:
            await import_file(self, self.snapshot, self.wanted.stage)
