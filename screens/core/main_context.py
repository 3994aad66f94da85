"""The screen behind every view, as views and commands know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from screens.core.app_context import AppContext, AppNode
from store.common.dataclass import dataclass
from store.domain.stages import Stage

if TYPE_CHECKING:
    from screens.core.view import View, ViewTarget
    from store.journal.seat import Seat
    from store.models.presence_state import Presence
    from store.models.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class WantedAnswers:
    """Answers that a proof has none of yet."""

    stage: Stage
    measure: str
    """A key."""
    touchpoint: str
    """An id, empty for the whole stage."""
    day: date
    """The last day from which they would count."""


class ReviewAnnouncer(Protocol):
    """Tells what others did to the review; what is done here is said to it instead."""

    def own_change(self) -> AbstractContextManager[None]:
        """What others did meanwhile is told at the end of the block."""

    def did(self, review: str | None, lead: str | None = None, *, closed: int = 0) -> None:
        """This terminal's own change left ``review`` open with ``lead``, and closed so many."""


class MainContext(AppNode, Protocol):
    """What holds the team's snapshot and shows one view of it at a time."""

    @property
    def snapshot(self) -> Snapshot | None:
        """The team as it is now; None until it is known."""

    @property
    def notify(self) -> Callable[..., None]:
        """Shows a message, as Textual's `Widget.notify`."""

    @property
    def people(self) -> tuple[Presence, ...]:
        """The terminals that show the team."""

    @property
    def view(self) -> str:
        """Id of the view that is shown."""

    @property
    def current_view(self) -> View:
        """The view that is shown."""

    @property
    def app_context(self) -> AppContext: ...

    @property
    def announcer(self) -> ReviewAnnouncer: ...

    async def show(self, view: str, **target: Unpack[ViewTarget]) -> None:
        """Show a view; ``target`` is handed to its `View.bring_into_view`."""

    async def show_no_team(self, view: str) -> None:
        """Let go of everything that is shown of a team, and show ``view`` without one."""

    async def start_anew(self) -> None:
        """Let go of everything that is shown, and open what the shell opens now."""

    async def bring_answers(self, wanted: WantedAnswers, *, by_import: bool) -> None:
        """Ask for answers to log, or for a file to import; what is shown stays. Awaited in a
        worker."""

    async def begin_turn(self, seat: Seat, name: str) -> None:
        """Pass the keyboard to ``name``: everything acts from ``seat`` until `end_turn`."""

    async def end_turn(self) -> None:
        """Give the keyboard back to the room."""


def main_of(node: AppNode) -> MainContext | None:
    """The main screen of the app that ``node`` is part of; None before there is one."""
    screens: Iterable[Any] = node.app.screen_stack
    return next((screen for screen in screens if hasattr(screen, "announcer")), None)
