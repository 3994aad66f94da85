"""View 5, Reviews: those held so far, each readable whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import read
from screens.core.view import View, css_beside
from screens.widgets.document_view import DocumentView
from screens.widgets.examples import THREE_REVIEWS, example
from screens.widgets.markdown import markdown_lines
from screens.widgets.styled_lines import LineBuilder, StyledLines
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.journal.seat import Seat
    from store.reviews.closing import PastReview

WIDE = 116
"""Columns from which the list and the report stand side by side."""
BROAD = 156
"""Columns from which the list has all its columns beside the report."""
_PAGE = 26
"""Reviews read at first, and at the end of the list again."""
_LINE = 104
"""The longest line of a report, for easy reading."""


class ReviewsView(View):
    """Past reviews, the newest first; beside them or in their place the one that is read."""

    PLACE = (KeyScope.REVIEWS, KeyScope.CYCLES, KeyScope.CURSOR)
    BINDINGS = bindings(KeyScope.REVIEWS, KeyScope.CYCLES)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = "#list"

    def __init__(self) -> None:
        super().__init__()
        self._past: Sequence[PastReview] | None = None
        """None until they are read."""
        self._wanted = _PAGE
        """How many of the newest to read."""

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw_list, id="list")
        yield DocumentView(self._draw_report, id="report")

    @property
    def _list(self) -> DocumentView:
        return self.query_one("#list", DocumentView)

    @property
    def _report(self) -> DocumentView:
        return self.query_one("#report", DocumentView)

    @property
    def chosen(self) -> PastReview | None:
        """The review under the list's cursor."""
        past = self._past or ()
        return next((each for each in past if each.review.id == self._list.cursor), None)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._list.redraw()
            if app_context_of(self).acting is not None:
                self._read_past()

    @work(exclusive=True, group="past")
    async def _read_past(self) -> None:
        outcome = await read(self, _past_reviews, self._wanted)
        if outcome.value is not None:
            self._past = outcome.value
            self._list.redraw()
            self._report.redraw()
            self.refresh_bindings()

    # Drawing

    def _draw_list(self, size: Size, cursor: str) -> StyledLines:
        styled = StyledLines()
        if self.snapshot is None or self._past is None:
            return styled
        builder, width = LineBuilder(self.glyphs), size.width - 1
        opened = self.snapshot.review
        if opened is not None:
            words = f"{opened.planned.name} is being planned now. Press r to go on with its review."
            styled.add(*builder.text(words, width, "accent"), ())
        if not self._past:
            sentence = "No review has been closed yet. Press r to start the first."
            styled.add(*(builder.text(sentence, width) if opened is None else ()))
            lines = example(builder, "An example after three reviews", THREE_REVIEWS, width)
            if len(styled.lines) + 1 + len(lines) <= size.height:
                styled.add((), *lines)
        if self._past:
            from screens.reviews.review_list import review_list

            styled.add_block(review_list(builder, self.snapshot, self._past, width, cursor))
            return styled
        whole = StyledLines()
        whole.add_block(styled, 1)
        return whole

    def _draw_report(self, size: Size, _cursor: str) -> StyledLines:
        styled, whole = StyledLines(), StyledLines()
        if self.chosen is not None:
            width = min(size.width - 3, _LINE)
            styled.add(*markdown_lines(LineBuilder(self.glyphs), self.chosen.report, width))
        whole.add_block(styled, 2)
        return whole

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.width >= BROAD, "-broad")

    # Keys

    def on_document_view_moved(self, message: DocumentView.Moved) -> None:
        if message.page is self._list:
            self._report.scroll_to(y=0, animate=False)
            self._report.redraw()
            self._read_more()
        self.refresh_bindings()

    def _read_more(self) -> None:
        """Read older ones once the cursor is at the oldest there is."""
        past = self._past or ()
        if past and past[-1].review.id == self._list.cursor and len(past) == self._wanted:
            self._wanted += _PAGE
            self._read_past()

    def on_document_view_pressed(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self.chosen is not None and self._list.has_focus
        if action in ("earlier", "later"):
            return self._id_further(1 if action == "earlier" else -1) is not None or None
        if action in ("export", "share"):
            return self.chosen is not None or None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible with the review under the cursor."""
        if self.chosen is None:
            return "No review has been held yet. Press r to start one."
        if action == "earlier":
            return "This is the first review that was held."
        return "This is the latest review." if action == "later" else None

    def _id_further(self, by: int) -> str | None:
        """Id of the review ``by`` places further down the list."""
        ids = [each.review.id for each in self._past or ()]
        if self._list.cursor not in ids:
            return None
        index = ids.index(self._list.cursor) + by
        return ids[index] if 0 <= index < len(ids) else None

    def action_open(self) -> None:
        if not self.has_class("-wide"):
            self.add_class("-reading")
        self._report.focus()
        self.refresh_bindings()

    def go_back(self) -> bool:
        reading = self._report.has_focus
        if reading:
            self.remove_class("-reading")
            self._list.focus()
            self.refresh_bindings()
        return reading

    def action_earlier(self) -> None:
        self._list.go_to(self._id_further(1) or "")

    def action_later(self) -> None:
        self._list.go_to(self._id_further(-1) or "")

    @work
    async def action_export(self) -> None:
        from screens.dialogs.exporting import export_report

        if self.chosen is not None and self.snapshot is not None:
            label = self.chosen.review.planned.label
            await export_report(self, self.snapshot.team.name, label, self.chosen.report)

    @work(exclusive=True, group="asking")
    async def action_share(self) -> None:
        from screens.dialogs.sharing import share_summary
        from store.reports.shared_summary import summary_to_share

        if self.chosen is not None:
            outcome = await read(self, summary_to_share, self.chosen.review.planned.label)
            if outcome.value is not None:
                await share_summary(self, outcome.value)


def _past_reviews(seat: Seat, limit: int) -> Sequence[PastReview]:
    from store.reviews.closing import past_reviews

    return past_reviews(seat, limit)
