"""The view of the open review: the step everybody is in, and the private turns in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from screens.acting import act, attempt
from screens.board.adding import PRIVATE_DRAFT
from screens.chrome.timer import clock_face
from screens.keys import KeyCommand, Where, bindings
from screens.review import moving
from screens.review.cancelling import cancel_review
from screens.review.head import StepHead
from screens.review.panes import StepPane, make_pane
from screens.review.passing import PassOn
from screens.review.possible import ACTIONS, Phase, possible, why_not
from screens.review.rules import leads, private_words, takes_turns, waits_for_reveal
from screens.review.turns import TurnPane
from screens.shell import shell_of
from screens.view import View, css_beside
from store import reviews
from store.practice.agenda import StepKey
from store.snapshot import Member, Review

if TYPE_CHECKING:
    from screens.main import MainScreen
    from store.evidence import Filter

_NOT_SAVED = "What you had typed is kept for your next turn; it is not saved as a card."
LOW = 30
"""Rows of a terminal below which there is no blank line above the question."""


class ReviewView(View):
    """The open review, for the room and for each person at their own terminal."""

    PLACE = (
        Where.CHECK_IN, Where.LOOK_BACK, Where.COMMITMENTS, Where.BOARD, Where.PICK, Where.EVIDENCE, Where.RATING,
        Where.PASSING, Where.TURN, Where.REVIEW, Where.CURSOR,
    )  # fmt: skip
    BINDINGS = bindings(Where.REVIEW)
    DEFAULT_CSS = css_beside(__file__)

    phase: reactive[Phase] = reactive(Phase.ALL, repaint=False, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, int] | None = None
        """The review and the step whose pane is mounted."""
        self._pane: StepPane | None = None
        self._over: Widget | None = None
        """What covers the pane: a private turn, or passing the keyboard."""
        self._writing = False
        """Whether somebody types in the step's pane."""
        self.broken_off = False
        """Whether the timer stands still since the review was left, not because of ``t``."""
        self._may_have_drafts = True
        """Whether half-typed private cards may be kept on this machine."""
        self._turned: Member | None = None
        """Who had the last private turn."""
        self._asked: tuple[str, int] | None = None
        """The step for which the lead was asked whether to leave people writing."""

    def compose(self) -> ComposeResult:
        yield StepHead().data_bind(View.snapshot)
        yield Vertical(id="step")
        yield Static("No review is open. Press r to start one.", id="none")

    async def on_mount(self) -> None:
        await self._follow()

    def _say_paused(self, review: Review | None) -> None:
        """Tell who leads and has come back that the timer, paused by leaving, stands still."""
        if review is None or review.timer.running_since is not None or not review.timer.elapsed:
            return
        if leads(review, self.member_id):
            self.broken_off = True
            left = clock_face(review.timer.box - review.timer.elapsed)
            self.notify(f"The timer is paused at {left}; t goes on.", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(self.app.size.height < LOW, "-low")

    @property
    def main(self) -> MainScreen:
        """The screen around it."""
        return cast("MainScreen", self.screen)

    @property
    def review(self) -> Review | None:
        """The open review."""
        return self.snapshot.review if self.snapshot else None

    @property
    def member_id(self) -> str | None:
        """Who types; None: the room."""
        seat = shell_of(self).seat
        return seat.member_id if seat else None

    @property
    def wanted(self) -> Filter | None:
        """The evidence that logging feedback begins from."""
        return self._pane.wanted if self._pane is not None else None

    @property
    def left_open(self) -> str:
        """A sentence on what going on from the step leaves open; empty for nothing."""
        return self._pane.left_open if self._pane is not None else ""

    # The step

    def watch_snapshot(self) -> None:
        if self.is_mounted:
            self.call_next(self._follow)

    async def _follow(self) -> None:
        """Show the step that everybody is in."""
        review = self.review
        self.set_class(review is None, "-none")
        place = (review.id, review.step_index) if review else None
        if place != self._shown or (
            self.phase is not Phase.ALL and not (review and takes_turns(review))
        ):
            await self._end_privacy()
        if place != self._shown:
            if self._shown is None:
                self._say_paused(review)
            await self._change_pane(review)
            self._shown = place
            await self._come_in()
        elif self._pane is not None:
            self._pane.snapshot = self.snapshot
        if isinstance(self._over, PassOn):
            self._over.snapshot = self.snapshot
        self._forget_private_drafts()
        self._say()
        self.refresh_bindings()

    def _forget_private_drafts(self) -> None:
        """Let go of cards that were never saved, once private writing is over."""
        writing = self.review is not None and not self.review.map_revealed
        if self._may_have_drafts and not writing and self.snapshot is not None:
            for member in self.snapshot.team.members:
                shell_of(self).drafts.clear(private_draft(member.id))
        self._may_have_drafts = writing

    def _has_draft(self, member: Member) -> bool:
        """Whether ``member`` has a private card that is typed and not saved."""
        return shell_of(self).drafts.get(private_draft(member.id)) is not None

    async def _change_pane(self, review: Review | None) -> None:
        inside = self._has_focus
        with self.app.batch_update():
            if self._pane is not None:
                await self._pane.remove()
            self._pane, self._writing = None, False
            step = self.query_one("#step")
            # It is not where the app is being left.
            if review is not None and step.is_attached:
                self._pane = make_pane(review.step.key)
                self._pane.set_reactive(StepPane.snapshot, self.snapshot)
                await step.mount(self._pane)
        if inside or self._has_focus:
            self.focus_first()

    @property
    def _has_focus(self) -> bool:
        """Whether the focus is in here, or nowhere while this is what is shown."""
        focused = self.screen.focused
        return self.display and (focused is None or self in focused.ancestors_with_self)

    async def _come_in(self) -> None:
        """A person at their own terminal is here once they look."""
        review = self.review
        here = {member.id for member in review.present} if review else set()
        if review is not None and self.member_id is not None and self.member_id not in here:
            await attempt(self, reviews.join)

    def _say(self) -> None:
        """Let the head say what is private at the moment, and to whom."""
        head = self.query_one(StepHead)
        head.busy = self._writing or self.phase is not Phase.ALL
        head.said, head.status = None, ""
        if isinstance(self._over, TurnPane):
            head.said = self._over.said
        elif isinstance(self._over, PassOn):
            head.said = ("Pass the keyboard.", "The screen is clear; the next person begins.")
            if self._turned is not None and self._has_draft(self._turned):
                head.status = f"{self._turned.name}: {_NOT_SAVED}"
        elif self.review is not None and _votes_are_in(self.review):
            head.said = (
                "These matter most now.",
                "Merge what belongs together; > goes on to Pick.",
            )
        elif self.review is not None and waits_for_reveal(self.review):
            head.status = f"{private_words(self.review)}; R reveals."

    def on_step_pane_writing(self, message: StepPane.Writing) -> None:
        message.stop()
        self._writing = message.writing
        self._say()

    def focus_first(self) -> None:
        if isinstance(self._over, PassOn | TurnPane):
            self._over.focus_first()
        elif self._pane is not None:
            self._pane.focus_first()
        else:
            self.can_focus = True
            self.focus()

    def go_back(self) -> bool:
        return self._pane is not None and self._pane.go_back()

    # Private turns

    async def action_private_turn(self) -> None:
        review = self.review
        if review is None:
            return
        own = next((m for m in review.present if m.id == self.member_id), None)
        if own is not None:
            await self._begin(own)
        elif shell_of(self).hosted:
            self.notify("Say at Check-in that you are here; then you have turns.", markup=False)
        else:
            await self._put_over(PassOn(self.snapshot), Phase.PASSING)

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
        review, seat = self.review, shell_of(self).seat
        if review is None or seat is None:
            return
        if shell_of(self).hosted and member.id != seat.member_id:
            return  # A guest has logged in as one person and can be nobody else.
        await self._put_over(None, Phase.PASSING)
        await self.main.begin_turn(seat.as_member(member.id), member.name)
        await self._put_over(TurnPane(review.step.key, member, self.snapshot), Phase.TURN)

    async def on_turn_pane_ended(self, message: TurnPane.Ended) -> None:
        message.stop()
        if self.phase is not Phase.TURN or not isinstance(self._over, TurnPane):
            return
        self._turned = member = self._over.member
        alone = self.member_id is not None
        if alone:
            await self._put_over(None, Phase.ALL)
        else:
            await self._put_over(PassOn(self.snapshot), Phase.PASSING)
        await attempt(self, reviews.say_done)
        await self.main.end_turn()
        if alone and self._has_draft(member):
            self.notify(_NOT_SAVED, markup=False)

    def on_turn_pane_changed(self, message: TurnPane.Changed) -> None:
        message.stop()
        self._say()

    async def _end_privacy(self) -> None:
        """The step is over for everybody: a turn in it ends at once."""
        if self.phase is Phase.ALL:
            return
        turn = self._over if isinstance(self._over, TurnPane) else None
        await self._put_over(None, Phase.ALL)
        if turn is not None:
            await self.main.end_turn()
            if self.review is not None:
                lost = "; a card half-typed is not" if self._has_draft(turn.member) else ""
                self.notify(f"The review has moved on; what you gave is kept{lost}.", markup=False)

    # What is possible

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if self._writing and action in ACTIONS:
            return False
        return possible(action, self.review, self.member_id, self.phase)

    def at_present(self, command: KeyCommand) -> KeyCommand:
        review = self.review
        if command.id != "review.done" or review is None or self.member_id not in review.done:
            return command
        return replace(command, label="Not done", help="Take back that you are done with this step")

    def on_key(self, event: events.Key) -> None:
        """A key that only the lead may use comes here unused: say so."""
        active = self.screen.active_bindings.get(event.key)
        if active is None or active.enabled or active.node is not self:
            return
        why = why_not(active.binding.action, self.review, self.member_id)
        if why is not None:
            event.stop()
            self.notify(why, severity="warning", markup=False)

    # What is done

    @work(group="moving", exclusive=True)
    async def action_next_step(self) -> None:
        await moving.move(self, 1)

    @work(group="moving", exclusive=True)
    async def action_previous_step(self) -> None:
        await moving.move(self, -1)

    @work(group="moving", exclusive=True)
    async def action_reveal(self) -> None:
        await moving.reveal(self)

    @work(group="moving", exclusive=True)
    async def action_hand_over(self) -> None:
        review = self.review
        if review is None:
            return
        if leads(review, self.member_id):
            await moving.hand_over(self, review)
        else:
            await moving.take_lead(self, review)

    async def action_timer(self) -> None:
        self.broken_off = False
        await act(self, reviews.toggle_timer)

    async def action_extend(self) -> None:
        await act(self, reviews.extend_timer)

    @work(group="moving", exclusive=True)
    async def action_cancel_review(self) -> None:
        await cancel_review(self)

    async def action_say_done(self) -> None:
        if isinstance(self._over, TurnPane):
            self._over.action_pass_on()
        elif self.review is not None:
            await moving.say_done(self, self.review)

    def should_ask(self, review: Review) -> bool:
        """Whether the lead has not been asked yet about leaving this step to those still
        writing; from now on they have."""
        place = (review.id, review.step_index)
        first = self._asked != place
        self._asked = place
        return first


def private_draft(member_id: str) -> str:
    """The key that a member's half-typed private card is kept under."""
    return f"{member_id}/{PRIVATE_DRAFT}"


def _votes_are_in(review: Review) -> bool:
    """Whether Focus has been revealed, and there is nothing more to vote on."""
    return review.step.key is StepKey.FOCUS and review.focus_revealed
