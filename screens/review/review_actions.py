"""What the keys of an open review do in every step: move, reveal, hand over, gather, time."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work

from screens.core.app_context import app_context_of
from screens.core.review_rules import leads
from screens.core.store_calls import act
from screens.core.view import ShowView, View
from screens.review import step_actions
from screens.review.cancelling import cancel_review
from screens.review.head import StepHead
from screens.review.panes import StepPane
from store.models.review import Review
from store.reviews import reviews

if TYPE_CHECKING:
    from screens.core.main_context import MainContext


class ReviewActions(View):
    """A view of the open review that does what its keys ask, whichever step is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._pane: StepPane | None = None
        """The step that is shown."""
        self.broken_off = False
        """Whether the timer stands still since the review was left, not because of ``t``."""
        self._asked: tuple[str, int] | None = None
        """The step for which the lead was asked whether to leave people writing."""

    @property
    def main(self) -> MainContext:
        """The screen around it."""
        return cast("MainContext", self.screen)

    @property
    def review(self) -> Review | None:
        """The open review."""
        return self.snapshot.review if self.snapshot else None

    @property
    def member_id(self) -> str | None:
        """Who types; None: the room."""
        seat = app_context_of(self).seat
        return seat.member_id if seat else None

    @property
    def left_open(self) -> str:
        """A sentence on what going on from the step leaves open; empty for nothing."""
        return self._pane.left_open if self._pane is not None else ""

    def should_ask(self, review: Review) -> bool:
        """Whether the lead has not been asked yet about leaving this step to those still
        writing; from now on they have."""
        step_now = (review.id, review.step_index)
        first = self._asked != step_now
        self._asked = step_now
        return first

    @work(group="moving", exclusive=True)
    async def action_next_step(self) -> None:
        await step_actions.move(self, 1)

    @work(group="moving", exclusive=True)
    async def action_previous_step(self) -> None:
        await step_actions.move(self, -1)

    @work(group="moving", exclusive=True)
    async def action_reveal(self) -> None:
        await step_actions.reveal(self)

    @work(group="moving", exclusive=True)
    async def action_hand_over(self) -> None:
        review = self.review
        if review is None:
            return
        if leads(review, self.member_id):
            await step_actions.hand_over(self, review)
        else:
            await step_actions.take_lead(self, review)

    async def action_gather(self) -> None:
        review = self.review
        if review is not None and leads(review, self.member_id):
            place = self._pane.place if self._pane is not None else ""
            if await act(self, reviews.bring_together, place):
                self.notify("Everybody is brought here.", markup=False)
        else:
            self._follow_lead()

    def bring_into_view(self, **what: object) -> None:
        if what.get("follow"):
            self.call_next(self._follow_lead)
        if what.get("part") == "opened":
            self.notify("The review is open. Begun by mistake? Press X to cancel it.")

    def _follow_lead(self) -> None:
        """Look at the place to which the lead brought everybody."""
        review = self.review
        if self._pane is not None and review is not None and review.called is not None:
            self._pane.go_to_place(review.called.place)

    async def action_timer(self) -> None:
        self.broken_off = False
        await act(self, reviews.toggle_timer)

    async def action_extend(self) -> None:
        if self._pane is None or not self._pane.extend():
            await act(self, reviews.extend_timer)

    def action_stage_page(self) -> None:
        """Open the playbook at the stage that the step is about; ``esc`` comes back here."""
        stage = self._pane.stage if self._pane is not None else None
        self.post_message(
            ShowView("playbook", stage=stage) if stage is not None else ShowView("playbook")
        )

    async def action_guide(self) -> None:
        """Show the guide, or hide it, from now on."""
        await step_actions.turn_guide(self)
        self.query_one(StepHead).refresh(layout=True)

    @work(group="moving", exclusive=True)
    async def action_cancel_review(self) -> None:
        await cancel_review(self)
