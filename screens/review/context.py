"""The review's view, as the deeds of a review know it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from screens.core.app_context import AppNode
from screens.core.main_context import MainContext

if TYPE_CHECKING:
    from store.models.review import Review
    from store.models.snapshot import Snapshot


class ReviewContext(AppNode, Protocol):
    """What shows the open review's step."""

    broken_off: bool
    """Whether the timer stands still since the review was left, not because of ``t``."""

    @property
    def main(self) -> MainContext:
        """The screen around it."""

    @property
    def snapshot(self) -> Snapshot | None:
        """The team as it is now."""

    @property
    def review(self) -> Review | None:
        """The open review."""

    @property
    def member_id(self) -> str | None:
        """Who types; None: the room."""

    @property
    def left_open(self) -> str:
        """A sentence on what going on from the step leaves open; empty for nothing."""

    @property
    def notify(self) -> Callable[..., None]:
        """Shows a message, as Textual's `Widget.notify`."""

    def should_ask(self, review: Review) -> bool:
        """Whether the lead has not been asked yet about leaving this step to those writing."""
