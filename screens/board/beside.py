"""The pane beside a wide board: what is known of the touchpoint under the cursor.

It follows the cursor a moment after its last move, so that walking over the board costs what it
costs without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.geometry import Size
from textual.timer import Timer

from screens.core.app_context import app_context_of
from screens.core.store_calls import read
from screens.theme.safe_text import fit
from screens.theme.themes import Glyphs, glyphs_for
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import LineBuilder, StyledLines
from store.models.snapshot import Snapshot
from store.models.touchpoint import Touchpoint

if TYPE_CHECKING:
    from store.queries.touchpoint_facts import TouchpointFacts

FROM = 140
"""Columns of the terminal from which there is room for it."""
AFTER = 0.15
"""Seconds after the cursor's last move."""
_NARROWEST = 46
_SPARE = 4
"""One cell in so many of those past `FROM` is its own."""


def pane_width(columns: int) -> int:
    """Cells it takes of ``columns``; 0 where there is no room for it."""
    return _NARROWEST + (columns - FROM) // _SPARE if columns >= FROM else 0


class CardPane(DocumentView, can_focus=False):
    """Draws one touchpoint; `follow` the cursor to another."""

    DEFAULT_CSS = """
    CardPane {
        height: 1fr; display: none; padding: 0 1;
        border: solid $border-blurred; border-title-color: $foreground;
        &.-ascii { border: ascii $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__(self._compose_page, id="card-pane")
        self._card: Touchpoint | None = None
        self._snapshot: Snapshot | None = None
        self._facts: TouchpointFacts | None = None
        self._waiting: Timer | None = None

    def on_mount(self) -> None:
        super().on_mount()
        self.set_class(self._glyphs.ascii, "-ascii")

    @property
    def _glyphs(self) -> Glyphs:
        return glyphs_for(app_context_of(self).appearance.ascii)

    def follow(self, card: Touchpoint | None, snapshot: Snapshot | None) -> None:
        """Show ``card`` once the cursor has rested on it, if the pane is shown at all."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if not self.display or snapshot is None:
            return
        if (card, snapshot) != (self._card, self._snapshot):
            self._waiting = self.set_timer(AFTER, lambda: self._show(card, snapshot))

    @work(exclusive=True, group="card")
    async def _show(self, card: Touchpoint | None, snapshot: Snapshot) -> None:
        from store.queries.touchpoint_facts import touchpoint_facts

        facts = None
        if card is not None and app_context_of(self).acting is not None:
            facts = (await read(self, touchpoint_facts, card.id)).value
        if not self.is_attached:
            return
        self._card, self._snapshot, self._facts = card, snapshot, facts
        self.border_title = self._title(card)
        self.scroll_to(y=0, animate=False)
        self.redraw()

    def _title(self, card: Touchpoint | None) -> str:
        if card is None:
            return ""
        builder, friction = LineBuilder(self._glyphs), f" {self._glyphs.friction * card.friction}"
        text = builder.span(f"{card.stage.letter} {card.text}").text
        room = self.size.width - 2 - len(friction)
        return f"{fit(text, room, self._glyphs.ellipsis)}{friction}".rstrip().replace("[", "\\[")

    def _compose_page(self, size: Size, _cursor: str) -> StyledLines:
        if self._card is None or self._snapshot is None:
            return StyledLines()
        from screens.board.card_sheet import card_sheet

        builder = LineBuilder(self._glyphs)
        return card_sheet(builder, self._card, self._snapshot, self._facts, size)
