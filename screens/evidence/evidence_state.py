"""What Evidence shows at the moment, and what its cursor is on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.timer import Timer

from screens.core.keys import KeyCommand
from screens.evidence.deeds import EvidenceDeeds
from screens.evidence.list_modes import Face, FaceContent
from screens.evidence.overview_sheet import Unfolded, shown_trends
from screens.evidence.page import Beside, EvidencePage
from screens.evidence.trend_sheet import trend_key
from screens.evidence.virtual_list import RowList
from store.domain.stages import Stage
from store.evidence.evidence import Filter
from store.queries.evidence.trends import Trend
from store.queries.topic_facts import TopicFacts


class EvidenceState(EvidenceDeeds):
    """One of the faces of the evidence, part of it or all, with what was read for it."""

    def __init__(self) -> None:
        super().__init__()
        self.face = Face.OVERVIEW
        self.answer_filter = Filter()
        """What is shown of the evidence."""
        self._came_from: tuple[Face, Filter] | None = None
        """What the answers were opened from, for the way back."""
        self._figure: tuple[Filter, str] | None = None
        """The figure that answers were opened from: which they are, and how it is reckoned."""
        self._content: FaceContent | None = None
        """What is shown; None until it has been read."""
        self._to_answer: int | None = None
        """How much is to be answered this quarter; None until that was looked up."""
        self._unfolded = Unfolded()
        self._rest_unfolded = False
        self._measure = ""
        """The key of the measure that was looked at last."""
        self._facts: TopicFacts | None = None
        self._resting: Timer | None = None

    @property
    def rows(self) -> RowList:
        """The list of answers."""
        return self.query_one(RowList)

    @property
    def page(self) -> EvidencePage:
        """The page of every other face."""
        return self.query_one(EvidencePage)

    @property
    def beside(self) -> Beside:
        """What stands beside them."""
        return self.query_one(Beside)

    # What the cursor is on

    @property
    def _trend(self) -> Trend | None:
        """The measure that is looked at."""
        every = self._every_trend
        return next((each for each in every if trend_key(each) == self._measure), None) or (
            every[0] if every else None
        )

    @property
    def _every_trend(self) -> tuple[Trend, ...]:
        overview = self._content.overview if self._content is not None else None
        if overview is None:
            return ()
        if self.face is Face.OVER_TIME:
            return overview.trends
        return shown_trends(overview, self._unfolded)

    @property
    def piece(self) -> str:
        """The id of the answer under the cursor; empty where none is."""
        if self.face is Face.ANSWERS:
            return self.rows.key
        kind, _, id = self.page.cursor.partition(":")
        return id if kind in ("quote", "answer") else ""

    @property
    def _can_open(self) -> bool:
        if self.face is Face.ANSWERS:
            return bool(self.rows.key)
        return bool(self.page.cursor) or (self.face is Face.OVER_TIME and self._trend is not None)

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible with what is under the cursor."""
        if action == "filter":
            return "Each line here is a touchpoint: enter opens its answers."
        if self.face is Face.OVERVIEW and action == "erase" and self.page.cursor:
            return "Put the cursor on an answer to erase it: enter opens a measure's answers."
        return "There is no answer under the cursor."

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``command`` as it is called for what is under the cursor."""
        if command.id != "evidence.open" or self.face is Face.ANSWERS:
            return command
        kind = self.page.cursor.partition(":")[0]
        if kind == "measure" or self.face is Face.OVER_TIME:
            return replace(command, label="Answers", help="See how this figure is reckoned")
        if kind == "day":
            opened = date.fromisoformat(self.page.cursor.partition(":")[2]) in self._unfolded.days
            return replace(command, label="Close the day" if opened else "Open the day")
        return command

    @property
    def stage_shown(self) -> Stage | None:
        return self.answer_filter.stage
