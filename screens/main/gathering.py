"""Following the lead: the lead brings everybody to a place, and this terminal goes there, or
offers it to somebody who is typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from screens.core.main_context import MainContext

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.models.snapshot import Snapshot


class Followers(MainContext, Protocol):
    """The main screen, as far as it follows the lead."""

    turn: str

    @property
    def focused(self) -> Widget | None: ...


class Gathering:
    """Notices each time the lead brings everybody to a place."""

    def __init__(self, main: Followers) -> None:
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
        place = (review.id, called.number) if review and called else ("", 0)
        before, self._seen = self._seen, place
        seat = self._main.app_context.seat
        own = called is not None and seat is not None and called.sitting == seat.sitting
        if review is None or called is None or before in (None, place) or own:
            return False
        if not self._is_typing:
            return True
        lead = review.lead.name if review.lead else "The room"
        self._main.notify(
            f"{lead} brings everybody to {review.step.key.label}. Your text stays. When you have finished "
            "it, press A in the review to follow.",
            markup=False,
            timeout=10,
        )
        return False

    @property
    def _is_typing(self) -> bool:
        main = self._main
        focused = main.focused
        typing = focused is not None and focused.check_consume_key("a", "a")
        return bool(main.turn) or typing or main.app.screen.is_modal
