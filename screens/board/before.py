"""Between the meetings: a private turn on the board for the review to come."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from screens.board.add_line import AddLine, keep_half_typed
from screens.board.pane import BoardPane
from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.dialogs.choose import Choose, Option
from screens.theme.safe_text import safe
from screens.widgets.date_format import review_to_come
from store.domain.agenda import VOTES_EACH
from store.models.snapshot import Snapshot
from store.models.team import Member

_ALL = "everybody"


class BeforePane(Widget):
    """What one person sees in their turn: the board, their own private touchpoints, their votes."""

    DEFAULT_CSS = """
    BeforePane { layout: vertical; width: 1fr; height: 1fr; }
    BeforePane #before-head { height: auto; padding: 0 1; }
    """
    BINDINGS = bindings(KeyScope.TURN)

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False, init=False)

    class Ended(Message):
        """The person has given what they wanted to."""

        def __init__(self, member: Member) -> None:
            super().__init__()
            self.member = member

    def __init__(self, member: Member, snapshot: Snapshot) -> None:
        super().__init__()
        self.member = member
        self.set_reactive(BeforePane.snapshot, snapshot)
        self._left = VOTES_EACH

    def compose(self) -> ComposeResult:
        yield Static("", id="before-head")
        yield BoardPane()

    def on_mount(self) -> None:
        self._say()
        pane = self.query_one(BoardPane)
        pane.snapshot = self.snapshot
        pane.before = True
        pane.private = True

    def watch_snapshot(self) -> None:
        for pane in self.query(BoardPane):
            pane.snapshot = self.snapshot

    def on_board_pane_voted(self, message: BoardPane.Voted) -> None:
        message.stop()
        self._left = message.left
        self._say()

    def on_board_pane_at(self, message: BoardPane.At) -> None:
        message.stop()

    def _say(self) -> None:
        snapshot = self.snapshot
        if snapshot is None:
            return
        when = review_to_come(snapshot)
        words = f"{when[0].upper()}{when[1:]} reveals it. {self._left} of {VOTES_EACH} votes left."
        ascii = app_context_of(self).appearance.ascii
        name = safe(self.member.name, ascii=ascii)
        head = Content.assemble((f"{name}, only you see this.", "bold"), ("  " + words, ""))
        self.query_one("#before-head", Static).update(head)

    def focus_first(self) -> None:
        """Give the focus to the line for a touchpoint's text while it is open, else to the board."""
        line = next((line for line in self.query(AddLine) if line.is_open), None)
        pane = self.query_one(BoardPane)
        if line is not None:
            line.focus_input()
        elif pane.is_usable:
            pane.view.focus()

    def begin_writing(self) -> None:
        """Ask for the first touchpoint."""
        pane = self.query_one(BoardPane)
        pane.call_next(pane.action_add)

    def keep(self) -> None:
        """The turn ends: half-typed text is kept for this person's next one."""
        keep_half_typed(self)

    def at_present(self, command: KeyCommand) -> KeyCommand:
        return end_of_turn(self, command)

    def action_pass_on(self) -> None:
        self.post_message(self.Ended(self.member))


def end_of_turn(turn: Widget, command: KeyCommand) -> KeyCommand:
    """``command`` of a private turn as it is called now: at a terminal of one's own no keyboard is
    passed on."""
    if command.id == "turn.end" and app_context_of(turn).is_members:
        return replace(command, label="End turn", help="End your private turn")
    return command


async def who_writes(view: Widget, snapshot: Snapshot, *, again: bool) -> Member | None:
    """Ask the room who writes privately; None for nobody. ``again``: somebody just has."""
    members = snapshot.team.present_members
    if len(members) == 1 and not again:
        return members[0]
    question = Choose(
        "Pass the keyboard. Who is next?" if again else "Who writes privately?",
        [
            *(Option(member.id, member.name) for member in members),
            Option(_ALL, "Back to everybody"),
        ],
        detail=f"Only they see it until {review_to_come(snapshot)} reveals it.",
        chosen=_ALL if again and len(members) == 1 else "",
    )
    chosen = await view.app.push_screen_wait(question)
    return next((member for member in members if member.id == chosen), None)
