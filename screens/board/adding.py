"""Adding touchpoints: one after the other in the line, or a pasted list at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from textual.widget import MountError

from screens.board.positions import BoardPosition
from screens.core.app_context import AppNode, app_context_of
from screens.core.store_calls import Outcome, act, attempt
from screens.theme.themes import glyphs_for
from store.domain.agenda import StepKey
from store.domain.stages import STAGES, Stage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from screens.board.add_line import AddLine
    from screens.widgets.board.board_widget import BoardWidget
    from store.models.review import Review
    from store.models.snapshot import Snapshot
    from store.models.team import Member
    from store.models.touchpoint import Touchpoint


PRIVATE_DRAFT = "touchpoint/private"
"""What a half-typed private card is kept under, for the person who writes it."""
BEFORE_DRAFT = "touchpoint/before"
"""What one half-typed for the review to come is kept under: unlike the others it is nobody's to
offer in the open. In that review's Map its writer goes on with it."""
OPEN_DRAFT = "touchpoint/new"
"""What a half-typed touchpoint is kept under."""


def private_draft(member_id: str) -> str:
    """The key that a member's half-typed private card is kept under."""
    return f"{member_id}/{PRIVATE_DRAFT}"


def left_half_typed(pane: AddingPane) -> list[Member]:
    """Whose half-typed private words are kept on this machine, to be offered as ordinary
    touchpoints: one's own at one's own terminal, anybody's at the room's. Nobody's while
    private writing goes on, as they then go on in private."""
    snapshot, context = pane.snapshot, app_context_of(pane)
    seat = context.seat
    if snapshot is None or seat is None or context.turn is not None:
        return []
    if snapshot.review is not None and writes_privately(snapshot.review):
        return []
    return [
        member
        for member in snapshot.team.members
        if seat.member_id in (None, member.id)
        and context.drafts.get(private_draft(member.id)) is not None
    ]


def writes_privately(review: Review) -> bool:
    """Whether private cards are written in the review at the moment."""
    return review.step.key is StepKey.MAP and not review.map_revealed


class AddingPane(AppNode, Protocol):
    """The pane with the board that is added to."""

    private: bool
    """Whether cards are written privately, by the member who acts now."""
    before: bool
    """Whether they are for the review to come."""

    @property
    def snapshot(self) -> Snapshot | None:
        """The team as it is."""

    @property
    def is_usable(self) -> bool:
        """Whether it is on the screen to stay."""

    @property
    def card(self) -> Touchpoint | None:
        """The touchpoint under the cursor."""

    @property
    def view(self) -> BoardWidget:
        """The drawn columns."""

    @property
    def mount(self) -> Callable[..., Awaitable[Any]]:
        """Puts widgets into it, as Textual's `Widget.mount`."""

    async def read_mine(self) -> None:
        """Read the private cards of the member who acts now, and show them."""


