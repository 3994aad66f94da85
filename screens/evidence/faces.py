"""The three faces of the evidence list, as they were read: their rows, heading and details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from screens.acting import read
from screens.evidence.filters import cycle_word, filter_words
from screens.evidence.missed import missed_heading, missed_row, missed_text, missed_title
from screens.evidence.over_time import trend_heading, trend_row, trend_text
from screens.evidence.said import evidence_text, said_row
from screens.theme import Marks
from screens.widgets.sheet import Line, Pen
from store import bottlenecks, evidence, trends
from store.bottlenecks import KINDS, BottleneckList
from store.evidence import PAGE, Evidence, Filter
from store.practice.measures import Measure
from store.snapshot import Snapshot
from store.trends import CYCLES, Trend

if TYPE_CHECKING:
    from textual.widget import Widget

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


@dataclass(frozen=True, slots=True)
class Shown:
    """One face as it was read at the journal's place ``seq``."""

    face: Face
    wanted: Filter
    seq: int
    measures: Mapping[str, Measure] = field(default_factory=dict)
    items: tuple[Evidence, ...] = ()
    next: tuple[date, str] | None = None
    """Where the next page of ``items`` starts."""
    missed: BottleneckList | None = None
    trends: tuple[Trend, ...] = ()

    @property
    def keys(self) -> Sequence[str]:
        """A key for each row: an id of evidence or of a touchpoint, or a stage and a measure."""
        if self.face is Face.SAID:
            return [each.id for each in self.items]
        if self.face is Face.MISSED:
            entries = self.missed.entries if self.missed and self.missed.measure else ()
            return [each.figures.touchpoint_id for each in entries]
        return [f"{each.stage.value} {each.measure.key}" for each in self.trends]

    @property
    def empty(self) -> str:
        """The sentence that stands in place of rows."""
        return _EMPTY[self.face] if self.wanted == Filter() else _NOTHING_FITS

    def row(self, pen: Pen, today: date, index: int, width: int) -> Line:
        """One row for a width."""
        if self.face is Face.SAID:
            return said_row(pen, self.items[index], self.measures, today, width)
        if self.face is Face.OVER_TIME:
            return trend_row(pen, self.trends[index])
        assert self.missed is not None
        assert self.missed.measure is not None
        return missed_row(pen, self.missed.measure, self.missed.entries[index])

    def text(self, index: int, today: date, marks: Marks) -> str:
        """What stands behind a row, as far as it has been read."""
        if self.face is Face.SAID:
            each = self.items[index]
            return evidence_text(each, self.measures.get(each.measure or ""), today)
        if self.face is Face.OVER_TIME:
            return trend_text(self.trends[index], marks)
        assert self.missed is not None
        return missed_text(self.missed, self.missed.entries[index])

    def behind(self, index: int) -> Filter:
        """Which evidence a row's figure comes from."""
        if self.face is Face.OVER_TIME:
            trend = self.trends[index]
            first = self.wanted.first or trend.points[0].cycle.start
            return replace(self.wanted, stage=trend.stage, measure=trend.measure.key, first=first)
        assert self.missed is not None
        assert self.missed.measure is not None
        return Filter(
            measure=self.missed.measure.key,
            touchpoint_id=self.missed.entries[index].figures.touchpoint_id,
            first=self.missed.first,
        )

    def heading(self, snapshot: Snapshot) -> tuple[str, list[str]]:
        """What the list is, and what its filter keeps, a few words each."""
        title = self.face.value
        wanted = self.wanted
        if self.face is Face.MISSED and self.missed is not None:
            title, wanted = missed_title(self.missed), replace(wanted, measure=None)
        words = filter_words(wanted, snapshot, self.measures)
        if self.face is not Face.SAID and wanted.first is None:
            words.append(f"last {CYCLES} {cycle_word(snapshot)}s")
        return title, words

    @property
    def columns(self) -> str:
        """Names the rows' columns; empty where they speak for themselves."""
        if self.face is Face.MISSED and self.missed is not None and self.keys:
            return missed_heading(self.missed)
        if self.face is Face.OVER_TIME and self.trends:
            return trend_heading(len(self.trends[0].points))
        return ""


async def read_face(
    widget: Widget, snapshot: Snapshot, face: Face, wanted: Filter, before: Shown | None
) -> Shown | None:
    """Read what ``face`` shows of ``wanted``; None when the store refused, which was shown.

    As many answers are read as ``before``, the same list, had.
    """
    measures = await read(widget, trends.known_measures)
    if measures.value is None:
        return None
    shown = Shown(face, wanted, snapshot.seq, measures.value)
    if face is Face.SAID:
        same = before is not None and (before.face, before.wanted) == (face, wanted)
        limit = max(PAGE, len(before.items)) if before is not None and same else PAGE
        page = (await read(widget, evidence.page, wanted, limit=limit)).value
        return replace(shown, items=page.items, next=page.next) if page else None
    if face is Face.MISSED:
        chosen = measures.value.get(wanted.measure or "")
        key = chosen.key if chosen is not None and chosen.kind in KINDS else None
        found = await read(widget, bottlenecks.bottleneck_list, key, wanted)
        return replace(shown, missed=found.value) if found else None
    over = await read(widget, trends.trends, wanted)
    return replace(shown, trends=over.value or ()) if over else None


async def read_more(widget: Widget, shown: Shown) -> Shown:
    """``shown`` with the next page of answers."""
    if shown.face is not Face.SAID or shown.next is None:
        return shown
    page = (await read(widget, evidence.page, shown.wanted, after=shown.next)).value
    if page is None:
        return shown
    return replace(shown, items=(*shown.items, *page.items), next=page.next)
