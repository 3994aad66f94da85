"""The second row: the six views' tabs, or the review's steps where the review is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.reactive import reactive

from screens.chrome.line import Line, Piece, width_of
from screens.keys import COMMANDS

if TYPE_CHECKING:
    from store.snapshot import Review, Snapshot

TABS = tuple(
    (command.action.removeprefix("view('").removesuffix("')"), command.label, command.keys)
    for command in COMMANDS
    if command.action.startswith("view(")
)
"""Each tab's view, label and key."""
_TIMER_ROOM = 38
_CHOSEN = "bold $block-cursor-foreground on $primary"


class Tabs(Line):
    """``1 Today  2 Board …``, and in the review ``✓ Check-in  [Map]  Focus …``.

    Clicking a tab posts `Line.Clicked` with the view's id.
    """

    view: reactive[str] = reactive("today", repaint=False)
    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def watch_view(self) -> None:
        self._fit()

    def watch_snapshot(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Take the row's rest, or, shrunk to one step, only what that needs."""
        review = self.snapshot.review if self.snapshot else None
        if self.view == "review" and review and not rail_fits(review, self.screen.size.width):
            self.styles.width = width_of(self._place(review))
        else:
            self.styles.width = "1fr"
        self.changed()

    def pieces(self, width: int) -> Sequence[Piece]:
        review = self.snapshot.review if self.snapshot else None
        if self.view == "review" and review is not None:
            fits = rail_fits(review, self.screen.size.width)
            return self._rail(review) if fits else self._place(review)
        ways = (self._tabs("  "), self._tabs(""), self._tabs("", named=False))
        return next((tabs for tabs in ways if width_of(tabs) <= width), ways[-1])

    def _tabs(self, gap: str, *, named: bool = True) -> list[Piece]:
        """The tabs with ``gap`` between them; only the chosen one with its name unless
        ``named``."""
        pieces = [Piece(gap and " ")]
        for view, label, key in TABS:
            chosen = view == self.view
            text = f"{key} {label}" if named or chosen else key
            text = self._marked(text) if chosen else f" {text} "
            pieces.append(Piece(text, _CHOSEN if chosen else "$foreground-muted", view))
            if gap:
                pieces.append(Piece(gap[1:]))
        if self.view == "settings":
            pieces.append(Piece(self._marked("Settings"), _CHOSEN))
        return pieces

    def _marked(self, text: str) -> str:
        """The chosen tab's text; where colour may be missing, brackets say it too."""
        return f"[{text}]" if self.marks.ascii or self._colourless else f" {text} "

    @property
    def _colourless(self) -> bool:
        return self.app.no_color or self.app.current_theme.ansi

    def _rail(self, review: Review) -> list[Piece]:
        pieces = [Piece(" ")]
        for index, step in enumerate(review.steps):
            label = step.key.label
            if index == review.step_index:
                pieces.append(Piece(self._marked(label), _CHOSEN))
            elif index < review.step_index:
                pieces.append(Piece(f" {self.marks.done} {label} ", "$foreground-muted"))
            else:
                pieces.append(Piece(f" {label} ", "$foreground-muted"))
            pieces.append(Piece(" "))
        return pieces

    def _place(self, review: Review) -> list[Piece]:
        place = f" {review.step_index + 1} of {len(review.steps)} · "
        return [
            self.piece(place, "$foreground-muted"),
            Piece(self._marked(review.step.key.label).strip(), _CHOSEN),
        ]


def rail_fits(review: Review, width: int) -> bool:
    """Whether all steps have room in a row of ``width`` cells, beside the timer."""
    return sum(len(step.key.label) + 5 for step in review.steps) + _TIMER_ROOM <= width
