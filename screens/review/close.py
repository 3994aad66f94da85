"""Close: momentum, was it worth it, the next date, and the report as it will be."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.acting import read
from screens.review.check_in import tally_spans
from screens.review.panes import StepPane, labelled
from screens.review.rating import how_to_give
from screens.widgets.markdown import markdown_lines
from screens.widgets.page import Page
from screens.widgets.sheet import Line, Sheet, Span, side_by_side
from screens.widgets.words import moment, plural
from store.close_preview import ClosePreview, preview
from store.snapshot import Review, Snapshot

_SIDE_BY_SIDE = 110
_LEFT = 52
_LINE = 92
"""The longest line of the report, for easy reading."""


class ClosePane(StepPane):
    """What the team takes with it; the report scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: ClosePreview | None = None

    def compose(self) -> ComposeResult:
        yield Page(self._draw)

    def on_mount(self) -> None:
        self._look()

    def changed(self) -> None:
        self.query_one(Page).redraw()
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        outcome = await read(self, preview)
        if outcome and self.is_attached:
            self._preview = outcome.value
            self.query_one(Page).redraw()

    def _draw(self, size: Size, _cursor: str) -> Sheet:
        snapshot, sheet = self.snapshot, Sheet()
        if snapshot is None or snapshot.review is None:
            return sheet
        width = size.width - 2
        if width >= _SIDE_BY_SIDE:
            left = Sheet(self._facts(snapshot, snapshot.review, _LEFT - 3))
            right = Sheet(self._report(width - _LEFT))
            sheet.place(side_by_side([left, right], [_LEFT, width - _LEFT]), 1)
            return sheet
        inner = Sheet(self._facts(snapshot, snapshot.review, width))
        inner.gap()
        inner.add(*self._report(width))
        sheet.place(inner, 1)
        return sheet

    def _facts(self, snapshot: Snapshot, review: Review, width: int) -> list[Line]:
        pen, momentum = self.pen, snapshot.momentum
        kept = f"{momentum.kept_done} of {momentum.kept_planned}"
        figures = pen.joined(
            [
                pen.span(f"kept {kept}", "bold"),
                pen.span(f"streak {momentum.streak}", "bold"),
                pen.span(f"learned {momentum.learned}", "bold"),
            ]
        )
        lines = labelled(pen, "Momentum", figures, width)
        if momentum.lagging is not None:
            words = f"{momentum.lagging.label} lags behind the others"
            lines += labelled(pen, "", [pen.span(words, "muted")], width)
        lines += labelled(pen, "Worth it", self._worth(review), width)
        if self._preview is not None:
            when = moment(snapshot, self._preview.next_review)
            lines += labelled(pen, "Next", [pen.span(when, "bold")], width)
        return lines

    def _worth(self, review: Review) -> list[Span]:
        pen = self.pen
        if review.rating is not None:
            return tally_spans(pen, review.rating)
        count = review.private.ratings
        words = f"{plural(count, 'rating')} given" if count else "nobody has rated yet"
        return [pen.span(words), pen.span(f"; {how_to_give(self)}.", "muted")]

    def _report(self, width: int) -> list[Line]:
        if self._preview is None:
            return []
        heading = self.pen.rule("The report, as it will be saved", width)
        return [heading, (), *markdown_lines(self.pen, self._preview.report, min(width, _LINE))]
