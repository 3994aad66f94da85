"""The end of the second row: the step's time, and how many are done with it.

It ticks once a second while the timer runs, repaints its own cells only, and has no timer
of its own otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.timer import Timer as Ticker

from screens.chrome.tabs import rail_fits
from screens.core.app_context import app_context_of
from screens.theme.themes import Glyphs
from screens.widgets.clickable_row import ClickableRow, RowPart, width_of

if TYPE_CHECKING:
    from store.models.review import Review
    from store.models.snapshot import Snapshot

_LATE = 0.005
"""Seconds after a second's turn that the time is shown again, so that it surely is another."""


def clock_face(seconds: float) -> str:
    """Time left as ``06:12``; overtime, where it is negative, as ``+01:20``."""
    whole = int(-seconds) if seconds < 0 else int(seconds + 0.999)
    sign = "+" if seconds < 0 else ""
    return f"{sign}{whole // 60:02d}:{whole % 60:02d}"


class TimerCells(ClickableRow):
    """``06:12 of 8 min   3 of 4 done``; away from the review ``Map 06:12 · r``, and once the
    review has gone on without this terminal ``now Focus 04:00 · r``."""

    DEFAULT_CSS = """
    TimerCells { width: auto; }
    """
    view: reactive[str] = reactive("today", repaint=False)
    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._ahead = timedelta()
        """How far the store's clock is ahead of this machine's."""
        self._ticker: Ticker | None = None
        self._in_time: tuple[str, int] | None = None
        """The review and its step while there is time left in it and the timer runs."""
        self._seen: tuple[str, int] | None = None
        """The review and its step when the review was last shown, or first known of."""

    @property
    def ticking(self) -> bool:
        """Whether it repaints by itself."""
        return self._ticker is not None

    def watch_view(self) -> None:
        self._show()

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._ahead = snapshot.at - datetime.now(UTC)
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        review = self.snapshot.review if self.snapshot else None
        if review is None:
            self._seen = None
        elif self.view == "review" or self._seen is None or self._seen[0] != review.id:
            self._seen = (review.id, review.step_index)
        if self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
        if review is not None and review.timer.running_since is not None:
            self._ring_once(review)
            self._tick_with(review)
        self.fit_room()

    def _ring_once(self, review: Review) -> None:
        """Ring the terminal's bell, where the person wants it, as the step's time is over."""
        step = (review.id, review.step_index)
        if review.timer.left_at(datetime.now(UTC) + self._ahead) >= 0:
            self._in_time = step
        elif self._in_time == step:
            self._in_time = None
            if app_context_of(self).appearance.bell:
                self.app.bell()

    def _tick_with(self, review: Review) -> None:
        """Show the time again when it is another second, at the same moment on every screen."""
        seconds_left = review.timer.left_at(datetime.now(UTC) + self._ahead)
        self._ticker = self.set_timer((seconds_left % 1) + _LATE, self._show)

    def fit_room(self) -> None:
        """Take as much of the row as is said now: overtime takes more than time left."""
        width = width_of(self.parts(0))
        if self.styles.width is None or self.styles.width.value != width:
            self.styles.width = width
        self.changed()

    def parts(self, _width: int) -> Sequence[RowPart]:
        review = self.snapshot.review if self.snapshot else None
        if review is None:
            return ()
        seconds_left = review.timer.left_at(datetime.now(UTC) + self._ahead)
        face = RowPart(clock_face(seconds_left), "bold $warning" if seconds_left < 0 else "bold")
        if self.view != "review":
            label, style = review.step.key.label, "$foreground-muted"
            if self._seen != (review.id, review.step_index):
                label, style = f"now {label}", "bold $warning"
            return [
                self.part(f"{label} ", style, "review"),
                face,
                self.part(" · r ", "$foreground-muted", "review"),
            ]
        fits = rail_fits(review, self.screen.size.width)
        lead = self.part("" if fits else " · ", "$foreground-muted")
        pieces = [
            lead,
            face,
            self.part(self._figure_note(review, seconds_left), "$foreground-muted"),
        ]
        if review.done:
            present_count = max(len(review.present), len(review.done))
            pieces.append(
                self.part(f"   {len(review.done)} of {present_count} done", "$foreground-muted")
            )
        return [*pieces, RowPart(" ")]

    def _figure_note(self, review: Review, seconds_left: float) -> str:
        """What the figure means: over, paused, or out of how much."""
        box = f" {'over' if seconds_left < 0 else 'of'} {review.timer.box // 60} min"
        if review.timer.running_since is not None:
            return box
        paused = "paused" if review.timer.elapsed else "not started"
        if not self._may_start(review):
            return f"{box}, {paused}"
        key = f" {self.glyphs.dot} t " + ("goes on" if review.timer.elapsed else "starts it")
        return f"{box}, {paused}{key}"

    def _may_start(self, review: Review) -> bool:
        from screens.core.review_rules import leads

        context = app_context_of(self)
        return context.turn is None and leads(
            review, context.seat.member_id if context.seat else None
        )
