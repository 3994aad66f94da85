"""View 5, Reviews: those held so far, each readable whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.acting import read
from screens.keys import Where, bindings
from screens.shell import shell_of
from screens.view import View, css_beside
from screens.widgets.improvement_card import listed
from screens.widgets.markdown import markdown_lines
from screens.widgets.page import Page
from screens.widgets.sheet import Pen, Sheet, Span
from screens.widgets.words import full_day, local, plural, today_of
from store.snapshot import Review, Snapshot, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.closing import PastReview
    from store.seat import Seat

WIDE = 116
"""Columns from which the list and the report stand side by side."""
_IN_ONE = 66
"""Columns from which a review's date and rating stand beside its cycle."""
_PAGE = 26
"""Reviews read at first, and at the end of the list again."""
_LINE = 92
"""The longest line of a report, for easy reading."""


class ReviewsView(View):
    """Past reviews, the newest first; beside them or in their place the one that is read."""

    PLACE = (Where.CYCLES, Where.CURSOR)
    BINDINGS = bindings(Where.CYCLES)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = "#list"

    def __init__(self) -> None:
        super().__init__()
        self._past: Sequence[PastReview] | None = None
        """None until they are read."""
        self._wanted = _PAGE
        """How many of the newest to read."""

    def compose(self) -> ComposeResult:
        yield Page(self._draw_list, id="list")
        yield Page(self._draw_report, id="report")

    @property
    def _list(self) -> Page:
        return self.query_one("#list", Page)

    @property
    def _report(self) -> Page:
        return self.query_one("#report", Page)

    @property
    def chosen(self) -> PastReview | None:
        """The review under the list's cursor."""
        past = self._past or ()
        return next((each for each in past if each.review.id == self._list.cursor), None)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._list.redraw()
            if shell_of(self).acting is not None:
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

    def _draw_list(self, size: Size, cursor: str) -> Sheet:
        sheet = Sheet()
        if self.snapshot is None or self._past is None:
            return sheet
        pen, width = Pen(self.marks), size.width - 1
        opened = self.snapshot.review
        if opened is not None:
            words = f"{opened.planned.name} is being planned now; r goes on with its review."
            sheet.add(*pen.text(words, width, "accent"), ())
        if not self._past:
            sentence = "No review has been closed yet; r starts the first."
            sheet.add(*(pen.text(sentence, width, "muted") if opened is None else ()))
        for each in self._past:
            paragraphs = _entry(pen, each.review, self.snapshot, in_one=width >= _IN_ONE)
            here = each.review.id == cursor
            colour = "accent" if here else "edge"
            lines = listed(pen, (), paragraphs, width, colour, cursor=here, tag_width=1)
            sheet.stop(each.review.id, lines, width)
        whole = Sheet()
        whole.place(sheet, 1)
        return whole

    def _draw_report(self, size: Size, _cursor: str) -> Sheet:
        sheet, whole = Sheet(), Sheet()
        if self.chosen is not None:
            width = min(size.width - 3, _LINE)
            sheet.add(*markdown_lines(Pen(self.marks), self.chosen.report, width))
        whole.place(sheet, 2)
        return whole

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    # Keys

    def on_page_moved(self, message: Page.Moved) -> None:
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

    def on_page_pressed(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self.chosen is not None and self._list.has_focus
        if action in ("earlier", "later"):
            return self._beside(1 if action == "earlier" else -1) is not None or None
        if action == "export":
            return self.chosen is not None or None
        return super().check_action(action, parameters)

    def _beside(self, by: int) -> str | None:
        """Id of the review ``by`` places further down the list."""
        ids = [each.review.id for each in self._past or ()]
        if self._list.cursor not in ids:
            return None
        place = ids.index(self._list.cursor) + by
        return ids[place] if 0 <= place < len(ids) else None

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
        self._list.go_to(self._beside(1) or "")

    def action_later(self) -> None:
        self._list.go_to(self._beside(-1) or "")

    @work
    async def action_export(self) -> None:
        from screens.exporting import export_report

        if self.chosen is not None and self.snapshot is not None:
            label = self.chosen.review.planned.label
            await export_report(self, self.snapshot.team.name, label, self.chosen.report)


def _entry(pen: Pen, review: Review, snapshot: Snapshot, *, in_one: bool) -> list[list[Span]]:
    """A review's cycle, date, rating and people; ``in_one``: the first three on one line."""
    planned = review.planned
    held = local(snapshot, review.closed_at or review.opened_at).date()
    people = ", ".join(member.name for member in review.present) or "the room"
    known = [pen.span(f"held {full_day(held, today_of(snapshot))}", "muted")]
    if rating := _rating(review.rating):
        known.append(pen.span(rating, "muted"))
    cycle = [pen.span(f"{planned.name} ", "bold"), pen.span(planned.span, "muted")]
    if in_one:
        dot = pen.span(f" {pen.marks.dot} ", "muted")
        return [[*cycle, dot, *pen.joined(known)], [pen.span(people, "muted")]]
    return [cycle, pen.joined(known), [pen.span(people, "muted")]]


def _rating(rating: Tally | None) -> str:
    """What people said of its worth; from fewer than three only how many did."""
    if rating is None or not rating.count:
        return ""
    if rating.mean is None:
        return f"{plural(rating.count, 'rating')}"
    return f"worth it {rating.mean:.1f} of 5 (n {rating.count})"


def _past_reviews(seat: Seat, limit: int) -> Sequence[PastReview]:
    from store.closing import past_reviews

    return past_reviews(seat, limit)
