"""The board with all that can be done on it, for the Board view and the review's steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive

from screens.board.add_actions import AddActions
from screens.board.card_actions import GRADED
from screens.board.key_availability import (
    ACTIONS,
    IN_PRIVATE,
    NEED_A_CARD,
    VOTES,
    WAIT_FOR_VOTES,
    why_not,
)
from screens.board.notice_line import NoticeLine
from screens.board.positions import block_destination, destination, new_cards
from screens.board.private_state import NOBODYS, read_mine
from screens.board.sorting import Order, in_order, named, why_not_moved
from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.core.store_calls import act
from screens.theme.themes import glyphs_for
from screens.widgets.board.board_widget import EMPTY_BOARD, BoardOptions, BoardWidget
from store.domain.agenda import VOTES_EACH, StepKey
from store.domain.stages import Stage
from store.models.snapshot import Snapshot
from store.models.touchpoint import Board, Touchpoint

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from store.reviews.ballots import PrivateCard


class BoardPane(AddActions):
    """The board, its cursor, and the line in which touchpoints are added.

    The review's Map and Focus embed it::

        yield BoardPane().data_bind(View.snapshot)

    In Focus it offers voting by itself. For private writing in Map set `private` while
    the person whose turn it is acts: then only their own private cards can be added,
    edited and taken back, and nobody else's are read. End it with `forget`.
    """

    DEFAULT_CSS = """
    BoardPane { layout: vertical; width: 1fr; height: 1fr; }
    """
    BINDINGS = bindings(KeyScope.BOARD, KeyScope.FRICTION)

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    """The team as it is."""
    private: reactive[bool] = reactive(False, repaint=False, init=False)
    """Whether cards are written privately, by the member who acts now."""

    before: bool = False
    """Whether what is written and voted privately is for the review to come; set ahead of
    `private`."""

    class Voted(Message):
        """The member's votes were read, as after one was placed here or at another terminal;
        ``left`` are those yet to place."""

        def __init__(self, left: int) -> None:
            super().__init__()
            self.left = left

    class At(Message):
        """The cursor is at another touchpoint of ``stage``, or in its empty column (None)."""

        def __init__(self, stage: Stage, card: Touchpoint | None) -> None:
            super().__init__()
            self.stage = stage
            self.card = card

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mine = NOBODYS
        self._under_cursor: tuple[bool, bool] | None = None
        """Whether a card is under the cursor, and a private one: what the keys depend on."""
        self._order = Order.OWN
        self._told_order = False
        """Whether what the order of a column means was said."""

    def compose(self) -> ComposeResult:
        glyphs = glyphs_for(app_context_of(self).appearance.ascii)
        yield BoardWidget(glyphs=glyphs)
        yield NoticeLine(ascii=glyphs.ascii)

    def on_mount(self) -> None:
        self.call_later(self.watch_snapshot)  # What came before it was mounted was not shown.

    # What is shown

    @property
    def board(self) -> Board:
        """The cards that stand on it, the private ones of the person who writes among them."""
        return self._mine.on(self.snapshot.board if self.snapshot else EMPTY_BOARD)

    @property
    def view(self) -> BoardWidget:
        """The drawn columns."""
        return self.query_one(BoardWidget)

    @property
    def is_usable(self) -> bool:
        """Whether it is on the screen to stay: mounted, and not being removed."""
        has_board = any(isinstance(child, BoardWidget) for child in self.children)
        return has_board and self.is_attached and self.is_mounted

    @property
    def card(self) -> Touchpoint | None:
        """The touchpoint under the cursor."""
        return self.view.cursor[1]

    @property
    def voting(self) -> bool:
        """Whether votes are placed at the moment."""
        return (self.before and self.private) or self._in_focus

    @property
    def _in_focus(self) -> bool:
        """Whether the review's votes are open, so that touchpoints stay on the board."""
        review = self.snapshot.review if self.snapshot else None
        return review is not None and review.step.key is StepKey.FOCUS and not review.focus_revealed

    def focus_card(self, touchpoint_id: str) -> None:
        """Put the cursor on a touchpoint, and the focus on the board."""
        self.view.focus_card(touchpoint_id)
        self.view.focus()

    def watch_snapshot(self) -> None:
        if not self.is_mounted:
            return
        self._show()
        if self._member is not None and (self.voting or self.private):
            self._read_mine()

    def watch_private(self) -> None:
        if self.private:
            self._read_mine()
        else:
            self.forget()

    @property
    def _member(self) -> str | None:
        seat = app_context_of(self).acting
        return seat.member_id if seat else None

    @work(group="mine", exclusive=True)
    async def _read_mine(self) -> None:
        await self.read_mine()

    async def read_mine(self) -> None:
        """Read the private cards or the votes of the member who acts now, and show them."""
        member, voting, private = self._member, self.voting, self.private
        if member is None or not (voting or private):
            self.forget()
            return
        private_state = await read_mine(
            self, member, votes=voting, cards=private, before=self.before
        )
        if (self._member, self.voting, self.private) == (member, voting, private):
            self._mine = private_state
            self._show()
            if voting:
                self.post_message(self.Voted(VOTES_EACH - sum(private_state.votes.values())))

    def forget(self) -> None:
        """Take off the screen at once what only one person may see."""
        self._mine = NOBODYS
        self._show()

    def _show(self) -> None:
        if not self.is_usable:
            return
        if self._mine.whose != self._member or not (self.voting or self.private):
            self._mine = NOBODYS  # Once revealed, nobody's own votes are on any screen.
        board = self.board
        self.marked &= {card.id for column in board for card in column.touchpoints}
        review = self.snapshot.review if self.snapshot else None
        options = BoardOptions(
            show_votes=review is not None and review.focus_revealed,
            my_votes=self._mine.votes,
            marked=self.marked,
            private=frozenset(card.id for card in self._mine.cards),
            new=new_cards(review, board),
            votes_left=self._votes_left,
            lessons=(review is not None and review.step.key is StepKey.MAP)
            or not any(column.touchpoints for column in board),
        )
        if options != self.view.options:
            self.view.options = options
        self.view.columns = in_order(board, self._order)
        self.refresh_bindings()

    @property
    def _votes_left(self) -> int | None:
        """How many votes the member who acts has left; None where nobody votes."""
        if not self.voting or self._mine.whose is None:
            return None
        return VOTES_EACH - sum(self._mine.votes.values())

    def go_back(self) -> bool:
        """End adding on ``esc``, else take the message off, else let the marks go; False where
        there is none of these."""
        line = self.query_one(NoticeLine)
        if self.adding.is_open:
            self.adding.close()
        elif line.notice:
            line.forget()
        elif self.marked:
            self._mark(frozenset())
        else:
            return False
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click on the board while a touchpoint is typed: the line goes on, where it was."""
        if event.widget is self.view:
            self.adding.follow_cursor()

    def on_board_widget_cursor_moved(self, message: BoardWidget.CursorMoved) -> None:
        message.stop()
        self.adding.follow_cursor()
        self.post_message(self.At(message.stage, message.touchpoint))
        if self._grades and (message.touchpoint is None or message.touchpoint.id != self.graded):
            self.query_one(NoticeLine).forget()
        under = (message.touchpoint is not None, self._private_card() is not None)
        if under != self._under_cursor:
            self._under_cursor = under
            self.refresh_bindings()

    async def on_board_widget_opened(self, message: BoardWidget.Opened) -> None:
        message.stop()
        if self.check_action("edit", ()):
            self.action_edit()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say it in a line under the board, where it covers nothing; where the board has gone, over
        the screen."""
        for line in self.query(NoticeLine):
            line.tell(message, timeout)
            return
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def on_notice_line_forgotten(self, message: NoticeLine.Forgotten) -> None:
        message.stop()
        self.refresh_bindings()

    @property
    def _grades(self) -> bool:
        """Whether a figure marks how much it hurts at the card under the cursor."""
        return self.query_one(NoticeLine).notice.startswith(GRADED)

    # What is possible

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action not in ACTIONS or not self.is_mounted:
            return True
        if self.adding.is_open:
            return False
        if action == "set_friction":
            return self._grades
        if action in VOTES:
            return self._may_vote()
        if self.private and action not in IN_PRIVATE:
            return False
        if app_context_of(self).turn is not None and not self.private:
            return False
        if app_context_of(self).acting is None or (action in NEED_A_CARD and self.card is None):
            return None
        if self.private and action != "add":
            return None if self._private_card() is None else True
        return None if self._in_focus and action in WAIT_FOR_VOTES else True

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible on the board at the moment."""
        opening = app_context_of(self).acting is None
        voting = self._in_focus
        return why_not(action, self.card, opening=opening, voting=voting, private=self.private)

    def _may_vote(self) -> bool | None:
        if not self.voting:
            return False
        if self.card is None or self._member is None or self._private_card() is not None:
            return None
        return True

    def _private_card(self) -> PrivateCard | None:
        return self._mine.card(self.card.id) if self.card is not None else None

    # Moving and sorting

    async def action_move(self, direction: str) -> None:
        from store.board import touchpoints

        card = self.card
        chosen = self._chosen()
        reason = why_not_moved(direction, chosen, self._order)
        if reason is not None:
            self.notify(reason, severity="warning", markup=False)
            return
        if card is None:
            return
        if self.marked and direction in ("up", "down"):
            position = block_destination(self.board, chosen, direction)
        else:
            position = destination(self.board, card, direction)
        if position is None:
            return
        ids = [each.id for each in chosen]
        after = None if position.after in ids else position.after
        moved = await act(
            self, touchpoints.move, ids, position.stage, after=after, first=position.first
        )
        self.view.focus_card(card.id)
        if moved and direction in ("up", "down") and not self._told_order:
            self._told_order = True
            self.notify("Customers meet the top of a column first.", markup=False)

    def action_sort(self) -> None:
        """Sort what is shown by the next thing, or as it is stored."""
        self._order = self._order.next
        self._show()
        self.view.focus()

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``command`` by what it does now, to how many cards."""
        return named(command, len(self.marked), self._order)

    # Voting

    async def action_vote(self) -> None:
        await self._vote(1)

    async def action_unvote(self) -> None:
        await self._vote(-1)

    async def _vote(self, step: int) -> None:
        from store.reviews import ballots, early

        if self.card is None:
            return
        cast = early.vote if self.before else ballots.vote
        outcome = await act(self, cast, self.card.id, step)
        if outcome.value is not None:
            await self.read_mine()
