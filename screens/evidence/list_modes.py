"""What the Evidence view shows, as it was read: an overview, answers, measures, bottlenecks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from screens.core.store_calls import read
from screens.evidence.bottleneck_sheet import missed_title
from screens.evidence.evidence_rows import answer_row, evidence_text
from screens.evidence.filters import cycle_word, filter_words
from screens.widgets.date_format import plural, today_of
from screens.widgets.styled_lines import Line, LineBuilder
from store.common.dataclass import dataclass
from store.domain.statistics.measures import Measure
from store.evidence import evidence
from store.evidence.evidence import PAGE, Evidence, Filter
from store.evidence.open_cases import PASSED_ON_OFTEN
from store.models.snapshot import Snapshot
from store.queries.evidence import bottlenecks, evidence_overview, trends
from store.queries.evidence.bottlenecks import KINDS, BottleneckList
from store.queries.evidence.evidence_overview import EvidenceOverview
from store.queries.evidence.trends import CYCLES, Trend

if TYPE_CHECKING:
    from textual.widget import Widget

_NOTHING_FITS = "Nothing fits what is chosen. esc shows everything again."
DAY_ANSWERS = 200
"""The most answers unfolded below a day."""


class Face(Enum):
    """What the view shows. The value heads it."""

    OVERVIEW = "What customers say"
    ANSWERS = "What customers said"
    MISSED = "Where most customers are missed"
    OVER_TIME = "Measures over time"


_NOTHING_YET = "Nothing is logged yet. b logs what a customer said, i imports a file."
_EMPTY = {
    Face.OVERVIEW: _NOTHING_YET,
    Face.ANSWERS: _NOTHING_YET,
    Face.MISSED: "No answer names its touchpoint yet. Press b to log one. This then says where to begin.",
    Face.OVER_TIME: "No measure has an answer in these weeks. b logs one, i imports a file.",
}


@dataclass(frozen=True, slots=True)
class FaceContent:
    """One face as it was read at the journal's place ``seq``."""

    face: Face
    filter: Filter
    seq: int
    measures: Mapping[str, Measure] = field(default_factory=dict)
    items: tuple[Evidence, ...] = ()
    next: tuple[date, str] | None = None
    """Where the next page of ``items`` starts."""
    missed: BottleneckList | None = None
    overview: EvidenceOverview | None = None

    @property
    def trends(self) -> tuple[Trend, ...]:
        """The measures over time, where they were read."""
        return self.overview.trends if self.overview is not None else ()

    @property
    def keys(self) -> Sequence[str]:
        """An id for each of the answers."""
        return [each.id for each in self.items]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to show."""
        if self.face is Face.ANSWERS:
            return not self.items
        if self.face is Face.MISSED:
            return self.missed is None or self.missed.measure is None or not self.missed.entries
        overview = self.overview
        if self.face is Face.OVERVIEW and overview is not None:
            return not overview.trends and not overview.quotes and not overview.earlier
        return not self.trends

    @property
    def empty(self) -> str:
        """The sentence that stands there where there is nothing to show."""
        return _EMPTY[self.face] if self.filter == Filter() else _NOTHING_FITS

    def row(self, builder: LineBuilder, today: date, index: int, width: int) -> Line:
        """One answer as a row for a width."""
        return answer_row(builder, self.items[index], self.measures, today, width)

    def text(self, index: int, today: date) -> str:
        """An answer whole, as far as it has been read."""
        each = self.items[index]
        return evidence_text(each, self.measures.get(each.measure or ""), today)

    def heading(self, snapshot: Snapshot) -> tuple[str, list[str]]:
        """What is shown, and what its filter keeps, a few words each."""
        title = self.face.value
        filter = self.filter
        if self.face is Face.MISSED and self.missed is not None:
            title, filter = missed_title(self.missed), replace(filter, measure=None)
        words = filter_words(filter, snapshot, self.measures)
        if self.face is not Face.ANSWERS and filter.first is None and not self.nothing:
            words.append(f"last {CYCLES} {cycle_word(snapshot)}s")
        if self.face is Face.OVERVIEW and self.overview is not None:
            words += self._this_cycle(snapshot)
        return title, words

    def _this_cycle(self, snapshot: Snapshot) -> list[str]:
        """``this week: 102 answers``"""
        cycle, overview = snapshot.cycle, self.overview
        if cycle is None or overview is None or not overview.days:
            return []
        count = sum(
            each.n for each in overview.days if cycle.start <= each.day <= today_of(snapshot)
        )
        return [f"this {cycle_word(snapshot)}: {plural(count, 'answer')}"]


def notices(snapshot: Snapshot, to_answer: int | None) -> list[str]:
    """What the heading says past its list: cases passed on too often, the quarter's questions."""
    often = [each.ref for each in snapshot.follow_ups if each.passed_on >= PASSED_ON_OFTEN]
    sentences = [f"passed on twice or more: {', '.join(often)} (C)"] if often else []
    return [*sentences, f"{to_answer} to answer this quarter (T)"] if to_answer else sentences


def behind_measure(filter: Filter, trend: Trend) -> Filter:
    """Which evidence a measure's line comes from."""
    first = filter.first or trend.points[0].cycle.start
    return replace(filter, stage=trend.stage, measure=trend.measure.key, first=first)


def behind_spot(missed: BottleneckList, touchpoint_id: str) -> Filter:
    """Which evidence a touchpoint's figure comes from."""
    assert missed.measure is not None
    return Filter(measure=missed.measure.key, touchpoint_id=touchpoint_id, first=missed.first)


async def read_face(
    widget: Widget, snapshot: Snapshot, face: Face, filter: Filter, before: FaceContent | None
) -> FaceContent | None:
    """Read what ``face`` shows of ``filter``; None when the store refused, which was shown.

    As many answers are read as ``before``, the same list, had.
    """
    content = FaceContent(face, filter, snapshot.seq)
    if face in (Face.OVERVIEW, Face.OVER_TIME):
        overview = (await read(widget, evidence_overview.evidence_overview, filter)).value
        if overview is None:
            return None
        return replace(content, measures=overview.measures, overview=overview)
    measures = await read(widget, trends.known_measures)
    if measures.value is None:
        return None
    content = replace(content, measures=measures.value)
    if face is Face.ANSWERS:
        same = before is not None and (before.face, before.filter) == (face, filter)
        limit = max(PAGE, len(before.items)) if before is not None and same else PAGE
        page = (await read(widget, evidence.page, filter, limit=limit)).value
        return replace(content, items=page.items, next=page.next) if page else None
    chosen = measures.value.get(filter.measure or "")
    key = chosen.key if chosen is not None and chosen.kind in KINDS else None
    outcome = await read(widget, bottlenecks.bottleneck_list, key, filter)
    return replace(content, missed=outcome.value) if outcome else None


async def read_more(widget: Widget, content: FaceContent) -> FaceContent:
    """``content`` with the next page of answers."""
    if content.face is not Face.ANSWERS or content.next is None:
        return content
    page = (await read(widget, evidence.page, content.filter, after=content.next)).value
    if page is None:
        return content
    return replace(content, items=(*content.items, *page.items), next=page.next)


async def read_day(widget: Widget, filter: Filter, day: date) -> tuple[Evidence, ...] | None:
    """Read one day's answers, the newest first."""
    one = replace(filter, first=day, last=day)
    page = (await read(widget, evidence.page, one, limit=DAY_ANSWERS)).value
    return page.items if page is not None else None
