"""Private turns in a step: the screen and the keyboard are one person's until they pass it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.reactive import reactive
from textual.widget import Widget

from screens.board.adding import private_draft
from screens.core.app_context import app_context_of
from screens.core.review_rules import takes_turns
from screens.core.store_calls import attempt, read
from screens.review import step_actions
from screens.review.key_availability import Phase
from screens.review.private_turn import TurnPane
from screens.review.review_actions import ReviewActions
from screens.review.steps.passing import PassOn
from store.live import presence
from store.models.team import Member
from store.reviews import reviews

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_SAVED = "What you had typed waits for your next turn. It is not saved as a touchpoint."


class TurnActions(ReviewActions):
    """A view of the open review in which people take private turns at one keyboard."""

    phase: reactive[Phase] = reactive(Phase.ALL, repaint=False, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._over: Widget | None = None
        """What covers the pane: a private turn, or passing the keyboard."""
        self._turned: Member | None = None
        """Who had the last private turn."""

    if TYPE_CHECKING:

        def _say(self) -> None: ...
        def _notify_all(self, sentences: Sequence[str]) -> None: ...

    def _has_draft(self, member: Member) -> bool:
        """Whether ``member`` has a private card that is typed and not saved."""
        return app_context_of(self).drafts.get(private_draft(member.id)) is not None

    async def action_private_turn(self) -> None:
        review = self.review
        if review is None:
            return
        if not takes_turns(review):
            self._another_round()
            return
        own = next((m for m in review.present if m.id == self.member_id), None)
        if own is not None:
            await self._begin(own)
        elif app_context_of(self).hosted:
            self.notify("Say at Check-in that you are here. Then you have turns.", markup=False)
        else:
            await self._put_over(PassOn(self.snapshot), Phase.PASSING)

    @work(group="moving", exclusive=True)
    async def _another_round(self) -> None:
        await step_actions.another_round(self)

    async def _put_over(self, over: Widget | None, phase: Phase) -> None:
        """Put ``over`` in place of what stands there, in one repaint."""
        step = self.query_one("#step")
        with self.app.batch_update():
            if self._over is not None:
                if isinstance(self._over, TurnPane):
                    self._over.keep()
                await self._over.remove()
            self._over = over
            if self._pane is not None:
                self._pane.display = over is None
            if over is not None:
                await step.mount(over)
            self.phase = phase
            self._say()
        self.focus_first()
        self.refresh_bindings()

    async def on_pass_on_chosen(self, message: PassOn.Chosen) -> None:
        message.stop()
        await self._begin(message.member)

    async def on_pass_on_back(self, message: PassOn.Back) -> None:
        message.stop()
        await self._put_over(None, Phase.ALL)

    async def _begin(self, member: Member) -> None:
        """Give the screen and the keyboard to ``member`` alone."""
        review, seat = self.review, app_context_of(self).seat
        if review is None or seat is None:
            return
        if app_context_of(self).hosted and member.id != seat.member_id:
            return  # A guest has logged in as one person and can be nobody else.
        await self._put_over(None, Phase.PASSING)
        await self.main.begin_turn(seat.as_member(member.id), member.name)
        await self._put_over(TurnPane(review.step.key, member, self.snapshot), Phase.TURN)
        # Only now: what is typed meanwhile is the turn's already.
        await read(self, presence.say_turn, True)

    async def on_turn_pane_ended(self, message: TurnPane.Ended) -> None:
        message.stop()
        if self.phase is not Phase.TURN or not isinstance(self._over, TurnPane):
            return
        self._turned = member = self._over.member
        ended = self._over.ended_words
        alone = self.member_id is not None
        if alone:
            await self._put_over(None, Phase.ALL)
        else:
            await self._put_over(PassOn(self.snapshot), Phase.PASSING)
        outcome = await attempt(self, reviews.say_done)
        await self._end_turn()
        if alone:
            done = f"{ended} You are done. Press w to change it, Y to take “done” back."
            sentences = [
                "" if outcome.refused else done,
                NOT_SAVED if self._has_draft(member) else "",
            ]
            self._notify_all(sentences)

    async def _end_turn(self) -> None:
        """The keyboard is the room's again, and nobody types privately here."""
        await read(self, presence.end_turn)
        await self.main.end_turn()

    def on_turn_pane_changed(self, message: TurnPane.Changed) -> None:
        message.stop()
        self._say()

    async def _end_privacy(self) -> str:
        """The step is over for everybody: a turn in it ends at once. A sentence on that; empty where
        there was none."""
        if self.phase is Phase.ALL:
            return ""
        turn = self._over if isinstance(self._over, TurnPane) else None
        await self._put_over(None, Phase.ALL)
        if turn is not None:
            await self._end_turn()
            if self.review is not None:
                return "The review has moved on. What you gave is saved."
        return ""