class Adding:
    """Adds to the board of one pane, each card below the one before."""

    def __init__(self, pane: AddingPane) -> None:
        self._pane = pane
        self._place = BoardPosition(Stage.CONNECT)
        self._mounting = asyncio.Lock()
        self._left: set[str] = set()
        """The members whose half-typed words were offered to the room, and left alone."""
        self._line: AddLine | None = None
        """The line in which texts are typed, once there was something to add."""

    @property
    def is_open(self) -> bool:
        """Whether it asks at the moment."""
        return self._line is not None and self._line.is_open

    def close(self) -> None:
        """Stop asking; what is half-typed is kept."""
        if self._line is not None:
            self._line.close()

    @property
    def offers(self) -> Member | None:
        """Whose half-typed private words are offered next; None: nobody's."""
        if self._pane.private or self._ordinary is not None:
            return None
        every = left_half_typed(self._pane)
        return next((each for each in every if each.id not in self._left), None)

    @property
    def _ordinary(self) -> dict[str, str] | None:
        """What is half-typed in the open."""
        context = app_context_of(self._pane)
        return context.drafts.get(f"{context.person}/{OPEN_DRAFT}")

    async def take_over(self, member: Member) -> None:
        """Make the half-typed private words of ``member`` an ordinary touchpoint's. Before the
        room sees them somebody has to say yes."""
        from screens.dialogs.confirm import Confirm

        context = app_context_of(self._pane)
        if not context.is_members:
            question = Confirm(
                f"Go on with what {member.name} had half-typed?",
                "Everybody at this screen sees it then. It becomes an ordinary touchpoint.",
                yes="Go on with it",
                no="Leave it",
            )
            if not await self._pane.app.push_screen_wait(question):
                self._left.add(member.id)
                return
        draft = context.drafts.get(private_draft(member.id))
        if draft is not None:
            context.drafts.put(f"{context.person}/{OPEN_DRAFT}", draft)
            context.drafts.clear(private_draft(member.id))

    async def begin(self, text: str = "") -> None:
        """Ask for touchpoints below the cursor; ``text`` stands in the line first.

        Nothing is asked where the pane goes away meanwhile, as at the end of a turn.
        """
        async with self._mounting:
            if self._line is None:
                self._line = await self._mounted_line()
        if self._line is None or not self._pane.is_usable:
            return
        self._from_cursor()
        card = self._pane.card
        self._line.open(
            self._place.stage,
            card.text if card else "",
            self._draft(),
            text,
            private=self._pane.private,
        )

    def _draft(self) -> str:
        """What the half-typed line is kept under. One from before the review becomes the review's."""
        if not self._pane.private:
            return OPEN_DRAFT
        if self._pane.before:
            return BEFORE_DRAFT
        context = app_context_of(self._pane)
        was, now = f"{context.person}/{BEFORE_DRAFT}", f"{context.person}/{PRIVATE_DRAFT}"
        earlier = context.drafts.get(was)
        if earlier is not None and context.drafts.get(now) is None:
            context.drafts.put(now, earlier)
            context.drafts.clear(was)
        return PRIVATE_DRAFT

    def turn(self, by: int) -> None:
        """Go on asking in the stage ``by`` columns to the right, round from the last to the
        first."""
        stage = STAGES[(self._place.stage.position + by) % len(STAGES)]
        self._pane.view.focus_stage(stage)
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """The cursor went elsewhere while the line asks, as by a click: what is typed goes there.

        The card that was added last gets the cursor too, and is where the line is already."""
        if self._line is None or not self.is_open:
            return
        card = self._pane.card
        stage, after = self._pane.view.place_for_new
        if (stage, after) != (self._place.stage, self._place.after):
            self._place = BoardPosition(stage, after)
            self._line.take_up(stage, card.text if card else "")
        else:
            self._line.focus_input()

    async def _mounted_line(self) -> AddLine | None:
        from screens.board.add_line import AddLine

        line = AddLine(glyphs_for(app_context_of(self._pane).appearance.ascii))
        try:
            await self._pane.mount(line)
        except MountError:
            return None  # The pane is being removed.
        return line

    async def enter(self, line: AddLine, text: str) -> None:
        """Add what was typed in the ``line``; where it is refused it goes back there."""
        outcome = await self._add(text)
        if outcome.refused is not None:
            line.refused(text, outcome.refused.message)
        elif outcome.value is not None:
            line.accepted(self._place.stage, text)
            self._next_below(outcome.value)

    async def add_all(self, texts: Sequence[str]) -> None:
        """Add a pasted list, after asking."""
        from screens.board.board_dialogs import ask_to_add
        from store.board import touchpoints

        if not self.is_open:
            self._from_cursor()
        position = self._place
        if not await ask_to_add(self._pane, texts, position.stage):
            return
        if self._pane.private:
            for text in texts:
                await self._add(text)
            return
        outcome = await act(
            self._pane, touchpoints.add_many, position.stage, texts, after=position.after
        )
        if outcome.value:
            self._next_below(outcome.value[-1])

    def _from_cursor(self) -> None:
        stage, after = self._pane.view.place_for_new
        self._place = BoardPosition(stage, after)

    async def _add(self, text: str) -> Outcome[str]:
        from store.board import touchpoints
        from store.reviews import ballots, early

        stage, after = self._place.stage, self._place.after
        if self._pane.private:
            write = early.write_card if self._pane.before else ballots.write_card
            outcome = await attempt(self._pane, write, stage, text)
            await self._pane.read_mine()
            return outcome
        return await attempt(self._pane, touchpoints.add, stage, text, after=after)

    def _next_below(self, id: str) -> None:
        self._place = replace(self._place, after=id)
        self._pane.view.focus_card(id)
