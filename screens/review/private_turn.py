"""A private turn: the screen is one person's, until they pass the keyboard on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.board import BoardPane
from screens.board.add_line import keep_half_typed
from screens.board.before import end_of_turn
from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.review.steps.rating import RatingScale
from store.domain.agenda import VOTES_EACH, StepKey
from store.models.snapshot import Snapshot
from store.models.team import Member
from store.reviews import ballots


class TurnPane(Widget):
    """What one person sees in their turn: their cards, votes, mood or rating."""

    DEFAULT_CSS = """
    TurnPane { width: 1fr; height: 1fr; }
    TurnPane RatingScale { margin-top: 1; }
    """
    BINDINGS = bindings(KeyScope.TURN)

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False, init=False)

    class Ended(Message):
        """The person passes the keyboard on."""

    class Changed(Message):
        """`said` says something else."""

    def __init__(self, step: StepKey, member: Member, snapshot: Snapshot | None) -> None:
        super().__init__()
        self.step = step
        self.member = member
        self.set_reactive(TurnPane.snapshot, snapshot)
        self._left = VOTES_EACH

    def compose(self) -> ComposeResult:
        if self.step in (StepKey.MAP, StepKey.FOCUS):
            yield BoardPane()
        elif self.step is StepKey.CHECK_IN:
            yield RatingScale("How are you?", "low", "high", ballots.give_mood)
        else:
            yield RatingScale("Was this worth our time?", "no", "very much", ballots.rate)

    def on_mount(self) -> None:
        for board in self.query(BoardPane):
            board.snapshot = self.snapshot
            if self.step is StepKey.MAP:
                board.private = True

    def watch_snapshot(self) -> None:
        for board in self.query(BoardPane):
            board.snapshot = self.snapshot

    def on_board_pane_voted(self, message: BoardPane.Voted) -> None:
        message.stop()
        self._votes_left(message.left)

    def on_rating_scale_settled(self, message: RatingScale.Settled) -> None:
        message.stop()
        self.action_pass_on()

    def _votes_left(self, left: int) -> None:
        self._left = left
        self.post_message(self.Changed())

    @property
    def prompt(self) -> tuple[str, str]:
        """What the head says in this turn: whose it is, and what to do."""
        name = self.member.name
        if self.step is StepKey.MAP:
            own = app_context_of(self).is_members
            heading = f"{name}, you write unseen." if own else f"{name}, only you write now."
            return heading, "Nobody sees your touchpoints until the reveal."
        if self.step is StepKey.FOCUS:
            left = f"{self._left} of {VOTES_EACH} votes left"
            if self._left == 0:
                return f"{name}, {left}.", "Press V to take one back. w ends your turn."
            return f"{name}, {left}.", "Press v to vote, V to take back. Up to 3 on one."
        return f"{name}, only you see this now.", "It stays private. Only the average is shown."

    @property
    def ended_words(self) -> str:
        """What ending the turn now leaves, in a sentence; empty where an answer is not given."""
        if any(scale.given for scale in self.query(RatingScale)):
            return (
                "Your mood is saved." if self.step is StepKey.CHECK_IN else "Your rating is saved."
            )
        return {
            StepKey.MAP: "Your touchpoints wait for the reveal.",
            StepKey.FOCUS: "Your votes wait for the reveal.",
        }.get(self.step, "You gave no answer.")

    def focus_first(self) -> None:
        """Give the focus to what works here; in Map that is the line for a card's text."""
        if self.step is StepKey.MAP:
            pane = self.query_one(BoardPane)
            pane.call_next(pane.action_add)
            return
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return

    def keep(self) -> None:
        """The turn ends: half-typed text is kept for this person's next one."""
        keep_half_typed(self)

    def at_present(self, command: KeyCommand) -> KeyCommand:
        return end_of_turn(self, command)

    def action_pass_on(self) -> None:
        self.post_message(self.Ended())
