"""The view of the open review: the step everybody is in, and the private turns in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from screens.board.adding import writes_privately
from screens.chrome.timer import clock_face
from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.core.review_rules import (
    is_asked_first,
    is_revealed,
    leads,
    private_words,
    takes_turns,
    waits_for_reveal,
)
from screens.core.store_calls import attempt, read
from screens.core.view import ShowView, View, css_beside
from screens.review import step_actions
from screens.review.head import StepHead
from screens.review.key_availability import ACTIONS, Phase, named_now, possible, why_not
from screens.review.panes import StepPane, make_pane
from screens.review.private_turn import TurnPane
from screens.review.progress import beside_words, lead_words, progress_words
from screens.review.steps.passing import PassOn
from screens.review.turn_actions import NOT_SAVED, TurnActions
from store.domain.agenda import StepKey
from store.live import presence
from store.models.review import Review
from store.reviews import reviews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.notifications import SeverityLevel

    from store.evidence.evidence import Filter

_OFFERED = "On the board, a offers it as an ordinary touchpoint."
LOW = 30
"""Rows of a terminal below which there is no blank line above the question."""


class ReviewView(TurnActions):
    """The open review, for the room and for each person at their own terminal."""

    PLACE = (
        KeyScope.CHECK_IN, KeyScope.EVIDENCE_STEP, KeyScope.LOOK_BACK, KeyScope.COMMITMENTS, KeyScope.BOARD, KeyScope.FOCUS,
        KeyScope.PICK, KeyScope.EVIDENCE, KeyScope.CLOSE, KeyScope.RATING, KeyScope.PASSING, KeyScope.TURN, KeyScope.REVIEW, KeyScope.STAGE_PAGE,
        KeyScope.CURSOR,
    )  # fmt: skip
    BINDINGS = bindings(KeyScope.REVIEW, KeyScope.STAGE_PAGE)
    DEFAULT_CSS = css_beside(__file__)

    def __init__(self) -> None:
        super().__init__()
        self._step_shown: tuple[str, int] | None = None
        """The review and the step whose pane is mounted."""
        self._writing = False
        """Whether somebody types in the step's pane."""
        self._revealed = False
        """Whether the step was revealed when the review was last looked at."""
        self._wrote_privately = False
        """Whether private cards were written when the review was last looked at."""
        self._place_said = ""
        """The place in the step that the other terminals know of."""
        self._writes_said = False
        """Whether the other terminals know that somebody writes here in Pick."""
        self._told_in: int | None = None
        """The step in which the last message was said."""

    def compose(self) -> ComposeResult:
        yield StepHead().data_bind(View.snapshot)
        yield Vertical(id="step")

    async def on_mount(self) -> None:
        self.watch(self.screen, "people", self._say, init=False)
        await self._follow()

    def _say_paused(self, review: Review | None) -> None:
        """Tell who leads and has come back that the timer, paused by leaving, stands still."""
        if review is None or review.timer.running_since is not None or not review.timer.elapsed:
            return
        if leads(review, self.member_id):
            self.broken_off = True
            left = clock_face(review.timer.box - review.timer.elapsed)
            self.notify(f"The timer is paused at {left}. Press t to go on.", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(self.app.size.height < LOW, "-low")

    @property
    def answer_filter(self) -> Filter | None:
        """The evidence that logging feedback begins from."""
        return self._pane.answer_filter if self._pane is not None else None

    # The step

    def watch_snapshot(self) -> None:
        if self.is_mounted:
            self.call_next(self._follow)
        elif self.is_running:  # One that comes while the first is being shown waits for its turn.
            self.call_later(self._follow)

    async def _follow(self) -> None:
        """Show the step that everybody is in."""
        review = self.review
        step_now = (review.id, review.step_index) if review else None
        ended = ""
        if step_now != self._step_shown or (
            self.phase is not Phase.ALL and not (review and takes_turns(review))
        ):
            ended = await self._end_privacy()
        if step_now != self._step_shown:
            if self._step_shown is None:
                self._say_paused(review)
            await self._change_pane(review)
            self._step_shown = step_now
            if review is None or self._told_in != review.step_index:
                self.query_one(StepHead).forget()
            if self._pane is None or not self._pane.place:
                await self._say_place("")
            await self._say_writing()
            await self._come_in()
        elif self._pane is not None:
            self._pane.snapshot = self.snapshot
        revealed = review is not None and is_revealed(review)
        if revealed and not self._revealed:
            self.query_one(StepHead).forget()  # How to change what was given is over.
        self._revealed = revealed
        if isinstance(self._over, PassOn | TurnPane):
            self._over.snapshot = self.snapshot
        self._notify_all([ended, self._half_typed()])
        self._say()
        self.refresh_bindings()
        if self.snapshot is not None and review is None and self.display:
            self.post_message(ShowView("today"))  # The review is over: there is nothing here.

    def _half_typed(self) -> str:
        """Whose half-typed private words are kept, in a sentence once private writing is over."""
        review, snapshot = self.review, self.snapshot
        writing = review is not None and writes_privately(review)
        over = self._wrote_privately and not writing
        self._wrote_privately = writing
        if not over or snapshot is None:
            return ""
        writers = [
            member
            for member in snapshot.team.members
            if self.member_id in (None, member.id) and self._has_draft(member)
        ]
        if not writers:
            return ""
        if self.member_id is not None:
            return f"What you were typing is safe. {_OFFERED}"
        return f"What {step_actions.names(tuple(writers))} had half-typed is safe. {_OFFERED}"

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
        head.turn_prompt, head.status = None, ""
        if isinstance(self._over, TurnPane):
            head.turn_prompt = self._over.prompt
        elif isinstance(self._over, PassOn):
            head.turn_prompt = (
                "Pass the keyboard.",
                "The screen is clear. The next person begins.",
            )
            if self._turned is not None and self._has_draft(self._turned):
                head.status = f"{self._turned.name}: {NOT_SAVED}"
        elif self.review is not None and waits_for_reveal(self.review):
            reveals = " Press R to reveal." if leads(self.review, self.member_id) else ""
            head.status = f"{private_words(self.review)}.{reveals}"
            team = self.snapshot.team if self.snapshot is not None else None
            asked = self.review.asked is self.review.step.key
            if asked and team is not None and is_asked_first(self.review, team):
                head.status += " The lead was asked about revealing so few. More can be given."
        if self.review is not None and self.phase is Phase.ALL:
            seat = app_context_of(self).seat
            members = self.snapshot.team.members if self.snapshot else ()
            who_is_done = progress_words(self.review, self.member_id, self.main.people)
            beside = beside_words(
                self._place_said, seat, members, self.main.people, named=not who_is_done
            )
            lead = lead_words(self.review, self.member_id, self.main.people)
            progress = [lead, who_is_done, beside]
            head.status = " ".join(part for part in (head.status, *progress) if part)
        if self.phase is not Phase.ALL:
            head.forget()
        if self._pane is not None:
            self._pane.people = self.main.people

    async def on_step_pane_writing(self, message: StepPane.Writing) -> None:
        message.stop()
        self._writing = message.writing
        if self._writing:
            self.query_one(StepHead).forget()
        self._say()
        await self._say_writing()

    async def _say_writing(self) -> None:
        """Let the lead see who has begun to write in Pick: that they do, never what."""
        picks = self.review is not None and self.review.step.key is StepKey.PICK
        writes = self._writing and picks and self.member_id is not None
        if writes != self._writes_said:
            self._writes_said = writes
            await read(self, presence.say_writing, writes)

    def focus_first(self) -> None:
        if isinstance(self._over, PassOn | TurnPane):
            self._over.focus_first()
        elif self._pane is not None:
            self._pane.focus_first()
        else:
            self.can_focus = True
            self.focus()

    def go_back(self) -> bool:
        for head in self.query(StepHead):
            if head.notice:
                head.forget()
                return True
        return self._pane is not None and self._pane.go_back()

    # What is told

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say it in the step's own lines, where those are shown: a message over them would cover
        what is to be read."""
        if self.review is None or not self.display:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
            return
        self._told_in = self.review.step_index if self.review is not None else None
        for head in self.query(StepHead):
            head.tell(message, timeout)

    def _notify_all(self, sentences: Sequence[str]) -> None:
        """Say what there is to say at one moment, together."""
        message = " ".join(sentence for sentence in sentences if sentence)
        if message:
            self.notify(message, markup=False, timeout=10)

    def on_step_pane_notice(self, message: StepPane.Notice) -> None:
        message.stop()
        self.notify(message.words, timeout=message.seconds)

    # What is possible

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if self._writing and action in ACTIONS:
            return False
        return possible(action, self.review, self.member_id, self.phase)

    def at_present(self, command: KeyCommand) -> KeyCommand:
        return named_now(command, self.review)

    def why_not(self, action: str) -> str | None:
        """Why ``action`` of the review is not possible at the moment."""
        return why_not(action, self.review, self.member_id)

    # Where people look

    def on_step_pane_pointing(self, message: StepPane.Pointing) -> None:
        self.query_one(StepHead).under = message.under

    async def on_step_pane_looking(self, message: StepPane.Looking) -> None:
        message.stop()
        await self._say_place(self._pane.place if self._pane is not None else "")

    async def _say_place(self, place: str) -> None:
        """Let the lead see which stage this terminal looks at."""
        if place != self._place_said:
            self._place_said = place
            self._say()
            await read(self, presence.say_place, place or None)

    # Done

    async def action_say_done(self) -> None:
        if isinstance(self._over, TurnPane):
            self._over.action_pass_on()
        elif self.review is not None:
            await step_actions.say_done(self, True)

    async def action_say_not_done(self) -> None:
        await step_actions.say_done(self, False)
