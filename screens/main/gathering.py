"""Following the lead: the lead brings everybody to a place, and this terminal goes there, or
offers it to somebody who is typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.main_context import MainContext
from screens.core.unasked import is_busy

if TYPE_CHECKING:
    from store.models.snapshot import Snapshot


class Gathering:
    """Notices each time the lead brings everybody to a place."""

    def __init__(self, main: MainContext) -> None:
        self._main = main
        self._seen: tuple[str, int] | None = None
        """The review and the number of the last such time; None before the first snapshot."""

    def look(self, now: Snapshot | None) -> bool:
        """Whether to go now to where the lead calls in ``now``. Who is typing is told instead."""
        if now is None:
            self._seen = None
            return False
        review = now.review
        called = review.called if review else None
        called_in = (review.id, called.number) if review and called else ("", 0)
        before, self._seen = self._seen, called_in
        seat = self._main.app_context.seat
        own = called is not None and seat is not None and called.sitting == seat.sitting
        if review is None or called is None or before in (None, called_in) or own:
            return False
        if not is_busy(self._main.app):
            return True
        lead = review.lead.name if review.lead else "The room"
        self._main.notify(
            f"{lead} brings everybody to {review.step.key.label}. Your text stays. When you have finished "
            "it, press A in the review to follow.",
            markup=False,
            timeout=10,
        )
        return False
