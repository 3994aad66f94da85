"""View 3, Evidence: what customers say at one look, and behind it every answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Unpack

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import read
from screens.core.view import ViewTarget, css_beside
from screens.evidence import evidence_pages
from screens.evidence.bottleneck_sheet import REST, spot_at
from screens.evidence.evidence_state import EvidenceState
from screens.evidence.filters import ask_filter
from screens.evidence.list_modes import (
    Face,
    FaceContent,
    behind_measure,
    behind_spot,
    notices,
    read_day,
    read_face,
    read_more,
)
from screens.evidence.overview_sheet import EARLIER, FEW, Unfolded, next_part
from screens.evidence.page import Beside, EvidencePage
from screens.evidence.trend_sheet import figure_words, trend_key
from screens.evidence.virtual_list import RowList
from screens.widgets.date_format import today_of
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import Line, LineBuilder, StyledLines
from store.domain.stages import Stage
from store.evidence.evidence import Filter
from store.queries.quarter import quarter_questions
from store.queries.topic_facts import topic_facts

PANE_FROM = 140
"""Columns of a terminal from which a measure's chart stands beside the overview."""
ASIDE_FROM = 132
"""Columns from which what is under the cursor stands beside the other lists."""
BROAD = 190
"""Columns from which what stands beside is broader."""
ROOMY = 28
"""Lines from which there is room for a blank one on top."""
_REST = 0.15
"""Seconds the cursor rests on a touchpoint before what is known of it is read."""


