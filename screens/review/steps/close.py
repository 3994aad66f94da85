"""Close: who does what by when, what was settled, momentum, was it worth it, the next date."""

from __future__ import annotations

from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.core.review_rules import is_allowed
from screens.core.store_calls import read
from screens.dialogs.reader import Reader, ReportReader
from screens.dialogs.verdict_dialog import show_verdict
from screens.forms.next_date import ask_next_date
from screens.review.panes import StepPane
from screens.review.steps.close_sheets import RATING, close_sheet, rating_text
from screens.review.steps.rating import how_to_give
from screens.theme.safe_text import safe
from screens.widgets.document_view import DocumentView
from screens.widgets.markdown import markdown_lines
from screens.widgets.styled_lines import StyledLines, side_by_side, with_cursor
from store.domain.agenda import Deed
from store.reviews.close_preview import ClosePreview, preview

_SIDE_BY_SIDE = 140
_LEFT = 78
_LINE = 92
"""The longest line of the report, for easy reading."""


class ClosePane(StepPane):
    """What the team takes with it; on a wide screen the report beside it."""

    BINDINGS = bindings(KeyScope.CLOSE)

    def __init__(self) -> None:
        super().__init__()
        self._preview: ClosePreview | None = None
        self._may_send = False
        """Whether there is a place to send the summary to."""

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw)

    def on_mount(self) -> None:
        self._look()

    def changed(self) -> None:
        self.query_one(DocumentView).redraw()
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        outcome = await read(self, preview)
        if outcome and self.stays:
            self._preview = outcome.value
            self.query_one(DocumentView).redraw()
            self._may_send = await self._check_may_send()
            self.query_one(DocumentView).redraw()
            self.refresh_bindings()

    async def _check_may_send(self) -> bool:
        from screens.dialogs.sharing import may_send
        from store.reports.shared_summary import shared_summary

        if self._preview is None:
            return False
        return await may_send(self, shared_summary(self._preview.facts).review)

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        snapshot = self.snapshot
        if snapshot is None:
            return StyledLines()
        width = size.width - 2
        wide = width >= _SIDE_BY_SIDE
        left = close_sheet(
            self.builder,
            snapshot,
            self._preview,
            _LEFT - 3 if wide else width,
            how_to_give(self),
            may_move=self._may_move,
            may_send=self._may_send,
        )
        left = with_cursor(left, cursor, self.glyphs)
        if wide and self._preview is not None:
            room = min(width - _LEFT, _LINE)
            heading = self.builder.rule("The report, as it will be saved", room)
            right = StyledLines(
                [heading, (), *markdown_lines(self.builder, self._preview.report, room)]
            )
            left = side_by_side([left, right], [_LEFT + 1, width - _LEFT])
        return left

    # What is done

    def on_document_view_moved(self) -> None:
        self.refresh_bindings()

    def on_document_view_pressed(self) -> None:
        self.action_open()

    @property
    def _improvement(self) -> str:
        """The id of the improvement under the cursor; empty where none is."""
        kind, _, id = self.query_one(DocumentView).cursor.partition(":")
        return id if kind == "improvement" else ""

    @property
    def _on_rating(self) -> bool:
        """Whether the rating is under the cursor."""
        return self.query_one(DocumentView).cursor == RATING

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``command`` as it is called for what is under the cursor."""
        if command.id == "close.open" and self._improvement:
            return replace(command, label="Verdict", help="Open the verdict, and what is behind it")
        if command.id == "close.open" and self._on_rating:
            return replace(
                command, label="About the rating", help="Say what the rating is, and the last ones"
            )
        if command.id == "close.share" and not self._may_send:
            return replace(command, footer=0)
        return command

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action in ("copy_summary", "read_report", "share", "open"):
            return self._preview is not None or None
        if action == "next_date":
            return self._may_move or None
        return True

    @property
    def _may_move(self) -> bool:
        """Whether who sits here may move the next review."""
        review, seat = self.review, app_context_of(self).seat
        if review is None or seat is None:
            return False
        return is_allowed(review, seat.member_id, Deed.NEXT_DATE)

    @work(exclusive=True, group="asking")
    async def action_next_date(self) -> None:
        if self.snapshot is not None and self._preview is not None:
            await ask_next_date(self, self.snapshot, self._preview.next_review)
            self._look()

    @work(exclusive=True, group="asking")
    async def action_open(self) -> None:
        """Show the verdict under the cursor, what the rating is, or how each of momentum's figures
        comes about."""
        if self._improvement:
            await show_verdict(self, self._improvement)
            return
        if self._on_rating and self._preview is not None:
            await self.app.push_screen_wait(Reader("Worth it", rating_text(self._preview)))
            return
        from screens.momentum.working_text import working_text
        from store.queries.momentum_details import load_working

        working = (await read(self, load_working)).value
        if working is None or self.snapshot is None:
            return
        parts = [
            "\n\n".join(working_text(number, self.snapshot, working))
            for number in ("streak", "kept", "learned")
        ]
        await self.app.push_screen_wait(Reader("What is behind momentum", "\n\n\n".join(parts)))

    def action_copy_summary(self) -> None:
        if self._preview is not None:
            self.app.copy_to_clipboard(safe(self._preview.summary, multiline=True))
            self.notify("Copied, if this terminal lets programs copy.", markup=False)

    @work(exclusive=True, group="asking")
    async def action_share(self) -> None:
        from screens.dialogs.sharing import share_summary
        from store.reports.shared_summary import shared_summary

        if self._preview is not None:
            await share_summary(self, shared_summary(self._preview.facts))

    @work(exclusive=True, group="asking")
    async def action_read_report(self) -> None:
        if self._preview is not None:
            title = "The report, as it will be saved"
            await self.app.push_screen_wait(ReportReader(title, self._preview.report))
