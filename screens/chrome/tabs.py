"""The second row: the six views' tabs, or the review's steps where the review is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.reactive import reactive

from screens.core.keys import COMMANDS
from screens.widgets.clickable_row import ClickableRow, RowPart, width_of

if TYPE_CHECKING:
    from store.models.review import Review
    from store.models.snapshot import Snapshot

TABS = tuple(
    (command.action.removeprefix("view('").removesuffix("')"), command.label, command.keys)
    for command in COMMANDS
    if command.action.startswith("view(")
)
"""Each tab's view, label and key."""
_TIMER_ROOM = 38
_CHOSEN = "bold $block-cursor-foreground on $primary"


class Tabs(ClickableRow):
    """``1 Today  2 Board …``, and in the review ``✓ Check-in  [Map]  Focus …``.

    Clicking a tab posts `ClickableRow.Clicked` with the view's id.
    """

    view: reactive[str] = reactive("today", repaint=False)
    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def watch_view(self) -> None:
        self.fit_room()

    def watch_snapshot(self) -> None:
        self.fit_room()

    def on_resize(self) -> None:
        self.fit_room()

    def fit_room(self) -> None:
        """Take the row's rest, or, shrunk to one step, only what that needs."""
        review = self.snapshot.review if self.snapshot else None
        if self.view == "review" and review and not rail_fits(review, self.screen.size.width):
            self.styles.width = width_of(self._step_parts(review))
        else:
            self.styles.width = "1fr"
        self.changed()

    def parts(self, width: int) -> Sequence[RowPart]:
        review = self.snapshot.review if self.snapshot else None
        if self.view == "review" and review is not None:
            fits = rail_fits(review, self.screen.size.width)
            return self._rail(review) if fits else self._step_parts(review)
        ways = (self._tabs("  "), self._tabs(""), self._tabs("", named=False))
        return next((tabs for tabs in ways if width_of(tabs) <= width), ways[-1])

    def _tabs(self, gap: str, *, named: bool = True) -> list[RowPart]:
        """The tabs with ``gap`` between them; only the chosen one with its name unless
        ``named``."""
        pieces = [RowPart(gap and " ")]
        for view, label, key in TABS:
            chosen = view == self.view
            text = f"{key} {label}" if named or chosen else key
            text = self._marked(text) if chosen else f" {text} "
            pieces.append(RowPart(text, _CHOSEN if chosen else "$foreground-muted", view))
            if gap:
                pieces.append(RowPart(gap[1:]))
        if self.view == "settings":
            pieces.append(RowPart(self._marked("Settings"), _CHOSEN))
        return pieces

    def _marked(self, text: str) -> str:
        """The chosen tab's text; where colour may be missing, brackets say it too."""
        return f"[{text}]" if self.glyphs.ascii or self._colourless else f" {text} "

    @property
    def _colourless(self) -> bool:
        return self.app.no_color or self.app.current_theme.ansi

    def _rail(self, review: Review) -> list[RowPart]:
        pieces = [RowPart(" ")]
        for index, step in enumerate(review.steps):
            label = step.key.label
            if index == review.step_index:
                pieces.append(RowPart(self._marked(label), _CHOSEN))
            elif index < review.step_index:
                pieces.append(RowPart(f" {self.glyphs.done} {label} ", "$foreground-muted"))
            else:
                pieces.append(RowPart(f" {label} ", "$foreground-muted"))
            pieces.append(RowPart(" "))
        return pieces

    def _step_parts(self, review: Review) -> list[RowPart]:
        step_words = f" {review.step_index + 1} of {len(review.steps)} · "
        return [
            self.part(step_words, "$foreground-muted"),
            RowPart(self._marked(review.step.key.label).strip(), _CHOSEN),
        ]


def rail_fits(review: Review, width: int) -> bool:
    """Whether all steps have room in a row of ``width`` cells, beside the timer."""
    return sum(len(step.key.label) + 5 for step in review.steps) + _TIMER_ROOM <= width