class EvidenceView(EvidenceState):
    """What customers say: each measure, their words, their answers; where they are missed."""

    PLACE = (KeyScope.EVIDENCE, KeyScope.CURSOR)
    BINDINGS = bindings(KeyScope.EVIDENCE)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = "#page"

    def compose(self) -> ComposeResult:
        yield Static("", id="heading")
        with Horizontal():
            yield EvidencePage(self._draw_page, id="page")
            yield RowList(self.glyphs)
            yield Beside(self._draw_beside, id="beside")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height >= ROOMY, "-roomy")
        self.set_class(event.size.width >= BROAD, "-broad")
        self._arrange()
        self._show_heading()

    def _arrange(self) -> None:
        """Show what belongs to the face and to the room there is."""
        for face in Face:
            self.set_class(self.face is face, f"-{face.name.lower().replace('_', '-')}")
        least = PANE_FROM if self.face is Face.OVERVIEW else ASIDE_FROM
        self.set_class(self.size.width >= least, "-pane")
        if self.is_mounted:
            self.page.turning = self.face is Face.OVER_TIME and not self.has_class("-pane")

    def focus_first(self) -> None:
        (self.rows if self.face is Face.ANSWERS else self.page).focus()

    # Reading and showing

    def watch_snapshot(self) -> None:
        if self.is_mounted:
            self._read_anew()

    def on_mount(self) -> None:
        self._arrange()
        self._read_anew()

    def _turn(
        self, face: Face, filter: Filter, came_from: tuple[Face, Filter] | None = None
    ) -> None:
        """Show another face, or another part of the evidence."""
        if filter != self.answer_filter:
            self._unfolded = Unfolded()
        self.face, self.answer_filter, self._came_from = face, filter, came_from
        self._read_anew()

    def _read_anew(self) -> None:
        """Read what is to be shown, unless it is what was read last."""
        snapshot, content = self.snapshot, self._content
        if snapshot is None or app_context_of(self).acting is None:
            return
        last = (content.face, content.filter, content.seq) if content else None
        if last != (self.face, self.answer_filter, snapshot.seq):
            self._load()

    @work(group="load", exclusive=True)
    async def _load(self) -> None:
        assert self.snapshot is not None
        content = await read_face(self, self.snapshot, self.face, self.answer_filter, self._content)
        if content is None:
            return
        await self._read_days(content)
        self._show(content)
        if self._to_answer is None:
            questions = (await read(self, quarter_questions)).value
            self._to_answer = None if questions is None else len(questions)
            if self._to_answer and self._content is content:
                self._show(content)

    async def _read_days(self, content: FaceContent) -> None:
        """Read the unfolded days anew."""
        if content.face is not Face.OVERVIEW or not self._unfolded.days:
            return
        days = {day: await read_day(self, content.filter, day) for day in self._unfolded.days}
        still_there = {day: items for day, items in days.items() if items}
        self._unfolded = replace(self._unfolded, days=still_there)

    def on_row_list_nearing(self, message: RowList.Nearing) -> None:
        message.stop()
        if self._content is not None and self._content.next is not None:
            self._load_more(self._content)

    @work(group="more", exclusive=True)
    async def _load_more(self, content: FaceContent) -> None:
        longer = await read_more(self, content)
        if self._content is content and longer is not content:
            self._show(longer)

    def _show(self, content: FaceContent) -> None:
        assert self.snapshot is not None
        had_focus = self.page.has_focus or self.rows.has_focus
        self._content = content
        self._arrange()
        builder, today = LineBuilder(self.glyphs), today_of(self.snapshot)

        def draw(index: int, width: int) -> Line:
            return content.row(builder, today, index, width)

        if content.face is Face.ANSWERS:
            self.rows.show(content.keys, draw, content.empty)
        self._show_heading()
        if had_focus:
            self.focus_first()
        self._redraw()
        self.refresh_bindings()

    def _show_heading(self) -> None:
        """Head the list; a line breaks between two things said, not within one."""
        if self._content is None or self.snapshot is None:
            return
        title, words = self._content.heading(self.snapshot)
        if self._figure is not None and self._figure[0] == self._content.filter:
            words.append(self._figure[1])
        asides = notices(self.snapshot, self._to_answer)
        builder, dot = LineBuilder(self.glyphs), self.glyphs.dot
        groups = [
            [builder.span(title)],
            *([builder.span(f"{dot} {each}")] for each in (*words, *asides)),
        ]
        lines = builder.spread(groups, self.size.width - 2, gap=1)
        text = "\n".join("".join(span.text for span in line) for line in lines)
        head, rest = text[: len(groups[0][0].text)], text[len(groups[0][0].text) :]
        self.query_one("#heading", Static).update(
            Content.assemble((head, "bold"), (rest, "$foreground-muted"))
        )

    def _redraw(self) -> None:
        self.page.redraw()
        self.beside.redraw()

    def _draw_page(self, size: Size, cursor: str) -> StyledLines:
        if self._content is None or self.snapshot is None:
            return StyledLines()
        return evidence_pages.page(self._drawing(), (size.width, size.height), cursor)

    def _draw_beside(self, size: Size, _cursor: str) -> StyledLines:
        content = self._content
        if content is None or self.snapshot is None or not self.has_class("-pane"):
            return StyledLines()
        text = ""
        if content.face is Face.ANSWERS and self.rows.key:
            text = content.text(self.rows.cursor, today_of(self.snapshot))
        cursor = self.page.cursor
        return evidence_pages.beside(self._drawing(), (size.width, size.height), cursor, text)

    def _drawing(self) -> evidence_pages.Drawing:
        assert self._content is not None
        assert self.snapshot is not None
        return evidence_pages.Drawing(
            builder=LineBuilder(self.glyphs),
            content=self._content,
            today=today_of(self.snapshot),
            trend=self._trend,
            unfolded=self._unfolded,
            rest_unfolded=self._rest_unfolded,
            facts=self._facts,
            pane=self.has_class("-pane"),
            unit=self.snapshot.team.cadence.unit,
        )

    # The cursor

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        message.stop()
        self.beside.redraw()

    def on_document_view_moved(self, message: DocumentView.Moved) -> None:
        message.stop()
        if message.key.startswith("measure:"):
            self._measure = message.key
        self._facts = None if self.face is Face.MISSED else self._facts
        self.beside.redraw()
        self.refresh_bindings()
        if self._resting is not None:
            self._resting.stop()
        if self.face is Face.MISSED:
            self._resting = self.set_timer(_REST, self._read_facts)

    @work(group="facts", exclusive=True)
    async def _read_facts(self) -> None:
        """What is known of the touchpoint on which the cursor rests."""
        spot = spot_at(self._content.missed if self._content else None, self.page.cursor)
        if spot is None:
            return
        facts = (await read(self, topic_facts, spot.figures.touchpoint_id)).value
        if facts is not None:
            self._facts = facts
            self._redraw()

    def on_evidence_page_paged(self, message: EvidencePage.Paged) -> None:
        message.stop()
        every, trend = self._every_trend, self._trend
        if trend is not None:
            index = every.index(trend) + message.by
            self._measure = trend_key(every[max(0, min(index, len(every) - 1))])
            self._redraw()

    def action_next_part(self) -> None:
        """Go to the first of the measures, the words or the days, whichever comes next."""
        key = next_part([stop.key for stop in self.page.stops], self.page.cursor)
        self.page.go_to(key)

    # Coming and going

    def bring_into_view(self, **target: Unpack[ViewTarget]) -> None:
        """``evidence``: the id of a piece to open. ``measure``, ``stage``, ``touchpoint``:
        what alone to show."""
        piece = target.get("evidence")
        if isinstance(piece, str):
            self.open_piece(piece)
            return
        stage, measure, touchpoint = (
            target.get("stage"),
            target.get("measure"),
            target.get("touchpoint"),
        )
        evidence_filter = Filter(
            stage=stage if isinstance(stage, Stage) else None,
            measure=measure if isinstance(measure, str) else None,
            touchpoint_id=touchpoint if isinstance(touchpoint, str) else None,
        )
        self._turn(Face.ANSWERS, evidence_filter)

    def go_back(self) -> bool:
        if self._came_from is not None:
            self._turn(*self._came_from)
        elif self.face is Face.ANSWERS:
            self._turn(Face.OVERVIEW, Filter())
        elif self.face is not Face.OVERVIEW:
            self._turn(Face.OVERVIEW, self.answer_filter)
        elif self.answer_filter != Filter():
            self._turn(Face.OVERVIEW, Filter())
        else:
            return False
        return True

    # What is possible

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return (self.is_mounted and self._can_open) or None
        if action == "erase":
            if self.face not in (Face.ANSWERS, Face.OVERVIEW):
                return False
            return (self.is_mounted and bool(self.piece)) or None
        if action == "next_part":
            return self.face is Face.OVERVIEW
        if action == "filter" and parameters == ("touchpoint",):
            return self.face is not Face.MISSED or None
        return True

    def quarter_answered(self) -> None:
        self._to_answer = None
        self._load()

    # What is done

    @work(group="ask", exclusive=True)
    async def action_filter(self, what: str) -> None:
        if self.snapshot is None:
            return
        shares = self.face is Face.MISSED
        chosen = await ask_filter(self, what, self.answer_filter, self.snapshot, shares=shares)
        if chosen is None:
            return
        face = self.face
        if what == "measure" and face in (Face.OVERVIEW, Face.ANSWERS):
            one = chosen.measure is not None or chosen.quotes
            face = Face.ANSWERS if one else Face.OVERVIEW
        self._turn(face, chosen, self._came_from if face is Face.ANSWERS is self.face else None)

    def action_bottleneck(self) -> None:
        self._toggle(Face.MISSED)

    def action_over_time(self) -> None:
        self._toggle(Face.OVER_TIME)

    def _toggle(self, face: Face) -> None:
        self._turn(Face.OVERVIEW if self.face is face else face, self.answer_filter)

    def on_row_list_pressed(self) -> None:
        self.action_open()

    def on_document_view_pressed(self) -> None:
        self.action_open()

    @work(group="ask", exclusive=True)
    async def action_open(self) -> None:
        content, cursor = self._content, self.page.cursor
        if content is None:
            return
        if self.piece:
            await self.show_piece(self.piece)
        elif content.face is Face.MISSED:
            self._open_spot(content, cursor)
        elif cursor == FEW:
            self._unfolded = replace(self._unfolded, few=not self._unfolded.few)
            self._redraw()
        elif cursor.startswith("day:"):
            await self._unfold_day(content, date.fromisoformat(cursor.partition(":")[2]))
        elif cursor == EARLIER and content.overview is not None:
            last = content.overview.first - timedelta(days=1)
            self._open_answers(replace(self.answer_filter, last=last))
        elif self._trend is not None:
            filter = behind_measure(self.answer_filter, self._trend)
            self._figure = filter, figure_words(self._trend)
            self._open_answers(filter)

    def _open_answers(self, filter: Filter) -> None:
        """Show the answers behind something, with the way back to it."""
        self._turn(Face.ANSWERS, filter, (self.face, self.answer_filter))

    def _open_spot(self, content: FaceContent, cursor: str) -> None:
        spot = spot_at(content.missed, cursor)
        if cursor == REST:
            self._rest_unfolded = not self._rest_unfolded
            self._redraw()
        elif spot is not None and content.missed is not None:
            self._open_answers(behind_spot(content.missed, spot.figures.touchpoint_id))

    async def _unfold_day(self, content: FaceContent, day: date) -> None:
        days = dict(self._unfolded.days)
        if day in days:
            del days[day]
        else:
            items = await read_day(self, content.filter, day)
            if items is None:
                return
            days[day] = items
        self._unfolded = replace(self._unfolded, days=days)
        self._redraw()
        self.refresh_bindings()
